"""What resolving a request yields: an item, several, candidates, or nothing."""

from __future__ import annotations

from community_certs.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from community_certs.model.enums import Method

__all__ = ["Candidate", "Match", "Part", "Resolution"]


class Match(Record):
    """How a request was recognised.

    ``span`` is in the original text, ``matched`` the text there. ``rule`` names what matched:
    ``kinship/name``, ``kinship/aliases/亲属证明``, ``kinship/phrases/1``. ``inferred`` holds the
    names of the purpose and the requester that the text itself states; their ids stand beside.
    """

    method: Method
    span: tuple[int, int]
    matched: str
    rule: str
    inferred: dict[str, str]
    purpose_id: str | None = None
    requester_id: str | None = None

    def __hash__(self) -> int:
        return hash((self.method, self.span, self.matched, self.rule))

    def to_dict(self) -> dict[str, Any]:
        """Return the match as an answer prints it."""
        return {
            "method": str(self.method),
            "span": list(self.span),
            "matched": self.matched,
            "rule": self.rule,
            "inferred": dict(self.inferred),
        }


class Part(Record):
    """One of several proofs asked for in one text."""

    item: str
    match: Match

    def to_dict(self) -> dict[str, Any]:
        """Return the part with its match."""
        return {"item": self.item, "match": self.match.to_dict()}


class Candidate(Record):
    """An item that the text may mean; it never decides.

    ``why`` is ``fits`` (several fit equally), ``partly`` (a rule matched, the rest of the text is
    unexplained) or ``similar`` (the spelling is near; ``score`` says how near, at most 1).
    """

    item: str
    name: str
    why: str
    score: float

    def to_dict(self) -> dict[str, Any]:
        """Return the candidate as an answer prints it."""
        return {"item": self.item, "name": self.name, "why": self.why, "score": self.score}


class Resolution(Record):
    """The reading of one text.

    ``outcome`` is ``item``, ``several`` (then ``parts``), ``ambiguous`` or ``not_recognised``
    (then perhaps ``candidates``).
    """

    text: str
    outcome: str
    item: str | None = None
    match: Match | None = None
    parts: tuple[Part, ...] = ()
    candidates: tuple[Candidate, ...] = ()
