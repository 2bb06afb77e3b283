"""Which answers differ between two releases: complete, sound, and computed only where they can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from community_certs.authoring.diff.circumstances import Scenario, scenarios
from community_certs.authoring.diff.edition import Edition, HeldItem, Standing, View
from community_certs.authoring.diff.parts import Part, speaks_of
from community_certs.authoring.diff.state import State
from community_certs.dates import FIRST_DAY, LAST_DAY, next_day, previous_day

__all__ = ["AnswerChange", "changed_answers", "changed_places", "places_compared"]

Differing = tuple[State, State, "tuple[Scenario, ...] | None"]


@dataclass(frozen=True)
class AnswerChange:
    """One answer that differs, in a place and in everything below it that is not compared itself.

    Attributes:
        item, place: the ids; the place by its adcode.
        circumstances: the scenarios in which it differs so; None: in all of them.
        first, last: the days on which it does; None: since ever, no end known.
        before, after: the answers.
        because: the documents, items or places whose change makes the difference.
    """

    item: str
    place: str
    circumstances: tuple[Scenario, ...] | None
    first: str | None
    last: str | None
    before: State
    after: State
    because: tuple[str, ...]

    def holds_on(self, day: str) -> bool:
        """Whether the answer of that day differs so."""
        return (self.first or FIRST_DAY) <= day <= (self.last or LAST_DAY)

    def is_past(self, on: str) -> bool:
        """Whether answers of days before ``on`` change: a correction."""
        return (self.first or FIRST_DAY) < on

    @property
    def says_nothing(self) -> bool:
        """Whether it differs so already for a caller who says nothing of the circumstances."""
        return self.circumstances is None or any(one.says_nothing for one in self.circumstances)

    def to_dict(self, on: str) -> dict[str, Any]:
        """Return the change as ``schemas/diff.schema.json`` describes it."""
        said = self.circumstances
        return {
            "item": self.item,
            "place": self.place,
            "circumstances": None if said is None else [one.to_dict() for one in said],
            "from": self.first,
            "until": self.last,
            "past": self.is_past(on),
            "because": list(self.because),
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
        }


@dataclass(frozen=True)
class _Delta:
    """What differs for a place or an item: what it is called, and when it may matter."""

    id: str
    because: str
    first: str
    last: str
    part: Part | None = None


def places_compared(old: Edition, new: Edition) -> tuple[str, ...]:
    """Return the places that are compared, by adcode.

    A place without documents of its own answers as the one above it does; so only places that
    documents are of, or carried over to, and those whose own history was changed, are compared.
    """
    found = {"000000"} | old.places_with_documents() | new.places_with_documents()
    return tuple(sorted(found | set(changed_places(old, new))))


def changed_places(old: Edition, new: Edition) -> tuple[str, ...]:
    """Return the adcodes whose history, or that of a place above them, differs."""
    if all(
        old.store.digest_of(path) == new.store.digest_of(path)
        for path in {*old.store.paths(), *new.store.paths()}
        if path.startswith("divisions/")
    ):
        return ()
    codes = {*old.gazetteer.places(), *new.gazetteer.places()}
    return tuple(sorted(code for code in codes if _history(old, code) != _history(new, code)))


def _history(edition: Edition, code: str) -> list[Any]:
    place = edition.gazetteer
    return [
        [
            (link.code, link.name, link.start, link.end, link.level, tuple(link.carried))
            for link in place.chain(unit)
        ]
        for unit in place.units(code)
    ]


def changed_answers(
    old: Edition, new: Edition, places: Sequence[str], items: Iterable[str]
) -> Iterator[AnswerChange]:
    """Yield every difference, by place, then item, then day.

    Arguments:
        old: the release before.
        new: the release after.
        places: as :func:`places_compared` gives them.
        items: the ids of items that both releases have.
    """
    held: dict[str, tuple[HeldItem, HeldItem, tuple[_Delta, ...]]] = {}
    for id in items:
        path = f"items/{id}.json"
        before = HeldItem(old.store.read(path))
        same = old.store.digest_of(path) == new.store.digest_of(path)
        after = before if same else HeldItem(new.store.read(path))
        held[id] = (before, after, () if same else _deltas(before.parts, after.parts))
    for place in places:
        edges = {*old.gazetteer.boundaries(place), *new.gazetteer.boundaries(place)}
        days = sorted({FIRST_DAY, *edges})
        for n, day in enumerate(days):
            views = old.view(place, day), new.view(place, day)
            if views[0] is None or views[1] is None:
                continue
            last = previous_day(days[n + 1]) if n + 1 < len(days) else LAST_DAY
            life = _Life(old, new, place, day, last, views[0], views[1])
            for id, (before, after, deltas) in held.items():
                yield from life.changes(id, before, after, deltas)


def _deltas(old: Sequence[Part], new: Sequence[Part]) -> tuple[_Delta, ...]:
    """Return the parts that are in one of the two only, or whose content differs."""
    mine, theirs = {one.print for one in old}, {one.print for one in new}
    return tuple(
        _Delta(one.id, one.document, one.first, one.last, one)
        for parts, others in ((old, theirs), (new, mine))
        for one in parts
        if one.print not in others
    )


def _hears(
    standing: Standing, item: HeldItem, entries: Iterable[Part], day: str, scenario: Scenario
) -> tuple[object, set[object]]:
    """Return all that can bear on an answer: what the shelf says, and what the entries say."""
    spoken = standing.spoken(item.profile, day, scenario)
    place = standing.shelf.place
    heard = {(one.heard(day, spoken.said, place), one.id) for one in entries}
    return spoken.heard, {one for one in heard if one[0] is not None}


class _Life:
    """A place over a stretch of days in which it is one thing in either release."""

    def __init__(
        self, old: Edition, new: Edition, place: str, first: str, last: str, was: View, now: View
    ) -> None:
        self.place, self.first, self.last = place, first, last
        self.was, self.now = was, now
        self.old: Standing = old.standing(was)
        self.new: Standing = new.standing(now)
        self.levels = {**was.levels, **now.levels}
        self.deltas = _deltas(self.old.parts, self.new.parts)
        self._shared: dict[Any, list[Differing]] = {}
        self._cuts: dict[Any, set[str]] = {}

    def changes(
        self, id: str, before: HeldItem, after: HeldItem, own: Iterable[_Delta]
    ) -> Iterator[AnswerChange]:
        """Yield the changes of the answers for one item."""
        deltas = [
            one
            for one in self.deltas
            if one.part is not None
            and (speaks_of(one.part, before.profile) or speaks_of(one.part, after.profile))
        ]
        deltas += [
            one for one in own if one.part is not None and one.part.jurisdiction in self.levels
        ]
        if before.profile != after.profile or before.ancestors != after.ancestors:
            deltas.append(_Delta(id, id, self.first, self.last))
        if self.was != self.now:
            deltas.append(_Delta(self.place, self.place, self.first, self.last))
        if not deltas:
            return
        entries = before.within(self.was.levels), after.within(self.now.levels)
        cuts = self._shelf_cuts(before, after).union(
            day for parts in entries for one in parts for day in one.days
        )
        open_ones: dict[Differing, tuple[str, str]] = {}
        for first, last in self._epochs(deltas, cuts):
            found = self._compare(before, after, entries, first)
            now = dict.fromkeys(found, (first, last))
            for key, (began, ended) in open_ones.items():
                if key in now and next_day(ended) == first:
                    now[key] = (began, last)
                else:
                    yield self._change(id, key, began, ended, deltas)
            open_ones = now
        for key, (began, ended) in open_ones.items():
            yield self._change(id, key, began, ended, deltas)

    def _shelf_cuts(self, before: HeldItem, after: HeldItem) -> set[str]:
        key = (before.profile, after.profile)
        held = self._cuts.get(key)
        if held is None:
            held = self.old.cuts(before.profile) | self.new.cuts(after.profile)
            self._cuts[key] = held
        return held

    def _epochs(self, deltas: Iterable[_Delta], cuts: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the stretches of days in which something that differs may stand."""
        spans = sorted(
            (max(one.first, self.first), min(one.last, self.last))
            for one in deltas
            if one.first <= self.last and one.last >= self.first
        )
        merged: list[tuple[str, str]] = []
        for first, last in spans:
            if merged and first <= next_day(merged[-1][1]):
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        for first, last in merged:
            starts = sorted({first, *(day for day in cuts if first < day <= last)})
            for n, day in enumerate(starts):
                yield day, previous_day(starts[n + 1]) if n + 1 < len(starts) else last

    def _compare(
        self,
        before: HeldItem,
        after: HeldItem,
        entries: tuple[list[Part], list[Part]],
        day: str,
    ) -> list[Differing]:
        """Return what differs on a day, with the scenarios in which it does."""
        mine = [one for one in entries[0] if one.may_stand(day)]
        theirs = [one for one in entries[1] if one.may_stand(day)]
        if mine or theirs:
            return self._differing(before, after, mine, theirs, day)
        # Without entries of its own, an item is answered as every other of its kind.
        key = (before.profile, after.profile, self.old.epoch(day), self.new.epoch(day))
        held = self._shared.get(key)
        if held is None:
            held = self._shared[key] = self._differing(before, after, mine, theirs, day)
        return held

    def _differing(
        self,
        before: HeldItem,
        after: HeldItem,
        mine: Sequence[Part],
        theirs: Sequence[Part],
        day: str,
    ) -> list[Differing]:
        speaking = [
            *mine,
            *theirs,
            *self.old.relevant(before.profile, day),
            *self.new.relevant(after.profile, day),
        ]
        asked = scenarios(
            (when for one in speaking for when in one.conditions),
            (one.committees for one in speaking),
        )
        same = (
            before.profile == after.profile
            and before.ancestors == after.ancestors
            and self.was == self.now
        )
        found: dict[tuple[State, State], list[Scenario]] = {}
        for scenario in asked:
            if same and _hears(self.old, before, mine, day, scenario) == _hears(
                self.new, after, theirs, day, scenario
            ):
                continue
            was = self.old.state(before, self.was, day, scenario)
            now = self.new.state(after, self.now, day, scenario)
            if was != now:
                found.setdefault((was, now), []).append(scenario)
        return [
            (was, now, None if len(said) == len(asked) else tuple(said))
            for (was, now), said in found.items()
        ]

    def _change(
        self, id: str, key: Differing, first: str, last: str, deltas: Sequence[_Delta]
    ) -> AnswerChange:
        before, after, said = key
        near = [one for one in deltas if one.first <= last and one.last >= first]
        named = before.ids() | after.ids()
        telling = [one for one in near if one.part is None or one.id in named] or near
        return AnswerChange(
            id,
            self.place,
            said,
            None if first == FIRST_DAY else first,
            None if last == LAST_DAY else last,
            before,
            after,
            tuple(sorted({one.because for one in telling})),
        )
