"""Compiling is a function of what the files say: their order never changes a byte."""

from __future__ import annotations

import copy
import random
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community_certs.authoring.compile import build, canonical, compile_tree, manifest_of
from community_certs.authoring.compile.source import shards_of
from community_certs.authoring.divisions import compile_divisions
from community_certs.authoring.tree import Tree, read_tree
from strategies import catalogues, vocabulary

DATA = Path(__file__).resolve().parents[1] / "catalog_data"


@cache
def divisions() -> dict[str, object]:
    return compile_divisions(DATA / "divisions")


def shuffled(files: list[Any], chance: random.Random) -> list[Any]:
    """The same files in another order."""
    return chance.sample(files, len(files))


def compiled(catalog: dict[str, Any], words: dict[str, Any]) -> dict[str, bytes]:
    shards = compile_tree(
        catalog["documents"],
        catalog["items"].values(),
        profiles=catalog["profiles"].values(),
        vocabulary=words,
        divisions={},
    )
    files = {path: canonical(value) for path, value in shards.items()}
    return {**files, "manifest.json": canonical(manifest_of(files, "2026.01.0"))}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(catalogues(), st.randoms(use_true_random=False))
def test_the_order_of_files_never_changes_a_shard(
    catalog: dict[str, Any], chance: random.Random
) -> None:
    other = {
        "documents": shuffled(catalog["documents"], chance),
        "items": dict(shuffled([*catalog["items"].items()], chance)),
        "profiles": dict(shuffled([*catalog["profiles"].items()], chance)),
    }
    changed = compiled(other, vocabulary())
    assert [
        path for path, raw in compiled(catalog, vocabulary()).items() if changed[path] != raw
    ] == []


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(catalogues())
def test_compiling_changes_nothing_that_it_is_given(catalog: dict[str, Any]) -> None:
    kept = copy.deepcopy(catalog)
    first = compiled(catalog, vocabulary())
    assert catalog == kept
    assert compiled(catalog, vocabulary()) == first


@cache
def tree() -> Tree:
    found = read_tree(DATA)
    assert found.usable
    return found


def test_the_order_of_the_real_files_never_changes_a_shard() -> None:
    chance = random.Random(5)
    raw = {
        kind: [tree().raw(kind, one) for one in shuffled([*getattr(tree(), kind)], chance)]
        for kind in ("documents", "items", "profiles")
    }
    again = compile_tree(
        raw["documents"],
        raw["items"],
        profiles=raw["profiles"],
        vocabulary={kind: tree().raw("vocabulary", kind) for kind in tree().vocabulary},
        divisions=divisions(),
    )
    before = shards_of(tree())
    assert again.keys() == before.keys()
    changed = [path for path in before if canonical(before[path]) != canonical(again[path])]
    assert not changed


def test_a_built_release_is_the_same_every_time_and_replaces_what_was_there(tmp_path: Path) -> None:
    shards = shards_of(tree())
    first = build(shards, "2026.01.0", tmp_path / "one")
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "old.json").write_text("{}", "utf-8")
    assert build(shards, "2026.01.0", tmp_path / "two") == first
    ones, twos = (
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (tmp_path / "one", tmp_path / "two")
    )
    assert ones == twos
    assert build(shards, "2026.01.1", tmp_path / "one") != first
    assert {path.name for path in tmp_path.iterdir()} == {"one", "two"}, "nothing is left behind"
