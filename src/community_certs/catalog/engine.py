"""What a catalogue keeps to answer from: places, shelves, items and timelines, made when needed."""

from __future__ import annotations

from community_certs.catalog.classification import Classification
from community_certs.catalog.layers import read_locally
from community_certs.dates import FIRST_DAY, LAST_DAY
from community_certs.decide import decide
from community_certs.errors import InvalidArgument, JurisdictionNotInForce, UnknownJurisdiction
from community_certs.jurisdictions import Gazetteer
from community_certs.jurisdictions.naming import clean
from community_certs.matching import Matcher
from community_certs.model.answer import ItemName, Stamp
from community_certs.model.enums import Committee, Status, StatusReason
from community_certs.policy.circumstances import ABROAD, NOTHING_SAID, Circumstances
from community_certs.policy.shelf import Shelf
from community_certs.text import simplify
from community_certs.timeline import Timeline, item_days
from community_certs.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from community_certs.catalog.layers import Layer
    from community_certs.jurisdictions import Place
    from community_certs.matching import Match, Resolution
    from community_certs.model.answer import Decision
    from community_certs.store import Store

__all__ = ["Engine", "wrong"]

_COMMITTEES = {
    "resident": Committee.RESIDENT,
    "居委会": Committee.RESIDENT,
    "居民委员会": Committee.RESIDENT,
    "社区": Committee.RESIDENT,
    "village": Committee.VILLAGE,
    "村委会": Committee.VILLAGE,
    "村民委员会": Committee.VILLAGE,
}
_WITHOUT_COMMITTEES = frozenset({"710000", "810000", "820000"})
"""Taiwan, Hong Kong and Macao: no list could speak of committees there."""
_ABROAD = frozenset({"境外", "国外", "海外", "外国", ABROAD})


class Engine:
    """A release with its places, shelves, items and timelines, each made once and shared.

    Nothing here can be seen to change: what is kept is only what was worked out before.
    """

    __slots__ = (
        "_gazetteer",
        "_item_names",
        "_items",
        "_matcher",
        "_shelves",
        "_store",
        "_timelines",
        "layers",
        "stamp",
    )

    stamp: Stamp
    layers: tuple[Layer, ...]

    def __init__(self, store: Store, layers: tuple[Layer, ...] = ()) -> None:
        put = object.__setattr__
        put(self, "_store", store)
        put(self, "_gazetteer", Gazetteer(store.shard))
        put(self, "_matcher", Matcher(store.shard))
        put(self, "_item_names", {})
        put(self, "_items", {})
        put(self, "_shelves", {})
        put(self, "_timelines", {})
        put(self, "layers", layers)
        put(self, "stamp", Stamp(store.release, store.schema, store.digest, __version__))

    _gazetteer: Gazetteer
    _matcher: Matcher
    _store: Store
    _item_names: dict[str, ItemName]
    _items: dict[str, Mapping[str, Any]]
    _shelves: dict[tuple[Any, ...], Shelf]
    _timelines: dict[tuple[str, str, Circumstances | None], Timeline]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a {type(self).__name__} is immutable ({name!r})")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.stamp.release} {self.stamp.digest[:19]}>"

    def _answer(
        self,
        asked: tuple[str | None, ...],
        item: str,
        match: Match,
        place: Place,
        day: str,
        said: Circumstances,
    ) -> Classification:
        purpose = match.purpose_id if asked[4] is None else None
        requester = match.requester_id if asked[5] is None else None
        if purpose is not None or requester is not None:
            said = Circumstances(
                said.purpose if purpose is None else purpose,
                said.requester if requester is None else requester,
                said.requester_place,
                said.committee,
            )
        timeline = self._timeline(item, place.jurisdiction.adcode, said)
        epoch = timeline.epoch(day)
        decision = timeline.decision(epoch)
        if decision is None:  # the place was located on this very day
            raise AssertionError(f"no decision for {place.jurisdiction.adcode} on {day}")
        name = self._item_names.get(item) or self._name(item)
        return Classification(asked, decision, name, match, place, self.stamp, timeline, epoch)

    def _timeline(self, item: str, adcode: str, said: Circumstances) -> Timeline:
        key = (item, adcode, None if said is NOTHING_SAID else said)
        held = self._timelines.get(key)
        if held is None:
            shard = self._item(item)
            days = {FIRST_DAY, *self._gazetteer.boundaries(adcode)}
            for shelf in {self._shelf(place) for place in self._lives(adcode, sorted(days))}:
                days.update(shelf.days(), item_days(shard, shelf.levels))

            def decide_on(day: str) -> Decision | None:
                try:
                    place = self._gazetteer.locate(adcode, day)
                except JurisdictionNotInForce:
                    return None
                found = decide(self._shelf(place), shard, day, said)
                return _on_changing_ground(found) if place.place_date else found

            held = self._timelines.setdefault(key, Timeline(days, decide_on))
        return held

    def _read(self, text: str, place: Place) -> Resolution:
        """Read a text by the names of the base, then by those that only hold in the place."""
        found = self._matcher.resolve(text)
        if not self.layers:
            return found
        return read_locally(found, text, place, self.layers, lambda one: self._name(one).name)

    def _lives(self, adcode: str, days: Iterable[str]) -> Iterator[Place]:
        for day in days:
            try:
                yield self._gazetteer.locate(adcode, day)
            except JurisdictionNotInForce:
                continue

    def _locate(self, name: str, day: str) -> Place:
        if not isinstance(name, str):
            raise wrong("jurisdiction", name)
        try:
            return self._gazetteer.locate(name, day)
        except UnknownJurisdiction:
            cleaned = clean(name)
            simplified = simplify(cleaned)
            if simplified == cleaned:
                raise
            try:
                return self._gazetteer.locate(simplified, day)
            except UnknownJurisdiction:
                pass
            raise  # it names what was written

    def _adcode(self, name: str) -> str:
        """Return the code of a place without a day: as it is called now, or any code ever used."""
        if not isinstance(name, str):
            raise wrong("jurisdiction", name)
        if name.isascii() and name.isdigit() and len(name) == 6:
            self._gazetteer.boundaries(name)
            return name
        return self._locate(name, LAST_DAY).jurisdiction.adcode

    def _shelf(self, place: Place) -> Shelf:
        key = tuple((link.adcode, link.carried) for link in place.chain)
        held = self._shelves.get(key)
        if held is None:
            if any(link.adcode in _WITHOUT_COMMITTEES for link in place.chain):
                name = place.jurisdiction.path
                raise InvalidArgument(
                    f"“{name}”没有居（村）民委员会，本目录不适用于该地。",
                    f"there are no residents' or villagers' committees in {name}",
                )
            levels = {}
            for link in place.chain:
                for adcode in (*link.carried, link.adcode):
                    levels[adcode] = link.level
            shelf = Shelf(self._store, levels, {link.level: link.adcode for link in place.chain})
            held = self._shelves.setdefault(key, shelf)
        return held

    def _item(self, item: str) -> Mapping[str, Any]:
        held = self._items.get(item) if isinstance(item, str) else None
        if held is None:
            path = f"items/{item}.json"
            if not isinstance(item, str) or item == "index" or not self._store.has(path):
                raise InvalidArgument(
                    f"没有编号为“{item}”的事项，可用 search 查找。",
                    f"no item {item!r}: look it up with search()",
                )
            held = self._items.setdefault(item, self._store.shard(path))
        return held

    def _name(self, item: str) -> ItemName:
        shard = self._item(item)
        return self._item_names.setdefault(item, ItemName(item, shard["name"], shard["broader"]))

    def _said(
        self,
        purpose: str | None,
        requester: str | None,
        requester_place: str | None,
        committee: str | None,
        day: str,
    ) -> Circumstances:
        if purpose is requester is requester_place is committee is None:
            return NOTHING_SAID
        for name, value in (("purpose", purpose), ("requester", requester)):
            if value is not None and not isinstance(value, str):
                raise wrong(name, value)
        kind = None
        if committee is not None:
            kind = _COMMITTEES.get(committee) if isinstance(committee, str) else None
            if kind is None:
                raise InvalidArgument(
                    f"committee 只能是 resident（居委会）或 village（村委会）：“{committee}”。",
                    f"committee is 'resident' or 'village', not {committee!r}",
                )
        return Circumstances(
            None if purpose is None else self._matcher.purpose_id(purpose),
            None if requester is None else self._matcher.requester_id(requester),
            None if requester_place is None else self._where(requester_place, day),
            kind,
        )

    def _where(self, name: str, day: str) -> tuple[tuple[str, str], ...]:
        if not isinstance(name, str):
            raise wrong("requester_place", name)
        if simplify(clean(name)) in _ABROAD:
            return ((ABROAD, ""),)
        return tuple((link.level, link.adcode) for link in self._locate(name, day).chain)


def wrong(name: str, value: object) -> InvalidArgument:
    """Return the error for an argument that should be text."""
    kind = type(value).__name__
    return InvalidArgument(
        f"参数 {name} 应为文字，不能是 {kind}。", f"{name} must be a str, not {kind}"
    )


def _on_changing_ground(decision: Decision) -> Decision:
    """Return the same decision, provisional because the place changed in that year."""
    reasons = tuple(sorted({*decision.status_reasons, StatusReason.PLACE_DATE}))
    values = {field: getattr(decision, field) for field in decision.__slots__}  # type: ignore[attr-defined]
    return type(decision)(**{**values, "status": Status.PROVISIONAL, "status_reasons": reasons})
