"""What the clerk does: the steps of ``handling``, from the design and docs/answers.md alone.

1.  Rules of handling and transition that speak of the outcome give their steps; one made under
    another (``refines``) takes its place; one without steps only informs.
2.  may_issue: besides, what the deciding entries demand (deliberation, notice, signature); then it
    is issued, last of all: as a rule says, else at once if it is simple, else after verifying,
    within the shortest limit of the deciding entries.
3.  must_not_issue: first it is declined, by what decides.
4.  unlisted: first what the residual rule says; a rule that refuses means asking the unit for its
    basis where a list was not seen whole, or none is held. Admission where a rule has it, within
    its days.
5.  What is not issued may be replaced by a commitment where an alternative in force says so.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from .answer import Query, Reading
from .periods import Data, period_of

_DOES = {
    "not_issued": "decline_redirect",
    "may_refuse": "decline_redirect",
    "issue_if_verifiable": "verify_then_issue",
    "ask_basis": "ask_basis",
    "admission": "admission",
    "route": "ask_basis",
}
_DEMANDS = {
    "deliberation": "deliberate",
    "public_notice": "public_notice",
    "head_signature": "head_signature",
}
_ISSUING = ("issue_now", "verify_then_issue")


class Step(NamedTuple):
    """One step; its citations are those of which any will do."""

    action: str
    within: int | None
    citations: frozenset[str]


def handling(catalog: Data, query: Query, answer: Data) -> tuple[Step | None, set[Step]]:
    """Return the step that the outcome itself asks for, if any, and all other steps.

    ``answer`` is the oracle's.
    """
    reading = Reading(catalog, query)
    reading.outcome = outcome = answer["outcome"]
    rules = [
        (id, rule) for id, rule, *_ in reading.rules("handling", "transition") if rule.get("steps")
    ]
    replaced = {one for _, rule in rules for one in rule.get("refines", ())}
    others = {one for id, rule in rules if id not in replaced for one in _steps(id, rule)}
    if outcome == "may_issue":
        limits = _limits(reading, answer["citations"])
        others |= {
            Step(action, None, frozenset({id}))
            for id, limit in limits
            for key, action in _DEMANDS.items()
            if limit.get(key)
        }
        if any(step.action in _ISSUING for step in others):
            return None, others
        days = [limit["working_days"] for _, limit in limits if "working_days" in limit]
        action = _ISSUING[reading.item["complexity"] != "simple"]
        return Step(action, min(days, default=None), frozenset(answer["citations"])), others
    others |= {Step("offer_commitment", None, frozenset({id})) for id in _commitments(reading)}
    if outcome == "must_not_issue":
        return Step("decline_redirect", None, frozenset(answer["citations"])), others
    for id, rule, *_ in reading.rules("admission"):
        others |= set(_steps(id, rule)) or {Step("admission", None, frozenset({id}))}
    if answer["residual"] is None:
        return None, others
    does, id = answer["residual"]
    action = _DOES[does]
    if action == "decline_redirect" and answer["reason"] in ("no_list_held", "list_incomplete"):
        action = "ask_basis"
    return Step(action, None, frozenset({id})), others


def wrong(
    expected: tuple[Step | None, set[Step]], found: list[dict[str, Any]], outcome: str
) -> str:
    """Return what is wrong with the steps of an answer, or nothing."""
    main, others = expected
    steps = [
        Step(one["action"], one["within_working_days"], frozenset({one["citation"]}))
        for one in found
    ]
    if len(set(steps)) < len(steps):
        return "a step stands twice"
    mains = [one for one in steps if main and one[:2] == main[:2] and one[2] <= main[2]]
    if main and not mains:
        return f"{main} is missing"
    if set(steps) - set(mains) != others - set(mains) or len(set(mains) - others) > 1:
        return f"{set(steps) ^ others}"
    issuing = [one.action in _ISSUING for one in steps]
    if outcome == "may_issue":
        return "" if issuing == sorted(issuing) else "something follows the issuing"
    return "" if not main or steps[0] in mains else "the main step is not the first"


def _steps(id: str, rule: Data) -> list[Step]:
    return [
        Step(one["action"], one.get("within_working_days"), frozenset({id}))
        for one in rule.get("steps") or ()
    ]


def _limits(reading: Reading, deciding: set[str]) -> list[tuple[str, Data]]:
    return [
        (id, entry.get("limits") or {})
        for place in reading.places()
        for id, entry, _ in reading.entries(place)
        if id in deciding
    ]


def _commitments(reading: Reading) -> list[str]:
    """The alternatives of the item, else of the nearest above that has some, in force here."""
    line = reading.above(reading.query.item)
    owner = next((one for one in line if reading.items[one].get("alternatives")), None)
    found = []
    for one in reading.items[owner]["alternatives"] if owner else ():
        here = {code for link in reading.query.chain for code in (link.adcode, *link.carried)}
        sources = [one["source"]] if isinstance(one["source"], str) else one["source"]
        documents = [other for other in reading.documents if other["id"] == sources[0]]
        own = {key: one[key] for key in ("effective_from", "effective_to") if one.get(key)}
        if (
            one["route"] == "commitment"
            and (one.get("jurisdiction") or "000000") in here
            and documents
            and period_of((), documents[0], None, own).holds(reading.query.on)
        ):
            found.append(f"{owner}/alternatives/{one['key']}")
    return found
