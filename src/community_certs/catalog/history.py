"""The history of a place's own lists: what was added, replaced, extended and ended, and when."""

from __future__ import annotations

from community_certs.dates import next_day
from community_certs.model.enums import Side
from community_certs.model.holdings import Adjustment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from community_certs.store import Store

__all__ = ["adjustments_of"]


def adjustments_of(store: Store, adcode: str) -> tuple[Adjustment, ...]:
    """Return the steps in order of their first possible day, then by list.

    Lists that decide nothing (drafts, undated ones, places below the county) and provisions of
    statutes are left out: they are no adjustment of a list.

    Arguments:
        store: the release.
        adcode: the place; only its own documents count, not those of its chain.
    """
    path = f"documents/{adcode[:2]}.json"
    if not store.has(path):
        return ()
    shard = store.shard(path)
    entries = shard["entries"]
    found = []
    for header in shard["lists"].values():
        if (
            header["jurisdiction"] != adcode
            or header["kind"] != "list"
            or header["issuer"]
            or header["dormant"] is not None
        ):
            continue
        document = shard["documents"][header["document"]]
        kind = "replaced" if header["replaces"] else "extended" if header["extends"] else "added"
        start = header["start"]
        mine = _printed(entries[header["id"]])
        before = {
            one: printed
            for other in header["replaces"]
            for one, printed in _printed(entries.get(other, ())).items()
        }
        found.append(
            _step(
                document,
                header,
                kind,
                (start["earliest"], start["latest"]),
                added=tuple(text for one, text in mine.items() if one not in before),
                dropped=tuple(text for one, text in before.items() if one not in mine),
                kept=tuple(text for one, text in mine.items() if one in before),
                unseen=_unseen(shard["lists"].get(other) for other in header["replaces"]),
            )
        )
        end = header["end"]
        if end is not None and end["basis"] != "replaced":
            days = (next_day(end["earliest"]), next_day(end["latest"]))
            found.append(
                _step(document, header, "ended", days, added=(), dropped=tuple(mine.values()))
            )
    return tuple(sorted(found, key=lambda one: (one.day, one.until, one.list, one.kind)))


def _printed(entries: Iterable[Mapping[str, Any]]) -> dict[object, str]:
    """Return the printed names by what they mean: their items, or the text of a catch-all."""
    return {tuple(one["items"]) or one["printed"]: one["printed"] for one in entries}


def _unseen(replaced: Iterable[Mapping[str, Any] | None]) -> int | None:
    """Return how many names of these lists are not held, or None if nobody says how many."""
    missing = 0
    for header in replaced:
        if header is None:
            return None
        if not header["complete"]:
            if header["stated_count"] is None:
                return None
            missing += max(0, header["stated_count"] - header["captured"])
    return missing


def _step(
    document: Mapping[str, Any],
    header: Mapping[str, Any],
    kind: str,
    days: tuple[str, str],
    *,
    added: tuple[str, ...],
    dropped: tuple[str, ...],
    kept: tuple[str, ...] = (),
    unseen: int | None = 0,
) -> Adjustment:
    return Adjustment(
        days[0],
        days[1],
        kind,
        header["id"],
        Side(header["side"]),
        document["title"],
        document["number"],
        header["batch"],
        header["stated_count"],
        header["captured"],
        header["complete"],
        tuple(header["replaces"]),
        added,
        dropped,
        kept,
        unseen,
    )
