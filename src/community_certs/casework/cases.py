"""A rectification case and its states: pure functions over events, without a clock or a file.

A case is what one unit asks for: (要求单位, 证明事项). An admission request (准入) is a case that
starts with the unit's application. What leads from one state to another is data,
:data:`~community_certs.casework.states.TRANSITIONS`; :func:`apply` follows it, and :func:`replay`
builds a case from its journal.
"""

from __future__ import annotations

from community_certs.casework.states import (
    CLOSED,
    NO_CASE,
    TRANSITIONS,
    Finding,
    Kind,
    LetterKind,
    State,
)
from community_certs.dates import day_of
from community_certs.errors import InvalidArgument
from community_certs.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

__all__ = [
    "CLOSED",
    "NO_CASE",
    "TRANSITIONS",
    "Case",
    "Event",
    "Finding",
    "Kind",
    "LetterKind",
    "State",
    "apply",
    "closed_list",
    "coordination_list",
    "for_a_person",
    "overdue",
    "problem_list",
    "replay",
]


class Event(Record):
    """One entry of the journal.

    Attributes:
        case: the id of the case ("2023-0001").
        kind: what happened.
        on: the day, ISO.
        by: who entered it (an office or a clerk's number; no resident).
        data: what belongs to it, as JSON would hold it. ``letter``, ``number`` and ``due`` of a
            letter; ``finding``, ``basis``, ``article`` and ``item`` of a reply; ``reason`` of a
            dismissal; ``reasons`` of a referral; ``occurrences``.
    """

    case: str
    kind: Kind
    on: str
    by: str
    data: Mapping[str, Any]

    def __hash__(self) -> int:
        return hash((self.case, self.kind, self.on))


class Case(Record):
    """A case as its events have made it.

    Attributes:
        id: its number.
        unit: the requesting unit, in full.
        item: the id of the item, or of the new one that a unit applies for.
        name: the item's name.
        state: where it stands.
        origin: ``ledger``, ``complaint`` (监督举报) or ``application`` (准入).
        opened, changed: the day of its first and of its last event.
        letter: the letter last sent; None before.
        letters: (what, 文号, day) of every letter.
        due: the day by which a reply is due; None if none is awaited.
        places: the codes of the places whose committees were asked, sorted.
        committees: their kinds ("resident", "village"), sorted.
        kinds: the kinds of the unit in the catalogue's vocabulary ("bank"), sorted.
        purposes: ids of the purposes named, sorted. In these three, ``-`` stands for "not said".
        branches: the branches of the unit that asked, sorted.
        count: how many certificates and complaints are known.
        complaints: how many of them are complaints.
        review: why a person must look at it; empty if nobody must.
        finding: what the last reply came to.
        basis: the law that the unit cites; ``article`` of it.
        document: the id of the document by which it was included.
        version: how many events it has had.
    """

    id: str
    unit: str
    item: str | None
    name: str
    state: State
    origin: str
    opened: str
    changed: str
    letter: LetterKind | None = None
    letters: tuple[tuple[str, str, str], ...] = ()
    due: str | None = None
    places: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    count: int = 0
    complaints: int = 0
    review: tuple[str, ...] = ()
    finding: Finding | None = None
    basis: str | None = None
    article: str | None = None
    document: str | None = None
    version: int = 0

    @property
    def closed(self) -> bool:
        """Whether it is closed (办结)."""
        return self.state in CLOSED

    def but(self, **changes: object) -> Case:
        """Return the same case with some fields changed."""
        values = {field: getattr(self, field) for field in self.__slots__}  # type: ignore[attr-defined]
        return Case(**{**values, **changes})


def apply(case: Case | None, event: Event) -> Case:
    """Return the case after an event.

    Arguments:
        case: the case before; None if the event opens it.
        event: what happened.

    Raises:
        InvalidArgument: if this cannot happen in its state, comes before its last event, or lacks
            what belongs to it.
    """
    day_of(event.on)
    detail = _detail(event)
    before = NO_CASE if case is None else _state_of(case)
    after = TRANSITIONS.get((before, event.kind, detail))
    if after is None and case is not None:
        after = TRANSITIONS.get((case.state, event.kind, detail))
    if after is None:
        raise _impossible(case, event, detail)
    if case is None:
        case = _opened(event, after)
    elif event.on < case.changed:
        raise InvalidArgument(
            f"{case.id}：{event.on} 早于上一次登记的日期 {case.changed}。",
            f"{case.id}: {event.on} is before its last event, {case.changed}",
        )
    changes: dict[str, object] = {"state": after, "changed": event.on, "version": case.version + 1}
    changes.update(_changes(case, event, detail))
    return case.but(**changes)


def replay(events: Iterable[Event]) -> dict[str, Case]:
    """Return the cases that a journal tells of, by id, in the order in which they were opened."""
    cases: dict[str, Case] = {}
    for event in events:
        cases[event.case] = apply(cases.get(event.case), event)
    return cases


def _state_of(case: Case) -> str:
    if case.state is State.LETTER_SENT:
        return f"{case.state}/{case.letter}"
    return case.state


def _detail(event: Event) -> str:
    try:
        if event.kind is Kind.LETTER:
            return LetterKind(str(event.data.get("letter")))
        if event.kind in (Kind.REPLY, Kind.REVIEWED):
            return Finding(str(event.data.get("finding")))
    except ValueError:
        raise InvalidArgument(
            f"{event.case}：“{event.kind.zh}”缺少或写错了结果。",
            f"{event.case}: {event.kind} lacks its letter or finding, or has an unknown one",
        ) from None
    return ""


def _opened(event: Event, state: State) -> Case:
    data = event.data
    if not data.get("unit") or not data.get("name"):
        raise InvalidArgument(
            f"{event.case}：立案须写明要求单位和证明名称。",
            f"{event.case}: a case needs the unit and the name of the proof",
        )
    return Case(
        event.case,
        str(data["unit"]),
        data.get("item"),
        str(data["name"]),
        state,
        str(data.get("origin", "ledger")),
        event.on,
        event.on,
        basis=data.get("basis"),
        article=data.get("article"),
    )


def _changes(  # noqa: PLR0911  (one return for each kind of event)
    case: Case, event: Event, detail: str
) -> dict[str, object]:
    """Return what an event changes beside the state."""
    data, kind = event.data, event.kind
    if kind in (Kind.REPORTED, Kind.APPLIED, Kind.OCCURRED, Kind.REOPENED):
        return _met(case, data)
    if kind is Kind.REFERRED:
        return {"review": tuple(data.get("reasons", ()))}
    if kind in (Kind.LETTER, Kind.SECOND_LETTER):
        if not data.get("number") or not data.get("due"):
            raise InvalidArgument(
                f"{case.id}：发函须有文号和函复期限。",
                f"{case.id}: a letter needs its number and the day by which a reply is due",
            )
        sent = (str(detail or kind), str(data["number"]), event.on)
        found: dict[str, object] = {
            "letters": (*case.letters, sent),
            "due": day_of(data["due"]),
            "review": (),
        }
        if kind is Kind.LETTER:
            found["letter"] = LetterKind(detail)
        return found
    if kind in (Kind.REPLY, Kind.REVIEWED):
        return _replied(case, event, detail)
    if kind is Kind.INCLUDED:
        if not data.get("document"):
            raise InvalidArgument(
                f"{case.id}：纳入可由须写明据以纳入的文件编号。",
                f"{case.id}: name the document by which it was included",
            )
        return {"document": str(data["document"]), "due": None, "review": ()}
    if kind in (Kind.DISMISSED, Kind.TRANSFERRED):
        if not data.get("reason"):
            raise InvalidArgument(
                f"{case.id}：“{kind.zh}”须写明理由。", f"{case.id}: {kind} needs a reason"
            )
        return {"due": None, "review": ()}
    return {}


def _replied(case: Case, event: Event, detail: str) -> dict[str, object]:
    data = event.data
    if detail == Finding.NONE_BY_DEADLINE and (case.due is None or event.on <= case.due):
        raise InvalidArgument(
            f"{case.id}：函复期限 {case.due} 未过，不能按逾期未函复登记。",
            f"{case.id}: the reply is due by {case.due}, which has not passed on {event.on}",
        )
    if detail in (Finding.BASIS_MAY, Finding.BASIS_MUST_NOT) and not data.get("basis"):
        raise InvalidArgument(
            f"{case.id}：须写明单位所提供的依据（法律法规或者文件名称）。",
            f"{case.id}: name the basis that the unit gave",
        )
    found: dict[str, object] = {"due": None, "review": (), "finding": Finding(detail)}
    for key in ("basis", "article", "item", "name"):
        if data.get(key):
            found[key] = str(data[key])
    return found


def _met(case: Case, data: Mapping[str, Any]) -> dict[str, object]:
    """Return what further certificates or complaints change."""
    met = tuple(data.get("occurrences", ()))
    return {
        "count": case.count + len(met),
        "complaints": case.complaints + sum(one.get("source") == "complaint" for one in met),
        "places": _joined(case.places, (one.get("place") for one in met)),
        "committees": _joined(case.committees, (one.get("committee") for one in met)),
        "kinds": _joined(case.kinds, (one.get("kind") for one in met)),
        "purposes": _joined(case.purposes, (one.get("purpose") for one in met)),
        "branches": _joined(case.branches, (one.get("branch") for one in met)),
    }


def _joined(held: tuple[str, ...], more: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({*held, *(one for one in more if one)}))


def _impossible(case: Case | None, event: Event, detail: str) -> InvalidArgument:
    state = "尚未立案" if case is None else case.state.zh
    what = event.kind.zh
    if detail:
        try:
            what += f"（{Finding(detail).zh}）"
        except ValueError:
            what += f"（{LetterKind(detail).zh}）"
    return InvalidArgument(
        f"{event.case}：现处“{state}”，不能登记“{what}”。",
        f"{event.case}: {event.kind} {detail} cannot happen in state "
        f"{'none' if case is None else _state_of(case)}",
    )


# -- the three lists of the plan, and two more ---------------------------------------------------


def problem_list(cases: Iterable[Case]) -> list[Case]:
    """Return 问题清单: every case that is not closed."""
    return [one for one in cases if not one.closed]


def coordination_list(cases: Iterable[Case]) -> list[Case]:
    """Return 协调清单: the cases that the bureau and the unit are at work on."""
    waiting = (State.REPORTED, State.APPLIED)
    return [one for one in cases if not one.closed and one.state not in waiting]


def closed_list(cases: Iterable[Case]) -> list[Case]:
    """Return 办结清单: the closed cases."""
    return [one for one in cases if one.closed]


def for_a_person(cases: Iterable[Case]) -> list[Case]:
    """Return the cases for which no letter may go out before a person has looked."""
    return [one for one in cases if not one.closed and one.review]


def overdue(cases: Iterable[Case], on: str) -> list[Case]:
    """Return the cases whose reply was due before a day, the oldest due first.

    Arguments:
        cases: the cases.
        on: an ISO day.
    """
    day = day_of(on)
    late = [one for one in cases if not one.closed and one.due is not None and one.due < day]
    return sorted(late, key=lambda one: (one.due or "", one.id))
