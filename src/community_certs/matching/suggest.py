"""Names that look like a text. They are only ever suggested, never decided upon."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["Suggestions", "bigrams"]

_MOST = 5
_LEAST_SCORE = 0.3


def bigrams(core: str) -> set[str]:
    """Return the pairs of neighbouring characters, or the character of a single one."""
    return {core[at : at + 2] for at in range(len(core) - 1)} or set(core)


class Suggestions:
    """A bigram index of the known names, without the word 证明 that they all share."""

    __slots__ = ("_names", "_postings", "_sizes")

    def __init__(self, raw: dict[str, Any]) -> None:
        self._names: list[tuple[str, str]] = [(name, item) for name, item in raw["names"]]
        self._sizes: list[int] = raw["sizes"]
        self._postings: dict[str, list[int]] = raw["postings"]

    def nearest(self, canonical: str) -> list[tuple[str, float]]:
        """Return up to five ``(item, score)``, best first; the score is Dice's, at most 1."""
        core = canonical.replace("证明", "").replace("的", "")
        grams = bigrams(core)
        shared: dict[int, int] = {}
        postings = self._postings
        for gram in grams:
            for number in postings.get(gram, ()):
                shared[number] = shared.get(number, 0) + 1
        best: dict[str, float] = {}
        size = len(grams)
        for number, count in shared.items():
            score = 2 * count / (size + self._sizes[number])
            item = self._names[number][1]
            if score >= _LEAST_SCORE and score > best.get(item, 0.0):
                best[item] = score
        ranked = sorted(best.items(), key=lambda one: (-one[1], one[0]))
        return [(item, round(score, 3)) for item, score in ranked[:_MOST]]
