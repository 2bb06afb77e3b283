"""Which answers differ between two releases: complete, sound, and computed only where they can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from community_certs.authoring.diff.circumstances import Scenario
from community_certs.authoring.diff.edition import Edition, HeldItem
from community_certs.authoring.diff.life import Delta, Life, deltas_of
from community_certs.authoring.diff.state import State
from community_certs.dates import FIRST_DAY, LAST_DAY, previous_day

__all__ = ["AnswerChange", "changed_answers", "parted"]


@dataclass(frozen=True, slots=True)
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


def parted(change: AnswerChange, on: str) -> Iterator[AnswerChange]:
    """Yield a change that holds on both sides of a day as two: the past one, and the other."""
    if change.is_past(on) and (change.last or LAST_DAY) >= on:
        yield replace(change, last=previous_day(on))
        yield replace(change, first=on)
    else:
        yield change


def changed_answers(
    old: Edition, new: Edition, places: Sequence[str], items: Iterable[str]
) -> Iterator[AnswerChange]:
    """Yield every difference, by place, then item, then day.

    Arguments:
        old: the release before.
        new: the release after.
        places: as :func:`.places.places_compared` gives them.
        items: the ids of items that both releases have.
    """
    held: list[tuple[HeldItem, HeldItem, dict[str, list[Delta]]]] = []
    for id in items:
        path = f"items/{id}.json"
        before = HeldItem(old.store.read(path))
        own: dict[str, list[Delta]] = {}
        after = before
        if old.store.digest_of(path) != new.store.digest_of(path):
            after = HeldItem(new.store.read(path))
            for delta in deltas_of(before.parts, after.parts):
                if delta.part is not None:
                    own.setdefault(delta.part.jurisdiction, []).append(delta)
        held.append((before, after, own))
    for place in places:
        edges = {*old.gazetteer.boundaries(place), *new.gazetteer.boundaries(place)}
        days = sorted({FIRST_DAY, *edges})
        for n, day in enumerate(days):
            views = old.view(place, day), new.view(place, day)
            if views[0] is None or views[1] is None:
                continue
            last = previous_day(days[n + 1]) if n + 1 < len(days) else LAST_DAY
            life = Life(old, new, place, day, last, views[0], views[1])
            for before, after, own in held:
                for span in life.changes(before, after, own):
                    yield AnswerChange(
                        before.id,
                        place,
                        span.circumstances,
                        None if span.first == FIRST_DAY else span.first,
                        None if span.last == LAST_DAY else span.last,
                        span.before,
                        span.after,
                        span.because,
                    )
