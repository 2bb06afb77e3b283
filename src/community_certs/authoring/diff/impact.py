"""What a new release means for a ledger: which of its certificates would now be answered otherwise.

Every request is asked once in each release, on the day that the ledger gives for it, as it stands
there: the text, the place, the requesting unit and the purpose. So the impact takes in a name that
is read otherwise as well as an answer that has changed. Nothing that stands in a cell is repeated,
but the units, as the caller has them shown: clerks write names and numbers into any cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from community_certs.authoring.diff.state import state_of
from community_certs.catalog import Catalog, Classification
from community_certs.dates import day_of
from community_certs.errors import CommunityCertsError, InvalidArgument

__all__ = ["COLUMNS", "UNREAD", "Impact", "impact_of", "read_rows"]

COLUMNS: dict[str, tuple[str, ...]] = {
    "item": ("item", "text", "证明事项", "事项", "证明名称", "证明内容", "事项名称"),
    "place": ("place", "jurisdiction", "地点", "所在地", "社区", "行政区划", "单位所在地"),
    "date": ("date", "on", "日期", "出具日期", "开具日期", "办理日期"),
    "unit": ("unit", "requester", "要求出具证明单位", "要求单位", "用证单位", "索要单位"),
    "purpose": ("purpose", "用途", "证明用途"),
    "committee": ("committee", "出具单位类型"),
}
"""The columns of a ledger, and the headings that each may have."""

UNREAD = "—"
"""Stands for the item of a text that is not recognised, or that asks several."""

_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_NEEDED = ("item", "date")


class Row(NamedTuple):
    """A line of a ledger; ``line`` is its number in the file."""

    line: int
    item: str
    place: str
    date: str
    unit: str
    purpose: str
    committee: str


@dataclass
class Impact:
    """What changes for a ledger.

    Attributes:
        rows: how many lines were read.
        changed: how many would be answered differently.
        unreadable: the lines that cannot be asked in one of the releases, with the column at fault
            (``item`` for whatever is not the place or the date) and the code of the error.
        by_unit, by_item: the changed ones by requesting unit, and by the item as it is read.
        by_change: the changed ones by outcome before and after.
        lines: the numbers of the changed lines.
    """

    rows: int = 0
    changed: int = 0
    unreadable: list[tuple[int, str, str]] = field(default_factory=list)
    by_unit: Counter[str] = field(default_factory=Counter)
    by_item: Counter[str] = field(default_factory=Counter)
    by_change: Counter[tuple[str, str]] = field(default_factory=Counter)
    lines: list[int] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as JSON would hold them, the greatest first."""
        return {
            "rows": self.rows,
            "changed": self.changed,
            "unreadable": [
                {"line": line, "column": column, "code": code}
                for line, column, code in self.unreadable
            ],
            "by_unit": [{"unit": one, "count": n} for one, n in _sorted(self.by_unit)],
            "by_item": [{"item": one, "count": n} for one, n in _sorted(self.by_item)],
            "by_change": [
                {"before": was, "after": now, "count": n}
                for (was, now), n in sorted(self.by_change.items(), key=lambda p: (-p[1], p[0]))
            ],
            "lines": self.lines,
        }


def _sorted(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))


def read_rows(
    raw: bytes, place: str | None = None, columns: Mapping[str, str] | None = None
) -> Iterator[Row]:
    """Yield the lines of a ledger in CSV, in UTF-8 or GB18030.

    Arguments:
        raw: the bytes of the file.
        place: the place of lines that name none.
        columns: the heading of a column where it is none of :data:`COLUMNS`.

    Raises:
        InvalidArgument: if the file cannot be read, or a needed column is missing.
    """
    reader = csv.DictReader(io.StringIO(_text(raw), newline=""), strict=True)
    headings = {(one or "").strip(): one for one in reader.fieldnames or ()}
    found: dict[str, str | None] = {}
    for key, names in COLUMNS.items():
        wanted = (columns[key],) if columns and key in columns else names
        found[key] = next((headings[name] for name in wanted if name in headings), None)
    missing = [key for key in _NEEDED if found[key] is None]
    if place is None and found["place"] is None:
        missing.append("place")
    if missing:
        zh = "；".join(f"{key}（{'、'.join(COLUMNS[key])}）" for key in missing)
        raise InvalidArgument(
            f"台账缺少列：{zh}。可用 --column 指明，地点也可用 --in 给出。",
            f"the ledger lacks columns: {', '.join(missing)}; name them with --column, "
            "a single place with --in",
        )
    try:
        for raw_row in reader:
            cells = {
                key: (raw_row.get(name) or "").strip() if name is not None else ""
                for key, name in found.items()
            }
            if any(cells.values()):
                cells["place"] = cells["place"] or place or ""
                yield Row(line=reader.line_num, **cells)
    except csv.Error as error:
        raise InvalidArgument(
            f"台账第 {reader.line_num} 行无法读取。", f"line {reader.line_num}: {error}"
        ) from None


def _text(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidArgument(
        "台账既不是 UTF-8 也不是 GB18030 编码。", "the ledger is neither UTF-8 nor GB18030"
    )


def impact_of(
    old: Catalog, new: Catalog, rows: Iterable[Row], shown: Callable[[str], str]
) -> Impact:
    """Ask every line in both releases and count what differs.

    Arguments:
        old: the release before, with its local variants if there are any.
        new: the release after.
        rows: as :func:`read_rows` yields them.
        shown: how the name of a unit is shown, such as with the numbers in it masked.
    """
    found = Impact()
    catalogs = old, new
    asked: dict[tuple[str, ...], tuple[Any, Any, str, str, str]] = {}
    for row in rows:
        found.rows += 1
        key = row[1:]
        try:
            if key not in asked:
                asked[key] = _ask(catalogs, row)
            before, after, item, was, now = asked[key]
        except CommunityCertsError as error:
            found.unreadable.append((row.line, _fault(new, row), error.code))
            continue
        if before == after:
            continue
        found.changed += 1
        found.by_unit[shown(row.unit) or "—"] += 1
        found.by_item[item] += 1
        found.by_change[was, now] += 1
        found.lines.append(row.line)
    return found


def _ask(catalogs: tuple[Catalog, Catalog], row: Row) -> tuple[Any, Any, str, str, str]:
    was, now = (
        catalog.classify(
            row.item,
            jurisdiction=row.place,
            on=_day(row.date),
            requester=row.unit or None,
            purpose=row.purpose or None,
            committee=row.committee or None,
        )
        for catalog in catalogs
    )
    item = now.item or was.item
    name = item.name if item is not None else UNREAD
    return _essence(was), _essence(now), name, str(was.outcome), str(now.outcome)


def _fault(catalog: Catalog, row: Row) -> str:
    """Return the column that keeps a line from being asked."""
    try:
        day = day_of(_day(row.date))
    except CommunityCertsError:
        return "date"
    try:
        catalog.jurisdiction(row.place, day)
    except CommunityCertsError:
        return "place"
    return "item"


def _day(text: str) -> str:
    """Return a day as people write it (2020/6/1, 2020年6月1日) in the form of the API."""
    found = _DAY.fullmatch(text)
    return "-".join([found[1], found[2].zfill(2), found[3].zfill(2)]) if found else text


def _essence(answer: Classification) -> tuple[Any, ...]:
    item = answer.item.id if answer.item is not None else None
    parts = tuple(_essence(part) for part in answer.parts)
    candidates = tuple(one.item for one in answer.candidates)
    return item, candidates, state_of(answer.decision), parts
