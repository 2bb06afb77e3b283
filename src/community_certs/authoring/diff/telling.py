"""Tell a comparison to people: as text for a terminal, or as Markdown for release notes.

Answers that change alike are told together: the same outcome before and after, for the same reason
and by the same documents, over the same days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from community_certs.authoring.diff.answers import AnswerChange
from community_certs.authoring.diff.circumstances import Scenario
from community_certs.authoring.diff.comparison import Comparison, called
from community_certs.authoring.diff.saying import told_circumstances
from community_certs.authoring.diff.state import State
from community_certs.model.enums import Outcome, Reason, Status, StatusReason

__all__ = ["told"]

_MOST_NAMES = 6
_TITLES = {
    "past": ("影响过去日期的答复（更正）", "Answers about past dates (corrections)"),
    "future": ("影响以后日期的答复", "Answers about future dates"),
    "places": ("行政区划", "Divisions"),
    "ids": ("增加、撤回、失效、更名", "Added, withdrawn, ended, renamed"),
    "sources": ("来源和文字", "Sources and wording"),
    "guidance": ("去哪办（指引）", "Guidance"),
    "names": ("名称识别", "Names"),
}
_KINDS = {
    "documents": ("文件", "documents"),
    "lists": ("清单", "lists"),
    "entries": ("条目", "entries"),
    "rules": ("规则", "rules"),
    "items": ("事项", "items"),
    "alternatives": ("替代办法", "alternatives"),
}


@dataclass(frozen=True)
class _Group:
    before: str
    after: str
    first: str | None
    last: str | None
    because: tuple[str, ...]
    circumstances: tuple[Scenario, ...] | None


def told(comparison: Comparison, *, lang: str = "zh", markdown: bool = False) -> str:
    """Return the comparison in words.

    Arguments:
        comparison: what to tell.
        lang: "zh" or "en".
        markdown: with headings for release notes; else for a terminal.
    """
    en = lang == "en"
    old, new = called(comparison.old), called(comparison.new)
    lines = [f"# {old} → {new}" if markdown else f"{old} → {new}", ""]
    if comparison.changes_nothing:
        lines.append("Nothing differs." if en else "两版内容完全相同。")
    elif not comparison.changes_answers:
        lines.append("No answer changes." if en else "没有任何答复改变。")
    if not comparison.changes_nothing and not comparison.changes_answers:
        lines.append("")
    for key, body in _sections(comparison, lang, markdown):
        if body:
            title = _TITLES[key][1 if en else 0]
            lines += [f"## {title}" if markdown else title, ""]
            lines += [f"- {line}" for line in body]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _sections(comparison: Comparison, lang: str, markdown: bool) -> Iterator[tuple[str, list[str]]]:
    most = None if markdown else _MOST_NAMES
    yield "past", answer_lines(comparison, comparison.past, lang, most)
    yield "future", answer_lines(comparison, comparison.future, lang, most)
    yield "places", _place_lines(comparison, lang)
    yield "ids", _id_lines(comparison, lang)
    yield "sources", _source_lines(comparison, lang)
    yield "guidance", _guidance_lines(comparison, lang)
    yield "names", _name_lines(comparison, lang)


def answer_lines(
    comparison: Comparison, changes: Iterable[AnswerChange], lang: str, most: int | None
) -> list[str]:
    """Return a line for every group of answers that change alike.

    Arguments:
        comparison: for names.
        changes: which to tell.
        lang: "zh" or "en".
        most: how many items and places to name in a line; None: all.
    """
    groups: dict[_Group, list[AnswerChange]] = {}
    for one in changes:
        before, after = _said(one.before, lang), _said(one.after, lang)
        if before == after:
            before = after = _finer(one.before, one.after, lang)
        group = _Group(before, after, one.first, one.last, one.because, one.circumstances)
        groups.setdefault(group, []).append(one)
    colon, semicolon = (": ", "; ") if lang == "en" else ("：", "；")
    lines = []
    for group, members in groups.items():
        items = list(dict.fromkeys(comparison.item_name(one.item) for one in members))
        codes = dict.fromkeys(one.place for one in members)
        if len(codes) > _MOST_NAMES and len(codes) == len(comparison.places):
            number = len(codes)
            where = f"all {number} places" if lang == "en" else f"所有 {number} 个收录地"
        else:
            where = _listed([comparison.place_name(one) for one in codes], lang, most)
        what = f"{group.before} → {group.after}" if group.before != group.after else group.after
        said = told_circumstances(group.circumstances, comparison.vocabulary_name, lang)
        by = ("by " if lang == "en" else "依据 ") + _listed(list(group.because), lang)
        parts = [what + said, _span(group.first, group.last, lang), by]
        lines.append(f"{where} · {_listed(items, lang, most)}{colon}{semicolon.join(parts)}")
    return lines


def _place_lines(comparison: Comparison, lang: str) -> list[str]:
    """Return a line for every place whose own history was changed."""
    en = lang == "en"
    below: dict[str, int] = {}
    for one in comparison.contents.divisions:
        if one.place != one.because:
            below[one.because] = below.get(one.because, 0) + 1
    lines = []
    for one in comparison.contents.divisions:
        if one.place != one.because:
            continue
        parts = []
        for spans, zh, english in (
            (one.gone, "不再作为地点", "no longer a place"),
            (one.new, "新作为地点", "a place now"),
        ):
            parts += [
                f"{_span(*days, lang)} {english}" if en else f"{_span(*days, lang)}{zh}"
                for days in spans
            ]
        if one.names is not None:
            before, after = ("、".join(names) for names in one.names)
            parts.append(f"{'names' if en else '名称'} {before} → {after}")
        parts = parts or ["history" if en else "沿革有变"]
        if one.place in below:
            count = below[one.place]
            parts.append(f"and {count} places below it" if en else f"连同所属 {count} 个地方")
        name = comparison.place_name(one.place)
        lines.append(
            f"{name} {one.place}{': ' if en else '：'}{('; ' if en else '；').join(parts)}"
        )
    return lines


def _said(state: State, lang: str) -> str:
    if lang == "en":
        reasons = f" ({', '.join(state.status_reasons)})" if state.status_reasons else ""
        return f"{state.outcome}/{state.reason}, {state.status}{reasons}"
    reasons = "、".join(StatusReason(one).zh for one in state.status_reasons)
    status = Status(state.status).zh + (f"（{reasons}）" if reasons else "")
    return f"{Outcome(state.outcome).zh}·{Reason(state.reason).zh}·{status}"


_FINER = {
    "needs_review": ("是否须复核", "needs review"),
    "demand": ("可否索要", "demand"),
    "citations": ("依据的条目", "citations"),
    "overridden": ("未采用的依据", "overridden"),
    "conditional": ("附条件的依据", "conditional"),
    "residual": ("文件外的处理规则", "residual rule"),
    "handling": ("办理步骤", "handling"),
}


def _finer(before: State, after: State, lang: str) -> str:
    names = [
        name[1 if lang == "en" else 0]
        for key, name in _FINER.items()
        if getattr(before, key) != getattr(after, key)
    ]
    if lang == "en":
        return f"still {_said(after, lang)}; other {', '.join(names)}"
    return f"仍为{_said(after, lang)}，{'、'.join(names)}有变"


def _span(first: str | None, last: str | None, lang: str) -> str:
    if lang == "en":
        return f"{first or '…'} to {last or '…'}"
    if first and last:
        return f"{first} 至 {last}"
    return f"自 {first} 起" if first else f"至 {last} 止" if last else "一直"


def _listed(names: Sequence[str], lang: str, most: int | None = _MOST_NAMES) -> str:
    comma = ", " if lang == "en" else "、"
    shown = comma.join(names[:most])
    if most is None or len(names) <= most:
        return shown
    return f"{shown} … ({len(names)})" if lang == "en" else f"{shown}等 {len(names)} 个"


def _id_lines(comparison: Comparison, lang: str) -> list[str]:
    en = lang == "en"
    contents = comparison.contents
    lines = []
    for word, held in (("+", contents.added), ("-", contents.removed)):
        verb = ("added", "removed")[word == "-"] if en else ("新增", "删除")[word == "-"]
        lines += [
            f"{verb} {_KINDS[kind][1 if en else 0]} ({len(ids)}): {_listed(ids, lang)}"
            if en
            else f"{verb}{_KINDS[kind][0]} {len(ids)} 个：{_listed(ids, lang)}"
            for kind, ids in held.items()
            if ids
        ]
    for one in contents.withdrawn:
        verb = "withdrawn" if en else "撤回"
        lines.append(f"{verb} {one['document']}：{one['reason']}")
    for end in contents.ended:
        day = end["after"] and end["after"]["latest"]
        verb = "ends" if en else "失效日期改为"
        lines.append(f"{end['id']} {verb} {day or '—'}")
    for name in contents.renamed:
        lines.append(f"{name['id']}：{name['before']} → {name['after']}")
    return lines


def _source_lines(comparison: Comparison, lang: str) -> list[str]:
    en = lang == "en"
    lines = []
    for one in comparison.contents.sources:
        parts = [
            f"{(verb_en if en else verb)} {_listed(one[key], lang)}"
            for key, verb, verb_en in (
                ("added", "增加", "added"),
                ("dropped", "去掉", "dropped"),
                ("changed", "改动", "changed"),
            )
            if one[key]
        ]
        if parts:
            lines.append(f"{one['document']}：{'；'.join(parts)}")
    wording = comparison.contents.wording
    if wording:
        ids = [one["id"] for one in wording]
        label = f"wording ({len(ids)}): " if en else f"文字 {len(ids)} 处："
        lines.append(f"{label}{_listed(ids, lang)}")
    return lines


def _guidance_lines(comparison: Comparison, lang: str) -> list[str]:
    guided = comparison.contents.guidance
    names = [comparison.item_name(one["item"]) for one in guided]
    return [f"{_listed(names, lang)}"] if names else []


def _name_lines(comparison: Comparison, lang: str) -> list[str]:
    contents = comparison.contents
    lines = []
    if contents.names:
        shown = [
            f"{one['text']}（{one['before'] or '—'} → {one['after'] or '—'}）"
            for one in contents.names
        ]
        lines.append(f"{_listed(shown, lang)}")
    if contents.phrases:
        shared = "the words that all share" if lang == "en" else "各规则共用的词"
        items = [shared if one == "*" else comparison.item_name(one) for one in contents.phrases]
        label = "phrase rules: " if lang == "en" else "短语规则："
        lines.append(f"{label}{_listed(items, lang)}")
    return lines
