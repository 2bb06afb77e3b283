"""What a maintainer has to look at: what is about to start or end, and what is due for review.

Two queues of the mechanism of adjustment. *Upcoming*: lists, entries and rules that start or end
within a stretch of days. *Stale*: documents that nobody has compared with their source for a year,
that never were, or whose usual validity has run out without evidence of renewal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from community_certs.dates import add_years, next_day
from community_certs.store import Store

__all__ = ["Due", "Turn", "stale", "upcoming"]

Raw = Mapping[str, Any]


class Turn(NamedTuple):
    """Something that starts, ends, or passes its usual validity between two days.

    ``what`` is ``starts``, ``ends`` or ``expires``; ``earliest`` and ``latest`` are the first day
    of the new state, an interval where the date is not printed to the day.
    """

    earliest: str
    latest: str
    what: str
    id: str
    document: str
    jurisdiction: str
    printed: str | None


class Due(NamedTuple):
    """A document that is due for review, and why.

    ``why`` is ``never_verified``, ``verification_old`` or ``possibly_expired``; ``since`` is the
    day from which it is due, None if it always was.
    """

    document: str
    title: str | None
    number: str | None
    jurisdiction: str
    why: str
    since: str | None


def upcoming(store: Store, on: str, days: int) -> tuple[Turn, ...]:
    """Return what starts, ends or expires after a day and within a number of days, in order.

    Arguments:
        store: the release.
        on: an ISO day.
        days: how far ahead to look; beyond the last day of the calendar there is nothing.
    """
    until = _after(on, days)
    found = [turn for turn in _turns(store) if turn.latest > on and turn.earliest <= until]
    return tuple(sorted(found, key=lambda one: one[:4]))


def _after(day: str, days: int) -> str:
    first = date.fromisoformat(day)
    return (first + timedelta(min(days, (date.max - first).days))).isoformat()


def _turns(store: Store) -> Iterator[Turn]:
    for path in store.paths():
        if path.startswith("documents/"):
            shard = store.read(path)
            for header in shard["lists"].values():
                if header["dormant"] is not None:
                    continue
                yield from _of(header, header, header["name"] or header["batch"])
                for entry in shard["entries"][header["id"]]:
                    if entry.get("dates"):
                        yield from _of(entry["dates"], header, entry["printed"], entry["id"])
            for rule in shard["rules"].values():
                if rule["dormant"] is None:
                    yield from _of(rule, rule, rule["says"])


def _of(dates: Raw, owner: Raw, printed: str | None, id: str | None = None) -> Iterator[Turn]:
    place = (id or owner["id"], owner["document"], owner["jurisdiction"], printed)
    start, end, expires = dates["start"], dates["end"], dates.get("expires")
    if start is not None:
        yield Turn(start["earliest"], start["latest"], "starts", *place)
    if end is not None:
        yield Turn(next_day(end["earliest"]), next_day(end["latest"]), "ends", *place)
    if expires is not None and (end is None or expires < end["earliest"]):
        yield Turn(next_day(expires), next_day(expires), "expires", *place)


def stale(store: Store, on: str, years: int = 1) -> tuple[Due, ...]:
    """Return the documents that are due for review on a day, the longest due first.

    Documents that were withdrawn, or have ended for certain, are left out.

    Arguments:
        store: the release.
        on: an ISO day.
        years: how long a comparison with the source counts.
    """
    found = []
    for path in store.paths():
        if not path.startswith("documents/"):
            continue
        shard = store.read(path)
        expiries: dict[str, list[str]] = {}
        for document, dates in _dated(shard):
            stands = dates["end"] is None or dates["end"]["latest"] >= on
            if dates["expires"] is not None and stands:
                expiries.setdefault(document, []).append(dates["expires"])
        for document in shard["documents"].values():
            end = document["end"]
            if document["withdrawn"] or (end is not None and end["latest"] < on):
                continue
            for why, since in _reasons(document, expiries.get(document["id"], []), on, years):
                found.append(
                    Due(
                        document["id"],
                        document["title"],
                        document["number"],
                        document["jurisdiction"],
                        why,
                        since,
                    )
                )
    return tuple(sorted(found, key=lambda one: (one.since or "", one.document, one.why)))


def _dated(shard: Raw) -> Iterator[tuple[str, Raw]]:
    """Yield the document and the dates of everything that stands for a time of its own."""
    for one in shard["rules"].values():
        yield one["document"], one
    for header in shard["lists"].values():
        yield header["document"], header
        for entry in shard["entries"][header["id"]]:
            if entry.get("dates"):
                yield header["document"], entry["dates"]


def _reasons(
    document: Raw, expiries: list[str], on: str, years: int
) -> Iterator[tuple[str, str | None]]:
    verified = document["verified_on"]
    if verified is None:
        yield "never_verified", None
    elif (due := add_years(verified, years)) <= on:
        yield "verification_old", due
    if expiries and (last := min(expiries)) < on:
        yield "possibly_expired", next_day(last)
