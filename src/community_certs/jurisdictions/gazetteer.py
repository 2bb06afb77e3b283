"""The gazetteer: from a name or a code and a day to a place."""

from __future__ import annotations

from bisect import bisect_right

from community_certs.dates import FIRST_DAY, LAST_DAY, previous_day
from community_certs.jurisdictions.naming import clean, code_in, names_shard, unit_shard
from community_certs.jurisdictions.place import Jurisdiction, Link, Place
from community_certs.jurisdictions.unit import LEVELS, NATION, Unit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

__all__ = ["Gazetteer"]

_KEPT = 65536


class Gazetteer:
    """Finds places in the compiled shards ``divisions/…``; reads only the shards it needs.

    It never guesses: a name that fits several places of that day is refused with all of them.
    Safe to share between threads.

    Arguments:
        read: returns the parsed JSON of a shard by its path, such as ``"divisions/13.json"``.
    """

    __slots__ = (
        "_chains",
        "_days",
        "_found",
        "_placed",
        "_provinces",
        "_read",
        "_shards",
        "_units",
    )

    def __init__(self, read: Callable[[str], Any]) -> None:
        self._read = read
        self._shards: dict[str, Any] = {}
        self._provinces: frozenset[str] | None = None
        self._units: dict[str, tuple[Unit, ...]] = {"000000": (NATION,)}
        self._chains: dict[tuple[str, str | None], tuple[Unit, ...]] = {}
        self._days: dict[tuple[str, str | None], tuple[str, ...]] = {}
        self._placed: dict[tuple[str, str | None, int], Place] = {}
        self._found: dict[tuple[str, str], Place] = {}

    def locate(self, name: str, on: str) -> Place:
        """Return the place that ``name`` means on a day.

        A full name beats a short one; a province's short name beats a lower division's (吉林), a
        prefecture's that of a county inside it (长沙); a division in force that day beats one that
        is not. In a year of change old and new both answer, with ``place_date``.

        Arguments:
            name: a code of 6, 9 or 12 digits; a full or short name; or a path of such names from
                above down ("河北张家口桥东区").
            on: an ISO day, already validated.

        Raises:
            UnknownJurisdiction: no division ever bore that name or code.
            AmbiguousJurisdiction: several in force that day bear it.
            JurisdictionNotInForce: it began later or ended before.
        """
        place = self._found.get((name, on))
        if place is None:
            place = self.place(self._unit(name, on), on)
            if len(self._found) >= _KEPT:
                self._found.clear()
            self._found[name, on] = place
        return place

    def successors(self, adcode: str) -> tuple[str, ...]:
        """Return the codes that took over from a code when it ended, sorted; may be empty."""
        return _others(adcode, (code for unit in self.units(adcode) for code in unit.succ))

    def predecessors(self, adcode: str) -> tuple[str, ...]:
        """Return the codes that this one came from, or that were merged into it, sorted."""
        return _others(adcode, (code for unit in self.units(adcode) for code in unit.pred))

    def level_ancestor(self, place: Place, level: str) -> str | None:
        """Return the code of the place's division at a level ("province"), if it has one."""
        for link in place.chain:
            if link.level == level:
                return link.adcode
        return None

    def places(self) -> Iterator[str]:
        """Yield every code known, past and present, in order; reads all shards."""
        yield NATION.code
        for province in sorted(self._known()):
            yield from sorted(self._shard(unit_shard(province)))

    def boundaries(self, adcode: str) -> tuple[str, ...]:
        """Return the ISO days on which the code's chain, name or ``place_date`` may change."""
        return tuple(sorted({day for unit in self.units(adcode) for day in self._edges(unit)}))

    def units(self, code: str) -> tuple[Unit, ...]:
        """Return the units that have borne a code, oldest first; empty if there are none."""
        held = self._units.get(code)
        if held is None:
            rows = self._shard(unit_shard(code)).get(code, ()) if code[:2] in self._known() else ()
            held = self._units[code] = tuple(Unit(code, row) for row in rows)
        return held

    def chain(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the unit and those above it, the nation first."""
        held = self._chains.get((unit.code, unit.start))
        if held is None:
            above = self.chain(self.units(unit.parent)[unit.parent_row]) if unit.parent else ()
            held = self._chains[unit.code, unit.start] = (*above, unit)
        return held

    def path(self, unit: Unit) -> str:
        """Return the names of a unit from the province down."""
        return "".join(link.name for link in self.chain(unit)[1:]) or unit.name

    def named(self, name: str) -> tuple[list[Unit], list[Unit]]:
        """Return the units of all times with this full name, and those with this short name."""
        full, short = self._shard(names_shard(name)).get(name, ((), ()))
        return (
            [unit for code in full for unit in self.units(code) if unit.name == name],
            [unit for code in short for unit in self.units(code) if name in unit.shorts],
        )

    def below(self, scope: str, text: str) -> tuple[list[Unit], list[Unit]]:
        """Return what a path ends in, read downwards from a code; full names, then short ones."""
        full: list[Unit] = []
        short: list[Unit] = []
        shard: dict[str, list[list[Any]]] = self._shard(unit_shard(scope))
        first = text[0]
        for code, rows in shard.items():
            for number, row in enumerate(rows):
                if row[2][0] != first:  # short names begin as the full one does
                    continue
                for name in (row[2], *row[3]):
                    if not text.startswith(name) or not _inside(shard, row[5], scope):
                        continue
                    if name == text:
                        (full if name == row[2] else short).append(self.units(code)[number])
                    else:
                        deeper = self.below(code, text[len(name) :])
                        full += deeper[0]
                        short += deeper[1]
        return full, short

    def place(self, unit: Unit, on: str) -> Place:
        """Return the place of a unit that may be in force that day."""
        chain = self.chain(unit)
        days = self._edges(unit)
        after = bisect_right(days, on)
        key = (unit.code, unit.start, after)
        place = self._placed.get(key)
        if place is None:
            place = self._placed[key] = Place(
                Jurisdiction(
                    unit.code,
                    unit.name,
                    LEVELS[unit.level],
                    self.path(unit),
                    unit.start and unit.start[:4],
                    unit.end and unit.end[:4],
                ),
                tuple(Link(u.code, u.name, LEVELS[u.level], tuple(u.carried)) for u in chain),
                not all(link.certain(on) for link in chain),
                (
                    days[after - 1] if after else FIRST_DAY,
                    previous_day(days[after]) if after < len(days) else LAST_DAY,
                ),
            )
        return place

    def _shard(self, path: str) -> Any:
        held = self._shards.get(path)
        if held is None:
            held = self._shards[path] = self._read(path)
        return held

    def _edges(self, unit: Unit) -> tuple[str, ...]:
        held = self._days.get((unit.code, unit.start))
        if held is None:
            days = {day for link in self.chain(unit) for day in link.edges()}
            held = self._days[unit.code, unit.start] = tuple(sorted(days))
        return held

    def _known(self) -> frozenset[str]:
        if self._provinces is None:
            self._provinces = frozenset(self._shard("divisions/index.json")["provinces"])
        return self._provinces

    def _unit(self, name: str, on: str) -> Unit:
        text = clean(name)
        if text in (NATION.code, NATION.name, *NATION.shorts):
            return NATION
        bearers: list[tuple[list[Unit], list[Unit]]] = []
        code = code_in(text)
        if code is not None:
            bearers.append((list(self.units(code)), []))
        elif text and not text.isascii():
            bearers.append(self.named(text))
        for readings in bearers:
            for units, shortened in zip(readings, (False, True), strict=True):
                alive = [unit for unit in units if unit.possible(on)]
                if alive:
                    return self._only(alive, shortened, text, on)
            if code is None and len(bearers) == 1:
                bearers.append(self._along(text))
        from community_certs.jurisdictions import refusals  # noqa: PLC0415  (only when refusing)

        for readings in bearers:
            for units in readings:
                if units:
                    raise refusals.not_in_force(self, text, units, on)
        raise refusals.unknown(name)

    def _along(self, text: str) -> tuple[list[Unit], list[Unit]]:
        full: list[Unit] = []
        short: list[Unit] = []
        for cut in range(len(text) - 1, 1, -1):
            heads = self.named(text[:cut])
            for code in sorted({unit.code for units in heads for unit in units}):
                ends = self.below(code, text[cut:])
                full += ends[0]
                short += ends[1]
        return full, short

    def _only(self, units: list[Unit], shortened: bool, text: str, on: str) -> Unit:
        newest = {unit.code: unit for unit in sorted(units, key=lambda unit: unit.opens)}
        left = [unit for unit in newest.values() if not _continued(unit, newest)]
        if shortened and len(left) > 1:
            top = [unit for unit in left if unit.level == 1]
            left = top or [unit for unit in left if not self._covered(unit, left)]
        if len(left) == 1:
            return left[0]
        from community_certs.jurisdictions import refusals  # noqa: PLC0415  (only when refusing)

        raise refusals.ambiguous(self, text, left, on)

    def _covered(self, unit: Unit, others: list[Unit]) -> bool:
        above = {link.code for link in self.chain(unit)[:-1]}
        return any(other.code in above for other in others)


def _continued(unit: Unit, others: dict[str, Unit]) -> bool:
    """Whether another of the units is this one under a new code."""
    for code in unit.succ:
        heir = others.get(code)
        if heir is not None and heir is not unit and unit.opens < heir.opens:
            return heir.name == unit.name or unit.code in heir.carried
    return False


def _inside(shard: dict[str, list[list[Any]]], parent: str, scope: str) -> bool:
    if parent == scope:
        return True
    return any(row[5] == scope for row in shard.get(parent, ()))


def _others(adcode: str, codes: Iterator[str]) -> tuple[str, ...]:
    return tuple(sorted({code for code in codes if code != adcode}))
