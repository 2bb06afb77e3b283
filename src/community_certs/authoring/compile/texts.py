"""The texts that a release was compiled from, carried in it: local variants are read against them.

Four shards under ``source/``: what maintainers wrote, as JSON, sorted by id. No answer reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["DOCUMENTS", "ITEMS", "PROFILES", "WORDS", "source_shards"]

Raw = Mapping[str, Any]
DOCUMENTS = "source/documents.json"
ITEMS = "source/items.json"
PROFILES = "source/profiles.json"
WORDS = "source/vocabulary.json"


def source_shards(
    documents: Iterable[Raw],
    items: Iterable[Raw],
    profiles: Iterable[Raw],
    vocabulary: Mapping[str, Iterable[Raw]],
) -> dict[str, object]:
    """Return the shards by path.

    Arguments:
        documents: mappings in the form of ``docs/data-format.md``.
        items: likewise.
        profiles: likewise.
        vocabulary: the vocabularies by name.
    """
    return {
        DOCUMENTS: sorted(documents, key=lambda one: str(one["id"])),
        ITEMS: sorted(items, key=lambda one: str(one["id"])),
        PROFILES: sorted(profiles, key=lambda one: str(one["id"])),
        WORDS: {kind: list(words) for kind, words in sorted(vocabulary.items())},
    }
