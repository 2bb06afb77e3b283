"""Compile the table of administrative divisions into the shards that the gazetteer reads.

The table (``areacodes-1981-2024.csv``, CC0) states each code's name, superior and years as of the
end of each year, and where its territory went. What it leaves open is worked out or patched:

- A prefecture's successors, where the table gives none, are the prefectures of the successors of
  those counties that ended with it (a county that came directly under the province: itself).
- ``patches.yaml`` corrects dates and successors, each with its source.

A succession is *one to one* if a division ended with a single successor that began in that year
and got land from nothing else; only then do documents carry over. A new province is never one.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import yaml

from community_certs.authoring.division_names import short_names
from community_certs.dates import earliest_day, latest_day
from community_certs.jurisdictions.naming import BUCKETS, names_shard, unit_shard
from community_certs.jurisdictions.unit import NATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["DivisionsError", "compile_divisions", "compile_table"]

_COLUMNS = (
    "代码", "一级行政区", "二级行政区", "名称", "级别", "状态",
    "启用时间", "变更/弃用时间", "新代码",
)  # fmt: skip
_LEVELS = {"省级": 1, "地级": 2, "县级": 3}
_DIRECT = "直辖"
_MOVE = re.compile(r"(\d{6})(?:\[(\d{4})\])?")


class DivisionsError(ValueError):
    """The table or a patch contradicts itself; the message names the code."""


class _Unit:
    """One row of the table, with what is worked out about it."""

    def __init__(self, row: Mapping[str, str]) -> None:
        code, self.province, self.prefecture, self.name, level, _, start, end, new = (
            row[column] for column in _COLUMNS
        )
        self.code, self.level = code, _LEVELS[level]
        self.key = f"{code}/{start}"
        self.first, self.last = int(start), int(end) if end else 9999
        self.start, self.end = start, end or None
        self.moves: list[tuple[str, int]] = []
        for move in new.split(";") if new else ():
            match = _MOVE.fullmatch(move)
            if match is None:
                raise DivisionsError(f"{self.key}: cannot read the new code {move!r}")
            self.moves.append((match[1], int(match[2] or self.last)))
        self.parent: _Unit | None = None
        self.succ: list[_Unit] = []
        self.pred: list[_Unit] = []
        self.carried: list[str] = []

    def stands(self, year: int) -> bool:
        """Whether it stands at the end of a year."""
        return self.first <= year < self.last


def compile_divisions(folder: Path) -> dict[str, object]:
    """Compile ``catalog_data/divisions`` into shards.

    Arguments:
        folder: holds ``areacodes-1981-2024.csv`` and ``patches.yaml``.

    Returns:
        shard path → JSON-able object: ``divisions/index.json`` (the provinces' first two digits),
        ``divisions/<two digits>.json`` (adcode → rows, see
        :class:`community_certs.jurisdictions.unit.Unit`) and ``divisions/names-<nn>.json``
        (name → codes that bear it in full, codes that it is short for). The order of the table's
        rows does not matter.

    Raises:
        DivisionsError: if the table or a patch contradicts itself.
    """
    with (folder / "areacodes-1981-2024.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / "patches.yaml").open(encoding="utf-8") as file:
        patches = yaml.safe_load(file)
    return compile_table(rows, patches)


def compile_table(
    rows: Iterable[Mapping[str, str]], patches: Mapping[str, Any] | None = None
) -> dict[str, object]:
    """Compile rows of the table; see :func:`compile_divisions`."""
    units = sorted((_Unit(row) for row in rows), key=lambda unit: unit.key)
    table = _Table(units)
    table.set_parents()
    table.set_successors(patches or {})
    table.set_predecessors()
    table.set_carried()
    _patch_dates(table.by_key, patches or {})
    return _shards(table)


class _Table:
    def __init__(self, units: Sequence[_Unit]) -> None:
        self.units = units
        self.by_key = {unit.key: unit for unit in units}
        if len(self.by_key) != len(units):
            raise DivisionsError("two rows have the same code and first year")
        self.by_code: dict[str, list[_Unit]] = defaultdict(list)
        self.below: dict[str, list[_Unit]] = defaultdict(list)
        # unit → what gave land to it in its first year
        self._given: dict[str, dict[str, _Unit]] = defaultdict(dict)
        for unit in units:
            before = self.by_code[unit.code]
            if before and before[-1].last > unit.first:
                raise DivisionsError(f"{unit.key} begins before {before[-1].key} ends")
            before.append(unit)

    def at(self, code: str, year: int) -> _Unit:
        """Return the unit of a code at the end of a year."""
        for unit in self.by_code.get(code, ()):
            if unit.stands(year):
                return unit
        raise DivisionsError(f"{code} does not stand at the end of {year}, yet it is a new code")

    def set_parents(self) -> None:
        named: dict[tuple[str, str], list[_Unit]] = defaultdict(list)
        for unit in self.units:
            if unit.level < 3:
                named[unit.province, unit.prefecture].append(unit)
        for unit in self.units:
            if unit.level == 1:
                continue
            above = "" if unit.level == 2 or unit.prefecture == _DIRECT else unit.prefecture
            fitting = [
                parent
                for parent in named[unit.province, above]
                if parent.first <= unit.first and unit.last <= parent.last
            ]
            if len(fitting) != 1 or fitting[0].code[:2] != unit.code[:2]:
                raise DivisionsError(f"{unit.key} {unit.name}: {len(fitting)} superiors fit")
            unit.parent = fitting[0]
            self.below[fitting[0].key].append(unit)

    def set_successors(self, patches: Mapping[str, Any]) -> None:
        patched = {patch["unit"]: patch["successors"] for patch in patches.get("successors") or ()}
        for key in patched:
            if key not in self.by_key:
                raise DivisionsError(f"patches.yaml names an unknown unit {key}")
        for unit in self.units:
            if unit.key in patched:
                found = [self.at(code, unit.last) for code in patched[unit.key]]
            else:
                found = [self.at(code, year) for code, year in unit.moves if year == unit.last]
            unit.succ = found
        for unit in self.units:
            if unit.level == 2 and unit.end and not unit.succ:
                unit.succ = self._inherited(unit)

    def _inherited(self, prefecture: _Unit) -> list[_Unit]:
        """Work out a prefecture's successors from the counties that ended with it."""
        heirs = {}
        for county in self.below[prefecture.key]:
            if county.last != prefecture.last:
                continue
            for unit in county.succ:
                heir = unit
                if unit.level == 3 and unit.parent is not None:
                    heir = unit if unit.parent is prefecture.parent else unit.parent
                heirs[heir.key] = heir
        return [heirs[key] for key in sorted(heirs)]

    def set_predecessors(self) -> None:
        for unit in self.units:
            for heir in unit.succ:
                heir.pred.append(unit)
                if heir.first == unit.last:
                    self._given[heir.key][unit.key] = unit
            for code, year in unit.moves:
                heir = self.at(code, year)
                if heir.first == year and heir is not unit:
                    self._given[heir.key][unit.key] = unit
        for unit in self.units:
            if unit.level == 2:
                self._gather(unit)
        for unit in self.units:
            for source in self._given[unit.key].values():
                if source not in unit.pred:
                    unit.pred.append(source)

    def _gather(self, prefecture: _Unit) -> None:
        """Count what gave land to a new prefecture's counties as giving land to it."""
        for county in self.below[prefecture.key]:
            if county.first != prefecture.first:
                continue
            for source in self._given[county.key].values():
                giver = source if source.level == 2 else source.parent
                if giver is prefecture.parent:
                    giver = source
                if giver is not None and giver is not prefecture:
                    self._given[prefecture.key][giver.key] = giver

    def set_carried(self) -> None:
        for unit in sorted(self.units, key=lambda unit: (unit.first, unit.key)):
            sources = list(self._given[unit.key].values())
            if len(sources) != 1 or unit.level == 1:
                continue
            (source,) = sources
            if source.last != unit.first or source.succ != [unit]:
                continue
            for code in (*source.carried, source.code):
                reused = any(other.first >= source.last for other in self.by_code[code])
                if code != unit.code and not reused and code not in unit.carried:
                    unit.carried.append(code)


def _patch_dates(by_key: Mapping[str, _Unit], patches: Mapping[str, Any]) -> None:
    for patch in patches.get("dates") or ():
        unit = by_key.get(patch["unit"])
        if unit is None:
            raise DivisionsError(f"patches.yaml names an unknown unit {patch['unit']}")
        for side in ("start", "end"):
            printed = patch.get(side)
            if printed is None:
                continue
            first, _, last = printed.partition("/")
            if earliest_day(first) > latest_day(last or first):
                raise DivisionsError(f"patches.yaml: {patch['unit']} has a date back to front")
            setattr(unit, side, printed)


def _shards(table: _Table) -> dict[str, object]:
    shards: dict[str, object] = {
        "divisions/index.json": {"provinces": sorted({unit.code[:2] for unit in table.units})}
    }
    provinces: dict[str, dict[str, list[list[Any]]]] = defaultdict(dict)
    full: dict[str, set[str]] = defaultdict(set)
    short: dict[str, set[str]] = defaultdict(set)
    for code, units in sorted(table.by_code.items()):
        provinces[unit_shard(code)][code] = [_row(table, unit) for unit in units]
        for unit in units:
            full[unit.name].add(code)
            for name in short_names(unit.name):
                short[name].add(code)
    shards.update(sorted(provinces.items()))
    names: dict[str, dict[str, list[list[str]]]] = {
        f"divisions/names-{bucket:02d}.json": {} for bucket in range(BUCKETS)
    }
    for name in sorted(full.keys() | short.keys()):
        names[names_shard(name)][name] = [sorted(full[name]), sorted(short[name])]
    shards.update(names)
    return shards


def _row(table: _Table, unit: _Unit) -> list[Any]:
    parent = unit.parent
    return [
        unit.start,
        unit.end,
        unit.name,
        list(short_names(unit.name)),
        unit.level,
        parent.code if parent else NATION.code,
        table.by_code[parent.code].index(parent) if parent else 0,
        sorted({heir.code for heir in unit.succ}),
        sorted({source.code for source in unit.pred}),
        unit.carried,
    ]
