"""Compile items: one shard per item, with every entry that can bear on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from community_certs.authoring.compile.dating import boundaries_of, ending_of, override, start_of
from community_certs.authoring.compile.documents import Compiled, brief

__all__ = ["compile_items"]

_HEADER = (
    *("id", "document", "jurisdiction", "side", "binds", "committees", "batch", "delegates"),
    *("start", "end", "published", "expires", "days", "dormant", "guiding", "unverified"),
)

Raw = Mapping[str, Any]


def compile_items(
    items: Iterable[Raw],
    vocabulary: Mapping[str, Iterable[Raw]],
    policy: Compiled,
    raw_documents: Mapping[str, Raw],
) -> dict[str, dict[str, Any]]:
    """Return the shard of every item by id.

    A shard holds the item, its ancestors (nearest first), its alternatives, and the entries on
    itself, on its ancestors and on its narrower items, by the first two digits of the document's
    adcode. Entries on an item of another act are left out: a bar on certificates does not reach
    consents, and permission to certify is no permission to consent.
    """
    by_id = {item["id"]: item for item in items}
    names = {
        kind: {word["id"]: word["name"] for word in vocabulary.get(kind, ())}
        for kind in ("authorities", "substitutes", "categories")
    }
    ancestors = {one: _ancestors(one, by_id) for one in by_id}
    narrower: dict[str, list[str]] = {one: [] for one in by_id}
    for one, above in ancestors.items():
        for other in above:
            narrower[other].append(one)
    on_item: dict[str, list[dict[str, Any]]] = {one: [] for one in by_id}
    for list_id in sorted(policy.entries):
        if policy.lists[list_id]["issuer"]:
            continue  # what others prove is reference, and decides nothing
        for entry in policy.entries[list_id]:
            for item in entry["items"]:
                on_item[item].append(entry)
    shards: dict[str, dict[str, Any]] = {}
    for one in sorted(by_id):
        item = by_id[one]
        covering, below = [one, *ancestors[one]], sorted(narrower[one])
        alike = {other for other in (*covering, *below) if by_id[other]["act"] == item["act"]}
        bearing = _bearing(
            [other for other in covering if other in alike],
            [other for other in below if other in alike],
            on_item,
        )
        shards[one] = {
            "id": one,
            "name": item["name"],
            "names": {other: by_id[other]["name"] for other in (*covering, *below)},
            "category": names["categories"].get(item["category"], item["category"]),
            "act": item["act"],
            "broader": item.get("broader"),
            "ancestors": ancestors[one],
            "narrower": below,
            "proves": item.get("proves"),
            "risk": item.get("risk"),
            "complexity": item.get("complexity"),
            "online": bool(item.get("online")),
            "aliases": [alias["name"] for alias in item.get("aliases") or ()],
            "notes": list(item.get("notes") or ()),
            "alternatives": _alternatives(covering, by_id, names, raw_documents),
            **_cited(bearing, policy),
        }
    return shards


def _bearing(
    covering: Iterable[str], below: Iterable[str], on_item: Mapping[str, Iterable[Raw]]
) -> list[dict[str, Any]]:
    """Return the entries that bear on an item, each with the ``item`` by which it does.

    An entry that names several items speaks once, of the nearest that covers the one asked.
    """
    found: list[dict[str, Any]] = []
    covered: set[str] = set()
    for other in covering:
        for entry in on_item[other]:
            if entry["id"] not in covered:
                covered.add(entry["id"])
                found.append(_of(entry, other))
    found += [
        _of(entry, other)
        for other in below
        for entry in on_item[other]
        if entry["id"] not in covered
    ]
    return found


def _of(entry: Raw, item: str) -> dict[str, Any]:
    kept = {key: value for key, value in entry.items() if key not in ("items", "note")}
    return {**kept, "item": item}


def _cited(entries: Iterable[dict[str, Any]], policy: Compiled) -> dict[str, Any]:
    """Return the entries by bucket, with what they need of their lists and documents."""
    buckets: dict[str, list[dict[str, Any]]] = {}
    sources: dict[str, set[str]] = {}
    lists: dict[str, dict[str, Any]] = {}
    for entry in entries:
        header = policy.lists[entry["list"]]
        lists[entry["list"]] = {key: header[key] for key in _HEADER}
        sources.setdefault(header["document"], set()).update(entry["source"])
        buckets.setdefault(header["jurisdiction"][:2], []).append(entry)
    documents = {}
    for key, used in sorted(sources.items()):
        held = brief(policy.documents[key])
        kept = {name: one for name, one in held["sources"].items() if name in used}
        documents[key] = {**held, "sources": kept}
    return {
        "lists": lists,
        "documents": documents,
        "entries": {
            bucket: sorted(held, key=_entry_order) for bucket, held in sorted(buckets.items())
        },
    }


def _entry_order(entry: Raw) -> tuple[str, int, str]:
    head, _, n = str(entry["id"]).rpartition("/")
    return head, int(n), str(entry["item"])


def _ancestors(one: str, by_id: Mapping[str, Raw]) -> list[str]:
    found: list[str] = []
    above = by_id[one].get("broader")
    while above is not None and above not in found:
        found.append(above)
        above = by_id[above].get("broader")
    return found


def _alternatives(
    family: list[str],
    by_id: Mapping[str, Raw],
    names: Mapping[str, Mapping[str, str]],
    documents: Mapping[str, Raw],
) -> list[dict[str, Any]]:
    """Return the alternatives of the item, else those of its nearest ancestor that has some."""
    owner = next((one for one in family if by_id[one].get("alternatives")), None)
    if owner is None:
        return []
    found = []
    for raw in by_id[owner]["alternatives"]:
        sources = [raw["source"]] if isinstance(raw["source"], str) else list(raw["source"])
        document = documents.get(sources[0], {})
        own = {key: raw.get(key) for key in ("effective_from", "effective_to")}
        dates = override(document.get("dates") or {}, own)
        start = start_of(dates)
        end = ending_of(dates, None, {})
        found.append(
            {
                "id": f"{owner}/alternatives/{raw['key']}",
                "route": raw["route"],
                "authority": [names["authorities"][one] for one in raw.get("authority") or ()],
                "substitutes": [
                    [names["substitutes"][one] for one in every]
                    for every in raw.get("any_of") or ()
                ],
                "situation": raw.get("situation"),
                "jurisdiction": raw.get("jurisdiction") or "000000",
                "basis": raw.get("basis"),
                "documents": sources,
                "start": start,
                "end": end,
                "days": boundaries_of(start, end, None, None),
            }
        )
    return found
