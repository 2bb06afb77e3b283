"""What holds for the whole catalogue, and that what must not decide does not."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
import yaml

from answers.current import ROOT, catalog, documents, shard, store, tree
from community_certs.authoring.compile import canonical, compile_tree, manifest_of
from community_certs.authoring.divisions import compile_divisions
from community_certs.catalog import Catalog
from community_certs.store import Store

FIXED = yaml.safe_load((ROOT / "tests" / "cases" / "item_ids.yaml").read_text("utf-8"))
MINFA20 = "000000-2020-minfa20"


def names_of(kind: str) -> set[str]:
    return {word["name"] for word in tree().raw("vocabulary", kind)}


# -- names, sources, guidance ----------------------------------------------------------------------


@pytest.mark.parametrize("fixed", FIXED, ids=lambda fixed: fixed["id"])
def test_the_27_fixed_items_keep_their_ids_and_names(fixed: dict[str, str]) -> None:
    assert catalog().item(fixed["id"]).name == fixed["name"]
    assert catalog().resolve(fixed["name"]).item == fixed["id"]


def test_entries_land_below_the_umbrellas_that_join_two_things() -> None:
    umbrellas = {one["id"] for one in FIXED if "/" in one["name"]}
    assert umbrellas
    for document in documents():
        for listed in document.lists:
            for entry in listed.entries:
                assert umbrellas.isdisjoint(entry.items), entry.id
    assert all(catalog().item(one).narrower for one in umbrellas)


def test_every_entry_list_and_rule_has_a_source_with_a_publisher() -> None:
    seen = 0
    for path in store().paths():
        if not path.startswith("documents/"):
            continue
        for one in shard(path)["documents"].values():
            assert one["sources"] and all(s["publisher"] for s in one["sources"].values())
        for key, listed in shard(path)["lists"].items():
            sources = shard(path)["documents"][listed["document"]]["sources"]
            for part in (listed, *shard(path)["entries"][key]):
                assert part["source"] and set(part["source"]) <= sources.keys(), part["id"]
                seen += 1
    for item in catalog().items:
        raw = shard(f"items/{item}.json")
        for entries in raw["entries"].values():
            for entry in entries:
                held = raw["documents"][raw["lists"][entry["list"]]["document"]]["sources"]
                assert entry["source"] and set(entry["source"]) <= held.keys(), entry["id"]
    assert seen > 500


def test_an_address_stands_only_on_http_and_every_day_of_checking_is_known() -> None:
    for document in documents():
        for source in document.sources:
            assert source.url is None or source.url.startswith(("http://", "https://"))
        assert document.verified_on is None or document.verified_on <= "2100"


def test_guidance_names_authorities_and_substitutes_of_the_vocabulary() -> None:
    authorities, substitutes = names_of("authorities"), names_of("substitutes")
    ways = 0
    for item in catalog().items:
        for one in shard(f"items/{item}.json")["alternatives"]:
            assert set(one["authority"]) <= authorities, one["id"]
            assert {name for every in one["substitutes"] for name in every} <= substitutes, one[
                "id"
            ]
            assert one["authority"] or one["substitutes"] or one["route"] == "cancelled_outright"
            ways += 1
    assert ways > 100


def test_every_broader_item_exists_and_the_tree_has_no_cycle() -> None:
    for item in catalog().items:
        seen = [item]
        while (above := catalog().item(seen[-1]).broader) is not None:
            assert above not in seen
            seen.append(above)
            assert item in catalog().item(above).narrower


def test_ids_are_those_of_their_paths_and_none_is_used_twice() -> None:
    ids = [one.id for one in documents()]
    ids += [listed.id for one in documents() for listed in one.lists]
    ids += [entry.id for one in documents() for listed in one.lists for entry in listed.entries]
    assert len(ids) == len(set(ids))
    for document in documents():
        assert document.id.startswith(f"{document.jurisdiction}-")
        assert all(listed.id.startswith(f"{document.id}/") for listed in document.lists)


# -- what decides nothing --------------------------------------------------------------------------


@cache
def _raw() -> dict[str, Any]:
    kinds = ("documents", "items", "profiles")
    held = {kind: {one: tree().raw(kind, one) for one in getattr(tree(), kind)} for kind in kinds}
    held["vocabulary"] = {kind: tree().raw("vocabulary", kind) for kind in tree().vocabulary}
    return held


@cache
def _divisions() -> dict[str, object]:
    return compile_divisions(tree().root / "divisions")


def recompiled(document: str, change: Callable[[dict[str, Any]], None]) -> Catalog:
    """The catalogue with one document changed."""
    raw = copy.deepcopy(_raw()["documents"][document])
    change(raw)
    shards = compile_tree(
        {**_raw()["documents"], document: raw}.values(),
        _raw()["items"].values(),
        profiles=_raw()["profiles"].values(),
        vocabulary=_raw()["vocabulary"],
        divisions=_divisions(),
    )
    files = {path: canonical(value) for path, value in shards.items()}
    files["manifest.json"] = canonical(manifest_of(files, "2026.01.0"))
    return Catalog(Store(files.__getitem__, "memory"))


def _decides(held: Catalog, document: str) -> bool:
    """Whether a document is cited for kinship, its first entry, in the year after it."""
    answer = held.decide("kinship", jurisdiction="000000", on="2021-06-01")
    shown = json.dumps(answer.to_dict(), ensure_ascii=False)
    decides = any(one.entry.startswith(document) and one.printed for one in answer.citations)
    assert decides == (answer.outcome == "must_not_issue"), shown
    return decides


CHANGES: dict[str, dict[str, Any]] = {
    "withdrawn": {"withdrawn": {"on": "2026-11-01", "reason": "测试"}},
    "a draft": {"stage": "draft"},
    "of a place below the county": {"subdivision": "某街道"},
    "without any date": {"dates": {}},
}


@pytest.mark.parametrize("why", CHANGES)
def test_a_document_that_decides_nothing_is_cited_for_nothing(why: str) -> None:
    assert _decides(catalog(), MINFA20)
    assert not _decides(recompiled(MINFA20, lambda raw: raw.update(CHANGES[why])), MINFA20)


def test_a_list_of_what_others_prove_only_guides() -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["lists"][0]["issuer"] = ["police-station"]

    assert not _decides(recompiled(MINFA20, change), MINFA20)


def test_a_withdrawn_entry_is_gone_and_its_neighbours_stay() -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["lists"][0]["entries"][0]["withdrawn"] = {"on": "2026-11-01", "reason": "测试"}

    held = recompiled(MINFA20, change)
    assert not _decides(held, MINFA20)
    assert held.decide("birth", jurisdiction="000000", on="2021-06-01").outcome == "must_not_issue"


def test_a_guiding_document_decides_provisionally() -> None:
    held = recompiled(MINFA20, lambda raw: raw.update(stage="guiding"))
    answer = held.decide("kinship", jurisdiction="000000", on="2021-06-01")
    assert (answer.outcome, answer.status) == ("must_not_issue", "provisional")
    assert "guiding" in answer.status_reasons
