"""One of two releases that are compared: its places, its items, and what lies on its shelves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from community_certs.authoring.diff.circumstances import place_below
from community_certs.authoring.diff.parts import Part, entry_parts, shelf_parts
from community_certs.authoring.diff.standing import Known, Standing
from community_certs.errors import JurisdictionNotInForce, UnknownJurisdiction
from community_certs.jurisdictions import Gazetteer
from community_certs.store import Store

__all__ = ["Edition", "HeldItem", "View"]

Raw = Mapping[str, Any]


class View(NamedTuple):
    """A place on a day: its chain ``(adcode, level, carried)`` and whether it is in change."""

    chain: tuple[tuple[str, str, tuple[str, ...]], ...]
    in_change: bool

    def levels(self) -> dict[str, str]:
        """Adcode to level of the chain, predecessors whose documents carried over included."""
        return {adcode: level for code, level, carried in self.chain for adcode in (*carried, code)}


class HeldItem:
    """A compiled item without what it only shows, and its entries by jurisdiction."""

    __slots__ = ("ancestors", "by_place", "id", "parts", "profile", "shard")

    def __init__(self, shard: Raw) -> None:
        documents = {key: {**one, "sources": {}} for key, one in shard["documents"].items()}
        self.id = str(shard["id"])
        self.shard: Raw = {**shard, "alternatives": [], "documents": documents}
        self.parts = entry_parts(shard)
        self.profile = (shard["act"], shard["complexity"], shard["risk"], shard["online"])
        self.ancestors = tuple(shard["ancestors"])
        self.by_place: dict[str, list[Part]] = {}
        for one in self.parts:
            self.by_place.setdefault(one.jurisdiction, []).append(one)

    def within(self, levels: Iterable[str]) -> tuple[Part, ...]:
        """Return the entries of the places of a chain."""
        return tuple(one for adcode in levels for one in self.by_place.get(adcode, ()))


class Edition:
    """A release, opened for comparing.

    Arguments:
        store: the release.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.gazetteer = Gazetteer(store.shard)
        self._documents: dict[str, Raw] = {}
        self._parts: dict[str, list[Part]] = {}
        self._standing: dict[Any, Standing] = {}
        self._known = Known()
        for path in store.paths():
            if path.startswith("policy/"):
                shard = store.read(path)
                self._documents.update(shard["documents"])
                lists, rules = shard["lists"].values(), shard["rules"].values()
                for part in shelf_parts(shard["documents"], lists, rules):
                    self._parts.setdefault(part.jurisdiction, []).append(part)

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
            levels = view.levels()
            place = place_below({level: code for code, level, _ in view.chain})
            parts = [one for adcode in levels for one in self._parts.get(adcode, ())]
            held = Standing(self._known, self._documents, levels, place, parts)
            self._standing[view.chain] = held
        return held
