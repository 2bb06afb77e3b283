"""From printed dates to intervals of days.

A start is the intersection of what is known: ``effective_from``, else ``issued``, else
``estimated``, capped by ``known_by``. An end is the last day, as printed, or the day before the
next version or the replacing list starts. What is printed as a year or a month is an interval.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from community_certs.dates import add_years, earliest_day, latest_day, next_day, previous_day

__all__ = [
    "Ending",
    "Start",
    "ending_of",
    "expiry_of",
    "of_version",
    "override",
    "published_of",
    "start_of",
]

_START_KEYS = ("effective_from", "issued", "estimated", "known_by", "published")
_VERSION_KEYS = ("issued", "effective_from", "effective_to")
_USUAL_YEARS = 5
"""The usual validity of a normative document without evidence of renewal."""


class Start(TypedDict):
    """An interval in which something starts.

    ``firm`` is the day from which it certainly stands: the latest day of its start, or, if that is
    only estimated, the day on which a page shows it in force; None if there is no such page.
    """

    earliest: str
    latest: str
    printed: str
    basis: str
    firm: str | None


class Ending(TypedDict):
    """The last day: certainly in force until ``earliest``, possibly until ``latest``."""

    earliest: str
    latest: str
    basis: str
    by: str | None


def override(base: Mapping[str, Any], own: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return ``base`` dates with those of a list or an entry over them.

    Own knowledge of the start replaces the whole start of the base, not one key of it: a list that
    was issued later must not inherit the earlier effective day of its document.
    """
    if not own:
        return dict(base)
    kept = dict(base)
    if any(own.get(key) for key in _START_KEYS if key != "published"):
        for key in _START_KEYS:
            kept.pop(key, None)
    kept.update({key: value for key, value in own.items() if value is not None})
    return kept


def of_version(base: Mapping[str, Any], version: Mapping[str, Any]) -> dict[str, Any]:
    """Return the dates of a document with those of one of its versions over them.

    A version has its own start or none: it never stood since the document's first.
    """
    kept = {key: value for key, value in base.items() if key not in _START_KEYS}
    return override(kept, {key: version.get(key) for key in _VERSION_KEYS})


def start_of(dates: Mapping[str, Any]) -> Start | None:
    """Return the interval in which it starts, or None if no date is known at all."""
    basis, printed, interval = "", "", None
    for key in ("effective_from", "issued"):
        if dates.get(key):
            basis, printed = key, dates[key]
            interval = (earliest_day(printed), latest_day(printed))
            break
    estimated = dates.get("estimated")
    if interval is None and estimated:
        basis = "estimated"
        printed = f"{estimated['earliest']}/{estimated['latest']}"
        interval = (earliest_day(estimated["earliest"]), latest_day(estimated["latest"]))
    known = dates.get("known_by")
    if interval is None:
        if not known:
            return None
        basis, printed = "known_by", known
        interval = (earliest_day(known), latest_day(known))
    first, last = interval
    if known:
        last = min(last, latest_day(known))
        first = min(first, last)
    firm: str | None = last
    if basis == "estimated":
        firm = latest_day(known) if known else None
    return {"earliest": first, "latest": last, "printed": printed, "basis": basis, "firm": firm}


def ending_of(
    dates: Mapping[str, Any], next_version: Start | None, replacements: Mapping[str, Start]
) -> Ending | None:
    """Return the earliest of the ends that are known, or None.

    Arguments:
        dates: with ``effective_to`` as printed, if any.
        next_version: the start of the version that follows in a statute's chain.
        replacements: list id to start of each binding list that replaces this one.
    """
    ends: list[Ending] = []
    if dates.get("effective_to"):
        printed = dates["effective_to"]
        ends.append(
            {
                "earliest": earliest_day(printed),
                "latest": latest_day(printed),
                "basis": "effective_to",
                "by": None,
            }
        )
    if next_version is not None:
        ends.append(_before(next_version, "version", None))
    ends.extend(_before(start, "replaced", by) for by, start in sorted(replacements.items()))
    if not ends:
        return None
    last = min(ends, key=lambda end: (end["latest"], end["earliest"]))
    return {**last, "earliest": min(end["earliest"] for end in ends)}


def _before(start: Start, basis: str, by: str | None) -> Ending:
    return {
        "earliest": previous_day(start["earliest"]),
        "latest": previous_day(start["latest"]),
        "basis": basis,
        "by": by,
    }


def published_of(dates: Mapping[str, Any], start: Start | None) -> str | None:
    """Return the day from which it was public, if that is later than its start; else None."""
    if start is None or not dates.get("published"):
        return None
    day = latest_day(dates["published"])
    return day if day > start["latest"] else None


def expiry_of(force: str, dates: Mapping[str, Any], start: Start | None) -> str | None:
    """Return the last day on which a normative document may be taken to stand without evidence.

    Five years after its start or after the last day on which a source shows it in force. None for
    other forces, for a document that prints its own end, and for one without a start.
    """
    if force != "normative_document" or start is None or dates.get("effective_to"):
        return None
    seen = [start["latest"], *(latest_day(one["on"]) for one in dates.get("renewed") or ())]
    if dates.get("known_by"):
        seen.append(latest_day(dates["known_by"]))
    return add_years(max(seen), _USUAL_YEARS)


def boundaries_of(
    start: Start | None, end: Ending | None, published: str | None, expires: str | None
) -> list[str]:
    """Return the first days of every state that these dates pass through, sorted."""
    days: set[str] = set()
    if start is not None:
        days.update((start["earliest"], start["firm"] or start["latest"]))
    if end is not None:
        days.update((next_day(end["earliest"]), next_day(end["latest"])))
    if published:
        days.add(published)
    if expires:
        days.add(next_day(expires))
    return sorted(days)
