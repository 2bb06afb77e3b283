"""Letters to requesting units: one to each unit with all its items, judged again on their day.

What no letter may rest on (see :mod:`community_certs.casework.verdict`) is referred to a person.
"""

from __future__ import annotations

from community_certs.casework.cases import Case, Event
from community_certs.casework.docx import render
from community_certs.casework.states import Finding, Kind, LetterKind, State
from community_certs.casework.units import why_no_address
from community_certs.casework.verdict import Verdict, judge_again
from community_certs.errors import InvalidArgument
from community_certs.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from community_certs.casework.workplan import Workplan
    from community_certs.catalog import Catalog
    from community_certs.model.answer import Citation

__all__ = [
    "Draft",
    "Letter",
    "chinese_date",
    "document_of",
    "drafts",
    "events_of",
    "letters_in",
    "written",
]

_TEMPLATES = {
    "must_not": "letter-must-not",
    "unlisted": "letter-unlisted",
    "second_letter": "letter-second",
}
_FORBIDDEN = dict.fromkeys(map(ord, '\\/:*?"<>|'), "_")


class Draft(Record):
    """A letter before it has its number: what kind, to whom, about which cases."""

    kind: str
    unit: str
    cases: tuple[Case, ...]
    verdicts: tuple[Verdict, ...]


class Letter(Record):
    """A numbered letter with everything that it prints; no personal data.

    ``kind`` is ``must_not``, ``unlisted`` or ``second_letter``; ``filled`` are the values of the
    template.
    """

    kind: str
    number: str
    unit: str
    on: str
    due: str
    cases: tuple[str, ...]
    filled: Mapping[str, Any]

    def __hash__(self) -> int:
        return hash(self.number)

    @property
    def file_name(self) -> str:
        """Return the name of its file: number and unit, without what a file name may not hold."""
        name = f"{self.number} {self.unit}".translate(_FORBIDDEN)
        return "".join(one for one in name if one.isprintable())[:80].strip(" .") + ".docx"


def chinese_date(day: str) -> str:
    """Return a day as letters print it: 2026年11月4日 (GB/T 9704-2012, 7.3.5.4: 月、日不编虚位)."""
    return f"{int(day[:4])}年{int(day[5:7])}月{int(day[8:])}日"


def drafts(
    cases: Iterable[Case], catalog: Catalog, on: str
) -> tuple[tuple[Draft, ...], tuple[tuple[Case, tuple[str, ...]], ...]]:
    """Return the letters that are due, and the cases that a person must look at, with the reasons.

    Arguments:
        cases: the cases; closed ones and those that wait for a reply are passed over.
        catalog: the catalogue.
        on: the day of the letters, ISO.
    """
    grouped: dict[tuple[str, str], list[tuple[Case, Verdict]]] = {}
    referred: list[tuple[Case, tuple[str, ...]]] = []
    for case in cases:
        if case.state not in (State.REPORTED, State.MUST_NOT_DUE, State.SECOND_DUE):
            continue
        verdict = judge_again(catalog, case, on)
        reasons = verdict.reasons
        nowhere = why_no_address(case.unit)
        if nowhere:
            reasons = (nowhere, *reasons)
        if case.state is State.MUST_NOT_DUE and verdict.letter is LetterKind.UNLISTED:
            reasons = ("目录当日答复为文件外，与登记的“依据属不应由”不一致",)
        if reasons or verdict.letter is None:
            referred.append((case, reasons))
            continue
        kind = "second_letter" if case.state is State.SECOND_DUE else str(verdict.letter)
        grouped.setdefault((case.unit, kind), []).append((case, verdict))
    found = tuple(
        Draft(kind, unit, tuple(one for one, _ in held), tuple(one for _, one in held))
        for (unit, kind), held in sorted(grouped.items())
    )
    return found, tuple(referred)


def written(draft: Draft, number: str, on: str, plan: Workplan) -> Letter:
    """Return the letter of a draft.

    Arguments:
        draft: what it is about.
        number: its 文号.
        on: its day, ISO.
        plan: who signs, and by when a reply is due.

    Raises:
        InvalidArgument: if the plan still has the ×× of the sample for the office.
    """
    if "×" in plan.office + plan.prefix + plan.ordered_by or not plan.office or not plan.prefix:
        raise InvalidArgument(
            "设置文件中的发文机关、机关代字、部署还是样本的“××”，请先填写（--plan）。",
            "set the office, its prefix and who ordered the work in the plan first (--plan)",
        )
    due = plan.due(on, second=draft.kind == "second_letter")
    unit = _addressed(draft)
    documents = dict.fromkeys(
        _titled(one)
        for verdict in draft.verdicts
        for answer in verdict.answers
        for one in answer.citations
    )
    values: dict[str, Any] = {
        "发文机关": plan.office,
        "文号": number,
        "单位": unit,
        "部署": f"{plan.ordered_by}部署的" if plan.ordered_by else "",
        "工作名称": plan.work,
        "文件": "、".join(documents),
        "期限": chinese_date(due),
        "日期": chinese_date(on),
        "联系人": plan.contact or "　　　　",
        "联系电话": plan.phone or "　　　　　　",
        "抄送": f"抄送：{plan.copies}" if plan.copies else "",
        "事项": [
            _values(n, case, verdict)
            for n, (case, verdict) in enumerate(zip(draft.cases, draft.verdicts, strict=True), 1)
        ],
    }
    return Letter(draft.kind, number, unit, on, due, tuple(one.id for one in draft.cases), values)


def _addressed(draft: Draft) -> str:
    branches = sorted({branch for case in draft.cases for branch in case.branches})
    if len(branches) == 1:
        return draft.unit + branches[0]
    return f"{draft.unit}（{'、'.join(branches)}）" if branches else draft.unit


def _values(n: int, case: Case, verdict: Verdict) -> dict[str, str]:
    before = case.letters[-1] if case.letters else ("", "", "")
    instead = dict.fromkeys(
        "和".join(every)
        for answer in verdict.answers
        for one in answer.guidance
        if one.when is None
        for every in one.substitutes
    )
    basis = dict.fromkeys(_cited(one) for answer in verdict.answers for one in answer.citations)
    return {
        "序号": str(n),
        "名称": case.name,
        "依据": "；".join(basis),
        "替代": "；可凭" + "，或者".join(instead) if instead else "",
        "前函": f"{before[1]}，{chinese_date(before[2])}" if before[1] else "",
        "情况": _situation(case.finding),
    }


def _situation(finding: Finding | None) -> str:
    if finding is Finding.NONE_BY_DEADLINE:
        return "逾期未函复"
    if finding is Finding.NEITHER_WITH_MEASURES:
        return "所提依据难以判定是否属可由出具，整改措施尚待落实"
    return "所提依据不符合可由出具的规定，未提出整改措施"


def _titled(citation: Citation) -> str:
    number = f"（{citation.number}）" if citation.number else ""
    if citation.title:
        return f"《{citation.title}》{number}"
    return citation.number or "、".join(citation.issuers) + "的有关文件"


def _cited(citation: Citation) -> str:
    head = citation.number or (f"《{citation.title}》" if citation.title else "有关文件")
    entry = citation.article or (f"“{citation.printed}”" if citation.printed else "")
    return head + (citation.batch or "") + entry


def document_of(letter: Letter, folder: str | os.PathLike[str] | None = None) -> bytes:
    """Return a letter as the bytes of a .docx file.

    Arguments:
        letter: the letter.
        folder: the district's own templates, if it has any.
    """
    return render(_TEMPLATES[letter.kind], letter.filled, folder)


def events_of(letter: Letter, by: str) -> tuple[Event, ...]:
    """Return the events, one for each case, that record a letter whole: it can be printed again."""
    second = letter.kind == "second_letter"
    return tuple(
        Event(
            case,
            Kind.SECOND_LETTER if second else Kind.LETTER,
            letter.on,
            by,
            {
                **({} if second else {"letter": letter.kind}),
                "number": letter.number,
                "due": letter.due,
                "unit": letter.unit,
                "values": letter.filled,
            },
        )
        for case in letter.cases
    )


def letters_in(events: Iterable[Event]) -> tuple[Letter, ...]:
    """Return the letters that a journal tells of, in the order of their entry."""
    found: dict[str, Letter] = {}
    for event in events:
        if event.kind not in (Kind.LETTER, Kind.SECOND_LETTER):
            continue
        data = event.data
        held = found.get(data["number"])
        cases: Sequence[str] = (*held.cases, event.case) if held else (event.case,)
        kind = "second_letter" if event.kind is Kind.SECOND_LETTER else str(data["letter"])
        found[data["number"]] = Letter(
            kind, data["number"], data["unit"], event.on, data["due"], tuple(cases), data["values"]
        )
    return tuple(found.values())
