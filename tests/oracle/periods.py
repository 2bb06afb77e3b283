"""From when until when something is in force, and how certain that is."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

Data = Mapping[str, Any]

_START = ("effective_from", "issued", "estimated", "known_by")
_OF_THE_START = (*_START, "published")
_DAY = timedelta(days=1)


class Start(NamedTuple):
    """A start lies in earliest..latest; from ``firm`` on it is certain that it has come."""

    earliest: date
    latest: date
    firm: date


class Period(NamedTuple):
    """In force certainly until ``certain``, possibly until ``possible``; no start: undated."""

    start: Start | None
    certain: date
    possible: date
    dates: dict[str, Any]

    def holds(self, day: date) -> bool:
        return self.start is not None and self.start.earliest <= day <= self.possible

    def unsure(self, day: date) -> bool:
        return self.start is not None and (day < self.start.firm or day > self.certain)

    def expired(self, day: date, force: str) -> bool:
        """More than five years without renewal evidence (normative documents only)."""
        if force != "normative_document" or "effective_to" in self.dates or not self.start:
            return False
        renewed = [last(one["on"]) for one in self.dates.get("renewed", ())]
        if "known_by" in self.dates:
            renewed.append(last(self.dates["known_by"]))
        return day > _five_years_after(max([self.start.latest, *renewed]))


def first(printed: str) -> date:
    return date.fromisoformat((printed + "-01-01")[:10])


def last(printed: str) -> date:
    year, month = int(printed[:4]), int(printed[5:7] or 12)
    return date(year, month, int(printed[8:10] or monthrange(year, month)[1]))


def _five_years_after(day: date) -> date:
    return day.replace(year=day.year + 5, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _start(dates: Data) -> Start | None:
    seen = dates.get("known_by")
    known = last(seen) if seen else None
    guess = dates.get("estimated")
    printed = dates.get("effective_from") or dates.get("issued")
    if printed:
        earliest, latest = first(printed), last(printed)
    elif guess:
        earliest, latest = first(guess["earliest"]), last(guess["latest"])
    elif seen and known:
        return Start(first(seen), known, known)
    else:
        return None
    latest = min(latest, known or latest)
    firm = latest if printed else (known or date.max)
    return Start(min(earliest, latest), latest, firm)


def _dates(layers: Iterable[Data]) -> dict[str, Any]:
    """Each layer overrides the one before: the start as a whole, the rest key by key."""
    dates: dict[str, Any] = {}
    for layer in layers:
        known = {key: value for key, value in layer.items() if value is not None}
        if any(key in known for key in _START) or "key" in known:  # a version is a start
            dates = {key: value for key, value in dates.items() if key not in _OF_THE_START}
        dates.update(known)
    return dates


def period_of(
    documents: Iterable[Data], document: Data, listed: Data | None = None, own: Data | None = None
) -> Period:
    """Return the period of a document, of one of its lists, or of something with dates in it."""
    listed = listed or {}
    layers, following = [document["dates"]], []
    if listed.get("version"):
        versions = document["versions"]
        at = [version["key"] for version in versions].index(listed["version"])
        layers.append(versions[at])
        following = [start for version in versions[at + 1 :] if (start := _start(version))][:1]
    dates = _dates([*layers, listed.get("dates") or {}, own or {}])
    list_id = f"{document['id']}/{listed.get('key')}"
    for other in documents:
        if other["stage"] == "binding" and not (other.get("withdrawn") or other.get("subdivision")):
            for newer in other["lists"]:
                if list_id in newer.get("replaces", ()):
                    start = period_of((), other, newer).start
                    following += [start] if start else []
    certain = [start.earliest - _DAY for start in following]
    possible = [start.latest - _DAY for start in following]
    if "effective_to" in dates:
        certain.append(first(dates["effective_to"]))
        possible.append(last(dates["effective_to"]))
    return Period(
        _start(dates), min(certain, default=date.max), min(possible, default=date.max), dates
    )
