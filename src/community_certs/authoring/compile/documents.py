"""Compile documents: their headers, lists and rules, in the form the runtime reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from community_certs.authoring.compile.conditions import in_words
from community_certs.authoring.compile.dating import (
    Start,
    boundaries_of,
    ending_of,
    expiry_of,
    of_version,
    override,
    published_of,
    start_of,
)

__all__ = ["Compiled", "brief", "compile_documents", "heard", "is_heard", "is_held"]

Raw = Mapping[str, Any]
_BOTH = ["resident", "village"]
_CLOSING = ("must_not_issue", "may_not_demand")


class Compiled:
    """All documents, compiled: headers, lists, entries of each list, and rules, by id."""

    def __init__(self) -> None:
        self.documents: dict[str, dict[str, Any]] = {}
        self.lists: dict[str, dict[str, Any]] = {}
        self.entries: dict[str, list[dict[str, Any]]] = {}
        self.rules: dict[str, dict[str, Any]] = {}


def compile_documents(
    documents: Iterable[Raw], profiles: Mapping[str, Raw], words: Mapping[str, str]
) -> Compiled:
    """Compile every document; withdrawn ones keep their header and decide nothing.

    Arguments:
        documents: mappings in the form of ``docs/data-format.md``; each may carry ``layer``.
        profiles: profiles by id, whose rules are expanded where a document adopts them.
        words: the names of purposes and requesters by id.
    """
    out = Compiled()
    ordered = sorted(documents, key=lambda one: str(one["id"]))
    replacing = _replacements(ordered)
    for document in ordered:
        out.documents[document["id"]] = _header(document)
        if document.get("withdrawn"):
            continue
        for raw in document.get("lists") or ():
            compiled = _list(document, raw, replacing)
            out.lists[compiled["id"]] = compiled
            out.entries[compiled["id"]] = [
                _entry(document, raw, compiled, entry, words, replacing)
                for entry in raw.get("entries") or ()
                if not entry.get("withdrawn")
            ]
        for rule in _rules(document, profiles):
            out.rules[rule["id"]] = rule
    _join_families(out.lists, out.entries)
    for list_id, entries in out.entries.items():
        header = out.lists[list_id]
        header["captured"] = len(entries)
        header["open"] = [entry for entry in entries if not entry["items"]]
        header["closes"] = (
            is_held(header)
            and header["side"] == "may_issue"
            and header["complete"]
            and header["off_list"] in _CLOSING
            and not header["open"]
        )
    return out


def brief(document: Raw) -> dict[str, Any]:
    """Return what a citation needs of a compiled document."""
    keys = ("id", "title", "number", "issuers", "force", "layer", "sources")
    return {key: document[key] for key in keys}


def is_heard(rule: Raw) -> bool:
    """Whether a compiled rule can change an answer or a refusal; the rest only informs."""
    return bool(rule["steps"]) or rule["kind"] not in ("handling", "transition")


def heard(rule: Raw) -> dict[str, Any]:
    """Return what an answer needs of a compiled rule: its words only where it prints them."""
    if rule["kind"] in ("residual", "seal"):
        return dict(rule)
    return {key: one for key, one in rule.items() if key not in ("article", "says", "sources")}


def is_held(header: Raw) -> bool:
    """Whether a compiled list is a "list held": one that answers for what it does not name."""
    return (
        header["kind"] == "list"
        and header["binds"] == "committee"
        and not header["issuer"]
        and header["dormant"] is None
    )


def _header(document: Raw) -> dict[str, Any]:
    dates = document.get("dates") or {}
    start = start_of(dates)
    return {
        "id": document["id"],
        "title": document.get("title"),
        "number": document.get("number"),
        "issuers": list(document.get("issuers") or ()),
        "jurisdiction": document["jurisdiction"],
        "subdivision": document.get("subdivision"),
        "force": document["force"],
        "stage": document["stage"],
        "start": start,
        "end": ending_of(dates, None, {}),
        "verified_on": document.get("verified_on"),
        "withdrawn": document.get("withdrawn"),
        "notes": list(document.get("notes") or ()),
        "layer": document.get("layer", "base"),
        "sources": {one["key"]: _source(one) for one in document.get("sources") or ()},
    }


def _source(source: Raw) -> dict[str, Any]:
    return {
        "publisher": source["publisher"],
        "published": source.get("published"),
        "grade": source["grade"],
        "url": source.get("url"),
    }


def _dormant(document: Raw, start: Start | None) -> str | None:
    """Why nothing of a document decides: a draft, a place below the county, or no date."""
    if document["stage"] == "draft":
        return "draft"
    if document.get("subdivision"):
        return "subdivision"
    return "undated" if start is None else None


def _dates_of(document: Raw, part: Raw) -> tuple[dict[str, Any], Start | None]:
    """Return the dates of a list or rule, and the start of the version after its own."""
    dates = dict(document.get("dates") or {})
    following: Start | None = None
    versions = list(document.get("versions") or ())
    for index, version in enumerate(versions):
        if part.get("version") == version["key"]:
            dates = of_version(dates, version)
            later = (start_of(one) for one in versions[index + 1 :])
            following = next((one for one in later if one is not None), None)
    return override(dates, part.get("dates")), following


def _list(document: Raw, raw: Raw, replacing: Mapping[str, dict[str, Start]]) -> dict[str, Any]:
    list_id = f"{document['id']}/{raw['key']}"
    dates, following = _dates_of(document, raw)
    start = start_of(dates)
    end = ending_of(dates, following, replacing.get(list_id, {}))
    published = published_of(dates, start)
    expires = expiry_of(document["force"], dates, start)
    return {
        "id": list_id,
        "document": document["id"],
        "jurisdiction": document["jurisdiction"],
        "name": raw.get("name"),
        "batch": raw.get("batch"),
        "side": raw["side"],
        "binds": raw.get("binds") or "committee",
        "committees": list(raw.get("committees") or _BOTH),
        "issuer": list(raw.get("issuer") or ()),
        "kind": raw.get("kind") or "list",
        "modality": raw.get("modality") or "may",
        "stated_count": raw.get("stated_count"),
        "complete": bool(raw.get("complete")),
        "off_list": raw.get("off_list"),
        "delegates": bool(raw.get("delegates")),
        "replaces": sorted(raw.get("replaces") or ()),
        "extends": sorted(raw.get("extends") or ()),
        "start": start,
        "end": end,
        "published": published,
        "expires": expires,
        "days": boundaries_of(start, end, published, expires),
        "dormant": _dormant(document, start),
        "guiding": document["stage"] == "guiding",
        "unverified": document.get("verified_on") is None,
        "source": _keys(raw.get("source")) or [one["key"] for one in document["sources"]],
        "note": raw.get("note"),
    }


def _keys(source: object) -> list[str]:
    if source is None:
        return []
    return [source] if isinstance(source, str) else [str(one) for one in source]  # type: ignore[attr-defined]


def _entry(
    document: Raw,
    raw: Raw,
    header: Raw,
    entry: Raw,
    words: Mapping[str, str],
    replacing: Mapping[str, dict[str, Start]],
) -> dict[str, Any]:
    keys = _keys(entry.get("source")) or header["source"]
    grades = {one["key"]: one["grade"] for one in document["sources"]}
    compiled: dict[str, Any] = {
        "id": f"{header['id']}/{entry['n']}",
        "list": header["id"],
        "printed": entry["printed"],
        "items": [] if entry.get("open_ended") else list(entry.get("items") or ()),
        "source": keys,
        "official": any(grades.get(key) in ("official", "law_text_collection") for key in keys),
    }
    for key in ("when", "provided", "article", "limits", "note"):
        if entry.get(key):
            compiled[key] = entry[key]
    if entry.get("when"):
        compiled["condition"] = in_words(entry["when"], words)
    if entry.get("dates"):
        dates, following = _dates_of(document, raw)
        dates = override(dates, entry["dates"])
        start = start_of(dates)
        end = ending_of(dates, following, replacing.get(header["id"], {}))
        published = published_of(dates, start)
        expires = expiry_of(document["force"], dates, start)
        compiled["dates"] = {
            "start": start,
            "end": end,
            "published": published,
            "expires": expires,
            "days": boundaries_of(start, end, published, expires),
        }
    return compiled


def _rules(document: Raw, profiles: Mapping[str, Raw]) -> Iterator[dict[str, Any]]:
    own = [(document["id"], rule, document["sources"]) for rule in document.get("rules") or ()]
    for name in document.get("adopts") or ():
        profile = profiles[name]
        own += [(f"{document['id']}/{name}", rule, profile["sources"]) for rule in profile["rules"]]
    for owner, rule, sources in own:
        dates, following = _dates_of(document, rule)
        start = start_of(dates)
        end = ending_of(dates, following, {})
        expires = expiry_of(document["force"], dates, start)
        by_key = {one["key"]: _source(one) for one in sources}
        keys = _keys(rule.get("source")) or list(by_key)
        yield {
            "id": f"{owner}/{rule['key']}",
            "document": document["id"],
            "jurisdiction": document["jurisdiction"],
            "kind": rule["kind"],
            "does": rule.get("does"),
            "when": rule.get("when") or {},
            "steps": [
                {"action": one["action"], "within": one.get("within_working_days")}
                for one in rule.get("steps") or ()
            ],
            "committees": list(rule.get("committees") or _BOTH),
            "refines": sorted(rule.get("refines") or ()),
            "says": rule["says"],
            "article": rule.get("article"),
            "start": start,
            "end": end,
            "expires": expires,
            "days": boundaries_of(start, end, None, expires),
            "dormant": _dormant(document, start),
            "sources": [by_key[key] for key in keys if key in by_key],
        }


def _replacements(documents: Iterable[Raw]) -> dict[str, dict[str, Start]]:
    """Return for each replaced list the starts of the binding lists that replace it."""
    found: dict[str, dict[str, Start]] = {}
    for document in documents:
        if document.get("withdrawn") or document["stage"] != "binding":
            continue
        if document.get("subdivision"):
            continue
        for raw in document.get("lists") or ():
            dates, _ = _dates_of(document, raw)
            start = start_of(dates)
            if start is None:
                continue
            for replaced in raw.get("replaces") or ():
                found.setdefault(replaced, {})[f"{document['id']}/{raw['key']}"] = start
    return found


def _join_families(
    lists: Mapping[str, dict[str, Any]], entries: Mapping[str, Iterable[Raw]]
) -> None:
    """Give each list its family: itself and all that are joined to it by ``extends``.

    What decides nothing (a draft, a place below the county, no date) joins nothing either: it
    would keep a closed list open. An undated list of which some entry has a date decides by that.
    """
    family: dict[str, set[str]] = {one: {one} for one in lists}
    for one, header in lists.items():
        dated = (entry.get("dates") for entry in entries[one])
        undated = header["dormant"] == "undated"
        if header["dormant"] and not (undated and any(own and own["start"] for own in dated)):
            continue
        for other in header["extends"]:
            if other in family and family[other] is not family[one]:
                joined = family[one] | family[other]
                for member in joined:
                    family[member] = joined
    for one, header in lists.items():
        header["family"] = sorted(family[one])
