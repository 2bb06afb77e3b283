"""A rectification case and its states: pure functions over events, without a clock or a file.

A case is what one unit asks for: (要求单位, 证明事项). Its states are those of the work plan (方案
四（三）): the township reports it, the civil affairs bureau writes to the unit (不应由 or 文件外
letter), the unit replies, and the case is closed, or a second letter follows, and who still does
not move is handed over to discipline inspection. An admission request (准入) is a case that starts
with the unit's application.

What leads from one state to another is data, :data:`TRANSITIONS`; :func:`apply` follows it, and
:func:`replay` builds a case from its journal.
"""

from __future__ import annotations

from community_certs.dates import day_of
from community_certs.errors import InvalidArgument
from community_certs.model.closed import Named
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


class State(Named):
    """Where a case stands."""

    REPORTED = "reported", "已上报，待发函"
    APPLIED = "applied", "已申请准入，待审查"
    LETTER_SENT = "letter_sent", "已发函，待函复"
    MUST_NOT_DUE = "must_not_due", "依据属不应由，待发不应由函"
    SECOND_DUE = "second_due", "待再次发函"
    SECOND_SENT = "second_sent", "已再次发函，待整改措施"
    TRANSFER_DUE = "transfer_due", "待移交纪检监察"
    ACCEPTED = "accepted", "依据符合可由，待纳入"
    INCLUDED = "included", "已纳入可由"
    STOPPED = "stopped", "已停止索要"
    TRANSFERRED = "transferred", "已移交纪检监察"
    REFUSED = "refused", "不予准入"
    DISMISSED = "dismissed", "不成立，已撤销"


class Kind(Named):
    """What happened to a case."""

    REPORTED = "reported", "上报"
    APPLIED = "applied", "申请准入"
    OCCURRED = "occurred", "又有证明或反映"
    REFERRED = "referred", "转人工研判"
    LETTER = "letter", "发函"
    SECOND_LETTER = "second_letter", "再次发函"
    REPLY = "reply", "函复"
    REVIEWED = "reviewed", "准入审查"
    INCLUDED = "included", "纳入可由"
    TRANSFERRED = "transferred", "移交纪检监察"
    DISMISSED = "dismissed", "撤销"
    REOPENED = "reopened", "重新立案"
    NOTE = "note", "备注"


class LetterKind(Named):
    """Which letter a unit gets."""

    MUST_NOT = "must_not", "关于不应由村（社区）出具证明的函"
    UNLISTED = "unlisted", "关于提供社区出具证明依据的函"


class Finding(Named):
    """What a reply, or the review of an application, comes to.

    The last two belong to the review of an admission request.
    """

    STOPS = "stops", "不再要求出具"
    BASIS_MAY = "basis_may", "依据符合可由"
    BASIS_MUST_NOT = "basis_must_not", "依据属不应由"
    NEITHER_WITH_MEASURES = "neither_with_measures", "难以判定，提出整改措施"
    NEITHER = "neither", "难以判定，未提出整改措施"
    NONE_BY_DEADLINE = "none_by_deadline", "逾期未函复"
    ADMIT = "admit", "准予准入"
    REFUSE = "refuse", "不予准入"


CLOSED = frozenset(
    {State.INCLUDED, State.STOPPED, State.TRANSFERRED, State.REFUSED, State.DISMISSED}
)
"""The states in which a case is closed (办结)."""

NO_CASE = ""
"""Stands for "no case yet" in :data:`TRANSITIONS`."""

_ANSWERED = {
    Finding.STOPS: State.STOPPED,
    Finding.BASIS_MAY: State.ACCEPTED,
    Finding.NEITHER: State.SECOND_DUE,
    Finding.NONE_BY_DEADLINE: State.SECOND_DUE,
}
_OPEN = tuple(one for one in State if one not in CLOSED)

TRANSITIONS: Mapping[tuple[str, str, str], State] = {
    (NO_CASE, Kind.REPORTED, ""): State.REPORTED,
    (NO_CASE, Kind.APPLIED, ""): State.APPLIED,
    # 对“不应由”证明事项，区民政局发函告知今后不再出具；函复后办结。
    (State.REPORTED, Kind.LETTER, LetterKind.MUST_NOT): State.LETTER_SENT,
    # 对“文件外”证明事项，区民政局发函请其提供依据。
    (State.REPORTED, Kind.LETTER, LetterKind.UNLISTED): State.LETTER_SENT,
    (State.MUST_NOT_DUE, Kind.LETTER, LetterKind.MUST_NOT): State.LETTER_SENT,
    **{
        (f"letter_sent/{letter}", Kind.REPLY, finding): to
        for letter in LetterKind
        for finding, to in _ANSWERED.items()
    },
    # The answer to a 不应由 letter is 办结 as soon as the unit takes measures.
    ("letter_sent/must_not", Kind.REPLY, Finding.NEITHER_WITH_MEASURES): State.STOPPED,
    ("letter_sent/must_not", Kind.REPLY, Finding.BASIS_MUST_NOT): State.SECOND_DUE,
    # 依据符合“不应由”的按“不应由”处理；难以判定的再次发函，由单位提出整改措施。
    ("letter_sent/unlisted", Kind.REPLY, Finding.BASIS_MUST_NOT): State.MUST_NOT_DUE,
    ("letter_sent/unlisted", Kind.REPLY, Finding.NEITHER_WITH_MEASURES): State.SECOND_DUE,
    (State.SECOND_DUE, Kind.SECOND_LETTER, ""): State.SECOND_SENT,
    (State.SECOND_SENT, Kind.REPLY, Finding.STOPS): State.STOPPED,
    (State.SECOND_SENT, Kind.REPLY, Finding.NEITHER_WITH_MEASURES): State.STOPPED,
    (State.SECOND_SENT, Kind.REPLY, Finding.BASIS_MAY): State.ACCEPTED,
    (State.SECOND_SENT, Kind.REPLY, Finding.BASIS_MUST_NOT): State.MUST_NOT_DUE,
    (State.SECOND_SENT, Kind.REPLY, Finding.NEITHER): State.TRANSFER_DUE,
    (State.SECOND_SENT, Kind.REPLY, Finding.NONE_BY_DEADLINE): State.TRANSFER_DUE,
    # Before it is handed over, a late reply still counts.
    (State.TRANSFER_DUE, Kind.REPLY, Finding.STOPS): State.STOPPED,
    (State.TRANSFER_DUE, Kind.REPLY, Finding.NEITHER_WITH_MEASURES): State.STOPPED,
    (State.TRANSFER_DUE, Kind.REPLY, Finding.BASIS_MAY): State.ACCEPTED,
    (State.SECOND_DUE, Kind.REPLY, Finding.STOPS): State.STOPPED,
    (State.SECOND_DUE, Kind.REPLY, Finding.BASIS_MAY): State.ACCEPTED,
    # 推动不力、推诿扯皮、不作为的，及时移交。
    **{
        (one, Kind.TRANSFERRED, ""): State.TRANSFERRED
        for one in (State.SECOND_DUE, State.SECOND_SENT, State.TRANSFER_DUE)
    },
    # A basis that did not bear a closer look goes back.
    (State.ACCEPTED, Kind.INCLUDED, ""): State.INCLUDED,
    (State.ACCEPTED, Kind.REPLY, Finding.BASIS_MUST_NOT): State.MUST_NOT_DUE,
    (State.ACCEPTED, Kind.REPLY, Finding.NEITHER): State.SECOND_DUE,
    (State.ACCEPTED, Kind.REVIEWED, Finding.REFUSE): State.REFUSED,
    (State.APPLIED, Kind.REVIEWED, Finding.ADMIT): State.ACCEPTED,
    (State.APPLIED, Kind.REVIEWED, Finding.REFUSE): State.REFUSED,
    **{(one, Kind.DISMISSED, ""): State.DISMISSED for one in _OPEN},
    # What was stopped and is asked for again is a case once more.
    **{
        (one, Kind.REOPENED, ""): State.REPORTED
        for one in (State.STOPPED, State.DISMISSED, State.REFUSED)
    },
    **{(one, kind, ""): one for one in State for kind in (Kind.OCCURRED, Kind.NOTE)},
    **{(one, Kind.REFERRED, ""): one for one in _OPEN},
}
"""(state, what happened, letter or finding) to the next state; what is not here cannot happen.

The state of a case that waits for a reply is written with its letter (``letter_sent/must_not``).
"""


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
