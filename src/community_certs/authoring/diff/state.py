"""What of an answer counts as the answer: everything that a clerk or a portal would act on.

The wording of citations, their sources, and where a person goes instead are compared apart (see
:mod:`community_certs.authoring.diff.contents`): a better source changes no answer.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from community_certs.model.answer import Decision
from community_certs.model.enums import Action

__all__ = ["State", "state_of"]

_OFFERED_BY_GUIDANCE = "/alternatives/"


class State(NamedTuple):
    """The answer for an item, a place, a day and circumstances, by ids."""

    outcome: str
    reason: str
    status: str
    status_reasons: tuple[str, ...]
    needs_review: bool
    demand: str | None
    citations: tuple[str, ...]
    overridden: tuple[tuple[str, tuple[str, ...], str], ...]
    conditional: tuple[tuple[str, str, str, str | None], ...]
    residual: tuple[str, str] | None
    handling: tuple[tuple[str, int | None, str | None], ...]

    def ids(self) -> set[str]:
        """Return every entry, list and rule that the answer names."""
        found = {*self.citations}
        found.update(one[0] for one in self.overridden)
        found.update(one[0] for one in self.conditional)
        if self.residual is not None:
            found.add(self.residual[1])
        found.update(step[2] for step in self.handling if step[2] is not None)
        return found

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON would hold it."""
        return {
            "outcome": self.outcome,
            "reason": self.reason,
            "status": self.status,
            "status_reasons": list(self.status_reasons),
            "needs_review": self.needs_review,
            "demand": self.demand,
            "citations": list(self.citations),
            "overridden": [
                {"entry": entry, "by": list(by), "clause": clause}
                for entry, by, clause in self.overridden
            ],
            "conditional": [
                {"entry": entry, "why": why, "outcome": outcome, "item": item}
                for entry, why, outcome, item in self.conditional
            ],
            "residual": self.residual and {"does": self.residual[0], "rule": self.residual[1]},
            "handling": [
                {"action": action, "within_working_days": within, "citation": citation}
                for action, within, citation in self.handling
            ],
        }


def state_of(decision: Decision) -> State:
    """Return what counts of a decision.

    Steps that only offer a commitment because the guidance knows one belong to the guidance.
    """
    residual = decision.residual
    return State(
        str(decision.outcome),
        str(decision.reason),
        str(decision.status),
        tuple(map(str, decision.status_reasons)),
        decision.needs_review,
        decision.demand,
        tuple(one.entry for one in decision.citations),
        tuple((one.citation.entry, one.by, one.clause) for one in decision.overridden),
        tuple(
            (one.citation.entry, one.why, str(one.outcome), one.item)
            for one in decision.conditional
        ),
        None if residual is None else (str(residual.does), residual.citation.entry),
        tuple(
            (str(one.action), one.within_working_days, one.citation)
            for one in decision.handling
            if one.action is not Action.OFFER_COMMITMENT
            or _OFFERED_BY_GUIDANCE not in (one.citation or "")
        ),
    )
