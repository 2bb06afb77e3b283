"""Tell a comparison to people: as text for a terminal, or as Markdown for release notes.

Answers that change alike are told together: the same outcome before and after, for the same reason
and by the same documents, over the same days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from community_certs.authoring.diff.answers import AnswerChange
from community_certs.authoring.diff.comparison import Comparison
from community_certs.authoring.diff.state import State
from community_certs.model.enums import Outcome, Reason, Status, StatusReason

__all__ = ["told"]

_MOST_NAMES = 6
_TITLES = {
    "past": ("影响过去日期的答复（更正）", "Answers about past dates (corrections)"),
    "future": ("影响以后日期的答复", "Answers about future dates"),
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
    partly: bool


def told(comparison: Comparison, *, lang: str = "zh", markdown: bool = False) -> str:
    """Return the comparison in words.

    Arguments:
        comparison: what to tell.
        lang: "zh" or "en".
        markdown: with headings for release notes; else for a terminal.
    """
    en = lang == "en"
    old, new = comparison.old.release, comparison.new.release
    lines = [f"# {old} → {new}" if markdown else f"{old} → {new}", ""]
    if comparison.changes_nothing:
        lines.append("Nothing differs." if en else "两版内容完全相同。")
    elif not comparison.changes_answers:
        lines.append("No answer changes." if en else "没有任何答复改变。")
    if not comparison.changes_nothing and not comparison.changes_answers:
        lines.append("")
    for key, body in _sections(comparison, lang):
        if body:
            title = _TITLES[key][1 if en else 0]
            lines += [f"## {title}" if markdown else title, ""]
            lines += [f"- {line}" for line in body]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _sections(comparison: Comparison, lang: str) -> Iterator[tuple[str, list[str]]]:
    yield "past", answer_lines(comparison, comparison.past, lang)
    yield "future", answer_lines(comparison, comparison.future, lang)
    yield "ids", _id_lines(comparison, lang)
    yield "sources", _source_lines(comparison, lang)
    yield "guidance", _guidance_lines(comparison, lang)
    yield "names", _name_lines(comparison, lang)


def answer_lines(comparison: Comparison, changes: Iterable[AnswerChange], lang: str) -> list[str]:
    """Return a line for every group of answers that change alike."""
    groups: dict[_Group, list[AnswerChange]] = {}
    for one in changes:
        before, after = _said(one.before, lang), _said(one.after, lang)
        if before == after:
            before = after = _finer(one.before, one.after, lang)
        group = _Group(before, after, one.first, one.last, one.because, not one.says_nothing)
        groups.setdefault(group, []).append(one)
    en = lang == "en"
    lines = []
    for group, members in groups.items():
        items = list(dict.fromkeys(comparison.item_name(one.item) for one in members))
        places = list(dict.fromkeys(comparison.place_name(one.place) for one in members))
        what = f"{group.before} → {group.after}" if group.before != group.after else group.after
        span = _span(group.first, group.last, lang)
        partly = (
            (" (in some circumstances)" if en else "（仅在某些情形下）") if group.partly else ""
        )
        by = ("by " if en else "依据 ") + _listed(list(group.because), lang)
        lines.append(
            f"{_listed(places, lang)} · {_listed(items, lang)}：{what}{partly}；{span}；{by}"
            if not en
            else f"{_listed(places, lang)} · {_listed(items, lang)}: {what}{partly}; {span}; {by}"
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


def _listed(names: Sequence[str], lang: str) -> str:
    comma = ", " if lang == "en" else "、"
    shown = comma.join(names[:_MOST_NAMES])
    if len(names) <= _MOST_NAMES:
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
    if contents.divisions:
        label = "divisions" if en else "行政区划"
        lines.append(f"{label}：{_listed(contents.divisions, lang)}")
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
        items = [comparison.item_name(one) for one in contents.phrases if one != "*"]
        if lang == "en":
            lines.append(f"phrase rules: {_listed(items, lang) or 'the words behind them'}")
        else:
            lines.append(f"短语规则：{_listed(items, lang) or '所用的词'}")
    return lines
