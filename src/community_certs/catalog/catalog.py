"""The catalogue as callers see it: immutable, shared between threads, answering from shards."""

from __future__ import annotations

from community_certs.catalog.classification import (
    Classification,
    OneSpan,
    combined,
    unresolved,
)
from community_certs.catalog.engine import Engine, wrong
from community_certs.dates import LAST_DAY, day_of
from community_certs.errors import CommunityCertsError, InvalidArgument
from community_certs.matching import Match
from community_certs.model.enums import Method, Reason, StatusReason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from typing import Any

    from community_certs.jurisdictions import Jurisdiction
    from community_certs.matching import Resolution
    from community_certs.model.answer import ItemName, Period
    from community_certs.model.enums import Outcome
    from community_certs.model.holdings import Adjustment, Coverage, Document, Item, Rule
    from community_certs.store import Store

__all__ = ["Catalog"]

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


class Catalog(Engine):
    """A release of the catalogue. Every method is a pure function of its arguments and the data.

    Obtain one with :func:`community_certs.load_catalog`.
    """

    __slots__ = ()

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
            raise wrong("text", text)
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
            raise wrong("text", text)
        if jurisdiction is None or on is None:
            return self._matcher.resolve(text)
        return self._read(text, self._locate(jurisdiction, day_of(on)))

    def explain(self, text: str) -> tuple[tuple[str, str, str], ...]:
        """Return how a text is read, step by step: the step, the text before, and after it."""
        if not isinstance(text, str):
            raise wrong("text", text)
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

    def rules(
        self,
        item: str,
        *,
        jurisdiction: str,
        on: date | str,
        outcome: Outcome | str,
        kinds: Iterable[str] = (),
        purpose: str | None = None,
        requester: str | None = None,
        requester_place: str | None = None,
        committee: str | None = None,
    ) -> tuple[Rule, ...]:
        """Return the rules in force that speak of an item with an outcome, highest level first.

        A rule that has possibly expired still speaks, as it does in an answer; one with a condition
        of which nothing is said here does not.

        Arguments:
            item: the id of an item.
            jurisdiction: the committee's place: a code, a name or a path.
            on: the day, ``date`` or "YYYY-MM-DD".
            outcome: what is decided for it: "may_issue", "must_not_issue" or "unlisted".
            kinds: the kinds wanted: "residual", "handling", "transition", "seal", "admission";
                none named: all.
            purpose: what it is for, in words or as an id of the vocabulary.
            requester: the unit that asks, likewise.
            requester_place: where that unit sits; "境外" for abroad.
            committee: "resident"/"居委会" or "village"/"村委会".

        Raises:
            InvalidArgument: if there is no such item, outcome or kind.
            UnknownJurisdiction, AmbiguousJurisdiction, JurisdictionNotInForce: for the place.
        """
        from community_certs.catalog.holdings import rules_of  # noqa: PLC0415  (no answer needs it)

        shard = self._item(item)
        day = day_of(on)
        shelf = self._shelf(self._locate(jurisdiction, day))
        said = self._said(purpose, requester, requester_place, committee, day)
        return rules_of(self._store, shelf, kinds, shard, outcome, day, said)

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
            raise wrong("text", text)
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
