"""Circumstances, one for each class of callers whom the conditions in force tell apart.

Two purposes that stand in the same conditions cannot be told apart by any answer, and a purpose
that stands in none is like every other such. So a handful of *scenarios* stands for all that a
caller could say of purpose, requesting unit, its place, and the kind of committee.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from community_certs.model.enums import Committee
from community_certs.policy.circumstances import ABROAD, Circumstances

__all__ = ["OTHER", "Fact", "Scenario", "facts_of", "place_below", "scenarios"]

OTHER = "*"
"""Opens a class of values: every one but those that follow."""
_SEATS = ("inside", "outside_city", "outside_province", "abroad")
_OUTSIDE = {"city": 1, "province": 2, "country": 3}

Class = tuple[str, ...]
Fact = tuple[str, Class]
"""An axis ("purpose", "requester", "seat", "committee") and the values that a condition names."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a caller says, by classes of values that are alike here.

    On each axis, None stands for anything (no condition in force speaks of it), an empty class for
    a caller who says nothing, and a class that opens with ``*`` for every value but those in it.
    ``requester_place`` has the classes' values ``inside`` (the city), ``outside_city`` (in the
    province), ``outside_province`` and ``abroad``; ``committee``: ``resident`` and ``village``.
    """

    purpose: Class | None = None
    requester: Class | None = None
    requester_place: Class | None = None
    committee: Class | None = None

    @property
    def says_nothing(self) -> bool:
        """Whether it is that of a caller who says nothing."""
        return not (self.purpose or self.requester or self.requester_place or self.committee)

    def includes(
        self,
        purpose: str | None = None,
        requester: str | None = None,
        requester_place: str | None = None,
        committee: str | None = None,
    ) -> bool:
        """Whether a caller who says this (ids, and None for nothing) is in this scenario."""
        return (
            _in(self.purpose, purpose)
            and _in(self.requester, requester)
            and _in(self.requester_place, requester_place)
            and _in(self.committee, committee)
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the axes that matter; null where nothing is said."""
        found: dict[str, Any] = {}
        for axis in ("purpose", "requester", "requester_place", "committee"):
            held: Class | None = getattr(self, axis)
            if held is None:
                continue
            if held[:1] == (OTHER,):
                found[axis] = {"other_than": list(held[1:])}
            else:
                found[axis] = list(held) or None
        return found

    def said(self, place: Mapping[str, str]) -> Circumstances:
        """Return it in the runtime's terms, for a committee in ``place`` (level to adcode)."""
        return Circumstances(
            self.purpose[0] if self.purpose else None,
            self.requester[0] if self.requester else None,
            _where(self.requester_place[0], place) if self.requester_place else None,
            Committee(self.committee[0]) if self.committee else None,
        )


def _in(held: Class | None, value: str | None) -> bool:
    if held is None or value is None or not held:
        return held is None or (not held) == (value is None)
    return value not in held if held[0] == OTHER else value in held


def place_below(place: Mapping[str, str]) -> dict[str, str]:
    """Return the chain of a community somewhere in ``place``, unnamed where it is not known."""
    return {
        level: place.get(level, f"~{level}")
        for level in ("nation", "province", "prefecture", "county")
    }


def _where(seat: str, place: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    if seat == "abroad":
        return ((ABROAD, ""),)
    kept = {"inside": 4, "outside_city": 2, "outside_province": 1}[seat]
    return tuple(
        (level, adcode if n < kept else "~elsewhere")
        for n, (level, adcode) in enumerate(place.items())
    )


def facts_of(conditions: Iterable[Mapping[str, Any]], committees: Iterable[str]) -> frozenset[Fact]:
    """Return what an entry, a list or a rule tells callers apart by.

    Arguments:
        conditions: its ``when``, or those of its entries.
        committees: the kinds of committee it is for.
    """
    found: set[Fact] = set()
    for when in conditions:
        for axis in ("purpose", "requester"):
            if axis in when:
                found.add((axis, tuple(sorted(when[axis]))))
        if "requester_place" in when:
            found.add(("seat", (when["requester_place"]["outside"],)))
        if "committee" in when:
            found.add(("committee", ()))
    if len(tuple(committees)) == 1:
        found.add(("committee", ()))
    return frozenset(found)


@lru_cache(maxsize=1024)
def scenarios(facts: frozenset[Fact]) -> tuple[Scenario, ...]:
    """Return one scenario per class of callers; the first says nothing.

    Arguments:
        facts: those of every entry, list and rule that may speak, as :func:`facts_of` gives them.
    """
    held: dict[str, list[Class]] = {}
    for axis, values in facts:
        held.setdefault(axis, []).append(values)
    kinds: list[Class | None] = [(), ("resident",), ("village",)] if "committee" in held else [None]
    return tuple(
        Scenario(*one)
        for one in product(
            _classes(held.get("purpose", ())),
            _classes(held.get("requester", ())),
            _seats(_OUTSIDE[bound] for (bound,) in held.get("seat", ())),
            kinds,
        )
    )


def _classes(sets: Iterable[Class]) -> list[Class | None]:
    """Return the values that no condition tells apart, together; first that nothing is said."""
    distinct = sorted(sets)
    if not distinct:
        return [None]
    alike: dict[tuple[bool, ...], list[str]] = {}
    values = sorted({one for group in distinct for one in group})
    for value in values:
        alike.setdefault(tuple(value in group for group in distinct), []).append(value)
    return [(), *sorted(map(tuple, alike.values())), (OTHER, *values)]


def _seats(bounds: Iterable[int]) -> list[Class | None]:
    limits = sorted(bounds)
    if not limits:
        return [None]
    alike: dict[tuple[bool, ...], list[str]] = {}
    for n, seat in enumerate(_SEATS):
        alike.setdefault(tuple(n >= bound for bound in limits), []).append(seat)
    return [(), *map(tuple, alike.values())]
