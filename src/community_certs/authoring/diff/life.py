"""The answers of one place over a stretch of days in which it is one thing in either release."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from community_certs.authoring.diff.circumstances import Fact, Scenario, scenarios
from community_certs.authoring.diff.edition import Edition, HeldItem, View
from community_certs.authoring.diff.parts import Part, speaks_of
from community_certs.authoring.diff.standing import Sounds, Spoken, Standing
from community_certs.authoring.diff.state import State
from community_certs.dates import next_day, previous_day
from community_certs.policy.circumstances import Circumstances, holds

__all__ = ["Delta", "Life", "Span", "deltas_of"]

Pair = tuple[State, State, "tuple[Scenario, ...] | None"]
Profile = tuple[Any, ...]


class Span(NamedTuple):
    """Days on which an answer differs in one way.

    ``circumstances`` are the scenarios in which it does, None: in all; ``because`` are the
    documents, items or places whose change makes the difference.
    """

    first: str
    last: str
    before: State
    after: State
    circumstances: tuple[Scenario, ...] | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Delta:
    """What differs for a place or an item: what it is called, and when it may matter."""

    id: str
    because: str
    first: str
    last: str
    part: Part | None = None


def deltas_of(old: Sequence[Part], new: Sequence[Part]) -> tuple[Delta, ...]:
    """Return the parts that are in one of the two only, or whose content differs."""
    mine, theirs = {one.print for one in old}, {one.print for one in new}
    return tuple(
        Delta(one.id, one.document, one.first, one.last, one)
        for parts, others in ((old, theirs), (new, mine))
        for one in parts
        if one.print not in others
    )


class _Class(NamedTuple):
    """Callers to whom both shelves, and the entries of an item, speak alike.

    ``said`` is what one of them says in either release; ``voice`` is all of it that an entry can
    hear; ``members`` are the numbers of their scenarios.
    """

    old: Spoken
    new: Spoken
    same: bool
    said: tuple[Circumstances, Circumstances]
    voice: object
    members: list[int]


class _Entries:
    """The entries of an item that are of one chain, and how they are heard."""

    __slots__ = ("_days", "_heard", "_standing", "conditions", "key", "parts")

    def __init__(self, parts: tuple[Part, ...], standing: Standing) -> None:
        self.parts = parts
        self._standing = standing
        self._days = sorted({day for one in parts for day in one.days})
        self._heard: dict[tuple[int, object], Sounds] = {}
        self.conditions = [when for one in parts if one.conditional for when in one.conditions]
        self.key = json.dumps(self.conditions, sort_keys=True) if self.conditions else ""

    def facts(self, day: str) -> frozenset[Fact]:
        """Return what those that may stand on a day tell callers apart by."""
        return frozenset().union(*(one.facts for one in self.parts if one.may_stand(day)))

    def voice(self, said: Circumstances) -> object:
        """Return all that these entries can hear of what a caller says."""
        place = self._standing.place
        return said.committee, tuple(holds(when, said, place) for when in self.conditions)

    def heard(self, day: str, said: Circumstances, voice: object) -> Sounds:
        """Return which speak on a day to a caller with this voice, and how."""
        if not self.parts:
            return frozenset()
        key = (bisect_right(self._days, day), voice)
        held = self._heard.get(key)
        if held is None:
            held = self._heard[key] = self._standing.heard(self.parts, day, said)
        return held


class Life:
    """A place over a stretch of days.

    Arguments:
        old: the release before.
        new: the release after.
        place: the adcode.
        first, last: the days.
        was, now: the place as it is in either on these days.
    """

    def __init__(
        self, old: Edition, new: Edition, place: str, first: str, last: str, was: View, now: View
    ) -> None:
        self.place, self.first, self.last = place, first, last
        self.was, self.now = was, now
        self.old: Standing = old.standing(was)
        self.new: Standing = new.standing(now)
        self.levels = was.levels(), now.levels()
        self._deltas = deltas_of(self.old.parts, self.new.parts)
        self._by_profile: dict[tuple[Profile, Profile], tuple[list[Delta], set[str]]] = {}
        self._silent: dict[tuple[Profile, Profile], list[Span]] = {}
        self._classes: dict[Any, tuple[tuple[_Class, ...], tuple[Scenario, ...]]] = {}

    def changes(
        self, before: HeldItem, after: HeldItem, own: Mapping[str, Sequence[Delta]]
    ) -> list[Span]:
        """Return how the answers for an item differ.

        Arguments:
            before: the item in the release before.
            after: the same in the release after.
            own: what differs among its entries, by jurisdiction.
        """
        profiles = before.profile, after.profile
        shelf, cuts = self._of_profiles(profiles)
        deltas = [*shelf]
        if own:
            places = {**self.levels[0], **self.levels[1]}
            deltas += [one for adcode in places for one in own.get(adcode, ())]
        if before.profile != after.profile or before.ancestors != after.ancestors:
            deltas.append(Delta(before.id, before.id, self.first, self.last))
        if not deltas:
            return []
        mine = before.within(self.levels[0])
        theirs = after.within(self.levels[1])
        if mine or theirs or len(deltas) > len(shelf):
            return [*self._spans(before, after, mine, theirs, deltas, cuts)]
        # Without entries of its own, an item is answered as every other of its kind.
        held = self._silent.get(profiles)
        if held is None:
            held = [*self._spans(before, after, mine, theirs, deltas, cuts)]
            self._silent[profiles] = held
        return held

    def _of_profiles(self, profiles: tuple[Profile, Profile]) -> tuple[list[Delta], set[str]]:
        """Return what differs on the shelf for items of these profiles, and its days."""
        held = self._by_profile.get(profiles)
        if held is None:
            deltas = [
                one
                for one in self._deltas
                if one.part is not None and any(speaks_of(one.part, each) for each in profiles)
            ]
            if self.was != self.now:
                deltas.append(Delta(self.place, self.place, self.first, self.last))
            cuts = self.old.cuts(profiles[0]) | self.new.cuts(profiles[1])
            held = self._by_profile[profiles] = (deltas, cuts)
        return held

    def _spans(
        self,
        before: HeldItem,
        after: HeldItem,
        mine: tuple[Part, ...],
        theirs: tuple[Part, ...],
        deltas: Sequence[Delta],
        cuts: set[str],
    ) -> Iterator[Span]:
        entries = _Entries(mine, self.old), _Entries(theirs, self.new)
        cuts = cuts.union(day for one in (*mine, *theirs) for day in one.days)
        open_ones: dict[Pair, tuple[str, str]] = {}
        for first, last in self._epochs(deltas, cuts):
            found = self._differing(before, after, *entries, first)
            now = dict.fromkeys(found, (first, last))
            for key, (began, ended) in open_ones.items():
                if key in now and next_day(ended) == first:
                    now[key] = (began, last)
                else:
                    yield _span(key, began, ended, deltas)
            open_ones = now
        for key, (began, ended) in open_ones.items():
            yield _span(key, began, ended, deltas)

    def _epochs(self, deltas: Iterable[Delta], cuts: Iterable[str]) -> Iterator[tuple[str, str]]:
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

    def _differing(
        self, before: HeldItem, after: HeldItem, mine: _Entries, theirs: _Entries, day: str
    ) -> list[Pair]:
        """Return what differs on a day, with the scenarios in which it does."""
        classes, asked = self._callers(before.profile, after.profile, day, mine, theirs)
        same = (
            before.profile == after.profile
            and before.ancestors == after.ancestors
            and self.was == self.now
        )
        found: dict[tuple[State, State], list[int]] = {}
        for one in classes:
            heard_before = mine.heard(day, one.said[0], one.voice)
            heard_after = theirs.heard(day, one.said[1], one.voice)
            if same and one.same and heard_before == heard_after:
                continue
            was = self.old.known.state(
                before, heard_before, one.old, day, one.said[0], self.was.in_change
            )
            now = self.new.known.state(
                after, heard_after, one.new, day, one.said[1], self.now.in_change
            )
            if was != now:
                found.setdefault((was, now), []).extend(one.members)
        return [
            (was, now, None if len(at) == len(asked) else tuple(asked[n] for n in sorted(at)))
            for (was, now), at in found.items()
        ]

    def _callers(
        self, before: Profile, after: Profile, day: str, mine: _Entries, theirs: _Entries
    ) -> tuple[tuple[_Class, ...], tuple[Scenario, ...]]:
        """Return the scenarios of a day, and the classes of those that hear the same."""
        epochs = self.old.epoch(day), self.new.epoch(day)
        facts = mine.facts(day) | theirs.facts(day)
        key = (before, after, epochs, facts, mine.key, theirs.key)
        held = self._classes.get(key)
        if held is None:
            facts |= self.old.relevant(before, day).facts | self.new.relevant(after, day).facts
            asked = scenarios(facts)
            found: dict[Any, _Class] = {}
            for n, scenario in enumerate(asked):
                said = scenario.said(self.old.place), scenario.said(self.new.place)
                old = self.old.spoken(before, day, said[0])
                new = self.new.spoken(after, day, said[1])
                voice = mine.voice(said[0]), theirs.voice(said[1])
                one = found.get((old.number, new.number, voice))
                if one is None:
                    one = _Class(old, new, old.heard == new.heard, said, voice, [])
                    found[old.number, new.number, voice] = one
                one.members.append(n)
            held = self._classes[key] = (tuple(found.values()), asked)
        return held


def _span(pair: Pair, first: str, last: str, deltas: Iterable[Delta]) -> Span:
    before, after, said = pair
    near = [one for one in deltas if one.first <= last and one.last >= first]
    named = before.ids() | after.ids()
    telling = [one for one in near if one.part is None or one.id in named] or near
    because = tuple(sorted({one.because for one in telling}))
    return Span(first, last, before, after, said, because)
