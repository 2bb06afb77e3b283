"""The record of releases, ``catalog_data/releases.json``: when each was made, and of what.

It stands with the data, so that the same tree always compiles to the same bytes: a build that
equals a recorded release carries its day and its history in the manifest; any other is a snapshot
under way and says so by leaving them out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from community_certs.authoring.compile.release import canonical
from community_certs.store import Store

__all__ = ["RECORD", "content_of", "documents_of", "entry_of", "history_of", "read_record"]

RECORD = "releases.json"


def read_record(data: Path) -> dict[str, dict[str, Any]]:
    """Return the record of a ``catalog_data`` folder: version to entry; empty if there is none."""
    try:
        found: dict[str, dict[str, Any]] = json.loads((data / RECORD).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return found


def content_of(shards: Mapping[str, object]) -> str:
    """Return one digest for all shards of a catalogue, whatever its version."""
    held = {path: hashlib.sha256(canonical(one)).hexdigest() for path, one in shards.items()}
    return "sha256:" + hashlib.sha256(canonical(held)).hexdigest()


def history_of(
    record: Mapping[str, Mapping[str, Any]], release: str, shards: Mapping[str, object]
) -> Mapping[str, Any] | None:
    """Return what the manifest says of a release's history; None if it is not that release.

    Arguments:
        record: as :func:`read_record` gives it.
        release: the version that is built.
        shards: what was compiled.
    """
    entry = record.get(release)
    return entry if entry is not None and entry["content"] == content_of(shards) else None


def documents_of(store: Store) -> dict[str, bool]:
    """Return every document of a release, and whether it is withdrawn."""
    return {
        id: one["withdrawn"] is not None
        for path in store.paths()
        if path.startswith("documents/")
        for id, one in store.read(path)["documents"].items()
    }


def entry_of(shards: Mapping[str, Any], day: str, previous: Store | None) -> dict[str, Any]:
    """Return the entry of a release that is being made.

    Arguments:
        shards: what was compiled.
        day: its day.
        previous: the release before it, if any.
    """
    held = {
        id: one["withdrawn"] is not None
        for path, shard in shards.items()
        if path.startswith("documents/")
        for id, one in shard["documents"].items()
    }
    before = documents_of(previous) if previous is not None else {}
    return {
        "released": day,
        "previous": previous.release if previous is not None else None,
        "content": content_of(shards),
        "added": sorted(id for id in held if id not in before),
        "withdrawn": sorted(id for id, gone in held.items() if gone and not before.get(id)),
    }
