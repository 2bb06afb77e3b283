"""Which rules of a place speak of a request on a day."""

from __future__ import annotations

from community_certs.policy.circumstances import holds
from community_certs.policy.shelf import reasons_of_dates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from community_certs.model.enums import Outcome
    from community_certs.policy.circumstances import Circumstances
    from community_certs.policy.shelf import Shelf

__all__ = ["speaking"]


def speaking(
    shelf: Shelf,
    kinds: tuple[str, ...],
    item: Mapping[str, Any],
    outcome: Outcome,
    day: str,
    said: Circumstances,
) -> list[Mapping[str, Any]]:
    """Return the rules in force that speak of this item and outcome, the highest level first.

    A rule with a condition of which the caller said nothing does not speak.

    Arguments:
        shelf: what lies on the shelf for the place.
        kinds: the kinds of rules wanted ("residual", "handling" …).
        item: the compiled shard of the item.
        outcome: what is decided.
        day: an ISO day.
        said: what the caller said.
    """
    committee = said.committee
    found = [
        rule
        for kind in kinds
        for rule in shelf.rules_of(kind)
        if rule["dormant"] is None
        and (committee is None or committee.value in rule["committees"])
        and reasons_of_dates(day, rule["start"], rule["end"], None, rule["expires"]) is not None
        and _of(rule["when"], item, outcome)
        and holds(rule["when"], said, shelf.place)[0]
    ]
    return sorted(found, key=lambda rule: (shelf.rank(rule), rule["id"]))


def _of(when: Mapping[str, Any], item: Mapping[str, Any], outcome: Outcome) -> bool:
    """Whether what a rule says of outcomes and items fits these."""
    return (
        ("outcome" not in when or outcome.value in when["outcome"])
        and when.get("complexity") in (None, item["complexity"])
        and when.get("risk") in (None, item["risk"])
        and ("act" not in when or item["act"] in when["act"])
        and ("online" not in when or when["online"] == item["online"])
        and (not when.get("liability") or item["risk"] == "high")
    )
