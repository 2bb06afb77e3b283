"""Open cases: from judged rows of a ledger, from complaints (监督举报), from applications (准入).

A certificate or complaint counts once, however often its ledger is read. What names no unit, or was
not recognised, opens no case: it is returned for a person, by its place in the ledger, without its
words, which may hold names.
"""

from __future__ import annotations

import hashlib

from community_certs.casework.cases import Case, Event
from community_certs.casework.states import Kind, State
from community_certs.errors import InvalidArgument
from community_certs.model.enums import Outcome, Reason
from community_certs.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from community_certs.casework.journal import Entry
    from community_certs.casework.rows import JudgedRow
    from community_certs.casework.units import Unit
    from community_certs.catalog import Catalog, Classification

__all__ = ["Left", "Opened", "apply_for_admission", "complain", "open_cases"]


class Left(Record):
    """A row that opened no case and needs a person: where it stands, and why."""

    where: str
    number: str
    reason: str


class Opened(Record):
    """What became of the rows.

    Attributes:
        opened: the ids of new cases, ``reopened`` of those stopped before and asked for again.
        added: how many certificates were added to cases; ``known`` how many were there before.
        may_issue: how many rows are 可由 and concern no case.
        left: the rows that a person must look at.
    """

    opened: tuple[str, ...]
    reopened: tuple[str, ...]
    added: int
    known: int
    may_issue: int
    left: tuple[Left, ...]


def open_cases(entry: Entry, rows: Iterable[JudgedRow], on: str, by: str) -> Opened:
    """Open a case for every (unit, item) that is 不应由 or 文件外, or add to the one there is.

    Arguments:
        entry: a change of the journal, see :meth:`Journal.writing`.
        rows: the judged ledger.
        on: the day of the report, ISO.
        by: who reports.
    """
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    names: dict[str, str] = {}
    left: list[Left] = []
    known = may_issue = 0
    met: set[str] = set()
    for row in rows:
        reason = _why_left(row, on)
        if reason:
            left.append(Left(row.row.where, row.row.number, reason))
            continue
        fine = True
        for part in _parts(row.answer):
            if part.item is None or part.outcome is Outcome.MAY_ISSUE:
                continue
            fine = False
            names[part.item.id] = part.item.name
            one = _occurrence(row, part)
            if one["key"] in met or entry.seen(one["key"]):
                known += 1
                continue
            met.add(one["key"])
            found.setdefault((row.unit.name, part.item.id), []).append(one)
        may_issue += fine
    opened, reopened = [], []
    for (unit, item), occurrences in found.items():
        held = _case_of(entry, unit, item)
        data: dict[str, Any] = {"occurrences": occurrences}
        if held is None:
            data.update(unit=unit, item=item, name=names[item], origin="ledger")
            case = entry.add(Event(entry.new_id(on[:4]), Kind.REPORTED, on, by, data))
            opened.append(case.id)
        elif _asked_again(held, occurrences):
            entry.add(Event(held.id, Kind.REOPENED, on, by, data))
            reopened.append(held.id)
        else:
            entry.add(Event(held.id, Kind.OCCURRED, on, by, data))
    return Opened(
        tuple(opened),
        tuple(reopened),
        sum(len(one) for one in found.values()),
        known,
        may_issue,
        tuple(left),
    )


def complain(
    entry: Entry,
    catalog: Catalog,
    text: str,
    unit: Unit,
    *,
    jurisdiction: str,
    on: str,
    by: str,
    reference: str,
    committee: str | None = None,
) -> Case:
    """Enter a resident's complaint that a unit asked for a proof.

    Arguments:
        entry: a change of the journal.
        catalog: judges what was asked for.
        text: the proof, as the resident names it; it is not kept.
        unit: the unit.
        jurisdiction: the committee's place.
        on: the day, ISO.
        by: who entered it.
        reference: the number of the complaint; the resident is not named.
        committee: "resident" or "village".

    Raises:
        InvalidArgument: if the proof is not recognised as one item, or the committee may issue it,
            or the complaint was entered before.
    """
    answer = catalog.classify(
        text, jurisdiction=jurisdiction, on=on, requester=unit.kind, committee=committee
    )
    if answer.item is None:
        raise InvalidArgument(
            f"未能识别所反映的证明（{answer.reason.zh}），请换一种说法，或逐项登记。",
            f"the proof is not recognised as one item ({answer.reason}): say it otherwise",
        )
    if answer.outcome is Outcome.MAY_ISSUE:
        raise InvalidArgument(
            f"“{answer.item.name}”属可由出具，不作为问题登记。",
            f"{answer.item.id} may be issued: there is no problem to enter",
        )
    one = {
        "key": _key("complaint", reference, unit.name, answer.item.id),
        "source": "complaint",
        "reference": reference,
        "on": on,
        "place": answer.place.jurisdiction.adcode,
        "committee": committee or "-",
        "kind": unit.kind or "-",
        "purpose": _purpose(answer),
        "branch": unit.branch,
        "outcome": str(answer.outcome),
    }
    if entry.seen(one["key"]):
        raise InvalidArgument(
            f"编号“{reference}”的反映已经登记。", f"complaint {reference!r} was entered before"
        )
    held = _case_of(entry, unit.name, answer.item.id)
    data: dict[str, Any] = {"occurrences": [one]}
    if held is None:
        data.update(unit=unit.name, item=answer.item.id, name=answer.item.name, origin="complaint")
        return entry.add(Event(entry.new_id(on[:4]), Kind.REPORTED, on, by, data))
    again = Kind.REOPENED if _asked_again(held, [one]) else Kind.OCCURRED
    return entry.add(Event(held.id, again, on, by, data))


def apply_for_admission(
    entry: Entry,
    unit: Unit,
    *,
    item: str,
    name: str,
    jurisdiction: str,
    basis: str,
    article: str | None,
    on: str,
    by: str,
) -> Case:
    """Enter a unit's request that committees may issue a proof (准入).

    Arguments:
        entry: a change of the journal.
        unit: the unit that applies.
        item: the id of the item, or a new one, ``x-<adcode>-<slug>``.
        name: its name.
        jurisdiction: the code of the place for which it applies.
        basis: the law that the unit cites.
        article: its article.
        on: the day, ISO.
        by: who entered it.

    Raises:
        InvalidArgument: if a case of this unit and item is open, or the name or basis is missing.
    """
    if not basis.strip():
        raise InvalidArgument("申请准入须写明法律法规依据。", "an application must cite its basis")
    held = _case_of(entry, unit.name, item)
    if held is not None and not held.closed:
        raise InvalidArgument(
            f"该单位此事项已有案件 {held.id}（{held.state.zh}）。",
            f"{held.id} is open for this unit and item ({held.state})",
        )
    data = {
        "unit": unit.name,
        "item": item,
        "name": name,
        "origin": "application",
        "basis": basis,
        "article": article,
        "occurrences": [
            {
                "key": _key("application", on, unit.name, item),
                "source": "application",
                "on": on,
                "place": jurisdiction,
                "kind": unit.kind or "-",
                "branch": unit.branch,
            }
        ],
    }
    return entry.add(Event(entry.new_id(on[:4]), Kind.APPLIED, on, by, data))


def _why_left(row: JudgedRow, on: str) -> str:
    if row.row.outside or (row.row.issued or "") > on:
        return row.problem or f"出具时间 {row.row.issued} 晚于 {on}，须核对年份"
    if row.answer is None:
        return row.problem or "无法判断"
    if not row.recognised:
        return row.answer.reason.zh
    if not row.unit.name:
        return "未写明要求出具证明单位"
    return ""


def _parts(answer: Classification | None) -> Iterator[Classification]:
    if answer is not None:
        yield from answer.parts if answer.reason is Reason.SEVERAL else (answer,)


def _occurrence(row: JudgedRow, part: Classification) -> dict[str, Any]:
    assert part.item is not None
    written, place = row.row, part.place.jurisdiction.adcode
    issued = written.issued or ""
    # A certificate without a number is known by where it stands.
    named = written.number or written.where
    key = _key(place, written.committee, named, issued, row.unit.name, part.item.id)
    return {
        "key": key,
        "source": "ledger",
        "where": written.where,
        "on": issued,
        "place": place,
        "committee": part.query.committee or "-",
        "kind": row.unit.kind or "-",
        "purpose": _purpose(part),
        "branch": row.unit.branch,
        "outcome": str(part.outcome),
    }


def _purpose(answer: Classification) -> str:
    return (answer.match.purpose_id if answer.match is not None else None) or "-"


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _case_of(entry: Entry, unit: str, item: str) -> Case | None:
    """Return the last case of a unit and item, or None."""
    held = [one for one in entry.cases.values() if one.unit == unit and one.item == item]
    return held[-1] if held else None


def _asked_again(case: Case, occurrences: list[dict[str, Any]]) -> bool:
    """Whether a unit that had stopped asked again after its case was closed."""
    return case.state in (State.STOPPED, State.DISMISSED, State.REFUSED) and any(
        one["on"] > case.changed for one in occurrences
    )
