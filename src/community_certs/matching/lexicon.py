"""The compiled lexicon: words, word classes, fillers, and the rules over them.

Words map to symbols: a word's own symbol and those of the classes it belongs to (``<亲属>``). A
pattern is a list of symbols, adjacent unless ``GAP`` stands between them, bound to the start or
end of a clause by ``START`` and ``END``. A core is what a name or alias says without 证明.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["END", "GAP", "HEAD", "SEALED_HEAD", "START", "Lexicon", "seal"]

GAP, START, END = -1, -2, -3
HEAD = "证明"
SEALED_HEAD = "\ue000\ue001"
"""Stands for 证明 while scanning, so that 居住证 is never read out of 居住证明."""


def seal(text: str) -> str:
    """Replace 证明 by its stand-in of the same length."""
    return text.replace(HEAD, SEALED_HEAD)


class Lexicon:
    """What ``names/phrases.json`` holds.

    Arguments:
        raw: the parsed shard.
    """

    __slots__ = (
        "ancestors",
        "anchors",
        "conjunctions",
        "cores",
        "empty",
        "fillers",
        "frames",
        "leaders",
        "lengths",
        "light",
        "markers",
        "masks",
        "names",
        "personal",
        "purposes",
        "questions",
        "relatives",
        "requesters",
        "rules",
        "stops",
        "surnames",
        "typos",
        "words",
    )

    def __init__(self, raw: dict[str, Any]) -> None:
        self.words: dict[str, list[int]] = raw["words"]
        self.lengths: dict[str, list[int]] = raw["lengths"]
        self.cores: dict[str, str] = raw["cores"]
        self.rules: list[list[Any]] = raw["rules"]
        self.anchors: dict[int, list[int]] = _by_symbol(raw["anchors"])
        self.frames: dict[int, list[list[int]]] = _by_symbol(raw["frames"])
        self.fillers = frozenset(raw["fillers"])
        self.empty = frozenset(raw["empty"])
        self.masks = frozenset(raw["masks"])
        self.stops = frozenset(raw["stops"])
        self.conjunctions = frozenset(raw["conjunctions"])
        self.markers = frozenset(raw["markers"])
        self.questions = frozenset(raw["questions"])
        self.relatives = frozenset(raw["relatives"])
        self.leaders = frozenset(raw["leaders"])
        self.light = frozenset(raw["light"])
        self.personal = frozenset(raw["personal"])
        self.surnames = frozenset(raw["surnames"])
        self.typos: dict[str, str] = raw["typos"]
        self.purposes: dict[int, str] = _by_symbol(raw["purposes"])
        self.requesters: dict[int, str] = _by_symbol(raw["requesters"])
        self.names: dict[str, str] = raw["names"]
        self.ancestors: dict[str, list[str]] = raw["ancestors"]

    def spelled(self, canonical: str) -> str:
        """Return the text with the declared misspellings put right; its length stays the same."""
        for wrong, right in self.typos.items():
            if wrong in canonical:
                canonical = canonical.replace(wrong, right)
        return canonical


def _by_symbol(raw: dict[str, Any]) -> dict[int, Any]:
    return {int(symbol): value for symbol, value in raw.items()}
