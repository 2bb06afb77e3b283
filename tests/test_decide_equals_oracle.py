"""The compiled catalogue answers as the oracle does, for random catalogues and questions."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from community_certs.authoring.compile import canonical, compile_tree, manifest_of
from community_certs.authoring.divisions import compile_divisions
from community_certs.catalog.catalog import Catalog
from community_certs.store import Store
from oracle import Query, answer
from strategies import catalogues, queries, vocabulary

_ROOT = Path(__file__).resolve().parents[1]


@cache
def _divisions() -> dict[str, object]:
    return compile_divisions(_ROOT / "catalog_data" / "divisions")


@cache
def _division_bytes(path: str) -> bytes:
    return canonical(_divisions()[path])


def compiled(catalog: dict[str, Any]) -> Catalog:
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
    files["manifest.json"] = canonical(manifest_of(files, "2026.1.0"))
    return Catalog(Store(files.__getitem__, "memory"))


def ask(catalog: Catalog, query: Query) -> dict[str, Any]:
    """Ask the compiled catalogue, and say it in the oracle's words."""
    theirs = query.requester_place
    found = catalog.decide(
        query.item,
        jurisdiction=query.chain[-1].adcode,
        on=query.on,
        purpose=query.purpose,
        requester=query.requester,
        requester_place=theirs[-1].adcode if theirs else None if theirs is None else "境外",
        committee=query.committee,
    ).to_dict()
    assert [link["adcode"] for link in found["chain"]] == [link.adcode for link in query.chain]
    residual = found["residual"]
    return {
        **{
            key: found[key]
            for key in ("outcome", "reason", "status", "status_reasons", "needs_review", "demand")
        },
        "citations": {one["entry"] for one in found["citations"]},
        "overridden": {
            (one["entry"], by, one["clause"]) for one in found["overridden"] for by in one["by"]
        },
        "conditional": {(one["entry"], one["why"]) for one in found["conditional"]},
        "residual": residual and (residual["does"], residual["citation"]["entry"]),
    }


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_compiled_catalogue_answers_as_the_oracle(data: st.DataObject) -> None:
    catalog = data.draw(catalogues())
    held = compiled(catalog)
    for _ in range(6):
        query = data.draw(queries(catalog))
        expected, found = answer(catalog, query), ask(held, query)
        found["status_reasons"] = sorted(found["status_reasons"])
        for key, value in expected.items():
            note(f"{key}: oracle {value!r}, compiled {found[key]!r}")
        # An overridden entry is listed once, with one clause: any of the oracle's will do.
        for part in (lambda one: one[0], lambda one: one[:2]):
            assert set(map(part, found["overridden"])) == set(map(part, expected["overridden"]))
        assert {(one[0], one[2]) for one in found["overridden"]} <= {
            (one[0], one[2]) for one in expected["overridden"]
        }
        del found["overridden"], expected["overridden"]
        assert found == expected
