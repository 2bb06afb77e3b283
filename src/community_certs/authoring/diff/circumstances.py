"""Circumstances, one for each class of callers whom the conditions in force tell apart.

Two purposes that stand in the same conditions cannot be told apart by any answer, and a purpose
that stands in none is like every other such. So a handful of *scenarios* stands for all that a
caller could say of purpose, requesting unit, its place, and the kind of committee.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from community_certs.model.enums import Committee
from community_certs.policy.circumstances import ABROAD, NOTHING_SAID, Circumstances

__all__ = ["NOTHING", "OTHER", "Scenario", "place_below", "scenarios"]

OTHER = "*"
"""Stands for any purpose or requesting unit that no condition names."""
_INSIDE = ("inside", "outside_city", "outside_province", "abroad")
_OUTSIDE = {"city": 1, "province": 2, "country": 3}


@dataclass(frozen=True, order=True)
class Scenario:
    """What a caller says; an empty value means that nothing is said of it.

    ``purpose`` and ``requester`` are ids that are alike here, or ``("*",)`` for every other one;
    ``requester_place`` is ``inside`` the city, ``outside_city`` (in the province),
    ``outside_province`` or ``abroad``; ``committee`` is ``resident`` or ``village``.
    """

    purpose: tuple[str, ...] = ()
    requester: tuple[str, ...] = ()
    requester_place: str = ""
    committee: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return what is said, and only that."""
        found: dict[str, Any] = {}
        if self.purpose:
            found["purpose"] = list(self.purpose)
        if self.requester:
            found["requester"] = list(self.requester)
        if self.requester_place:
            found["requester_place"] = self.requester_place
        if self.committee:
            found["committee"] = self.committee
        return found

    def said(self, place: Mapping[str, str]) -> Circumstances:
        """Return it in the runtime's terms, for a committee in ``place`` (level to adcode)."""
        if self == NOTHING:
            return NOTHING_SAID
        return Circumstances(
            self.purpose[0] if self.purpose else None,
            self.requester[0] if self.requester else None,
            _where(self.requester_place, place) if self.requester_place else None,
            Committee(self.committee) if self.committee else None,
        )


NOTHING = Scenario()
"""Nothing is said."""


def place_below(place: Mapping[str, str]) -> dict[str, str]:
    """Return the chain of a community somewhere in ``place``, unnamed where it is not known."""
    return {
        level: place.get(level, f"~{level}")
        for level in ("nation", "province", "prefecture", "county")
    }


def _where(kind: str, place: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    if kind == "abroad":
        return ((ABROAD, ""),)
    kept = {"inside": 4, "outside_city": 2, "outside_province": 1}[kind]
    return tuple(
        (level, adcode if n < kept else "~elsewhere")
        for n, (level, adcode) in enumerate(place.items())
    )


def scenarios(
    conditions: Iterable[Mapping[str, Any]], committees: Iterable[Iterable[str]]
) -> tuple[Scenario, ...]:
    """Return one scenario per class of callers; the first says nothing.

    Arguments:
        conditions: the ``when`` of every entry and rule that may speak.
        committees: the scope of every list and rule that may speak.
    """
    purposes: list[frozenset[str]] = []
    requesters: list[frozenset[str]] = []
    bounds: set[int] = set()
    by_committee = any(len(tuple(one)) == 1 for one in committees)
    for when in conditions:
        if "purpose" in when:
            purposes.append(frozenset(when["purpose"]))
        if "requester" in when:
            requesters.append(frozenset(when["requester"]))
        if "requester_place" in when:
            bounds.add(_OUTSIDE[when["requester_place"]["outside"]])
        by_committee = by_committee or "committee" in when
    if not purposes and not requesters and not bounds and not by_committee:
        return (NOTHING,)
    places = [""]
    if bounds:
        seen: set[tuple[bool, ...]] = set()
        for n, kind in enumerate(_INSIDE):
            signature = tuple(n >= bound for bound in sorted(bounds))
            if signature not in seen:
                seen.add(signature)
                places.append(kind)
    return tuple(
        Scenario(*one)
        for one in product(
            _classes(purposes),
            _classes(requesters),
            places,
            ("", "resident", "village") if by_committee else ("",),
        )
    )


def _classes(sets: Iterable[frozenset[str]]) -> list[tuple[str, ...]]:
    """Return the values that no condition tells apart, together; first that nothing is said."""
    distinct = sorted({tuple(sorted(one)) for one in sets})
    if not distinct:
        return [()]
    alike: dict[tuple[bool, ...], list[str]] = {}
    for value in sorted({one for group in distinct for one in group}):
        alike.setdefault(tuple(value in group for group in distinct), []).append(value)
    return [(), *sorted(map(tuple, alike.values())), (OTHER,)]
