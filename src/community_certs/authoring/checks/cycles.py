"""Nothing is broader than itself, and no list replaces or extends itself, however far round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from community_certs.authoring.tree import DOCUMENTS, ITEMS, Tree
from community_certs.diagnostics import Diagnostic

__all__ = ["check"]


def check(tree: Tree) -> Iterator[Diagnostic]:
    """Yield ``broader-cycle`` and ``list-cycle``, once at every member of a cycle."""
    broader = {
        name: [item.broader] for name, item in tree.items.items() if item.broader is not None
    }
    for name, round_trip in _cycles(broader):
        yield tree.diagnose(
            ITEMS,
            name,
            "broader-cycle",
            ("broader",),
            f"上位事项成环：{' → '.join(round_trip)}。",
            f"broader goes round: {' → '.join(round_trip)}",
            "改正其中一个 broader，最宽的写 null。",
            "correct one of them; the broadest has null",
        )
    for key, choose in _RELATIONS.items():
        places: dict[str, tuple[str, int]] = {}
        edges: dict[str, list[str]] = {}
        for name, document in tree.documents.items():
            for at, one in enumerate(document.lists):
                places[f"{name}/{one.key}"] = (name, at)
                edges[f"{name}/{one.key}"] = choose(one)
        for own, round_trip in _cycles(edges):
            name, at = places[own]
            yield tree.diagnose(
                DOCUMENTS,
                name,
                "list-cycle",
                ("lists", at, key),
                f"清单的 {key} 成环：{' → '.join(round_trip)}。",
                f"{key} goes round: {' → '.join(round_trip)}",
                "后来的清单指向先前的，不能反过来。",
                "a later list points to an earlier one, never back",
            )


_RELATIONS: Mapping[str, Callable[..., list[str]]] = {
    "replaces": lambda one: one.replaces,
    "extends": lambda one: one.extends,
}


def _cycles(edges: Mapping[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """Yield each node that lies on a cycle, with one way round from it to itself."""
    for start in edges:
        back: dict[str, str] = {}
        queue = [start]
        for node in queue:
            for target in edges.get(node, ()):
                if target == start:
                    way = [start, node] if node != start else [start]
                    while way[-1] != start:
                        way.append(back[way[-1]])
                    if node == start:
                        way.append(start)
                    yield start, way[::-1]
                    queue.clear()
                    break
                if target not in back and target in edges:
                    back[target] = node
                    queue.append(target)
