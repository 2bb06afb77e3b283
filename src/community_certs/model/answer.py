"""What an answer holds: citations, steps, guidance, and the classification that carries them."""

from __future__ import annotations

from community_certs.model.record import Record, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from community_certs.model.enums import (
        Action,
        Force,
        Grade,
        Outcome,
        Reason,
        Residual,
        Route,
        Side,
        Status,
        StatusReason,
    )

__all__ = [
    "Citation",
    "Conditional",
    "Decision",
    "Ending",
    "Guidance",
    "ItemName",
    "Overridden",
    "Period",
    "ResidualRule",
    "Source",
    "Stamp",
    "Start",
    "Step",
]


class Source(Record):
    """Where a fact was read."""

    publisher: str
    published: str | None
    grade: Grade
    url: str | None


class Start(Record):
    """When something starts: an interval of days, as precise as its source.

    ``basis`` names what is known: ``effective_from``, ``issued``, ``estimated`` or ``known_by``.
    """

    earliest: str
    latest: str
    printed: str
    basis: str


class Ending(Record):
    """The last day: certainly in force until ``earliest``, possibly until ``latest``.

    ``basis`` is ``effective_to``, ``version`` or ``replaced``; ``by`` names the replacing list.
    """

    earliest: str
    latest: str
    basis: str
    by: str | None


class Citation(Record):
    """An entry, a list (``printed`` is then null) or a rule, with its document."""

    entry: str
    number: str | None
    title: str | None
    issuers: tuple[str, ...]
    force: Force
    side: Side | None
    batch: str | None
    printed: str | None
    article: str | None
    provided: str | None
    layer: str
    start: Start | None
    end: Ending | None
    sources: tuple[Source, ...]


class Overridden(Record):
    """What lost: the citation, by which entries, and by which clause.

    ``clause`` is ``a`` (higher force), ``b`` (narrower, not older, level not lower or delegated),
    ``c`` (same place and force, same item, later), or ``bar`` (no clause lets it beat the bar).
    """

    citation: Citation
    by: tuple[str, ...]
    clause: str

    def to_dict(self) -> dict[str, Any]:
        """Return the citation with ``by`` and ``clause`` beside its own keys."""
        return {**self.citation.to_dict(), "by": list(self.by), "clause": self.clause}


class Conditional(Record):
    """What did not decide but might, and why it did not.

    ``why`` is ``condition`` (the caller did not say), ``catch_all``, ``narrower``, ``undated``,
    ``draft`` or ``subdivision``. ``outcome`` is what the entry would say; ``when`` names the
    condition in words.
    """

    citation: Citation
    outcome: Outcome
    why: str
    when: str | None
    item: str | None

    def to_dict(self) -> dict[str, Any]:
        """Return the citation with the reasons beside its own keys."""
        return {
            **self.citation.to_dict(),
            "outcome": str(self.outcome),
            "why": self.why,
            "when": self.when,
            "item": self.item,
        }


class ResidualRule(Record):
    """What the rule in force says of requests on no list (文件外)."""

    does: Residual
    says: str
    citation: Citation

    def to_dict(self) -> dict[str, Any]:
        """Return the rule with its citation under one key."""
        return {"does": str(self.does), "says": self.says, "citation": self.citation.to_dict()}


class Step(Record):
    """One step of handling; ``citation`` names the entry or rule it follows."""

    action: Action
    within_working_days: int | None
    citation: str | None


class Guidance(Record):
    """Where the person goes instead.

    ``substitutes`` are sets: one set suffices, all of a set are needed. ``when`` is the situation.
    """

    route: Route
    authority: tuple[str, ...]
    substitutes: tuple[tuple[str, ...], ...]
    when: str | None
    citation: str


class Decision(Record):
    """The answer for an item, a place, a day and the circumstances, without its span."""

    outcome: Outcome
    reason: Reason
    status: Status
    status_reasons: tuple[StatusReason, ...]
    needs_review: bool
    demand: str | None
    citations: tuple[Citation, ...]
    overridden: tuple[Overridden, ...]
    conditional: tuple[Conditional, ...]
    residual: ResidualRule | None
    handling: tuple[Step, ...]
    guidance: tuple[Guidance, ...]


class Period(Record):
    """One interval of a timeline: first and last day (null: unbounded) and its answer."""

    valid_from: str | None
    valid_until: str | None
    decision: Decision

    def to_dict(self) -> dict[str, Any]:
        """Return the span and, beside it, the answer."""
        return {
            "valid_from": self.valid_from,
            "valid_until": self.valid_until,
            **plain(self.decision),
        }


class ItemName(Record):
    """An item in short: id, official name, and the id of the broader item, if any."""

    id: str
    name: str
    broader: str | None


class Stamp(Record):
    """On what data an answer rests: catalogue release, schema, digest, and the library."""

    release: str
    schema: int
    digest: str
    library: str
