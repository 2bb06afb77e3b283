"""The names of the repository's own catalogue, compiled in memory for the tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from community_certs.authoring.names import compile_names
from community_certs.matching import Matcher

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "catalog_data"


def read(path: Path) -> Any:
    """Parse a YAML file with strings only."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@cache
def items() -> dict[str, dict[str, Any]]:
    """Return the items by id; null is spelled ``null`` in the data and None here."""
    held = {}
    for path in sorted((DATA / "items").glob("*.yaml")):
        raw = read(path)
        raw["broader"] = None if raw.get("broader") == "null" else raw.get("broader")
        held[raw["id"]] = raw
    return held


def vocabulary(name: str) -> list[dict[str, Any]]:
    """Return the entries of one vocabulary."""
    entries: list[dict[str, Any]] = read(DATA / "vocabulary" / f"{name}.yaml")
    return entries


@cache
def shards() -> dict[str, object]:
    """Return the compiled name index."""
    return compile_names(
        items(), vocabulary("purposes"), vocabulary("requesters"), vocabulary("words")
    )


@cache
def matcher() -> Matcher:
    """Return a matcher over the repository's catalogue."""
    return Matcher(shards().__getitem__)
