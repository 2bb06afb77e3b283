"""The YAML of a proposed inclusion: a district's document with its entry, and a new item."""

from __future__ import annotations

import yaml

from community_certs.model.enums import Force
from community_certs.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from community_certs.casework.cases import Case

__all__ = ["Inclusion", "NewItem", "document_of", "item_of", "yaml_of"]


class Inclusion(Record):
    """The document by which a district includes a proof.

    Attributes:
        slug: the end of the document's id, English, as in "2026-inclusion".
        title, number: as printed; the number may be None.
        issuers: as printed.
        issued: the day of issue, as printed.
        printed: the entry, verbatim.
        law, article: the basis that it cites.
        force: its rank (效力位阶).
        publisher: where it was read, and ``published`` when; ``url`` only on the publisher's host.
        requesters, purposes: ids of the vocabulary to which the entry is limited.
        committees: whom it speaks of.
        extends: the ids of the place's own lists that it adds to.
        working_days: the limit of time, if it states one.
    """

    slug: str
    title: str
    number: str | None
    issuers: tuple[str, ...]
    issued: str
    printed: str
    law: str
    article: str | None
    force: Force = Force.NORMATIVE_DOCUMENT
    publisher: str = ""
    published: str | None = None
    url: str | None = None
    requesters: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    committees: tuple[str, ...] = ("resident", "village")
    extends: tuple[str, ...] = ()
    working_days: int | None = None


class NewItem(Record):
    """An item that the catalogue does not have yet; its id is the case's ``x-<adcode>-…``."""

    category: str
    proves: str
    risk: str = "high"
    complexity: str = "complex"


def document_of(id: str, adcode: str, case: Case, inclusion: Inclusion, on: str) -> dict[str, Any]:
    """Return the document ``id`` of the place ``adcode`` that includes the item of a case."""
    when: dict[str, Any] = {}
    if inclusion.purposes:
        when["purpose"] = list(inclusion.purposes)
    if inclusion.requesters:
        when["requester"] = list(inclusion.requesters)
    law = f"《{inclusion.law.strip('《》')}》" if inclusion.law else ""
    entry: dict[str, Any] = {"n": 1, "printed": inclusion.printed, "items": [case.item]}
    if when:
        entry["when"] = when
    if inclusion.working_days is not None:
        entry["limits"] = {"working_days": inclusion.working_days}
    entry["note"] = f"依据：{law}{inclusion.article or ''}（由{case.unit}提供，案件 {case.id}）"
    policy: dict[str, Any] = {
        "key": "included",
        "side": "may_issue",
        "committees": list(inclusion.committees),
        "stated_count": 1,
        "complete": True,
        "source": "notice",
    }
    if not inclusion.extends:
        policy["kind"] = "provision"  # One entry on its own is no list that speaks of the rest.
    else:
        policy["extends"] = list(inclusion.extends)
    policy["entries"] = [entry]
    return {
        "id": id,
        "title": inclusion.title,
        "number": inclusion.number,
        "issuers": list(inclusion.issuers),
        "jurisdiction": adcode,
        "force": str(inclusion.force),
        "stage": "binding",
        "dates": {"issued": inclusion.issued},
        "sources": [
            {
                "key": "notice",
                "publisher": inclusion.publisher or "、".join(inclusion.issuers),
                "published": inclusion.published,
                "grade": "official",
                "url": inclusion.url,
            }
        ],
        "verified_on": on,
        "notes": [f"由整治案件 {case.id} 提出纳入；单位所提依据：{law}{inclusion.article or ''}。"],
        "records": [],
        "lists": [policy],
        "rules": [],
    }


def item_of(case: Case, item: NewItem) -> dict[str, Any]:
    """Return the item that a case applies for."""
    return {
        "id": case.item,
        "name": case.name,
        "category": item.category,
        "act": "certificate",
        "broader": None,
        "proves": item.proves,
        "risk": item.risk,
        "complexity": item.complexity,
        "online": False,
        "aliases": [],
        "phrases": [],
        "examples": {"match": [case.name], "reject": []},
        "alternatives": [],
    }


def yaml_of(value: Mapping[str, Any]) -> str:
    """Return a record as the YAML of the data format."""
    text: str = yaml.safe_dump(
        dict(value), allow_unicode=True, sort_keys=False, width=100, default_flow_style=None
    )
    return text
