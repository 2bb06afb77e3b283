"""What the rules in force say of requests on no list (文件外)."""

from __future__ import annotations

from community_certs.model.answer import ResidualRule
from community_certs.model.enums import Force, Outcome, Residual, ranks_above
from community_certs.policy.citations import cite_rule
from community_certs.policy.rules import speaking

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from community_certs.policy.circumstances import Circumstances
    from community_certs.policy.shelf import Shelf

__all__ = ["residual_of"]


def residual_of(
    shelf: Shelf, item: Mapping[str, Any], day: str, said: Circumstances
) -> ResidualRule | None:
    """Return the residual rule that prevails, or None if no rule held speaks of it.

    The highest in force, then in level, then the latest prevails; a rule made under another
    (``refines``) takes its place where both stand.
    """
    standing = speaking(shelf, ("residual",), item, Outcome.UNLISTED, day, said)
    if not standing:
        return None
    force = {one["id"]: Force(shelf.documents[one["document"]]["force"]) for one in standing}
    best = standing[0]
    for rule in standing[1:]:
        if _prevails(shelf, force, rule, best):
            best = rule
    seen = {best["id"]}
    while True:
        finer = [
            rule for rule in standing if rule["id"] not in seen and best["id"] in rule["refines"]
        ]
        if not finer:
            break
        best = finer[0]
        for rule in finer[1:]:
            if _prevails(shelf, force, rule, best):
                best = rule
        seen.add(best["id"])
    document = shelf.documents[best["document"]]
    return ResidualRule(Residual(best["does"]), best["says"], cite_rule(document, best))


def _prevails(
    shelf: Shelf,
    force: Mapping[str, Force],
    one: Mapping[str, Any],
    other: Mapping[str, Any],
) -> bool:
    mine, theirs = force[one["id"]], force[other["id"]]
    if ranks_above(mine, theirs) or ranks_above(theirs, mine):
        return ranks_above(mine, theirs)
    level, their_level = shelf.rank(one), shelf.rank(other)
    if level != their_level:
        return level < their_level
    start, their_start = _latest_first(one), _latest_first(other)
    if start != their_start:
        return start > their_start
    # Of equals a document's own rule goes before one it adopts, then the smaller id.
    return (one["id"].count("/"), one["id"]) < (other["id"].count("/"), other["id"])


def _latest_first(rule: Mapping[str, Any]) -> tuple[str, str]:
    return rule["start"]["latest"], rule["start"]["earliest"]
