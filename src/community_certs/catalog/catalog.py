"""The catalogue as callers see it: immutable, shared between threads, answering from shards."""

from __future__ import annotations

from community_certs.catalog.classification import (
    Classification,
    OneSpan,
    combined,
    unresolved,
)
from community_certs.catalog.layers import read_locally
from community_certs.dates import FIRST_DAY, LAST_DAY, day_of
from community_certs.decide import decide
from community_certs.errors import CommunityCertsError, InvalidArgument, JurisdictionNotInForce
from community_certs.jurisdictions import Gazetteer
from community_certs.matching import Match, Matcher
from community_certs.model.answer import ItemName, Stamp
from community_certs.model.enums import Committee, Method, Reason, Status, StatusReason
from community_certs.policy.circumstances import ABROAD, NOTHING_SAID, Circumstances
from community_certs.policy.shelf import Shelf
from community_certs.timeline import Timeline, item_days
from community_certs.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from typing import Any

    from community_certs.catalog.layers import Layer
    from community_certs.jurisdictions import Jurisdiction, Place
    from community_certs.matching import Resolution
    from community_certs.model.answer import Decision, Period
    from community_certs.model.holdings import Adjustment, Coverage, Document, Item
    from community_certs.store import Store

__all__ = ["Catalog"]

_COMMITTEES = {
    "resident": Committee.RESIDENT,
    "居委会": Committee.RESIDENT,
    "居民委员会": Committee.RESIDENT,
    "社区": Committee.RESIDENT,
    "village": Committee.VILLAGE,
    "村委会": Committee.VILLAGE,
    "村民委员会": Committee.VILLAGE,
}
_ABROAD = frozenset({"境外", "国外", "海外", ABROAD})
_KEYS = frozenset(
    {
        "text",
        "item",
        "jurisdiction",
        "on",
        "purpose",
        "requester",
        "requester_place",
        "committee",
    }
)


class Catalog:
    """A release of the catalogue. Every method is a pure function of its arguments and the data.

    Obtain one with :func:`community_certs.load_catalog`.
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
        raise AttributeError(f"a Catalog is immutable ({name!r})")

    def __repr__(self) -> str:
        return f"<Catalog {self.stamp.release} {self.stamp.digest[:19]}>"

    # -- answers ---------------------------------------------------------------------------------

    def classify(
        self,
        text: str,
        *,
        jurisdiction: str,
        on: date | str,
        purpose: str | None = None,
        requester: str | None = None,
        requester_place: str | None = None,
        committee: str | None = None,
    ) -> Classification:
        """Answer a request as people write it.

        Arguments:
            text: the proof that is asked for, in any wording ("我妈是我妈").
            jurisdiction: the committee's place: a code (6, 9 or 12 digits), a name or a path.
            on: the day, ``date`` or "YYYY-MM-DD".
            purpose: what it is for, in words or as an id of the vocabulary; if not given, a
                purpose that the text names counts, and ``match.inferred`` reports it.
            requester: the unit that asks, likewise.
            requester_place: where that unit sits; "境外" for abroad.
            committee: "resident"/"居委会" or "village"/"村委会".

        Returns:
            The answer. A text that is not recognised gives ``unlisted`` with that reason.

        Raises:
            InvalidArgument: for an argument of the wrong type or an impossible date.
            UnknownJurisdiction, AmbiguousJurisdiction, JurisdictionNotInForce: for the place.
        """
        if not isinstance(text, str):
            raise _wrong("text", text)
        day = day_of(on)
        place = self._locate(jurisdiction, day)
        said = self._said(purpose, requester, requester_place, committee, day)
        rest = (None, jurisdiction, day, purpose, requester, requester_place, committee)
        found = self._read(text, place)
        if found.item is not None and found.match is not None:
            return self._answer((text, *rest), found.item, found.match, place, day, said)
        first, last = place.span
        if found.parts:
            parts = tuple(
                self._answer((part.match.matched, *rest), part.item, part.match, place, day, said)
                for part in found.parts
            )
            spans = OneSpan(first, last, parts)
            return Classification(
                (text, *rest), combined(parts), None, None, place, self.stamp, spans, parts=parts
            )
        reason = Reason.AMBIGUOUS if found.outcome == "ambiguous" else Reason.NOT_RECOGNISED
        more = (StatusReason.PLACE_DATE,) if place.place_date else ()
        return Classification(
            (text, *rest),
            unresolved(reason, more),
            None,
            None,
            place,
            self.stamp,
            OneSpan(first, last),
            candidates=found.candidates,
        )

    def decide(
        self,
        item: str,
        *,
        jurisdiction: str,
        on: date | str,
        purpose: str | None = None,
        requester: str | None = None,
        requester_place: str | None = None,
        committee: str | None = None,
    ) -> Classification:
        """Answer for an item of the catalogue by its id; otherwise as :meth:`classify`.

        Raises:
            InvalidArgument: also if there is no such item.
        """
        self._item(item)
        day = day_of(on)
        place = self._locate(jurisdiction, day)
        said = self._said(purpose, requester, requester_place, committee, day)
        asked = (None, item, jurisdiction, day, purpose, requester, requester_place, committee)
        match = Match(Method.ID, (0, len(item)), item, item, {}, None, None)
        return self._answer(asked, item, match, place, day, said)

    def classify_many(
        self, requests: Iterable[Mapping[str, Any]]
    ) -> Iterator[Classification | CommunityCertsError]:
        """Answer requests in their order; a bad one yields its error and stops nothing.

        Arguments:
            requests: mappings with ``text`` or ``item``, ``jurisdiction``, ``on`` and, if known,
                ``purpose``, ``requester``, ``requester_place``, ``committee``.
        """
        for request in requests:
            try:
                yield self._classify_one(request)
            except CommunityCertsError as error:
                yield error

    def _classify_one(self, request: Mapping[str, Any]) -> Classification:
        if not hasattr(request, "keys"):
            kind = type(request).__name__
            raise InvalidArgument(
                f"请求应为一组字段，不能是 {kind}。", f"a request is a mapping, not {kind}"
            )
        unknown = sorted(str(key) for key in request if key not in _KEYS)
        missing = sorted({"jurisdiction", "on"} - request.keys())
        if unknown or missing or ("text" in request) == ("item" in request):
            named = "、".join([*unknown, *missing]) or "text/item"
            raise InvalidArgument(
                f"请求的字段有误（{named}）：须有 jurisdiction、on，以及 text 或 item 之一。",
                f"bad request ({named}): give jurisdiction, on, and one of text or item",
            )
        said = {key: value for key, value in request.items() if key not in ("text", "item")}
        if "item" in request:
            return self.decide(request["item"], **said)
        return self.classify(request["text"], **said)

    def resolve(
        self, text: str, *, jurisdiction: str | None = None, on: date | str | None = None
    ) -> Resolution:
        """Say which item a text names, by which rule; approximate matches are only suggested.

        Arguments:
            text: the request.
            jurisdiction: a place whose local items may be meant as well.
            on: the day for that place.
        """
        if not isinstance(text, str):
            raise _wrong("text", text)
        if jurisdiction is None or on is None:
            return self._matcher.resolve(text)
        return self._read(text, self._locate(jurisdiction, day_of(on)))

    def explain(self, text: str) -> tuple[tuple[str, str, str], ...]:
        """Return how a text is read, step by step: the step, the text before, and after it."""
        if not isinstance(text, str):
            raise _wrong("text", text)
        return self._matcher.explain(text)

    def timeline(
        self,
        item: str,
        jurisdiction: str,
        *,
        purpose: str | None = None,
        requester: str | None = None,
        requester_place: str | None = None,
        committee: str | None = None,
    ) -> tuple[Period, ...]:
        """Return every interval of time and its answer for an item in a place.

        The place is taken as it is called today; name a place of the past by its code.

        Raises:
            InvalidArgument: if there is no such item.
            UnknownJurisdiction, AmbiguousJurisdiction: for the place.
        """
        self._item(item)
        said = self._said(purpose, requester, requester_place, committee, LAST_DAY)
        return self._timeline(item, self._adcode(jurisdiction), said).periods()

    def adjustments(self, jurisdiction: str) -> tuple[Adjustment, ...]:
        """Return the history of a place's own lists, the oldest first.

        Raises:
            UnknownJurisdiction, AmbiguousJurisdiction: for the place.
        """
        from community_certs.catalog.history import adjustments_of  # noqa: PLC0415  (no answer needs it)

        return adjustments_of(self._store, self._adcode(jurisdiction))

    # -- what the catalogue holds ----------------------------------------------------------------

    def jurisdiction(self, name: str, on: date | str) -> Jurisdiction:
        """Return the division that a code, a name or a path means on a day.

        Raises:
            UnknownJurisdiction, AmbiguousJurisdiction, JurisdictionNotInForce
        """
        return self._locate(name, day_of(on)).jurisdiction

    def coverage(self, jurisdiction: str, on: date | str) -> Coverage:
        """Return which lists the catalogue holds for a place on a day, and how completely."""
        day = day_of(on)
        place = self._locate(jurisdiction, day)
        from community_certs.catalog.holdings import coverage_of  # noqa: PLC0415  (no answer needs it)

        return coverage_of(self._store, self._shelf(place), place.jurisdiction.adcode, day)

    def item(self, id: str) -> Item:
        """Return an item by its id.

        Raises:
            InvalidArgument: if there is none.
        """
        from community_certs.catalog.holdings import item_of  # noqa: PLC0415  (no answer needs it)

        return item_of(self._item(id))

    def document(self, id: str) -> Document:
        """Return a document, with its lists and entries, by its id.

        Raises:
            InvalidArgument: if there is none.
        """
        from community_certs.catalog.holdings import document_of  # noqa: PLC0415  (no answer needs it)

        return document_of(self._store, id)

    @property
    def store(self) -> Store:
        """The release that it answers from; with local variants over it, all of them together."""
        return self._store

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of all items, sorted."""
        return tuple(sorted(self._store.shard("items/index.json")))

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of all documents, sorted."""
        from community_certs.catalog.holdings import documents_of  # noqa: PLC0415  (no answer needs it)

        return documents_of(self._store)

    def search(self, text: str) -> tuple[ItemName, ...]:
        """Return the items that a text names or resembles, the likeliest first. For people only.

        Arguments:
            text: any part of a name.
        """
        if not isinstance(text, str):
            raise _wrong("text", text)
        index = self._store.shard("items/index.json")
        found = self._matcher.resolve(text)
        ids = [found.item] if found.item else [part.item for part in found.parts]
        ids += [one.item for one in found.candidates]
        wanted = "".join(text.split())
        ids += [one for one in sorted(index) if wanted and wanted in index[one]["name"]]
        return tuple(self._name(one) for one in dict.fromkeys(ids))

    def warm(self, places: Iterable[str]) -> None:
        """Read what answers for these places need: their chains, lists, names and all items.

        Arguments:
            places: codes, names or paths, as they are called today.
        """
        for name in places:
            self._shelf(self._gazetteer.locate(self._adcode(name), LAST_DAY))
        for path in self._store.paths():
            if path.startswith("names/"):
                self._store.shard(path)
        self._matcher.resolve("")
        for one in self.items:
            self._item(one)

    # -- inside ----------------------------------------------------------------------------------

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
            raise _wrong("jurisdiction", name)
        return self._gazetteer.locate(name, day)

    def _adcode(self, name: str) -> str:
        """Return the code of a place without a day: as it is called now, or any code ever used."""
        if not isinstance(name, str):
            raise _wrong("jurisdiction", name)
        if name.isascii() and name.isdigit() and len(name) == 6:
            self._gazetteer.boundaries(name)
            return name
        return self._gazetteer.locate(name, LAST_DAY).jurisdiction.adcode

    def _shelf(self, place: Place) -> Shelf:
        key = tuple((link.adcode, link.carried) for link in place.chain)
        held = self._shelves.get(key)
        if held is None:
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
                raise _wrong(name, value)
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
            raise _wrong("requester_place", name)
        if name in _ABROAD:
            return ((ABROAD, ""),)
        return tuple((link.level, link.adcode) for link in self._locate(name, day).chain)


def _wrong(name: str, value: object) -> InvalidArgument:
    kind = type(value).__name__
    return InvalidArgument(
        f"参数 {name} 应为文字，不能是 {kind}。", f"{name} must be a str, not {kind}"
    )


def _on_changing_ground(decision: Decision) -> Decision:
    """Return the same decision, provisional because the place changed in that year."""
    reasons = tuple(sorted({*decision.status_reasons, StatusReason.PLACE_DATE}))
    values = {field: getattr(decision, field) for field in decision.__slots__}  # type: ignore[attr-defined]
    return type(decision)(**{**values, "status": Status.PROVISIONAL, "status_reasons": reasons})
