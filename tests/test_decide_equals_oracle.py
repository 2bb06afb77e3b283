"""The compiled catalogue answers as the oracle does, for random catalogues and questions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from community_certs.authoring.compile import canonical, compile_tree, manifest_of
from community_certs.authoring.divisions import compile_divisions
from community_certs.catalog.catalog import Catalog
from community_certs.store import Store
from oracle import Link, Query, answer, handling, wrong
from strategies import PLACES, SEATS, catalogues, queries, vocabulary

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
        "handling": found["handling"],
    }


def same(
    catalog: dict[str, Any], held: Catalog, query: Query, tell: Callable[[str], None] = print
) -> dict[str, Any]:
    """Hold the compiled answer against the oracle's, and return it."""
    expected, found = answer(catalog, query), ask(held, query)
    shown = dict(found)
    found["status_reasons"] = sorted(found["status_reasons"])
    steps = handling(catalog, query, expected)
    tell(f"handling: oracle {steps!r}, compiled {found['handling']!r}")
    assert not wrong(steps, found.pop("handling"), expected["outcome"])
    for key, value in expected.items():
        tell(f"{key}: oracle {value!r}, compiled {found[key]!r}")
    # An overridden entry is listed once, with one clause: any of the oracle's will do.
    for part in (lambda one: one[0], lambda one: one[:2]):
        assert set(map(part, found["overridden"])) == set(map(part, expected["overridden"]))
    assert {(one[0], one[2]) for one in found["overridden"]} <= {
        (one[0], one[2]) for one in expected["overridden"]
    }
    del found["overridden"], expected["overridden"]
    assert found == expected
    return shown


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_compiled_catalogue_answers_as_the_oracle(data: st.DataObject) -> None:
    catalog = data.draw(catalogues())
    held = compiled(catalog)
    for _ in range(6):
        same(catalog, held, data.draw(queries(catalog)), note)


# -- what chance seldom makes ----------------------------------------------------------------------


def entry(*items: str, **more: Any) -> dict[str, Any]:
    return {"n": 1, "printed": "测试", "items": list(items), **more}


def listed(key: str, side: str, *entries: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        **{"key": key, "side": side, "complete": True, "stated_count": None},
        **{"entries": list(entries), "source": "s1", **more},
    }


def document(id: str, dates: str | None, *lists: dict[str, Any], **more: Any) -> dict[str, Any]:
    source = {
        "key": "s1",
        "publisher": "测试",
        "published": "2020",
        "grade": "official",
        "url": None,
    }
    return {
        **{"id": id, "title": "测试", "number": None, "issuers": [], "jurisdiction": id[:6]},
        **{"force": "normative_document", "stage": "binding", "sources": [source]},
        **{"dates": {"effective_from": dates} if dates else {}, "verified_on": "2026-01-01"},
        **{"lists": list(lists), "rules": [], "records": [], **more},
    }


def rule(key: str, action: str, **more: Any) -> dict[str, Any]:
    return {
        **{"key": key, "kind": "handling", "steps": [{"action": action}]},
        **{"says": "测试", "source": "s1", **more},
    }


def asked(
    *documents: dict[str, Any],
    on: date = date(2023, 6, 1),
    chain: tuple[Link, ...] = PLACES[1],
    seat: tuple[Link, ...] | None = None,
) -> dict[str, Any]:
    item: dict[str, Any] = {
        **{"id": "mid", "name": "甲证明", "category": "other", "act": "certificate"},
        **{"broader": None, "proves": "测试", "risk": "low", "complexity": "simple"},
        **{"online": False, "aliases": [], "phrases": [], "alternatives": []},
    }
    top = {**item, "id": "top", "name": "乙证明"}
    catalog: dict[str, Any] = {"documents": list(documents), "profiles": {}}
    catalog["items"] = {"mid": {**item, "broader": "top"}, "top": top}
    return same(catalog, compiled(catalog), Query("mid", chain, on, requester_place=seat))


BAR = listed("a", "must_not_issue", entry("mid"))


def test_a_bar_is_in_conflict_with_an_entry_that_its_document_dates_apart() -> None:
    own = {"effective_from": "2022-06"}
    may = listed("b", "may_issue", entry("mid", dates=own))
    found = asked(document("130700-2022-d", "2022", BAR, may))
    assert (found["outcome"], found["status_reasons"]) == ("must_not_issue", ["conflict"])


def test_an_older_special_entry_does_not_survive_a_later_bar_of_its_own_document() -> None:
    bar = listed("a", "must_not_issue", entry("top", dates={"effective_from": "2023-01"}))
    may = listed("b", "may_issue", entry("mid"))
    assert asked(document("130700-2022-d", "2022", bar, may))["outcome"] == "must_not_issue"
    bar = listed("a", "must_not_issue", entry("top"))
    assert asked(document("130700-2022-d", "2022", bar, may))["outcome"] == "may_issue"


def test_a_version_without_dates_has_no_start() -> None:
    versions = [{"key": "1989", "issued": "1989-12-26"}, {"key": "2025"}]
    bar = {**BAR, "version": "2025"}
    found = asked(document("000000-1989-law", "1990-01-01", bar, versions=versions, force="law"))
    assert found["outcome"] == "unlisted"
    assert found["conditional"] == {("000000-1989-law/a/1", "undated")}


@pytest.mark.parametrize(
    ("standing", "closes"),
    [
        ({}, False),
        ({"stage": "guiding"}, False),
        ({"stage": "draft"}, True),
        ({"subdivision": "某街道"}, True),
        ({"dates": {}}, True),
        ({"withdrawn": {"on": "2026-01-01", "reason": "测试"}}, True),
    ],
    ids=str,
)
def test_what_decides_nothing_keeps_no_closed_list_open(
    standing: dict[str, Any], closes: bool
) -> None:
    old = document("130700-2019-d", "2019-01-01", listed("a", "may_issue", entry("mid")))
    closed = listed("a", "may_issue", entry("top"), off_list="must_not_issue")
    closed["entries"] = []
    both = listed("a", "may_issue", extends=["130700-2019-d/a", "130700-2020-d/a"])
    found = asked(
        old,
        document("130700-2020-d", "2020-01-01", closed),
        {**document("130700-2021-d", "2021-01-01", both), **standing},
    )
    assert (found["reason"] == "closed_list") is closes


@pytest.mark.parametrize("seat", [PLACES[0], PLACES[6], *SEATS[-4:]], ids=str)
@pytest.mark.parametrize("chain", PLACES, ids=str)
@pytest.mark.parametrize("bound", ["city", "province", "country"])
def test_outside_is_the_same_for_every_place_and_seat(
    bound: str, chain: tuple[Link, ...], seat: tuple[Link, ...]
) -> None:
    when = {"requester_place": {"outside": bound}}
    may = listed("a", "may_issue", entry("mid", when=when))
    asked(document("000000-2020-d", "2020-01-01", may), chain=chain, seat=seat)


def test_a_handling_rule_made_under_another_takes_its_place() -> None:
    upper = document("130000-2020-d", "2020-01-01", rules=[rule("r", "deliberate")])
    lower = rule("r", "head_signature", refines=["130000-2020-d/r"])
    found = asked(upper, document("130700-2020-d", "2020-01-01", BAR, rules=[lower]))
    actions = [step["action"] for step in found["handling"]]
    assert actions == ["decline_redirect", "head_signature"]


def test_admission_says_within_how_many_days() -> None:
    days = [{"action": "admission", "within_working_days": 15}]
    admission = rule("r", "admission", kind="admission", steps=days)
    found = asked(document("130700-2020-d", "2020-01-01", rules=[admission]))
    assert [(one["action"], one["within_working_days"]) for one in found["handling"]] == [
        ("admission", 15)
    ]
