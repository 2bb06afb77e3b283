"""Finding what goes round in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

__all__ = ["cycles"]


def cycles(edges: Mapping[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
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
