"""The answers for one item in one place over time, cut into epochs, and the span of an answer.

An epoch is a stretch of days within which no date of any list, rule, alternative or division falls:
one decision holds throughout, is computed once, and is shared.
"""

from __future__ import annotations

from bisect import bisect_right

from community_certs.dates import FIRST_DAY, LAST_DAY, previous_day
from community_certs.model.answer import Period

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping
    from typing import Any

    from community_certs.model.answer import Decision

__all__ = ["Timeline", "item_days"]


def item_days(item: Mapping[str, Any], levels: Container[str]) -> set[str]:
    """Return the days on which the entries or alternatives of an item change in a place.

    Arguments:
        item: the compiled shard of the item.
        levels: the adcodes of the place's chain.
    """
    found: set[str] = set()
    for header in item["lists"].values():
        if header["jurisdiction"] in levels:
            found.update(header["days"])
    for entries in item["entries"].values():
        for entry in entries:
            if entry.get("dates"):
                found.update(entry["dates"]["days"])
    for one in item["alternatives"]:
        found.update(one["days"])
    return found


class Timeline:
    """The epochs of an item in a place, each with its decision.

    Arguments:
        days: the first days of the epochs, in any order; the first day of all is added.
        decide: gives the decision for a day, or None where the place does not exist.
    """

    __slots__ = ("_days", "_decide", "_decisions", "_spans")

    def __init__(self, days: Iterable[str], decide: Callable[[str], Decision | None]) -> None:
        self._days = sorted({FIRST_DAY, *days})
        self._decide = decide
        self._decisions: dict[int, Decision | None] = {}
        self._spans: dict[int, tuple[str | None, str | None]] = {}

    def epoch(self, day: str) -> int:
        """Return the number of the epoch that holds ``day``."""
        return bisect_right(self._days, day) - 1

    def decision(self, epoch: int) -> Decision | None:
        """Return the decision of an epoch, or None where the place does not exist."""
        try:
            return self._decisions[epoch]
        except KeyError:
            found = self._decide(self._days[epoch])
            return self._decisions.setdefault(epoch, found)

    def span(self, epoch: int) -> tuple[str | None, str | None]:
        """Return the first and the last day on which the very answer of ``epoch`` holds.

        None stands for "since ever" and for "no end known in this release".
        """
        held = self._spans.get(epoch)
        if held is None:
            first = last = epoch
            same = self.decision(epoch)
            while first > 0 and self.decision(first - 1) == same:
                first -= 1
            while last + 1 < len(self._days) and self.decision(last + 1) == same:
                last += 1
            held = (self._first_day(first), self._last_day(last))
            for one in range(first, last + 1):
                self._spans[one] = held
        return held

    def _first_day(self, epoch: int) -> str | None:
        day = self._days[epoch]
        return None if day == FIRST_DAY else day

    def _last_day(self, epoch: int) -> str | None:
        if epoch + 1 == len(self._days) or self._days[epoch + 1] == LAST_DAY:
            return None
        return previous_day(self._days[epoch + 1])

    def periods(self) -> tuple[Period, ...]:
        """Return every interval and its answer, in order, without the time before the place."""
        found = []
        epoch = 0
        while epoch < len(self._days):
            decision = self.decision(epoch)
            first, last = self.span(epoch)
            if decision is not None:
                found.append(Period(first, last, decision))
            epoch = len(self._days) if last is None else self.epoch(last) + 1
        return tuple(found)
