"""What the clerk does with a request, step by step, and where the person goes instead.

Every step follows from an entry that decides, a rule in force, or a dated alternative; where
nothing in force speaks, there is no step.
"""

from __future__ import annotations

from community_certs.model.answer import Guidance, Step
from community_certs.model.enums import Action, Outcome, Reason, Residual, Route
from community_certs.policy.rules import speaking
from community_certs.policy.shelf import reasons_of_dates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from community_certs.model.answer import Citation, ResidualRule
    from community_certs.policy.circumstances import Circumstances
    from community_certs.policy.shelf import Shelf

__all__ = ["CLARIFY", "guidance_for", "steps_for"]

CLARIFY = (Step(Action.CLARIFY, None, None),)
"""The only step for a request that was not recognised, or that can be read in two ways."""

_UNSEEN = frozenset({Reason.LIST_INCOMPLETE, Reason.NO_LIST_HELD})
"""Reasons under which the item may stand on a part or a list that the catalogue has not seen."""
_RESIDUAL_STEPS = {
    Residual.NOT_ISSUED: Action.DECLINE_REDIRECT,
    Residual.MAY_REFUSE: Action.DECLINE_REDIRECT,
    Residual.ISSUE_IF_VERIFIABLE: Action.VERIFY_THEN_ISSUE,
    Residual.ASK_BASIS: Action.ASK_BASIS,
    Residual.ADMISSION: Action.ADMISSION,
    Residual.ROUTE: Action.ASK_BASIS,
}
_LIMITS = (
    ("deliberation", Action.DELIBERATE),
    ("public_notice", Action.PUBLIC_NOTICE),
    ("head_signature", Action.HEAD_SIGNATURE),
)
_ISSUING = (Action.ISSUE_NOW, Action.VERIFY_THEN_ISSUE)


def guidance_for(shelf: Shelf, item: Mapping[str, Any], day: str) -> tuple[Guidance, ...]:
    """Return the alternatives of an item that hold in the place on the day, in their order.

    Arguments:
        shelf: what lies on the shelf for the place.
        item: the compiled shard of the item.
        day: an ISO day.
    """
    return tuple(
        Guidance(
            Route(one["route"]),
            tuple(one["authority"]),
            tuple(tuple(every) for every in one["substitutes"]),
            one["situation"],
            one["id"],
        )
        for one in item["alternatives"]
        if one["jurisdiction"] in shelf.levels
        and reasons_of_dates(day, one["start"], one["end"], None, None) is not None
    )


def steps_for(
    shelf: Shelf,
    item: Mapping[str, Any],
    day: str,
    said: Circumstances,
    outcome: Outcome,
    reason: Reason,
    citations: Sequence[Citation],
    entries: Iterable[Mapping[str, Any]],
    residual: ResidualRule | None,
    guidance: Iterable[Guidance],
) -> tuple[Step, ...]:
    """Return the ordered steps, each with the entry, rule or alternative it follows.

    Arguments:
        shelf: what lies on the shelf for the place.
        item: the compiled shard of the item.
        day: an ISO day.
        said: what the caller said.
        outcome: what was decided.
        reason: why.
        citations: what it rests on; the first gives the basis of the main step.
        entries: the deciding entries, for the limits that they print.
        residual: the rule for requests on no list, if that is what decides the handling.
        guidance: the alternatives; a commitment among them is offered.
    """
    rules = [rule for rule in _rules(shelf, item, outcome, day, said) if rule["steps"]]
    steps: list[Step] = []
    for rule in rules:
        steps.extend(_steps_of(rule))
    if outcome is Outcome.MAY_ISSUE:
        steps = _demanded(entries) + steps
        if not any(step.action in _ISSUING for step in steps):
            first = Action.ISSUE_NOW if item["complexity"] == "simple" else _ISSUING[1]
            steps.append(Step(first, _days(entries), citations[0].entry))
        steps.sort(key=lambda step: step.action in _ISSUING)
    elif outcome is Outcome.MUST_NOT_ISSUE:
        steps.insert(0, Step(Action.DECLINE_REDIRECT, None, citations[0].entry))
    elif residual is not None:
        action = _RESIDUAL_STEPS[residual.does]
        if action is Action.DECLINE_REDIRECT and reason in _UNSEEN:
            # Without having seen the whole list nobody can say that there is no basis: the rule
            # that demands one then means asking the unit for it.
            action = Action.ASK_BASIS
        if not any(step.citation == residual.citation.entry for step in steps):
            steps.insert(0, Step(action, None, residual.citation.entry))
    if outcome is Outcome.UNLISTED:
        # A unit may have a new item admitted (准入) where a rule says so, within its days.
        for rule in speaking(shelf, ("admission",), item, outcome, day, said):
            steps.extend(_steps_of(rule) or [Step(Action.ADMISSION, None, rule["id"])])
    if outcome is not Outcome.MAY_ISSUE:
        steps.extend(
            Step(Action.OFFER_COMMITMENT, None, one.citation)
            for one in guidance
            if one.route is Route.COMMITMENT
        )
    return tuple(dict.fromkeys(steps))


def _rules(
    shelf: Shelf, item: Mapping[str, Any], outcome: Outcome, day: str, said: Circumstances
) -> list[Mapping[str, Any]]:
    """Return the handling rules that speak; one made under another takes its place."""
    found = speaking(shelf, ("handling", "transition"), item, outcome, day, said)
    refined = {one for rule in found for one in rule["refines"]}
    return [rule for rule in found if rule["id"] not in refined]


def _steps_of(rule: Mapping[str, Any]) -> list[Step]:
    return [Step(Action(one["action"]), one["within"], rule["id"]) for one in rule["steps"]]


def _demanded(entries: Iterable[Mapping[str, Any]]) -> list[Step]:
    """Return the steps that the deciding entries themselves demand (signature, notice …)."""
    return [
        Step(action, None, entry["id"])
        for entry in entries
        for key, action in _LIMITS
        if (entry.get("limits") or {}).get(key)
    ]


def _days(entries: Iterable[Mapping[str, Any]]) -> int | None:
    days = [(entry.get("limits") or {}).get("working_days") for entry in entries]
    return min((one for one in days if one is not None), default=None)
