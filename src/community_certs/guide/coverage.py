"""What the whole catalogue holds, by province and by place: counted, never estimated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from community_certs.catalog import Catalog
from community_certs.dates import LAST_DAY
from community_certs.errors import CommunityCertsError
from community_certs.model.enums import Grade
from community_certs.model.holdings import Document, PolicyList

__all__ = ["NATION", "PROVINCES", "Overview", "PlaceHoldings", "ProvinceHoldings", "overview"]

NATION = "00"
PROVINCES = (
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65",
)  # fmt: skip
"""The province-level divisions with residents' and villagers' committees, as adcodes start."""
_GRADES = (Grade.OFFICIAL, Grade.LAW_TEXT_COLLECTION, Grade.PRESS, Grade.SECONDARY)


@dataclass(frozen=True)
class PlaceHoldings:
    """The documents of one place, sorted by id; withdrawn ones are left out."""

    adcode: str
    name: str
    documents: tuple[Document, ...]

    @property
    def lists(self) -> tuple[PolicyList, ...]:
        """Every list of these documents that speaks to committees or to those who ask."""
        return tuple(
            one
            for document in self.documents
            for one in document.lists
            if one.kind == "list" and not one.issuer
        )

    @property
    def provisions(self) -> int:
        """How many groups of articles of laws there are."""
        return sum(one.kind == "provision" for doc in self.documents for one in doc.lists)

    @property
    def captured(self) -> int:
        """How many entries of lists are held."""
        return sum(len(one.entries) for one in self.lists)

    @property
    def counted(self) -> tuple[int, int]:
        """Return the entries held and stated of those lists whose document states a number.

        An entry beyond the stated number (a class that stands for several) counts no further.
        """
        stated = [one for one in self.lists if one.stated_count is not None]
        return (
            sum(min(len(one.entries), one.stated_count or 0) for one in stated),
            sum(one.stated_count or 0 for one in stated),
        )

    @property
    def years(self) -> tuple[str, str] | None:
        """Return the first and the last year in which a document started."""
        found = [one.start.earliest[:4] for one in self.documents if one.start]
        return (min(found), max(found)) if found else None

    @property
    def grades(self) -> tuple[Grade, ...]:
        """The best source of each document, as a set in order of standing."""
        best = {best_grade(one) for one in self.documents}
        return tuple(one for one in _GRADES if one in best)

    @property
    def verified_on(self) -> tuple[str | None, int]:
        """Return the day of the last comparison with a source, and how many documents lack one."""
        days = [one.verified_on for one in self.documents if one.verified_on]
        return max(days, default=None), len(self.documents) - len(days)


@dataclass(frozen=True)
class ProvinceHoldings(PlaceHoldings):
    """The documents of a province and of every place in it, and these places one by one."""

    places: tuple[PlaceHoldings, ...] = ()


@dataclass(frozen=True)
class Overview:
    """The nation first, then every province, those of which nothing is held included."""

    release: str
    provinces: tuple[ProvinceHoldings, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return everything counted, as JSON holds it."""
        return {"release": self.release, "provinces": [_plain(one) for one in self.provinces]}


def best_grade(document: Document) -> Grade:
    """Return the standing of a document's best source."""
    return min((one.grade for one in document.sources), key=_GRADES.index)


def overview(catalog: Catalog) -> Overview:
    """Count what a catalogue holds."""
    documents = [one for one in map(catalog.document, catalog.documents) if not one.withdrawn]
    found = []
    for bucket in (NATION, *PROVINCES):
        mine = [one for one in documents if one.jurisdiction[:2] == bucket]
        adcodes = sorted({one.jurisdiction for one in mine})
        places = tuple(
            PlaceHoldings(
                adcode,
                _name(catalog, adcode, mine),
                tuple(one for one in mine if one.jurisdiction == adcode),
            )
            for adcode in adcodes
        )
        top = bucket + "0000"
        found.append(ProvinceHoldings(top, _name(catalog, top, mine), tuple(mine), places))
    return Overview(catalog.stamp.release, tuple(found))


def _name(catalog: Catalog, adcode: str, documents: Iterable[Document]) -> str:
    """Return what a place is called now, or was called when its documents started."""
    days = [LAST_DAY]
    days += [
        one.start.latest
        for one in documents
        if one.jurisdiction == adcode and one.start is not None
    ]
    for day in days:
        try:
            return catalog.jurisdiction(adcode, day).name
        except CommunityCertsError:
            continue
    return adcode


def _plain(one: ProvinceHoldings) -> dict[str, Any]:
    return {
        **_counts(one),
        "places": [
            {**_counts(place), "documents": [_document(doc) for doc in place.documents]}
            for place in one.places
        ],
    }


def _counts(one: PlaceHoldings) -> dict[str, Any]:
    captured, stated = one.counted
    day, unverified = one.verified_on
    return {
        "adcode": one.adcode,
        "name": one.name,
        "document_count": len(one.documents),
        "list_count": len(one.lists),
        "provision_count": one.provisions,
        "entries": one.captured,
        "captured_of_stated": captured,
        "stated": stated,
        "years": None if one.years is None else list(one.years),
        "grades": [grade.value for grade in one.grades],
        "verified_on": day,
        "unverified": unverified,
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "number": document.number,
        "force": document.force.value,
        "stage": document.stage.value,
        "subdivision": document.subdivision,
        "start": None if document.start is None else document.start.to_dict(),
        "end": None if document.end is None else document.end.to_dict(),
        "grades": sorted({one.grade.value for one in document.sources}),
        "verified_on": document.verified_on,
        "lists": [
            {
                "id": one.id,
                "side": one.side.value,
                "kind": one.kind,
                "binds": one.binds,
                "issuer": list(one.issuer),
                "captured": len(one.entries),
                "stated_count": one.stated_count,
                "complete": one.complete,
            }
            for one in document.lists
        ],
    }
