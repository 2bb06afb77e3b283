"""Certificate numbers (社区证明编号): duplicate, skipped, and not written like the others."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from unicodedata import normalize

from community_certs.casework.problems import problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from community_certs.diagnostics import Diagnostic

__all__ = ["NumberBook"]

_RUN = re.compile(r"(\d{1,12})(\D*)$")
_DIGITS = re.compile(r"\d+")
_BRACKETS = str.maketrans("〔〕【】[]", "()()()")
_MOST_GAPS = 50
_COMMON = 0.8


class NumberBook:
    """The numbers of one committee: add them all, then ask what is wrong."""

    __slots__ = ("_seen", "_series", "_shapes", "problems")

    def __init__(self) -> None:
        self._seen: dict[str, tuple[str, int]] = {}
        self._series: dict[str, list[tuple[int, str, int, int]]] = {}
        self._shapes: dict[str, list[tuple[str, int, int]]] = {}
        self.problems: list[Diagnostic] = []

    def add(self, number: str, path: str, line: int, column: int) -> None:
        """Add a number and where it stands."""
        key = _plain(number)
        if key in self._seen:
            first = "{}:{}".format(*self._seen[key])
            self.problems.append(problem("duplicate-number", path, line, column, first=first))
            return
        self._seen[key] = path, line
        found = _RUN.search(key)
        if found is None:
            self._shapes.setdefault("", []).append((path, line, column))
            return
        prefix = key[: found.start()]
        self._series.setdefault(f"{prefix}\0{found[2]}", []).append(
            (int(found[1]), path, line, column)
        )
        shape = _DIGITS.sub("0", prefix) + "#" + found[2]
        self._shapes.setdefault(shape, []).append((path, line, column))

    def findings(self) -> Iterator[Diagnostic]:
        """Yield everything that is wrong with the numbers, each once."""
        yield from self.problems
        total = sum(len(one) for one in self._shapes.values())
        counts = Counter({shape: len(places) for shape, places in self._shapes.items()})
        usual, often = counts.most_common(1)[0] if counts else ("", 0)
        odd = set()
        for shape, places in self._shapes.items():
            if shape == "" or (shape != usual and often >= _COMMON * total):
                for place in places:
                    odd.add(place)
                    yield problem("odd-number", *place)
        for series in self._series.values():
            yield from _gaps([one for one in series if one[1:] not in odd])


def _plain(number: str) -> str:
    """Return a number in one width, without spaces, its brackets all alike."""
    kept = "".join(number.split())
    return kept if kept.isascii() else normalize("NFKC", kept).translate(_BRACKETS)


def _gaps(series: list[tuple[int, str, int, int]]) -> Iterator[Diagnostic]:
    series.sort()
    shown = more = 0
    for before, after in pairwise(series):
        first, last = before[0] + 1, after[0] - 1
        if last < first:
            continue
        if shown == _MOST_GAPS:
            more += 1
            continue
        shown += 1
        missing = str(first) if first == last else f"{first}—{last}"
        yield problem("skipped-number", *after[1:], missing=missing)
    if more:
        yield problem("more-skipped", series[-1][1], 0, 0, count=more)
