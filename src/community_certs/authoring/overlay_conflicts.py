"""What several local variants must not do to each other: a clash refuses every one involved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from community_certs.authoring.overlay_variant import Variant
from community_certs.authoring.strict_yaml import PathPart
from community_certs.authoring.tree import DOCUMENTS, ITEMS, PROFILES, VOCABULARY
from community_certs.diagnostics import Diagnostic

__all__ = ["conflicts"]

Finding = tuple[Variant, Diagnostic]
Place = tuple[Variant, str, tuple[PathPart, ...]]
"""A variant, one of its documents or items, and where in its file."""


def conflicts(variants: Sequence[Variant]) -> Iterator[Finding]:
    """Yield ``duplicate-id``, ``list-cycle`` and ``broader-cycle`` at every variant involved.

    Arguments:
        variants: those read together; what one does alone is found by its own checks.
    """
    yield from _same_overlay(variants)
    for kind in (DOCUMENTS, ITEMS, PROFILES):
        yield from _same_file(variants, kind)
    yield from _same_word(variants)
    yield from _list_cycles(variants)
    yield from _broader_cycles(variants)


def _same_overlay(variants: Sequence[Variant]) -> Iterator[Finding]:
    named = [one for one in variants if one.manifest is not None]
    for variant in named:
        others = [
            one for one in named if one is not variant and one.overlay.id == variant.overlay.id
        ]
        if others:
            zh, en, _, _ = _taken(variant.overlay.id, others)
            hints = "只保留一个版本。", "keep one of the two versions"
            yield variant, variant.say("duplicate-id", ("id",), zh, en, *hints)


def _apart(one: Variant, other: Variant) -> bool:
    """Whether two are not the same variant, nor two versions of one: these clash as a whole."""
    ids = [None if held.manifest is None else held.manifest.id for held in (one, other)]
    return one is not other and (ids[0] is None or ids[0] != ids[1])


def _same_file(variants: Sequence[Variant], kind: str) -> Iterator[Finding]:
    by_name: dict[str, list[Variant]] = {}
    for variant in variants:
        for held, name in variant.tree.readings:
            if held == kind:
                by_name.setdefault(name, []).append(variant)
    for name, bearers in sorted(by_name.items()):
        for variant in bearers if len(bearers) > 1 else ():
            others = [one for one in bearers if _apart(one, variant)]
            if others:
                said = _taken(name, others)
                yield variant, variant.tree.diagnose(kind, name, "duplicate-id", ("id",), *said)


def _same_word(variants: Sequence[Variant]) -> Iterator[Finding]:
    for kind in sorted({kind for one in variants for kind, held in one.tree.vocabulary.items()}):
        for variant in variants:
            words = variant.tree.vocabulary.get(kind, {})
            for id in words:
                others = [
                    one
                    for one in variants
                    if _apart(one, variant) and id in one.tree.vocabulary.get(kind, {})
                ]
                if others:
                    yield (
                        variant,
                        variant.tree.diagnose(
                            VOCABULARY, kind, "duplicate-id", (), *_taken(id, others)
                        ),
                    )


def _taken(id: str, others: Iterable[Variant]) -> tuple[str, str, str, str]:
    where = "、".join(sorted({one.called for one in others}))
    return (
        f"编号“{id}”也由变体 {where} 使用，两者都不能载入。",
        f'the id "{id}" is also used by {where}; neither is loaded',
        "编号不能重复：其中一方换一个编号。",
        "one of the two must choose another id",
    )


def _list_cycles(variants: Sequence[Variant]) -> Iterator[Finding]:
    for key in ("replaces", "extends"):
        places: dict[str, Place] = {}
        edges: dict[str, list[str]] = {}
        for variant in variants:
            for name, document in variant.tree.documents.items():
                for at, one in enumerate(document.lists):
                    id = f"{name}/{one.key}"
                    places.setdefault(id, (variant, name, ("lists", at, key)))
                    edges.setdefault(id, []).extend(getattr(one, key))
        for way in _round_trips(edges):
            if len({id_of(places[one][0]) for one in way}) < 2:
                continue  # found by the variant's own checks
            shown = " → ".join([*way, way[0]])
            for member in way:
                variant, name, path = places[member]
                yield (
                    variant,
                    variant.tree.diagnose(
                        DOCUMENTS,
                        name,
                        "list-cycle",
                        path,
                        f"几个变体的清单 {key} 成环：{shown}，都不能载入。",
                        f"{key} goes round between variants: {shown}; none is loaded",
                        "后来的清单指向先前的，不能反过来。",
                        "a later list points to an earlier one, never back",
                    ),
                )


def _broader_cycles(variants: Sequence[Variant]) -> Iterator[Finding]:
    places: dict[str, Variant] = {}
    edges: dict[str, list[str]] = {}
    for variant in variants:
        for name, item in variant.tree.items.items():
            places.setdefault(name, variant)
            edges[name] = [] if item.broader is None else [item.broader]
    for way in _round_trips(edges):
        if len({id_of(places[one]) for one in way}) < 2:
            continue
        shown = " → ".join([*way, way[0]])
        for one in way:
            variant = places[one]
            yield (
                variant,
                variant.tree.diagnose(
                    ITEMS,
                    one,
                    "broader-cycle",
                    ("broader",),
                    f"几个变体的上位事项成环：{shown}，都不能载入。",
                    f"broader goes round between variants: {shown}; none is loaded",
                    "改正其中一个 broader。",
                    "correct one of them",
                ),
            )


def id_of(variant: Variant) -> int:
    """Return what tells two variants apart, even if they bear the same id."""
    return id(variant)


def _round_trips(edges: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield the members of every knot: nodes that can all reach each other."""
    reach: dict[str, set[str]] = {}
    for start in edges:
        seen: set[str] = set()
        queue = list(edges[start])
        while queue:
            node = queue.pop()
            if node in seen or node not in edges:
                continue
            seen.add(node)
            queue.extend(edges[node])
        reach[start] = seen
    told: set[str] = set()
    for start in sorted(edges):
        if start in told or start not in reach[start]:
            continue
        knot = sorted(one for one in reach[start] if start in reach[one])
        told.update(knot)
        yield knot
