"""Count judged rows by unit, item, attribute, month and committee, so that all tables add up."""

from __future__ import annotations

from collections import Counter

from community_certs.casework.privacy import mask_text
from community_certs.model.enums import Outcome, Status
from community_certs.model.record import Record, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from community_certs.casework.rows import JudgedRow
    from community_certs.model.answer import Stamp

__all__ = ["BEYOND", "COLUMNS", "UNJUDGED", "UNNAMED", "Count", "Statistics", "count"]

UNJUDGED = "unjudged"
COLUMNS = {**{str(one): one.zh for one in Outcome}, UNJUDGED: "未判断"}
"""The columns of every table: the three attributes (证明属性) and what could not be judged."""
BEYOND = "（期间以外）"
"""The month of a row whose day lies outside the period, or after the day of the work."""
UNNAMED = "（未写单位）"
_UNRECOGNISED = "（未能识别）"


class Count(Record):
    """One line of a table: a key, and how many rows of each attribute; ``total`` is their sum.

    ``certain`` is how many of the ``must_not_issue`` are certain.
    """

    key: str
    may_issue: int
    must_not_issue: int
    unlisted: int
    unjudged: int
    certain: int

    @property
    def total(self) -> int:
        """All rows of the line."""
        return self.may_issue + self.must_not_issue + self.unlisted + self.unjudged

    def to_dict(self) -> dict[str, Any]:
        """Return the line with its total."""
        return {**{name: getattr(self, name) for name in self.__slots__}, "total": self.total}  # type: ignore[attr-defined]


class Statistics(Record):
    """All tables of a ledger. Each adds up to ``rows``; ``first`` and ``last`` are its days.

    Rows outside the period are counted as not judged, under a month of their own, and give no first
    or last day; ``beyond`` is their number. ``reasons`` counts rows by status reason: why answers
    are only provisional.
    """

    rows: int
    first: str | None
    last: str | None
    total: Count
    by_unit: tuple[Count, ...]
    by_item: tuple[Count, ...]
    by_month: tuple[Count, ...]
    by_committee: tuple[Count, ...]
    reasons: tuple[tuple[str, int], ...]
    stamp: Stamp
    beyond: int = 0

    @property
    def units(self) -> int:
        """How many units asked; rows that name none count for nothing here."""
        return sum(one.key != UNNAMED for one in self.by_unit)

    def tables(self) -> dict[str, tuple[Count, ...]]:
        """Return the tables by their names."""
        return {
            "by_unit": self.by_unit,
            "by_item": self.by_item,
            "by_month": self.by_month,
            "by_committee": self.by_committee,
        }

    def reconciles(self) -> bool:
        """Whether every table adds up to the rows, attribute by attribute."""
        return self.total.total == self.rows and all(
            sum(getattr(one, name) for one in table) == getattr(self.total, name)
            for table in self.tables().values()
            for name in (*COLUMNS, "certain")
        )

    def to_dict(self) -> dict[str, Any]:
        """Return everything as JSON would hold it."""
        return {
            "catalog": plain(self.stamp),
            "rows": self.rows,
            "first": self.first,
            "last": self.last,
            "beyond": self.beyond,
            "total": self.total.to_dict(),
            **{name: [one.to_dict() for one in table] for name, table in self.tables().items()},
            "reasons": dict(self.reasons),
        }


def count(rows: Iterable[JudgedRow], stamp: Stamp) -> Statistics:
    """Count judged rows.

    Arguments:
        rows: read once; several proofs on one certificate count once, under their joined names.
        stamp: the release that judged them (``catalog.stamp``).
    """
    cells: Counter[tuple[str, str, str, str, str, bool]] = Counter()
    reasons: Counter[str] = Counter()
    first = last = None
    beyond = 0
    for one in rows:
        row, answer = one.row, one.answer
        day = row.issued
        if one.beyond:
            beyond += 1
        elif day is not None:
            first = day if first is None or day < first else first
            last = day if last is None or day > last else last
        if answer is None:
            outcome, certain, item = UNJUDGED, False, _UNRECOGNISED
        else:
            outcome = str(answer.outcome)
            certain = answer.status is Status.CERTAIN and answer.outcome is Outcome.MUST_NOT_ISSUE
            item = one.item_name if one.items else _UNRECOGNISED
            for reason in answer.status_reasons:
                reasons[str(reason)] += 1
        month = BEYOND if one.beyond else day[:7] if day else "（日期不详）"
        unit = one.unit.name or UNNAMED
        cells[unit, item, month, row.committee, outcome, certain] += 1
    tables: list[dict[str, list[int]]] = [{} for _ in range(4)]
    for (*keys, outcome, certain), number in cells.items():
        at = _AT[outcome]
        for table, key in zip(tables, keys, strict=True):
            line = table.get(key)
            if line is None:
                line = table[key] = [0, 0, 0, 0, 0]
            line[at] += number
            if certain:
                line[4] += number
    units, items, months, committees = (
        [Count(mask_text(key), *line) for key, line in table.items()] for table in tables
    )
    whole = Count("合计", *(sum(line[at] for line in tables[3].values()) for at in range(5)))
    return Statistics(
        whole.total,
        first,
        last,
        whole,
        tuple(sorted(units, key=_most)),
        tuple(sorted(items, key=_most)),
        tuple(sorted(months, key=lambda one: one.key)),
        tuple(sorted(committees, key=_most)),
        tuple(sorted(reasons.items(), key=lambda one: (-one[1], one[0]))),
        stamp,
        beyond,
    )


_AT = {name: at for at, name in enumerate(COLUMNS)}


def _most(one: Count) -> tuple[int, str]:
    return (-one.total, one.key)
