"""Variants over a base answer as one catalogue of all their documents would, in any order."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from community_certs.authoring.compile import canonical, compile_tree, manifest_of
from community_certs.authoring.divisions import compile_divisions
from community_certs.authoring.overlay import Base, read_variants
from community_certs.catalog import Catalog
from community_certs.catalog.overlaying import lay_variants
from community_certs.store import Store
from oracle import answer
from overlays.variants import ROOT, lay_out
from strategies import catalogues, queries, vocabulary
from test_decide_equals_oracle import ask, compiled

Data = dict[str, Any]
LOCAL = "x-130700-local"
_OF_VARIANTS = {"outside-roots", "list-reach", "force-level", "local-id", "duplicate-id"}
_LOCAL_FORCES = ("normative_document", "local_rule", "local_regulation")


@cache
def _divisions() -> dict[str, object]:
    return compile_divisions(ROOT / "catalog_data" / "divisions")


@cache
def _division_bytes(path: str) -> bytes:
    return canonical(_divisions()[path])


def base_store(catalog: Data) -> Store:
    """Compile in memory; the divisions are the real ones."""
    shards = compile_tree(
        catalog["documents"],
        catalog["items"].values(),
        profiles=catalog["profiles"].values(),
        vocabulary=vocabulary(),
        divisions=_divisions(),
    )
    files = {
        path: _division_bytes(path) if path in _divisions() else canonical(value)
        for path, value in shards.items()
    }
    files["manifest.json"] = canonical(manifest_of(files, "2026.01.0"))
    return Store(files.__getitem__, "memory")


@st.composite
def layered(draw: st.DrawFn) -> tuple[Data, Data, list[tuple[str, list[Data], list[Data]]]]:
    """A whole catalogue; and the same cut into a base and up to three variants."""
    whole = draw(catalogues())
    base: list[Data] = []
    parts: dict[str, list[Data]] = {}
    for one in whole["documents"]:
        local = one["jurisdiction"] != "000000"
        layer = draw(st.sampled_from(["base", "a", "b", "c"])) if local else "base"
        if layer == "base" or not one["dates"]:
            base.append(one)
            continue
        if one["force"] not in _LOCAL_FORCES:
            one["force"] = "local_regulation"
        parts.setdefault(layer, []).append(one)
    # What the base says must not refer to what only a variant holds.
    moved = {one["id"] for held in parts.values() for one in held}
    for one in base:
        for raw in one["lists"]:
            for key in ("replaces", "extends"):
                raw[key] = [ref for ref in raw.get(key, ()) if ref.split("/")[0] not in moved]
        for rule in one["rules"]:
            rule["refines"] = [
                ref for ref in rule.get("refines", ()) if ref.split("/")[0] not in moved
            ]
    for item in whole["items"].values():
        item["alternatives"] = [
            one for one in item.get("alternatives", ()) if one["source"] not in moved
        ]
    items: dict[str, list[Data]] = {}
    with_item = draw(st.booleans())
    if parts and with_item:
        owner: str = draw(st.sampled_from(sorted(parts)))
        added = {
            **whole["items"]["mid"],
            "id": LOCAL,
            "name": "己证明",
            "broader": draw(st.sampled_from(["mid", "leaf", "alone", None])),
        }
        # A variant shows ways only to places within its roots.
        added["alternatives"] = [
            one for one in added.get("alternatives", ()) if one["jurisdiction"] == "130700"
        ]
        items[owner] = [added]
        for one in parts[owner]:
            for raw in one["lists"]:
                for entry in raw["entries"]:
                    if "items" in entry and draw(st.booleans()):
                        entry["items"] = sorted({*entry["items"][1:], LOCAL})
    variants = [(layer, parts[layer], items.get(layer, [])) for layer in sorted(parts)]
    everything = {**whole, "items": dict(whole["items"])}
    for added_here in items.values():
        everything["items"][LOCAL] = added_here[0]
    return everything, {**whole, "documents": base}, variants


def laid(folder: Path, store: Store, variants: list[Any], backwards: bool) -> Catalog:
    held = Base.of_store(store)
    folders = []
    for layer, documents, items in variants:
        roots = sorted(
            {one["jurisdiction"] for one in documents} | ({"130700"} if items else set())
        )
        folders.append(
            lay_out(folder / layer, documents, items, id=layer, roots=roots, base="2026.01.0")
        )
    read = read_variants(folders[::-1] if backwards else folders, held)
    for one in read:
        assert one.manifest is not None, one.diagnostics
        assert len(one.tree.documents) + len(one.tree.items) == len(
            [key for key in one.tree.readings if key[0] in ("documents", "items")]
        ), one.diagnostics
        # What is wrong with made-up data alone (dates, counts) is not the matter here.
        codes = {found.code for found in one.diagnostics if found.severity == "error"}
        assert not codes & _OF_VARIANTS, one.diagnostics
    return lay_variants(store, held, read[::-1] if backwards else read)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_variants_answer_as_the_oracle_does_over_all_documents_and_order_changes_nothing(
    data: st.DataObject,
) -> None:
    everything, base, variants = data.draw(layered())
    store = base_store(base)
    union = compiled({**everything, "items": dict(sorted(everything["items"].items()))})
    layer_of = {one["id"]: layer for layer, documents, _ in variants for one in documents}
    with tempfile.TemporaryDirectory() as place:
        held = laid(Path(place), store, variants, False)
        turned = laid(Path(place), store, variants, True)
        assert held.stamp == turned.stamp
        assert held.items == turned.items
        for _ in range(6):
            query = data.draw(queries(everything))
            if LOCAL in everything["items"] and data.draw(st.booleans()):
                query = query._replace(item=LOCAL)
            found = ask(held, query)
            assert ask(turned, query) == found == ask(union, query)
            expected = answer(everything, query)
            for key, value in expected.items():
                note(f"{key}: oracle {value!r}, layered {found[key]!r}")
            # How firm it is and what is only possible, test_decide_equals_oracle compares.
            for key in ("outcome", "reason", "citations", "residual", "demand"):
                assert found[key] == expected[key], key
            code, day = query.chain[-1].adcode, query.on
            told = held.decide(query.item, jurisdiction=code, on=day)
            assert told.to_dict() == turned.decide(query.item, jurisdiction=code, on=day).to_dict()
            for one in told.citations:
                assert one.layer == layer_of.get(one.entry.split("/")[0], "base")
            # Outside every root, nothing but the base speaks.
            roots = {doc["jurisdiction"] for _, documents, _ in variants for doc in documents}
            chain = {code for link in query.chain for code in (link.adcode, *link.carried)}
            if query.item != LOCAL and not roots & chain:
                assert ask(Catalog(store), query) == ask(held, query)
