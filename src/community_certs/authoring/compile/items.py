"""Compile items: one shard per item, with every entry that can bear on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from community_certs.authoring.compile.dating import boundaries_of, ending_of, override, start_of
from community_certs.authoring.compile.documents import Compiled, brief

__all__ = ["compile_items"]

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
    on_item: dict[str, list[tuple[dict[str, Any], str]]] = {one: [] for one in by_id}
    for list_id in sorted(policy.entries):
        for entry in policy.entries[list_id]:
            for item in entry["items"]:
                on_item[item].append((entry, policy.lists[list_id]["jurisdiction"][:2]))
    shards: dict[str, dict[str, Any]] = {}
    for one in sorted(by_id):
        item = by_id[one]
        related = [one, *ancestors[one], *sorted(narrower[one])]
        entries: dict[str, list[dict[str, Any]]] = {}
        covered: set[str] = set()  # an entry that names several items speaks once, of the nearest
        for other in related:
            if by_id[other]["act"] != item["act"]:
                continue
            for entry, bucket in on_item[other]:
                if policy.lists[entry["list"]]["issuer"]:
                    continue  # what others prove is reference, and decides nothing
                if entry["id"] in covered:
                    continue
                if other not in narrower[one]:
                    covered.add(entry["id"])
                held = {key: value for key, value in entry.items() if key not in ("items", "note")}
                entries.setdefault(bucket, []).append({**held, "item": other})
        lists = {
            entry["list"]: _plain_header(policy.lists[entry["list"]])
            for held in entries.values()
            for entry in held
        }
        shards[one] = {
            "id": one,
            "name": item["name"],
            "names": {other: by_id[other]["name"] for other in related},
            "category": names["categories"].get(item["category"], item["category"]),
            "act": item["act"],
            "broader": item.get("broader"),
            "ancestors": ancestors[one],
            "narrower": sorted(narrower[one]),
            "proves": item.get("proves"),
            "risk": item.get("risk"),
            "complexity": item.get("complexity"),
            "online": bool(item.get("online")),
            "aliases": [alias["name"] for alias in item.get("aliases") or ()],
            "notes": list(item.get("notes") or ()),
            "alternatives": _alternatives([one, *ancestors[one]], by_id, names, raw_documents),
            "lists": lists,
            "documents": {
                key: brief(policy.documents[key])
                for key in sorted({header["document"] for header in lists.values()})
            },
            "entries": {
                bucket: sorted(held, key=_entry_order) for bucket, held in sorted(entries.items())
            },
        }
    return shards


def _plain_header(header: Raw) -> dict[str, Any]:
    """Return a list's header without what only the whole list needs."""
    return {key: value for key, value in header.items() if key not in ("open", "note", "name")}


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
