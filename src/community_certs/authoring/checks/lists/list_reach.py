"""A list that replaces or extends one of another place."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.links import links_of
from community_certs.authoring.overlay_places import same_place
from community_certs.authoring.places import gazetteer_of
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    """Yield it for a base catalogue; :mod:`overlay_checks` looks at local variants."""
    gazetteer = tree.once("gazetteer", gazetteer_of)
    if tree.base is not None or gazetteer is None:
        return
    for link in links_of(tree):
        if link.target is None or same_place(
            gazetteer, link.document.jurisdiction, link.target.jurisdiction
        ):
            continue
        yield tree.diagnose(
            DOCUMENTS,
            link.name,
            "list-reach",
            ("lists", link.at, link.relation, link.position),
            f"{link.relation} 指向别处（{link.target.jurisdiction}）的清单“{link.target_id}”。",
            f"{link.relation} points to {link.target_id}, a list of {link.target.jurisdiction}",
            *CHECK.mend,
        )


CHECK = Check(
    code="list-reach",
    severity=ERROR,
    title=("取代或增补了别处的清单", "replaces or extends a list of another place"),
    why=(
        "一地的清单只能取代、增补本地（或其前身）的清单，不能改动别处的。",
        (
            "A list may replace or extend lists of its own place or its predecessor, not "
            "those of others."
        ),
    ),
    mend=(
        "上级清单与本地不同的，不写 replaces，各自有效，由效力规则判断；"
        "确是前身的，检查两份文件的 jurisdiction。",
        (
            "Leave out replaces: both stand, and the rules of precedence decide; for a "
            "predecessor check the jurisdiction of both."
        ),
    ),
    example=Example(
        LOCAL,
        bad="replaces: [000000-2020-minfa20/first]",
        good="replaces: []",
        words=("000000-2020-minfa20/first", "别处"),
        also=frozenset({"replaces-overlap"}),
    ),
    run=_run,
)
