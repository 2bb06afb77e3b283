"""The comparison of two releases: the answers that change, and what changes beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from community_certs.authoring.diff.answers import AnswerChange, changed_answers, parted
from community_certs.authoring.diff.contents import Contents, compare_contents
from community_certs.authoring.diff.edition import Edition
from community_certs.authoring.diff.places import changed_places, places_compared
from community_certs.jurisdictions import Gazetteer
from community_certs.store import Store

__all__ = ["DIFF_SCHEMA", "Comparison", "called", "compare"]

DIFF_SCHEMA = 1
"""The version of the form of :meth:`Comparison.to_dict`."""


@dataclass(frozen=True)
class Comparison:
    """What changes from one release to another.

    Attributes:
        old, new: the releases.
        on: the day that parts the past from the future.
        places: those compared; any other place changes as the nearest of them above it does.
        answers: the answers that change, by place, item and day; none on both sides of ``on``.
        contents: what changes beside the answers.
    """

    old: Store
    new: Store
    on: str
    places: tuple[str, ...]
    answers: tuple[AnswerChange, ...]
    contents: Contents

    @property
    def past(self) -> tuple[AnswerChange, ...]:
        """The answers about days before :attr:`on` that change: corrections."""
        return tuple(one for one in self.answers if one.is_past(self.on))

    @property
    def future(self) -> tuple[AnswerChange, ...]:
        """The other answers that change."""
        return tuple(one for one in self.answers if not one.is_past(self.on))

    @property
    def changes_answers(self) -> bool:
        """Whether an answer changes, or answers come or go with an item or a place."""
        contents = self.contents
        return bool(
            self.answers
            or contents.added["items"]
            or contents.removed["items"]
            or any(one.is_told for one in contents.divisions)
        )

    @property
    def changes_nothing(self) -> bool:
        """Whether the two hold exactly the same."""
        mine, theirs = self.old, self.new
        paths = {*mine.paths(), *theirs.paths()}
        return all(mine.digest_of(path) == theirs.digest_of(path) for path in paths)

    def place_name(self, adcode: str) -> str:
        """Return the path of a place's name, from the newer release."""
        for store in (self.new, self.old):
            gazetteer = Gazetteer(store.shard)
            units = gazetteer.units(adcode)
            if units:
                return gazetteer.path(units[-1])
        return adcode

    def item_name(self, id: str) -> str:
        """Return an item's name, from the newer release that has it."""
        for store in (self.new, self.old):
            index = store.shard("items/index.json")
            if id in index:
                return str(index[id]["name"])
        return id

    def vocabulary_name(self, axis: str, id: str) -> str:
        """Return the name of a purpose or requester ("purposes", "requesters")."""
        for store in (self.new, self.old):
            names = store.shard("names/vocabulary.json")[axis]["names"]
            if id in names:
                return str(names[id])
        return id

    def to_dict(self) -> dict[str, Any]:
        """Return everything as ``schemas/diff.schema.json`` describes it."""
        named = {one.place for one in self.answers}
        return {
            "schema": DIFF_SCHEMA,
            "old": _stamp(self.old),
            "new": _stamp(self.new),
            "on": self.on,
            "counts": {
                "answers": len(self.answers),
                "past": len(self.past),
                "future": len(self.future),
                "items": len({one.item for one in self.answers}),
                "places": len(named),
            },
            "changes_answers": self.changes_answers,
            "changes_nothing": self.changes_nothing,
            "places_compared": list(self.places),
            "names": {
                "places": {one: self.place_name(one) for one in sorted(named)},
                "items": {
                    one: self.item_name(one) for one in sorted({c.item for c in self.answers})
                },
            },
            "answers": [one.to_dict(self.on) for one in self.answers],
            "contents": self.contents.to_dict(),
        }


def called(store: Store) -> str:
    """Return the version of a release for people, with those of the variants laid over it."""
    names = [store.release]
    for path in store.paths():
        if path.startswith("overlays/"):
            said = store.shard(path)
            names.append(" ".join(one for one in (said["id"], said["version"]) if one))
    return " + ".join(names)


def _stamp(store: Store) -> dict[str, Any]:
    return {
        "release": store.release,
        "released": store.released,
        "schema": store.schema,
        "digest": store.digest,
    }


def compare(old: Store, new: Store, on: str) -> Comparison:
    """Compare two releases.

    Arguments:
        old: the release before.
        new: the release after.
        on: an ISO day; answers about earlier days count as past.

    Raises:
        CatalogCorrupt: if a byte of either differs from its manifest.
    """
    mine, theirs = Edition(old), Edition(new)
    places = places_compared(mine, theirs)
    index = old.shard("items/index.json"), new.shard("items/index.json")
    items = sorted(one for one in index[0] if one in index[1])
    changes = changed_answers(mine, theirs, places, items)
    answers = tuple(part for one in changes for part in parted(one, on))
    divisions = list(changed_places(mine, theirs))
    return Comparison(old, new, on, places, answers, compare_contents(old, new, divisions))
