"""Turn compiled entries, lists and rules into citations."""

from __future__ import annotations

from community_certs.model.answer import Citation, Ending, Source, Start
from community_certs.model.enums import Force, Grade, Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

__all__ = ["cite", "cite_rule"]


def _start(raw: Mapping[str, Any] | None) -> Start | None:
    return (
        None if raw is None else Start(raw["earliest"], raw["latest"], raw["printed"], raw["basis"])
    )


def _end(raw: Mapping[str, Any] | None) -> Ending | None:
    return None if raw is None else Ending(raw["earliest"], raw["latest"], raw["basis"], raw["by"])


def _sources(raw: Iterable[Mapping[str, Any]]) -> tuple[Source, ...]:
    return tuple(
        Source(one["publisher"], one["published"], Grade(one["grade"]), one["url"]) for one in raw
    )


def cite(
    document: Mapping[str, Any], header: Mapping[str, Any], entry: Mapping[str, Any] | None
) -> Citation:
    """Return the citation of an entry, or of a whole list where ``entry`` is None."""
    dates = (entry or {}).get("dates") or header
    keys = header["source"] if entry is None else entry["source"]
    held = document["sources"]
    return Citation(
        header["id"] if entry is None else entry["id"],
        document["number"],
        document["title"],
        tuple(document["issuers"]),
        Force(document["force"]),
        Side(header["side"]),
        header["batch"],
        None if entry is None else entry["printed"],
        None if entry is None else entry.get("article"),
        None if entry is None else entry.get("provided"),
        document["layer"],
        _start(dates["start"]),
        _end(dates["end"]),
        _sources(held[key] for key in keys if key in held),
    )


def cite_rule(document: Mapping[str, Any], rule: Mapping[str, Any]) -> Citation:
    """Return the citation of a rule."""
    return Citation(
        rule["id"],
        document["number"],
        document["title"],
        tuple(document["issuers"]),
        Force(document["force"]),
        None,
        None,
        None,
        rule["article"],
        None,
        document["layer"],
        _start(rule["start"]),
        _end(rule["end"]),
        _sources(rule["sources"]),
    )
