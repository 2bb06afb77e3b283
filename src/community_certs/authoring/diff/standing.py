"""What lies on the shelf of one place, how it speaks to callers, and the answers that it gives.

An answer depends on nothing but what is heard: the parts that speak on the day to the caller. So
days, callers and places for which the same is heard get the same answer, and it is worked out once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from community_certs.authoring.diff.circumstances import Fact
from community_certs.authoring.diff.parts import Part, Sound, speaks_of
from community_certs.authoring.diff.state import State, state_of
from community_certs.decide import decide
from community_certs.model.enums import Outcome, Reason, StatusReason
from community_certs.policy.circumstances import Circumstances
from community_certs.policy.shelf import Shelf

if TYPE_CHECKING:
    from community_certs.authoring.diff.edition import HeldItem

__all__ = ["Known", "Sounds", "Spoken", "Standing"]

Raw = Mapping[str, Any]
Profile = tuple[Any, ...]
# Reasons that are found among the lists held, where neither an entry nor a closure decides.
_BY_LISTS = {
    one.value for one in (Reason.NO_LIST_HELD, Reason.LIST_IN_FORCE, Reason.LIST_INCOMPLETE)
}
Sounds = frozenset[tuple[str, str, Sound]]
"""Parts by id, with the level of their place and all that each of them can do to an answer."""


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
    """A shelf as it speaks: ``heard`` is all that it can do to answers, ``shelf`` what does it.

    The rest are numbers, the same for the same sounds anywhere in a release: of all of it, of the
    lists that can be grounds by themselves (they close, or hold open-ended entries), of all lists,
    and of the rules by the outcome of which they speak.
    """

    __slots__ = ("grounds", "heard", "lists", "number", "rules", "shelf")

    def __init__(
        self, heard: Sounds, parts: Mapping[str, Part], shelf: Shelf, known: Known
    ) -> None:
        self.heard, self.shelf = heard, shelf
        self.number = known.number(heard)
        pairs = [(parts[one[0]], one) for one in heard]
        lists = [(part, one) for part, one in pairs if not part.is_rule]
        self.lists = known.number(frozenset(one for _, one in lists))
        self.grounds = known.number(
            frozenset(one for part, one in lists if part.raw["closes"] or part.raw["open"])
        )
        self.rules = {
            outcome.value: known.number(
                frozenset(
                    one
                    for part, one in pairs
                    if part.is_rule and outcome.value in part.raw["when"].get("outcome", (outcome,))
                )
            )
            for outcome in Outcome
        }


class Known:
    """The answers of a release that were worked out, by all that they depend on.

    Whether something may be issued hangs on the entries heard and on lists that are grounds by
    themselves; the other lists matter only where nothing of that decides, and rules only if they
    speak of the outcome.
    """

    _MOST = 200_000

    def __init__(self) -> None:
        self._numbers: dict[Sounds, int] = {}
        self._outcomes: dict[Any, tuple[str, bool]] = {}
        self._states: dict[Any, State] = {}

    def number(self, sounds: Sounds) -> int:
        """Return the number of what is heard."""
        return self._numbers.setdefault(sounds, len(self._numbers))

    def state(
        self,
        item: HeldItem,
        entries: Sounds,
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
        whose = item.id if entries else None
        key = (whose, item.profile, self.number(entries), spoken.grounds, in_change)
        outcome = self._outcomes.get(key)
        if outcome is not None:
            held = self._states.get((key, spoken.rules[outcome[0]], outcome[1] and spoken.lists))
            if held is not None:
                return held
        state = state_of(decide(spoken.shelf, item.shard, day, said))
        if in_change:
            reasons = {*state.status_reasons, str(StatusReason.PLACE_DATE)}
            state = state._replace(status="provisional", status_reasons=tuple(sorted(reasons)))
        if len(self._states) >= self._MOST:
            self._states.clear()
        by_lists = state.reason in _BY_LISTS
        self._outcomes[key] = (state.outcome, by_lists)
        self._states[key, spoken.rules[state.outcome], by_lists and spoken.lists] = state
        return state


class Relevant(NamedTuple):
    """The parts that may speak of items of a profile, and what they tell callers apart by."""

    plain: tuple[Part, ...]
    conditional: tuple[Part, ...]
    facts: frozenset[Fact]


class Standing:
    """What lies on the shelf of one chain of places.

    Arguments:
        known: the answers of the release.
        documents: its documents, by id.
        levels: adcode to level of the chain, carried-over predecessors included.
        place: level to adcode of the chain.
        parts: the lists and rules of the places of the chain.
    """

    def __init__(
        self,
        known: Known,
        documents: dict[str, Raw],
        levels: Mapping[str, str],
        place: Mapping[str, str],
        parts: Sequence[Part],
    ) -> None:
        self.known, self.levels, self.place, self.parts = known, levels, place, parts
        self._documents = documents
        self._by_id = {one.id: one for one in parts}
        self._days = sorted({day for one in parts for day in one.days})
        self._relevant: dict[tuple[Profile, int], Relevant] = {}
        self._plain: dict[Any, Sounds] = {}
        self._spoken: dict[Sounds, Spoken] = {}
        self._by_caller: dict[Any, Spoken] = {}

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
        plain = (profile, self.epoch(day), said.committee)
        key = (*plain, said.purpose, said.requester, said.requester_place)
        held = self._by_caller.get(key)
        if held is None:
            relevant = self.relevant(profile, day)
            sounds = self._plain.get(plain)
            if sounds is None:
                sounds = self._plain[plain] = self.heard(relevant.plain, day, said)
            sounds |= self.heard(relevant.conditional, day, said)
            held = self._spoken.get(sounds)
            if held is None:
                parts = (self._by_id[id] for id, _, _ in sounds)
                shelf = _Slice(self._documents, self.levels, self.place, parts)
                held = self._spoken[sounds] = Spoken(sounds, self._by_id, shelf, self.known)
            self._by_caller[key] = held
        return held

    def heard(self, parts: Iterable[Part], day: str, said: Circumstances) -> Sounds:
        """Return which parts speak here on a day to a caller, and how."""
        found = ((one, one.heard(day, said, self.place)) for one in parts)
        return frozenset(
            (one.id, self.levels[one.jurisdiction], sound)
            for one, sound in found
            if sound is not None
        )
