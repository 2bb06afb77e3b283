"""What lies on the shelf of one place, how it speaks to callers, and the answers that it gives.

An answer depends on nothing but what is heard: the parts that speak on the day to the caller. So
days and callers to whom the same is said get the same answer, and it is worked out once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from community_certs.authoring.diff.circumstances import Fact
from community_certs.authoring.diff.parts import Part, Sound, speaks_of
from community_certs.authoring.diff.state import State, state_of
from community_certs.decide import decide
from community_certs.model.enums import StatusReason
from community_certs.policy.circumstances import Circumstances
from community_certs.policy.shelf import Shelf

if TYPE_CHECKING:
    from community_certs.authoring.diff.edition import HeldItem

__all__ = ["Heard", "Spoken", "Standing", "heard"]

Raw = Mapping[str, Any]
Profile = tuple[Any, ...]
Heard = frozenset[tuple[str, Sound]]
"""Parts by id, with all that each of them can do to an answer."""


def heard(parts: Iterable[Part], day: str, said: Circumstances, place: Mapping[str, str]) -> Heard:
    """Return which parts speak on a day to a caller, and how."""
    sounds = ((one.id, one.heard(day, said, place)) for one in parts)
    return frozenset((id, sound) for id, sound in sounds if sound is not None)


class _Slice(Shelf):
    """A shelf with only the parts that speak."""

    __slots__ = ()

    def __init__(
        self,
        documents: dict[str, Raw],
        levels: Mapping[str, str],
        place: Mapping[str, str],
        parts: Iterable[Part],
    ) -> None:
        self.documents, self.levels, self.place = documents, dict(levels), dict(place)
        self.buckets = tuple(sorted({adcode[:2] for adcode in levels}))
        self.lists, self.rules = {}, []
        self._by_kind = None
        for one in parts:
            if one.is_rule:
                self.rules.append(one.raw)
            else:
                self.lists[one.id] = one.raw


class Spoken:
    """A shelf as it speaks: ``heard`` is all that it can do to answers, ``shelf`` what does it."""

    __slots__ = ("heard", "number", "shelf")

    def __init__(self, heard: Heard, shelf: Shelf, number: int) -> None:
        self.heard, self.shelf, self.number = heard, shelf, number


class Relevant(NamedTuple):
    """The parts that may speak of items of a profile, and what they tell callers apart by."""

    plain: tuple[Part, ...]
    conditional: tuple[Part, ...]
    facts: frozenset[Fact]


class Standing:
    """What lies on the shelf of one chain of places.

    Arguments:
        documents: the documents of the release, by id.
        levels: adcode to level of the chain, carried-over predecessors included.
        place: level to adcode of the chain.
        parts: the lists and rules of the places of the chain.
    """

    def __init__(
        self,
        documents: dict[str, Raw],
        levels: Mapping[str, str],
        place: Mapping[str, str],
        parts: Sequence[Part],
    ) -> None:
        self.parts, self.place = parts, place
        self._documents, self._levels = documents, levels
        self._by_id = {one.id: one for one in parts}
        self._days = sorted({day for one in parts for day in one.days})
        self._relevant: dict[tuple[Profile, int], Relevant] = {}
        self._plain: dict[Any, Heard] = {}
        self._spoken: dict[Heard, Spoken] = {}
        self._states: dict[Any, State] = {}

    def epoch(self, day: str) -> int:
        """Return the number of the stretch of days in which nothing on the shelf changes."""
        return bisect_right(self._days, day)

    def cuts(self, profile: Profile) -> set[str]:
        """Return the days on which a part that speaks of items of a profile changes state."""
        return {day for one in self.parts if speaks_of(one, profile) for day in one.days}

    def relevant(self, profile: Profile, day: str) -> Relevant:
        """Return the parts that may stand on a day and speak of items of a profile."""
        key = (profile, self.epoch(day))
        held = self._relevant.get(key)
        if held is None:
            parts = [one for one in self.parts if one.may_stand(day) and speaks_of(one, profile)]
            held = self._relevant[key] = Relevant(
                tuple(one for one in parts if not one.conditional),
                tuple(one for one in parts if one.conditional),
                frozenset().union(*(one.facts for one in parts)),
            )
        return held

    def spoken(self, profile: Profile, day: str, said: Circumstances) -> Spoken:
        """Return the shelf as it speaks on a day to a caller, of items of a profile."""
        relevant = self.relevant(profile, day)
        key = (profile, self.epoch(day), said.committee)
        sounds = self._plain.get(key)
        if sounds is None:
            sounds = self._plain[key] = heard(relevant.plain, day, said, self.place)
        sounds |= heard(relevant.conditional, day, said, self.place)
        held = self._spoken.get(sounds)
        if held is None:
            parts = (self._by_id[id] for id, _ in sounds)
            shelf = _Slice(self._documents, self._levels, self.place, parts)
            held = self._spoken[sounds] = Spoken(sounds, shelf, len(self._spoken))
        return held

    def state(
        self,
        item: HeldItem,
        entries: Heard,
        spoken: Spoken,
        day: str,
        said: Circumstances,
        in_change: bool,
    ) -> State:
        """Return the answer for an item.

        Arguments:
            item: the item.
            entries: which of its entries are heard; without any, it is as every other of its kind.
            spoken: the shelf as it speaks on the day to the caller.
            day: an ISO day.
            said: what the caller says.
            in_change: whether the place itself is in change that day.
        """
        key = (item.id if entries else None, item.profile, entries, spoken.number, in_change)
        held = self._states.get(key)
        if held is None:
            held = state_of(decide(spoken.shelf, item.shard, day, said))
            if in_change:
                reasons = {*held.status_reasons, str(StatusReason.PLACE_DATE)}
                held = held._replace(status="provisional", status_reasons=tuple(sorted(reasons)))
            self._states[key] = held
        return held
