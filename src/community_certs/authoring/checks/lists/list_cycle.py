"""Lists that replace or extend each other round in a circle."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.cycles import cycles
from community_certs.authoring.models import PolicyList
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["CHECK"]

_RELATIONS: dict[str, Callable[[PolicyList], list[str]]] = {
    "replaces": lambda one: one.replaces,
    "extends": lambda one: one.extends,
}


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for key, choose in _RELATIONS.items():
        places: dict[str, tuple[str, int]] = {}
        edges: dict[str, list[str]] = {}
        for name, document in tree.documents.items():
            for at, one in enumerate(document.lists):
                places[f"{name}/{one.key}"] = (name, at)
                edges[f"{name}/{one.key}"] = choose(one)
        for own, round_trip in cycles(edges):
            name, at = places[own]
            yield tree.diagnose(
                DOCUMENTS,
                name,
                "list-cycle",
                ("lists", at, key),
                f"清单的 {key} 成环：{' → '.join(round_trip)}。",
                f"{key} goes round: {' → '.join(round_trip)}",
                *CHECK.mend,
            )


CHECK = Check(
    code="list-cycle",
    severity=ERROR,
    title=("清单的取代或增补成环", "lists that replace each other in a circle"),
    why=(
        "互相取代的清单不知道哪一份有效。",
        "Of lists that replace each other nobody knows which is in force.",
    ),
    mend=(
        "后来的清单指向先前的，不能反过来。",
        "A later list points to an earlier one, never back.",
    ),
    example=Example(
        LOCAL,
        bad="replaces: [130700-2020-burden/may]",
        good="replaces: []",
        words=("replaces", "成环"),
    ),
    run=_run,
    fixed=True,
)
