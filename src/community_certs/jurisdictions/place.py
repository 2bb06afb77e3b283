"""What locating a name gives: a division, and the chain of divisions that it lies in."""

from __future__ import annotations

from community_certs.model.record import Record

__all__ = ["Jurisdiction", "Link", "Place"]


class Jurisdiction(Record):
    """One administrative division, as it was between two years.

    Attributes:
        adcode: six digits (GB/T 2260); "000000" is the nation.
        name: its full name in that time ("张家口市").
        level: "nation", "province", "prefecture" or "county".
        path: the names from the province down ("河北省张家口市").
        start: the year in which it began; "1981", where the data begin, may mean earlier.
            None for the nation.
        end: the year in which it ended or was renamed; None while it stands.
    """

    adcode: str
    name: str
    level: str
    path: str
    start: str | None
    end: str | None


class Link(Record):
    """One step of a chain: a division whose documents hold in a place.

    Attributes:
        adcode: its code.
        name: its name in that time.
        level: "nation", "province", "prefecture" or "county".
        carried: the codes of its predecessors whose documents carry over to it: each was
            succeeded by exactly one division that came from nothing else. A code that was given
            to another division later is left out, lest that one's documents come along.
    """

    adcode: str
    name: str
    level: str
    carried: tuple[str, ...]


class Place(Record):
    """A division on a day, with everything above it.

    Attributes:
        jurisdiction: the division.
        chain: the nation first, the division last.
        place_date: whether the day falls into a time of change, known to the year only, of the
            division or of one above it: old and new both answer then, provisionally.
        span: first and last ISO day between which all of this holds unchanged.
    """

    jurisdiction: Jurisdiction
    chain: tuple[Link, ...]
    place_date: bool
    span: tuple[str, str]
