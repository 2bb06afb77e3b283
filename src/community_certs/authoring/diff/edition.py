"""One of two releases that are compared: its places, what lies on their shelves, its answers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from community_certs.authoring.diff.circumstances import Scenario, place_below
from community_certs.authoring.diff.parts import Part, entry_parts, shelf_parts, speaks_of
from community_certs.authoring.diff.state import State, state_of
from community_certs.decide import decide
from community_certs.errors import JurisdictionNotInForce, UnknownJurisdiction
from community_certs.jurisdictions import Gazetteer
from community_certs.model.enums import StatusReason
from community_certs.policy.circumstances import Circumstances
from community_certs.policy.shelf import Shelf
from community_certs.store import Store

__all__ = ["Edition", "HeldItem", "Spoken", "Standing", "View"]

Raw = Mapping[str, Any]
Profile = tuple[Any, ...]


class View(NamedTuple):
    """A place on a day: its chain ``(adcode, level, carried)`` and whether it is in change."""

    chain: tuple[tuple[str, str, tuple[str, ...]], ...]
    in_change: bool

    @property
    def levels(self) -> dict[str, str]:
        """Adcode to level of the chain, predecessors whose documents carried over included."""
        return {adcode: level for code, level, carried in self.chain for adcode in (*carried, code)}


class HeldItem:
    """A compiled item without what it only shows, and its entries by jurisdiction."""

    __slots__ = ("ancestors", "by_place", "parts", "profile", "shard")

    def __init__(self, shard: Raw) -> None:
        documents = {key: {**one, "sources": {}} for key, one in shard["documents"].items()}
        self.shard: Raw = {**shard, "alternatives": [], "documents": documents}
        self.parts = entry_parts(shard)
        self.profile: Profile = (
            shard["act"],
            shard["complexity"],
            shard["risk"],
            shard["online"],
        )
        self.ancestors = tuple(shard["ancestors"])
        self.by_place: dict[str, list[Part]] = {}
        for one in self.parts:
            self.by_place.setdefault(one.jurisdiction, []).append(one)

    def within(self, levels: Iterable[str]) -> list[Part]:
        """Return the entries of the places of a chain."""
        return [one for adcode in levels for one in self.by_place.get(adcode, ())]


class _Slice(Shelf):
    """A shelf with only what may speak on one day to one scenario, of items of one profile."""

    __slots__ = ()

    def __init__(self, shelf: Shelf, lists: dict[str, Raw], rules: list[Raw]) -> None:
        self.levels, self.place, self.buckets = shelf.levels, shelf.place, shelf.buckets
        self.documents = shelf.documents
        self.lists, self.rules = lists, rules
        self._by_kind = None
        self._by_kind = None


@dataclass(frozen=True)
class Spoken:
    """The shelf as it speaks on a day to a scenario; ``heard`` is all that it can do to answers."""

    shelf: _Slice
    heard: frozenset[object]
    said: Circumstances


@dataclass
class Standing:
    """What lies on the shelf of one chain, by day, profile and scenario."""

    shelf: Shelf
    parts: tuple[Part, ...]
    days: tuple[str, ...]
    levels: Mapping[str, str]
    _relevant: dict[Any, tuple[Part, ...]] = field(default_factory=dict)
    _spoken: dict[Any, Spoken] = field(default_factory=dict)

    def epoch(self, day: str) -> int:
        """Return the number of the stretch of days in which nothing on the shelf changes."""
        return bisect_right(self.days, day)

    def relevant(self, profile: Profile, day: str) -> tuple[Part, ...]:
        """Return the parts that may stand on a day and speak of items of a profile."""
        key = (profile, self.epoch(day))
        held = self._relevant.get(key)
        if held is None:
            held = self._relevant[key] = tuple(
                one for one in self.parts if one.may_stand(day) and speaks_of(one, profile)
            )
        return held

    def cuts(self, profile: Profile) -> set[str]:
        """Return the days on which a part that speaks of items of a profile changes state."""
        return {day for one in self.parts if speaks_of(one, profile) for day in one.days}

    def spoken(self, profile: Profile, day: str, scenario: Scenario) -> Spoken:
        """Return the shelf as it speaks on a day to a scenario, of items of a profile."""
        key = (profile, self.epoch(day), scenario)
        held = self._spoken.get(key)
        if held is None:
            said = scenario.said(self.shelf.place)
            lists: dict[str, Raw] = {}
            rules: list[Raw] = []
            sounds = set()
            for one in self.relevant(profile, day):
                sound = one.heard(day, said, self.shelf.place)
                if sound is None:
                    continue
                sounds.add(sound)
                if one.is_rule:
                    rules.append(one.raw)
                else:
                    lists[one.id] = one.raw
            held = Spoken(_Slice(self.shelf, lists, rules), frozenset(sounds), said)
            self._spoken[key] = held
        return held

    def state(self, item: HeldItem, view: View, day: str, scenario: Scenario) -> State:
        """Return the answer for an item on a day."""
        spoken = self.spoken(item.profile, day, scenario)
        found = state_of(decide(spoken.shelf, item.shard, day, spoken.said))
        if not view.in_change:
            return found
        reasons = tuple(sorted({*found.status_reasons, str(StatusReason.PLACE_DATE)}))
        return found._replace(status="provisional", status_reasons=reasons)


class Edition:
    """A release, opened for comparing.

    Arguments:
        store: the release.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.gazetteer = Gazetteer(store.shard)
        self._standing: dict[Any, Standing] = {}

    def places_with_documents(self) -> set[str]:
        """Return the adcodes that documents are of, and those to which these carried over."""
        own = {
            one["jurisdiction"]
            for path in self.store.paths()
            if path.startswith("documents/")
            for one in self.store.read(path)["documents"].values()
        }
        heirs = {
            code
            for code in self.gazetteer.places()
            for unit in self.gazetteer.units(code)
            if not own.isdisjoint(unit.carried)
        }
        return own | heirs

    def view(self, adcode: str, day: str) -> View | None:
        """Return the place as it is on a day, or None where it does not exist."""
        try:
            place = self.gazetteer.locate(adcode, day)
        except (JurisdictionNotInForce, UnknownJurisdiction):
            return None
        chain = tuple((link.adcode, link.level, tuple(link.carried)) for link in place.chain)
        return View(chain, place.place_date)

    def standing(self, view: View) -> Standing:
        """Return what lies on the shelf of a chain; only the latest chains are kept."""
        held = self._standing.get(view.chain)
        if held is None:
            if len(self._standing) >= 4:
                self._standing.clear()
            place = place_below({level: code for code, level, _ in view.chain})
            shelf = Shelf(self.store, view.levels, place)
            parts = shelf_parts(shelf.documents, shelf.lists.values(), shelf.rules)
            days = tuple(sorted(shelf.days()))
            held = self._standing[view.chain] = Standing(shelf, parts, days, view.levels)
        return held
