"""Small catalogues in memory for the tests of releases, and pairs of them."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from community_certs.authoring.compile import canonical, compile_tree, manifest_of
from community_certs.authoring.divisions import compile_divisions
from community_certs.store import Store
from strategies import ITEM_IDS, catalogues, vocabulary

ROOT = Path(__file__).resolve().parents[2]
Data = dict[str, Any]


@cache
def divisions() -> dict[str, object]:
    """The compiled real divisions."""
    return compile_divisions(ROOT / "catalog_data" / "divisions")


@cache
def _division_bytes(path: str) -> bytes:
    return canonical(divisions()[path])


def files_of(catalog: Data, release: str = "2026.1.0") -> dict[str, bytes]:
    """Return every file of the release that a catalogue of the strategies compiles to."""
    shards = compile_tree(
        catalog["documents"],
        catalog["items"].values(),
        profiles=catalog["profiles"].values(),
        vocabulary=vocabulary(),
        divisions=divisions(),
    )
    files = {
        path: _division_bytes(path) if path in divisions() else canonical(value)
        for path, value in shards.items()
    }
    files["manifest.json"] = canonical(manifest_of(files, release))
    return files


def store_of(catalog: Data, release: str = "2026.1.0") -> Store:
    """Compile in memory."""
    return Store(files_of(catalog, release).__getitem__, "memory")


_HANDLING = st.fixed_dictionaries(
    {
        "key": st.just("h"),
        "kind": st.sampled_from(["handling", "transition", "admission", "seal"]),
        "steps": st.sampled_from(
            [
                [],
                [{"action": "check_online"}],
                [{"action": "verify_then_issue", "within_working_days": 3}],
                [{"action": "offer_commitment"}, {"action": "deliberate"}],
            ]
        ),
        "committees": st.sampled_from([["resident", "village"], ["village"]]),
        "says": st.sampled_from(["测试", "另一种说法"]),
        "source": st.just("s1"),
        "when": st.sampled_from(
            [
                {},
                {"outcome": ["may_issue"]},
                {"outcome": ["unlisted", "must_not_issue"]},
                {"requester": ["bank"]},
                {"risk": "high"},
                {"requester_place": {"outside": "province"}, "complexity": "simple"},
            ]
        ),
    }
)


@st.composite
def ruled(draw: st.DrawFn, catalog: Data) -> Data:
    """The same catalogue with rules of handling in some documents."""
    changed = copy.deepcopy(catalog)
    for document in changed["documents"]:
        if draw(st.sampled_from([True, False, False])):
            document["rules"] = [*document["rules"], draw(_HANDLING)]
    return changed


@st.composite
def edited(draw: st.DrawFn, catalog: Data) -> Data:
    """The same catalogue after one to three edits of the kinds that maintainers make."""
    changed = copy.deepcopy(catalog)
    for _ in range(draw(st.integers(1, 3))):
        documents = [one for one in changed["documents"] if not one.get("withdrawn")]
        if not documents:
            break
        document = draw(st.sampled_from(documents))
        one_list = draw(st.sampled_from(document["lists"]))
        entries = one_list["entries"]
        kind = draw(
            st.sampled_from(
                [
                    *("end", "start", "published", "withdraw", "force", "verified"),
                    *("rules", "item", "printed"),
                    *("entry", "entry", "unentry", "when", "committees", "off_list", "grade"),
                ]
            )
        )
        if kind == "end":
            document["dates"]["effective_to"] = draw(st.sampled_from(["2023-06", "2026-01-31"]))
        elif kind == "start":
            document["dates"] = {"issued": draw(st.sampled_from(["2016-12", "2020", "2021-03-01"]))}
        elif kind == "published":
            day = draw(st.sampled_from(["2021-06-01", "2024-02-29", None]))
            document["dates"] = {**document["dates"], "published": day}
        elif kind == "withdraw":
            document["withdrawn"] = {"on": "2026-01-01", "reason": "测试"}
        elif kind == "force":
            document["force"] = draw(st.sampled_from(["law", "local_rule", "normative_document"]))
        elif kind == "verified":
            document["verified_on"] = draw(st.sampled_from(["2026-01-01", None]))
        elif kind == "rules":
            document["rules"] = [draw(_HANDLING)]
        elif kind == "item":
            item = changed["items"][draw(st.sampled_from(ITEM_IDS))]
            item["risk"] = draw(st.sampled_from(["low", "high"]))
            item["complexity"] = draw(st.sampled_from(["simple", "complex"]))
        elif kind == "entry":
            new = {"printed": "新增", "items": [draw(st.sampled_from(ITEM_IDS))]}
            entries.append({"n": len(entries) + 1, **new})
        elif kind == "unentry" and entries:
            entries.pop()
        elif kind == "when" and entries:
            entries[-1]["when"] = draw(
                st.sampled_from([{"purpose": ["loan"]}, {"requester_place": {"outside": "city"}}])
            )
        elif kind == "printed" and entries:
            entries[-1]["printed"] = "另一种写法"
        elif kind == "committees":
            one_list["committees"] = draw(
                st.sampled_from([["resident"], ["village"], ["resident", "village"]])
            )
        elif kind == "off_list" and one_list["side"] == "may_issue":
            one_list["off_list"] = draw(st.sampled_from(["must_not_issue", None]))
        elif kind == "grade":
            document["sources"][0]["grade"] = draw(st.sampled_from(["press", "official"]))
    return changed


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Data, Data]:
    """Two catalogues: one edited from the other, or two that share only their items' ids."""
    first = draw(catalogues().flatmap(ruled))
    if draw(st.sampled_from([True, True, True, False])):
        return first, draw(edited(first))
    return first, draw(catalogues().flatmap(ruled))
