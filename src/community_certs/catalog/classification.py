"""The answer to a request: a thin object over the query, the match and the decision."""

from __future__ import annotations

from community_certs.dates import FIRST_DAY, LAST_DAY
from community_certs.handling import CLARIFY
from community_certs.model.answer import Decision
from community_certs.model.enums import Outcome, Reason, Status, StatusReason
from community_certs.model.record import Record, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Protocol

    from community_certs.jurisdictions import Link, Place
    from community_certs.matching import Candidate, Match
    from community_certs.model.answer import (
        Citation,
        Conditional,
        Guidance,
        ItemName,
        Overridden,
        ResidualRule,
        Stamp,
        Step,
    )

    class Spans(Protocol):
        """What knows the span of an answer: a timeline, or what stands in for one."""

        def span(self, epoch: int) -> tuple[str | None, str | None]:
            """Return the first and the last day."""
            ...


__all__ = ["Classification", "OneSpan", "Query", "combined", "unresolved"]


_put = object.__setattr__


class Query(Record):
    """The request as the caller made it."""

    text: str | None
    item: str | None
    jurisdiction: str
    on: str
    purpose: str | None
    requester: str | None
    requester_place: str | None
    committee: str | None


class Classification:
    """May the committee issue it, by which document, and if not, where does the person go?

    Every ``may_issue`` presupposes that the committee can verify what it states. See
    :meth:`to_dict` for the whole answer as JSON would hold it.
    """

    __slots__ = ("_rest", "decision")

    decision: Decision
    # One tuple for all but the decision: to set a slot costs more than to answer from the memo.
    _rest: tuple[
        tuple[str | None, ...],
        ItemName | None,
        Match | None,
        Place,
        Stamp,
        Spans,
        int,
        tuple[Candidate, ...],
        tuple[Classification, ...],
    ]

    def __init__(
        self,
        asked: tuple[str | None, ...],
        decision: Decision,
        item: ItemName | None,
        match: Match | None,
        place: Place,
        catalog: Stamp,
        spans: Spans,
        epoch: int = 0,
        candidates: tuple[Candidate, ...] = (),
        parts: tuple[Classification, ...] = (),
    ) -> None:
        rest = (asked, item, match, place, catalog, spans, epoch, candidates, parts)
        _put(self, "decision", decision)
        _put(self, "_rest", rest)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Classification is immutable ({name!r})")

    @property
    def query(self) -> Query:
        """The request as the caller made it."""
        return Query(*self._rest[0])  # type: ignore[arg-type]

    @property
    def item(self) -> ItemName | None:
        """The item that the text names, if it names one."""
        return self._rest[1]

    @property
    def match(self) -> Match | None:
        """How the text was recognised."""
        return self._rest[2]

    @property
    def place(self) -> Place:
        """The place as it was on that day, with its chain."""
        return self._rest[3]

    @property
    def catalog(self) -> Stamp:
        """On what data the answer rests."""
        return self._rest[4]

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Items that the text may mean, where it names none; they never decide."""
        return self._rest[7]

    @property
    def parts(self) -> tuple[Classification, ...]:
        """The answers for each proof, where the text names several."""
        return self._rest[8]

    @property
    def outcome(self) -> Outcome:
        """may_issue, must_not_issue or unlisted."""
        return self.decision.outcome

    @property
    def reason(self) -> Reason:
        """Why the outcome is what it is."""
        return self.decision.reason

    @property
    def status(self) -> Status:
        """Certain or provisional."""
        return self.decision.status

    @property
    def status_reasons(self) -> tuple[StatusReason, ...]:
        """Why the answer is only provisional."""
        return self.decision.status_reasons

    @property
    def needs_review(self) -> bool:
        """Whether something higher, newer or narrower lost, so that a person should look."""
        return self.decision.needs_review

    @property
    def demand(self) -> str | None:
        """``barred`` if a unit must not even ask for it."""
        return self.decision.demand

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What the answer rests on."""
        return self.decision.citations

    @property
    def overridden(self) -> tuple[Overridden, ...]:
        """What applied as well, and lost."""
        return self.decision.overridden

    @property
    def conditional(self) -> tuple[Conditional, ...]:
        """What might decide otherwise if more were known."""
        return self.decision.conditional

    @property
    def residual(self) -> ResidualRule | None:
        """The rule in force for requests on no list, where that is what the request is."""
        return self.decision.residual

    @property
    def handling(self) -> tuple[Step, ...]:
        """What the clerk does, in order."""
        return self.decision.handling

    @property
    def guidance(self) -> tuple[Guidance, ...]:
        """Where the person goes instead."""
        return self.decision.guidance

    @property
    def chain(self) -> tuple[Link, ...]:
        """The place's chain on that day, the nation first."""
        return self.place.chain

    @property
    def valid_from(self) -> str | None:
        """The first day on which this very answer holds; None: since ever."""
        return self._rest[5].span(self._rest[6])[0]

    @property
    def valid_until(self) -> str | None:
        """The last day on which this very answer holds; None: no end known in this release."""
        return self._rest[5].span(self._rest[6])[1]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Classification) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self._rest[0], self.decision))

    def __repr__(self) -> str:
        item = self.item.id if self.item else None
        return (
            f"<Classification {self.outcome} ({self.reason}) item={item} "
            f"{self.place.jurisdiction.adcode} {self.query.on} {self.status}>"
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the whole answer; ``schemas/answer.schema.json`` describes it."""
        first, last = self._rest[5].span(self._rest[6])
        match = self.match
        decision = plain(self.decision)
        return {
            "query": plain(self.query),
            **{key: decision.pop(key) for key in _HEAD},
            "item": plain(self.item),
            "match": None if match is None else match.to_dict(),
            "candidates": [one.to_dict() for one in self.candidates],
            "chain": [{"adcode": link.adcode, "name": link.name} for link in self.chain],
            **decision,
            "valid_from": first,
            "valid_until": last,
            "parts": [part.to_dict() for part in self.parts],
            "catalog": plain(self.catalog),
        }


class OneSpan:
    """The span of an answer that has no timeline: a text not recognised, or several parts."""

    __slots__ = ("_first", "_last", "_parts")

    def __init__(self, first: str, last: str, parts: Sequence[Classification] = ()) -> None:
        self._first, self._last, self._parts = first, last, parts

    def span(self, epoch: int) -> tuple[str | None, str | None]:
        """Return the days on which all parts hold."""
        first = max([self._first, *(part.valid_from or FIRST_DAY for part in self._parts)])
        last = min([self._last, *(part.valid_until or LAST_DAY for part in self._parts)])
        return None if first == FIRST_DAY else first, None if last == LAST_DAY else last


_HEAD = ("outcome", "reason", "status", "status_reasons", "needs_review", "demand")
_STRICTEST = (Outcome.MUST_NOT_ISSUE, Outcome.UNLISTED, Outcome.MAY_ISSUE)


def unresolved(reason: Reason, more: tuple[StatusReason, ...] = ()) -> Decision:
    """Return the decision for a text that names no item, or two equally: ask what is meant."""
    held = _UNRESOLVED.get((reason, more))
    if held is None:
        held = Decision(
            Outcome.UNLISTED,
            reason,
            Status.PROVISIONAL,
            tuple(sorted({StatusReason.UNRECOGNISED, *more})),
            False,
            None,
            (),
            (),
            (),
            None,
            CLARIFY,
            (),
        )
        _UNRESOLVED[reason, more] = held
    return held


_UNRESOLVED: dict[tuple[Reason, tuple[StatusReason, ...]], Decision] = {}


def combined(parts: Sequence[Classification]) -> Decision:
    """Return the decision for several proofs in one request: the strictest of the parts."""
    decisions = [part.decision for part in parts]
    reasons = sorted({one for decision in decisions for one in decision.status_reasons})
    return Decision(
        min((one.outcome for one in decisions), key=_STRICTEST.index),
        Reason.SEVERAL,
        Status.PROVISIONAL if reasons else Status.CERTAIN,
        tuple(reasons),
        any(one.needs_review for one in decisions),
        next((one.demand for one in decisions if one.demand), None),
        _joined([one.citations for one in decisions]),
        _joined([one.overridden for one in decisions]),
        _joined([one.conditional for one in decisions]),
        next((one.residual for one in decisions if one.residual), None),
        _joined([one.handling for one in decisions]),
        _joined([one.guidance for one in decisions]),
    )


def _joined(groups: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(one for group in groups for one in group))
