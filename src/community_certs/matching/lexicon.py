"""Finding the known words of a text in one pass, and the patterns that they form.

The compiled lexicon maps words to symbols: a word's own symbol and those of the word classes it
belongs to (``<亲属>``). A pattern is a list of symbols, adjacent unless ``GAP`` stands between
them, bound to the start or end of a clause by ``START`` and ``END``. Words are found by first
character and length, so the time is linear in the text however many rules exist.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["END", "GAP", "HEAD", "SEALED_HEAD", "START", "Lexicon", "Scan", "seal"]

GAP, START, END = -1, -2, -3
HEAD = "证明"
SEALED_HEAD = "\ue000\ue001"
"""Stands for 证明 while scanning, so that 居住证 is never read out of 居住证明."""

_REACH = 14
_HARD = 100
_FREE = frozenset(",、()0123456789" + SEALED_HEAD)
_OPENERS = frozenset(",(、")
_OPENING_WORDS = (
    *("要的", "用的", "需要的", "的", "开", "开个", "开具", "出具", "出", "个", "张", "份", "要", "需要"),
    *("社区", "居委会", "村委会", "村里", "办", "办理", "请问"),
)
_JOINING = frozenset("和及与或并、")


def seal(text: str) -> str:
    """Replace 证明 by its stand-in of the same length."""
    return text.replace(HEAD, SEALED_HEAD)


class Lexicon:
    """Words, classes, fillers and rules, as compiled."""

    __slots__ = (
        "anchors",
        "ancestors",
        "conjunctions",
        "empty",
        "fillers",
        "frames",
        "leaders",
        "lengths",
        "light",
        "markers",
        "masks",
        "names",
        "purposes",
        "relatives",
        "requesters",
        "rules",
        "stops",
        "surnames",
        "words",
    )

    def __init__(self, raw: dict[str, Any]) -> None:
        self.words: dict[str, list[int]] = raw["words"]
        lengths: dict[str, set[int]] = {}
        for word in self.words:
            lengths.setdefault(word[0], set()).add(len(word))
        self.lengths = {first: tuple(sorted(held)) for first, held in lengths.items()}
        self.rules: list[list[Any]] = raw["rules"]
        self.anchors: dict[int, list[int]] = {int(key): v for key, v in raw["anchors"].items()}
        self.frames: dict[int, list[list[int]]] = {}
        for pattern in raw["frames"]:
            first = next(one for one in pattern if one >= 0)
            self.frames.setdefault(first, []).append(pattern)
        self.fillers = frozenset((*raw["fillers"], *raw["uses"]))
        self.masks = frozenset(raw["masks"])
        self.stops = frozenset(raw["stops"])
        self.conjunctions = frozenset(raw["conjunctions"])
        self.markers = frozenset(raw["markers"])
        self.leaders = frozenset(raw["leaders"])
        self.light = frozenset(raw["light"])
        self.relatives = frozenset(raw["relatives"])
        self.surnames = frozenset(raw["surnames"])
        self.purposes: dict[int, str] = {int(key): v for key, v in raw["purposes"].items()}
        self.requesters: dict[int, str] = {int(key): v for key, v in raw["requesters"].items()}
        self.empty = self._empty_words({*raw["fillers"], *raw["markers"]})
        self.names: dict[str, str] = raw["names"]
        self.ancestors: dict[str, list[str]] = raw["ancestors"]

    def _empty_words(self, empty: set[int]) -> frozenset[int]:
        """Return the symbols of fillers and markers, and of every word that is one of them."""
        classes = frozenset(empty)
        for symbols in self.words.values():
            if not classes.isdisjoint(symbols):
                empty.update(symbols)
        return frozenset(empty)


class Scan:
    """The words found in one canonical, sealed text."""

    __slots__ = ("_costs", "_edges", "_leading", "_lexicon", "hits", "text")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self._lexicon = lexicon
        self._edges: list[list[int]] | None = None
        self._leading: list[tuple[int, int]] = []
        self._costs: list[int] = []
        self.hits: dict[int, list[tuple[int, int]]] = {}
        found = self._words()
        masks = lexicon.masks
        hidden = [
            (start, end)
            for start, end, symbols in found
            if not masks.isdisjoint(symbols)
        ]
        for start, end, symbols in found:
            if any(
                left <= start and end <= right and end - start < right - left
                for left, right in hidden
            ):
                continue
            for symbol in symbols:
                self.hits.setdefault(symbol, []).append((start, end))

    def _words(self) -> list[tuple[int, int, list[int]]]:
        text, words, lengths = self.text, self._lexicon.words, self._lexicon.lengths
        found: list[tuple[int, int, list[int]]] = []
        for start, first in enumerate(text):
            for length in lengths.get(first, ()):
                symbols = words.get(text[start : start + length])
                if symbols is not None and start + length <= len(text):
                    found.append((start, start + length, symbols))
        return found

    def any_of(self, symbols: frozenset[int]) -> bool:
        """Whether a word of one of the symbols occurs."""
        return not symbols.isdisjoint(self.hits)

    def between(self, symbols: frozenset[int], start: int, end: int) -> bool:
        """Whether such a word, or a mark that separates, lies between two places."""
        between = self.text[start:end]
        if SEALED_HEAD in between or any(char in ",、" for char in between):
            return True
        return any(
            start <= left and right <= end
            for symbol in symbols
            for left, right in self.hits.get(symbol, ())
        )

    def is_head(self, end: int) -> bool:
        """Whether 证明 follows here: in a Chinese noun phrase the head stands last."""
        after = self.text[end:].removeprefix("的")
        for kind in ("情况", "状况", "的"):
            after = after.removeprefix(kind)
        return after.startswith(SEALED_HEAD)

    def occurrences(self, pattern: list[int]) -> list[tuple[int, int, int]]:
        """Return where a pattern occurs: first position, end, and the mask of its words."""
        states: list[tuple[int, int, int]] | None = None
        gap = bound = False
        for element in pattern:
            if element == GAP:
                gap = True
            elif element == START:
                bound = True
            elif element == END:
                states = [one for one in states or () if self._ends_clause(one[1])]
            else:
                hits = self.hits.get(element)
                if hits is None:
                    return []
                if states is None:
                    states = [
                        (start, end, _mask(start, end))
                        for start, end in hits
                        if not bound or self._starts_clause(start)
                    ]
                elif gap:
                    states = [
                        (first, end, mask | _mask(start, end))
                        for first, reached, mask in states
                        for start, end in hits
                        if reached <= start <= reached + _REACH
                        and "," not in self.text[reached:start]
                    ]
                else:
                    states = [
                        (first, end, mask | _mask(start, end))
                        for first, reached, mask in states
                        for start, end in hits
                        if start == reached
                    ]
                gap = False
            if states is not None and not states:
                return []
        return states or []

    def _starts_clause(self, start: int) -> bool:
        before = self.text[:start]
        if before.endswith(SEALED_HEAD):
            before = before[: -len(SEALED_HEAD)]
        return not before or before[-1] in _OPENERS or before.endswith(_OPENING_WORDS)

    def _ends_clause(self, end: int) -> bool:
        """Whether nothing but fillers (的证明怎么开) follows in the clause."""
        text, lexicon = self.text, self._lexicon
        place = end
        while place < len(text) and text[place] not in ",()、":
            longest = 1 if text[place] in _FREE else 0
            for length in lexicon.lengths.get(text[place], ()):
                symbols = lexicon.words.get(text[place : place + length])
                if symbols is not None and not lexicon.fillers.isdisjoint(symbols):
                    longest = max(longest, length)
            if not longest:
                return False
            place += longest
        return True

    def unexplained(self, mask: int) -> int:
        """Return how much of the text is neither in ``mask`` nor a filler word.

        A negation or a word that makes the text something other than a request for a proof
        counts as very much.
        """
        if self._edges is None:
            self._prepare()
        edges, costs = self._edges or [], self._costs
        before = (mask & -mask).bit_length() - 1
        leading = [one for one in self._leading if one[1] <= before]
        best = [0] * (len(costs) + 1)
        for at, cost in enumerate(costs):
            least = best[at] if mask >> at & 1 else best[at] + cost
            for start in edges[at + 1]:
                if best[start] < least:
                    least = best[start]
            for start, end in leading:
                if end == at + 1 and best[start] < least:
                    least = best[start]
            best[at + 1] = least
        return best[-1]

    def _prepare(self) -> None:
        text, lexicon = self.text, self._lexicon
        costs = [0 if char in _FREE else 1 for char in text]
        opened = text.find("(")
        while opened >= 0:
            closed = text.find(")", opened)
            costs[opened:closed] = [0] * (closed - opened)
            opened = text.find("(", closed)
        for symbol in lexicon.stops:
            for start, end in self.hits.get(symbol, ()):
                costs[start:end] = [_HARD] * (end - start)
        edges: list[list[int]] = [[] for _ in range(len(text) + 1)]
        for symbol, hits in self.hits.items():
            if symbol in lexicon.fillers:
                for start, end in hits:
                    edges[end].append(start)
            if symbol in lexicon.leaders:
                self._leading += [
                    (start, end)
                    for start, end in hits
                    if not (end < len(text) and text[end] in _JOINING)
                ]
            for pattern in lexicon.frames.get(symbol, ()):
                for start, end, _ in self.occurrences(pattern):
                    edges[end].append(start)
        for symbol in lexicon.relatives:
            # Whatever stands before 要的, 用的 is for whom or what, not what is proved.
            for start, end in self.hits.get(symbol, ()):
                edges[end].append(text.rfind(",", 0, start) + 1)
        for start, char in enumerate(text):
            if char in lexicon.surnames:
                for end in (start + 2, start + 3):
                    if end < len(text) and text[end] in "和与跟同是的、某系":
                        edges[end].append(start)
        self._edges, self._costs = edges, costs


def _mask(start: int, end: int) -> int:
    return (1 << end) - (1 << start)
