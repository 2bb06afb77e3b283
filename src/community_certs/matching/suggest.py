"""Names that look like a text. They are only ever suggested, never decided upon."""

from __future__ import annotations

from itertools import pairwise

from community_certs.matching.lexicon import ENTRY, FIELD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["Suggestions", "bigrams"]

_MOST = 5
_LEAST = 3
"""Tenths of likeness (Dice's, over pairs of characters) that a suggestion needs at least."""


def bigrams(core: str) -> set[str]:
    """Return the pairs of neighbouring characters, or the character of a single one."""
    return {left + right for left, right in pairwise(core)} or set(core)


class Suggestions:
    """A bigram index of the known names, without the word 证明 that they all share.

    Numbers stand for names; where a bigram occurs is unpacked when a text first holds it.
    """

    __slots__ = ("_ids", "_items", "_packed", "_postings", "_sizes")

    def __init__(self, raw: dict[str, Any]) -> None:
        self._ids: list[str] = raw["ids"].split(ENTRY)
        self._items: list[int] = raw["items"]
        self._sizes: list[int] = raw["sizes"]
        self._packed: dict[str, str] = raw["postings"]
        self._postings: dict[str, dict[str, tuple[int, ...]]] = {}

    def nearest(self, canonical: str) -> list[tuple[str, float]]:
        """Return up to five ``(item, score)``, best first; the score is Dice's, at most 1."""
        core = canonical.replace("证明", "").replace("的", "")
        grams = bigrams(core)
        size = len(grams)
        postings, unpack = self._postings, self._unpack
        held = []
        for gram in grams:
            by_second = postings.get(gram[0])
            places = (unpack(gram[0]) if by_second is None else by_second).get(gram[1:])
            if places is not None:
                held.append(places)
        # A name of n pairs that shares c scores 2c/(size+n), so few shared pairs are too few for
        # a long text: names that share only the commonest need not be looked at.
        spared = -(-_LEAST * (size + 1) // 20) - 1
        if len(held) <= spared:
            return []
        held.sort(key=len)
        shared: dict[int, int] = {}
        for places in held[: len(held) - spared]:
            for number in places:
                shared[number] = shared.get(number, 0) + 1
        for places in held[len(held) - spared :]:
            for number in shared.keys() & places:
                shared[number] += 1
        best: dict[int, float] = {}
        sizes, items = self._sizes, self._items
        for number, count in shared.items():
            whole = size + sizes[number]
            if 20 * count >= _LEAST * whole:
                item, score = items[number], 2 * count / whole
                if score > best.get(item, 0.0):
                    best[item] = score
        ranked = sorted((-score, self._ids[item]) for item, score in best.items())
        return [(item, round(-score, 3)) for score, item in ranked[:_MOST]]

    def _unpack(self, first: str) -> dict[str, tuple[int, ...]]:
        """Return by second character the names that hold a pair that begins with ``first``."""
        held: dict[str, tuple[int, ...]] = {}
        for entry in self._packed.get(first, "").split(ENTRY):
            second, parted, places = entry.partition(FIELD)
            if parted:
                held[second] = tuple(map(int, places.split()))
        self._postings[first] = held
        return held
