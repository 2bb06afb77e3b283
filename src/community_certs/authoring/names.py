"""Compile the name index: exact names, token rules, vocabularies and suggestions.

Everything here is derived from the maintainers' data: the names, aliases and phrases of the items,
the purposes and requesting units, and the word classes of ``vocabulary/words.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from community_certs.authoring.name_rules import ID, BadToken, RuleCompiler, names_of
from community_certs.matching.lexicon import ENTRY, FIELD, HEAD
from community_certs.matching.names import BUCKETS, bucket_path
from community_certs.matching.suggest import bigrams
from community_certs.text import canonicalize_name

__all__ = ["BadToken", "compile_names", "name_conflicts"]

Raw = Mapping[str, Any]


def name_conflicts(items: Mapping[str, Raw]) -> dict[str, tuple[str, ...]]:
    """Return the canonical names that two or more items bear, each with those items."""
    bearers: dict[str, set[str]] = {}
    for item, raw in items.items():
        for printed, _ in names_of(raw):
            bearers.setdefault(canonicalize_name(printed), set()).add(item)
    return {name: tuple(sorted(held)) for name, held in sorted(bearers.items()) if len(held) > 1}


def compile_names(
    items: Mapping[str, Raw],
    purposes: Iterable[Raw],
    requesters: Iterable[Raw],
    words: Iterable[Raw] = (),
) -> dict[str, object]:
    """Return the shards of the name index by path.

    Arguments:
        items: the items by id, in the form of ``docs/data-format.md``.
        purposes: the entries of ``vocabulary/purposes.yaml``.
        requesters: the entries of ``vocabulary/requesters.yaml``.
        words: the entries of ``vocabulary/words.yaml``.

    Raises:
        BadToken: if a phrase names an unknown class or an empty word.
    """
    held_purposes, held_requesters = list(purposes), list(requesters)
    shards: dict[str, object] = dict(_exact(items))
    shards["names/phrases.json"] = RuleCompiler(
        items, held_purposes, held_requesters, words
    ).shard()
    shards["names/vocabulary.json"] = {
        "purposes": _vocabulary(held_purposes),
        "requesters": _vocabulary(held_requesters),
    }
    shards["names/suggest.json"] = _suggestions(items)
    return shards


def _exact(items: Mapping[str, Raw]) -> dict[str, dict[str, list[Any]]]:
    shards: dict[str, dict[str, list[Any]]] = {
        f"names/exact-{number:02d}.json": {} for number in range(BUCKETS)
    }
    for item in sorted(items):
        for printed, kind in names_of(items[item]):
            canonical = canonicalize_name(str(items[item]["id"]) if kind == ID else printed)
            if not canonical:
                continue
            shard = shards[bucket_path(canonical)]
            entry = shard.get(canonical)
            if entry is None or kind < entry[0]:
                shard[canonical] = [kind, item, printed]
            elif kind == entry[0] and item not in entry[1::2]:
                entry += [item, printed]
    return {path: dict(sorted(shard.items())) for path, shard in shards.items()}


def _vocabulary(entries: list[Raw]) -> dict[str, object]:
    ids: dict[str, str] = {}
    for entry in entries:
        for name in (entry["id"], entry["name"], *(entry.get("aliases") or ())):
            ids.setdefault(canonicalize_name(str(name)), str(entry["id"]))
    return {
        "ids": dict(sorted(ids.items())),
        "names": {str(entry["id"]): str(entry["name"]) for entry in entries},
    }


def _suggestions(items: Mapping[str, Raw]) -> dict[str, object]:
    names: dict[tuple[str, str], None] = {}
    for item in sorted(items):
        for printed, kind in names_of(items[item]):
            canonical = canonicalize_name(printed)
            if kind != ID and canonical:
                names[canonical, item] = None
    sizes: list[int] = []
    postings: dict[str, list[int]] = {}
    for number, (canonical, _) in enumerate(names):
        core = canonical.replace(HEAD, "").replace("的", "")
        grams = bigrams(core)
        sizes.append(len(grams))
        for gram in sorted(grams):
            postings.setdefault(gram, []).append(number)
    ids = sorted({item for _, item in names})
    numbers = {item: number for number, item in enumerate(ids)}
    return {
        "ids": ENTRY.join(ids),
        "items": [numbers[item] for _, item in names],
        "sizes": sizes,
        "postings": _packed_postings(postings),
    }


def _packed_postings(postings: Mapping[str, list[int]]) -> dict[str, str]:
    """Pack by first character where each pair of characters occurs."""
    packed: dict[str, list[str]] = {}
    for gram, held in sorted(postings.items()):
        packed.setdefault(gram[0], []).append(gram[1:] + FIELD + " ".join(map(str, held)))
    return {first: ENTRY.join(held) for first, held in packed.items()}
