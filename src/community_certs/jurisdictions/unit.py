"""A unit: one adcode between two changes. This is how a compiled shard holds it."""

from __future__ import annotations

from community_certs.dates import FIRST_DAY, earliest_day, latest_day, next_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

__all__ = ["BEGINNING", "LEVELS", "NATION", "NEVER", "Unit"]

LEVELS = ("nation", "province", "prefecture", "county")
BEGINNING = "1981"
"""The first year of the data: what stood then counts as certain from its first day."""
NEVER = "9999-99-99"
"""After every day."""


class Unit:
    """One row of a shard.

    ``opens`` is the first day on which the unit may be in force, ``settled`` the first on which
    it certainly is, ``unsettled`` the first on which it may be gone, ``gone`` the first on which
    it certainly is. A change known to the year leaves both sides possible for that whole year; a
    change known to the day leaves no such time.

    Arguments:
        code: the adcode.
        row: ``[start, end, name, shorts, level, parent, parent_row, succ, pred, carried]``, the
            dates as printed ("2020", "2020-06-23", or "2018/2019-01-09" for two bounds).
    """

    __slots__ = (
        "carried", "code", "end", "gone", "level", "name", "opens", "parent", "parent_row",
        "pred", "settled", "shorts", "start", "succ", "unsettled",
    )  # fmt: skip

    def __init__(self, code: str, row: Sequence[Any]) -> None:
        self.code = code
        self.start: str | None = row[0]
        self.end: str | None = row[1]
        self.name: str = row[2]
        self.shorts: list[str] = row[3]
        self.level: int = row[4]
        self.parent: str = row[5]
        self.parent_row: int = row[6]
        self.succ: list[str] = row[7]
        self.pred: list[str] = row[8]
        self.carried: list[str] = row[9]
        if self.start is None:
            self.opens = self.settled = FIRST_DAY
        elif self.start == BEGINNING:
            self.opens = self.settled = earliest_day(self.start)
        else:
            self.opens, self.settled = _edges(self.start)
        self.unsettled, self.gone = (NEVER, NEVER) if self.end is None else _edges(self.end)

    def possible(self, on: str) -> bool:
        """Whether the unit may be in force on that ISO day."""
        return self.opens <= on < self.gone

    def certain(self, on: str) -> bool:
        """Whether the unit certainly is in force on that ISO day."""
        return self.settled <= on < self.unsettled

    def edges(self) -> tuple[str, ...]:
        """Return the ISO days on which ``possible`` or ``certain`` may change."""
        days = (self.opens, self.settled, self.unsettled, self.gone)
        return tuple(day for day in days if day not in (FIRST_DAY, NEVER))


def _edges(printed: str) -> tuple[str, str]:
    """Return the first day on which a change may have taken place, and the first after it."""
    first, _, last = printed.partition("/")
    earliest, latest = earliest_day(first), latest_day(last or first)
    return earliest, earliest if earliest == latest else next_day(latest)


NATION = Unit("000000", [None, None, "全国", ["中国"], 0, "", 0, [], [], []])
"""The root of every chain."""
