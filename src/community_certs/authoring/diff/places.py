"""The places of two releases: which are compared, and how their history differs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from community_certs.authoring.diff.edition import Edition
from community_certs.dates import FIRST_DAY, LAST_DAY, previous_day
from community_certs.jurisdictions.unit import Unit

__all__ = ["PlaceChange", "changed_places", "places_compared"]

Days = tuple["str | None", "str | None"]


class PlaceChange(NamedTuple):
    """How the history of a place differs; None stands for "since ever", or "no end known".

    Attributes:
        place: the adcode.
        because: the place whose own history was changed: itself, or one above it.
        gone: the days on which it was there, and is no longer: no question about it is answered.
        new: the days on which it is there now, and was not.
        names: its names before and after, oldest first, if they differ.
    """

    place: str
    because: str
    gone: tuple[Days, ...]
    new: tuple[Days, ...]
    names: tuple[tuple[str, ...], tuple[str, ...]] | None

    @property
    def is_told(self) -> bool:
        """Whether it changes which questions are answered."""
        return bool(self.gone or self.new or self.names)

    def is_past(self, on: str) -> bool:
        """Whether it changes that for days before ``on``: a correction."""
        spans = (*self.gone, *self.new)
        return self.names is not None or any((first or FIRST_DAY) < on for first, _ in spans)

    def to_dict(self) -> dict[str, Any]:
        """Return the change as ``schemas/diff.schema.json`` describes it."""
        spans = {
            key: [{"from": first, "until": last} for first, last in held]
            for key, held in (("gone", self.gone), ("new", self.new))
        }
        names = self.names and {"before": list(self.names[0]), "after": list(self.names[1])}
        return {"place": self.place, "because": self.because, **spans, "names": names}


def places_compared(old: Edition, new: Edition) -> tuple[str, ...]:
    """Return the places that are compared, by adcode.

    A place without documents of its own answers as the one above it does; so only places that
    documents are of, or carried over to, and those whose own history was changed, are compared.
    """
    found = {"000000"} | old.places_with_documents() | new.places_with_documents()
    return tuple(sorted(found | {one.place for one in changed_places(old, new)}))


def changed_places(old: Edition, new: Edition) -> tuple[PlaceChange, ...]:
    """Return the places whose history, or that of a place above them, differs."""
    if all(
        old.store.digest_of(path) == new.store.digest_of(path)
        for path in {*old.store.paths(), *new.store.paths()}
        if path.startswith("divisions/")
    ):
        return ()
    codes = {*old.gazetteer.places(), *new.gazetteer.places()}
    own = {one for one in codes if _rows(old, one) != _rows(new, one)}
    return tuple(
        _change(old, new, code, own)
        for code in sorted(codes)
        if _chains(old, code) != _chains(new, code)
    )


def _row(unit: Unit) -> tuple[Any, ...]:
    return (unit.code, unit.name, unit.start, unit.end, unit.level, tuple(unit.carried))


def _rows(edition: Edition, code: str) -> list[Any]:
    return [(*_row(unit), unit.parent, unit.shorts) for unit in edition.gazetteer.units(code)]


def _chains(edition: Edition, code: str) -> list[Any]:
    place = edition.gazetteer
    return [([_row(link) for link in place.chain(unit)], unit.shorts) for unit in place.units(code)]


def _change(old: Edition, new: Edition, code: str, own: set[str]) -> PlaceChange:
    above = (
        link.code
        for edition in (new, old)
        for unit in edition.gazetteer.units(code)
        for link in reversed(list(edition.gazetteer.chain(unit)))
    )
    because = code if code in own else next((one for one in above if one in own), code)
    names = tuple(tuple(unit.name for unit in one.gazetteer.units(code)) for one in (old, new))
    spans = list(_presence(old, new, code))
    return PlaceChange(
        code,
        because,
        tuple(days for days, was, _ in spans if was),
        tuple(days for days, _, now in spans if now),
        (names[0], names[1]) if names[0] != names[1] and all(names) else None,
    )


def _presence(old: Edition, new: Edition, code: str) -> Iterator[tuple[Days, bool, bool]]:
    """Yield the stretches of days on which the place is there in one of the two only."""
    edges = {*old.gazetteer.boundaries(code), *new.gazetteer.boundaries(code)}
    days = sorted({FIRST_DAY, *edges})
    open_one: tuple[str, str, bool, bool] | None = None
    for n, day in enumerate(days):
        last = previous_day(days[n + 1]) if n + 1 < len(days) else LAST_DAY
        was, now = old.view(code, day) is not None, new.view(code, day) is not None
        if open_one is not None and open_one[2:] == (was, now):
            open_one = (open_one[0], last, was, now)
            continue
        if open_one is not None and open_one[2] != open_one[3]:
            yield _days(open_one), open_one[2], open_one[3]
        open_one = (day, last, was, now)
    if open_one is not None and open_one[2] != open_one[3]:
        yield _days(open_one), open_one[2], open_one[3]


def _days(span: tuple[str, str, bool, bool]) -> Days:
    return None if span[0] == FIRST_DAY else span[0], None if span[1] == LAST_DAY else span[1]
