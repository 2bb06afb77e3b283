"""Whether a rule in force forbids proofs with legal or joint economic liability (Shandong, 2013).

Such rules are seal rules (``kind: seal``) whose condition is ``liability``; elsewhere major matters
are investigated and deliberated instead (整治方案 三（五）).
"""

from __future__ import annotations

from community_certs.model.enums import Action
from community_certs.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from community_certs.catalog import Catalog, Classification
    from community_certs.model.enums import Committee

__all__ = ["LiabilityRule", "at_stake", "liability_rule"]


class LiabilityRule(Record):
    """A rule that forbids it: its id, what it says, and its document."""

    rule: str
    says: str
    document: str


def at_stake(catalog: Catalog, answer: Classification) -> bool:
    """Whether legal or joint economic liability is at stake in what is asked for."""
    return answer.item is not None and catalog.item(answer.item.id).risk == "high"


def liability_rule(
    catalog: Catalog, answer: Classification, committee: Committee | None = None
) -> LiabilityRule | None:
    """Return the rule that forbids the proof for the liability in it, or None.

    A rule that may have lapsed still counts: to refuse wrongly is better than to issue wrongly.

    Arguments:
        catalog: the catalogue that gave the answer.
        answer: an answer with an item.
        committee: the kind of committee, if known.
    """
    if not at_stake(catalog, answer) or answer.item is None:
        return None
    for rule in catalog.rules(
        answer.item.id,
        jurisdiction=answer.place.jurisdiction.adcode,
        on=answer.query.on,
        outcome=answer.outcome,
        kinds=("seal",),
        committee=committee,
    ):
        refuses = any(step.action is Action.DECLINE_REDIRECT for step in rule.steps)
        if rule.when is not None and rule.when.liability and refuses:
            document = catalog.document(rule.document)
            name = document.number or (f"《{document.title}》" if document.title else "")
            return LiabilityRule(rule.id, rule.says, name)
    return None
