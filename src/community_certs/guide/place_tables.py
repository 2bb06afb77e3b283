"""The sections of the two-sided list of a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from community_certs.catalog import Classification
from community_certs.guide.references import References
from community_certs.guide.sheet import Cell, Line, Row, Section, cell
from community_certs.guide.words import committees_in_words, named, say, way_in_words
from community_certs.model.answer import Conditional, ItemName
from community_certs.model.enums import Act, Outcome, Reason, Side, StatusReason
from community_certs.model.holdings import Entry, ListCoverage, PolicyList

__all__ = [
    "Listed",
    "Notes",
    "conditional",
    "coverage",
    "may",
    "must_not",
    "not_demanded",
    "off_list",
]

_SHARES = (22, 78)
_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True)
class Listed:
    """One item with its own row: the answer, its entries, and the narrower items that share it."""

    item: ItemName
    act: Act
    answer: Classification
    parts: tuple[tuple[PolicyList, Entry], ...]
    narrower: tuple[str, ...]


class Notes:
    """Footnotes of a table: each reason once, marked ①②③ in its rows."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def mark(self, text: str) -> str:
        """Return the mark of a text, the same one each time; none for an empty text."""
        if not text:
            return ""
        if text not in self._texts:
            self._texts.append(text)
        at = self._texts.index(text)
        return _MARKS[at] if at < len(_MARKS) else f"（{at + 1}）"

    def lines(self) -> Cell:
        """Return all notes, each behind its mark."""
        return cell(Line("　".join(f"{self.mark(one)} {one}" for one in self._texts), (), "small"))


def coverage(lists: Iterable[ListCoverage], references: References, lang: str) -> Section:
    """Say which lists the page rests on, and how much of them is held."""
    lines = []
    for one in lists:
        stated = one.stated_count if one.stated_count is not None else "?"
        whole, half = ("whole", "incomplete") if lang == "en" else ("全", "不全")
        whole = whole if one.complete else half
        side = named(one.side, lang)
        if references.list(one.id).binds == "requesters":
            side += " (binds those who ask)" if lang == "en" else "（对要求单位）"
        lines.append(
            Line(
                f"{side}: {one.captured} of {stated} held, {whole}"
                if lang == "en"
                else f"{side}清单：文件载明 {stated} 项，收录 {one.captured} 条，{whole}",
                (references.mark(one.id),),
            )
        )
    none = (
        "No list is held for this place and day: there may be one that the catalogue lacks."
        if lang == "en"
        else "目录没有收录当地当日有效的清单；当地可能另有清单。以下只依据法律法规。"
    )
    return Section(
        "Lists this page rests on" if lang == "en" else "所依据的清单",
        lead=tuple(lines) or cell(none),
    )


def may(rows: Iterable[Listed], references: References, notes: Notes, lang: str) -> Section:
    """Return what a committee may issue, each with its condition and its article."""
    made = []
    for one in rows:
        texts = [Line(_said(one.item, held, entry, lang)) for held, entry in one.parts]
        made.append(Row((_name(one, references, notes, lang), _cell(one, texts, lang))))
    return Section(
        "May be issued" if lang == "en" else "可以开",
        ("Proof", "Condition, in the words of the document")
        if lang == "en"
        else ("事项", "条件与文件原文"),
        tuple(made),
        lead=()
        if made
        else cell(
            "The documents held name none." if lang == "en" else "所收文件没有列明可以开具的事项。"
        ),
        tone="good",
        shares=_SHARES,
    )


def _said(item: ItemName, held: PolicyList, entry: Entry, lang: str) -> str:
    """Return what an entry says, as printed, its condition, who issues, and the article.

    The sentence of a law is left out where its condition is known and says enough.
    """
    printed = "" if entry.printed == item.name else f"“{entry.printed}”"
    conditions = [one for one in (entry.provided, entry.when) if one]
    if held.kind != "list" and conditions:
        printed = ""
    by = ""
    if len(held.committees) == 1:
        by = committees_in_words(held.committees, lang)
        by = f"by the {by}" if lang == "en" else f"由{by}开具"
    tail = "；".join(part for part in (*conditions, by, entry.article) if part)
    if not printed and not tail:
        return "named in the list" if lang == "en" else "清单列有该事项"
    return f"{printed}（{tail}）" if printed and tail else printed or tail


def must_not(rows: Iterable[Listed], references: References, notes: Notes, lang: str) -> Section:
    """Return what a committee must not issue, and where each is had instead."""
    made = []
    nowhere = (
        "no other way is held; ask the unit for its legal basis"
        if lang == "en"
        else "目录未收录当日可凭的其他材料：请要求单位说明依据"
    )
    for one in rows:
        ways = [Line(way_in_words(way, lang)) for way in one.answer.guidance]
        texts = ways or [Line(nowhere, (), "small")]
        scopes = {held.committees for held, _ in one.parts}
        if all(len(scope) == 1 for scope in scopes):
            only = "、".join(committees_in_words(scope, lang) for scope in sorted(scopes))
            texts.append(
                Line(f"binds the {only}" if lang == "en" else f"对{only}而言", (), "small")
            )
        made.append(Row((_name(one, references, notes, lang), _cell(one, texts, lang))))
    return Section(
        "Must not be issued, and where to go" if lang == "en" else "不能开，去哪办",
        ("Proof", "Where to go, what to bring") if lang == "en" else ("事项", "去哪办、凭什么"),
        tuple(made),
        lead=()
        if made
        else cell(
            "The documents held bar none by name."
            if lang == "en"
            else "所收文件没有点名不得开具的事项。"
        ),
        tone="bad",
        shares=_SHARES,
    )


def _cell(one: Listed, texts: Iterable[Line], lang: str) -> Cell:
    including = ""
    if one.narrower:
        including = ("including: " if lang == "en" else "含：") + "、".join(one.narrower)
    return cell(*dict.fromkeys([*texts, Line(including, (), "small")]))


def _name(one: Listed, references: References, notes: Notes, lang: str) -> Cell:
    answer = one.answer
    doubts = []
    # For which committee an entry holds stands in its row.
    whys = [one for one in answer.status_reasons if one is not StatusReason.COMMITTEE_UNKNOWN]
    if whys:
        doubts.append(
            ("provisional: " if lang == "en" else "暂定：")
            + ("; " if lang == "en" else "；").join(named(one, lang) for one in whys)
        )
    if answer.needs_review:
        doubts.append(
            "another text was overridden: have it checked"
            if lang == "en"
            else "另有规定未被采用，请人工复核"
        )
    if answer.demand:
        doubts.append("units must not ask for it" if lang == "en" else "有关单位不得索要")
    tag = f"〔{named(one.act, lang)}〕" if one.act is not Act.CERTIFICATE else ""
    if answer.reason is Reason.CANCELLED:
        tag += f"〔{named(Side.CANCELLED, lang)}〕"
    marks = "".join(notes.mark(text) for text in doubts)
    based = references.marks(entry.id for _, entry in one.parts)
    return cell(Line(f"{one.item.name}{tag}{marks}", based, "strong"))


def conditional(
    answers: Sequence[Classification], references: References, lang: str
) -> list[Section]:
    """Return what may be issued for a stated purpose or unit only."""
    found: dict[str, tuple[Conditional, list[str]]] = {}
    for answer in answers:
        if answer.outcome is Outcome.MAY_ISSUE or answer.item is None:
            continue
        for might in answer.conditional:
            if might.why != "condition" or might.outcome is not Outcome.MAY_ISSUE:
                continue
            _, entry = references.entry(might.citation.entry)
            if answer.item.id in entry.items:
                found.setdefault(entry.id, (might, []))[1].append(answer.item.name)
    rows = [
        Row(
            (
                cell(Line("、".join(names), (references.mark(might.citation.entry),), "strong")),
                cell(
                    Line(
                        "；".join(part for part in (might.when, might.citation.provided) if part)
                        + (f"（{might.citation.article}）" if might.citation.article else "")
                    )
                ),
            )
        )
        for _, (might, names) in sorted(found.items())
    ]
    if not rows:
        return []
    return [
        Section(
            "May be issued on a condition" if lang == "en" else "符合条件才可以开",
            ("Proof", "Condition") if lang == "en" else ("事项", "条件"),
            tuple(rows),
            tone="unsure",
            shares=_SHARES,
        )
    ]


def not_demanded(lists: Iterable[ListCoverage], references: References, lang: str) -> list[Section]:
    """Return what units must not ask for, where a list says so without barring the committee."""
    lines = []
    for one in lists:
        held = references.list(one.id)
        if held.binds == "requesters":
            printed = "、".join(f"“{entry.printed}”" for entry in held.entries)
            lines.append(Line(printed, (references.mark(one.id),)))
    if not lines:
        return []
    return [
        Section(
            "Units must not ask for" if lang == "en" else "有关单位不得要求群众提供",
            lead=tuple(lines),
            tone="bad",
        )
    ]


def off_list(answers: Sequence[Classification], references: References, lang: str) -> list[Section]:
    """Return what the rules in force and the catch-all clauses say of everything else."""
    unlisted = [one for one in answers if one.outcome is Outcome.UNLISTED]
    lines: dict[str, Line] = {}
    for one in unlisted:
        if one.residual is not None:
            id = one.residual.citation.entry
            lines.setdefault(id, Line(one.residual.says, (references.mark(id),)))
        for might in one.conditional:
            if might.why == "catch_all" and might.outcome is Outcome.MAY_ISSUE:
                id = might.citation.entry
                text = (
                    f"兜底条款“{might.citation.printed}”："
                    "须有法定依据、属职责范围且能核实，不当然可以开。"
                )
                lines.setdefault(id, Line(text, (references.mark(id),)))
    ask = (
        "For anything not named here, ask the committee; it answers by the rules below."
        if lang == "en"
        else "以上没有列出的，请向居（村）委会询问，按下列规定处理："
    )
    silent = (
        "The documents held say nothing of the rest; ask the unit for its legal basis."
        if lang == "en"
        else "以上没有列出的，所收文件没有规定，请要求单位说明依据。"
    )
    return [
        Section(
            say("off_list", lang),
            lead=cell(ask if lines else silent),
            tail=tuple(lines.values()),
            tone="unsure",
        )
    ]
