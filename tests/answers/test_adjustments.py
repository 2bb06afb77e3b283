"""The history of a place's lists: what came, went and stayed, and what of it was never seen."""

from __future__ import annotations

from typing import Any

import pytest

from answers.current import catalog
from community_certs import Catalog
from community_certs.catalog.history import adjustments_of
from community_certs.cli import main
from releases.catalogues import store_of
from strategies import ITEM_IDS

Step = tuple[str, str, "int | None", int]
# By place: the kind of step, the side, what the document states, and what of it is held.
HISTORY: dict[str, list[Step]] = {
    "110000": [
        ("added", "may_issue", 15, 4),
        ("added", "cancelled", 74, 6),
        ("replaced", "may_issue", 4, 4),
    ],
    "230100": [("added", "cancelled", 13, 13), ("added", "may_issue", None, 1)],
    "370000": [("added", "may_issue", None, 14), ("added", "may_issue", 12, 0)],
    "420000": [("added", "must_not_issue", 21, 21)],
    "441700": [
        ("added", "must_not_issue", 23, 0),
        ("added", "may_issue", 7, 0),
        ("extended", "may_issue", 7, 0),
        ("extended", "must_not_issue", 4, 0),
    ],
}


@pytest.mark.parametrize("place", HISTORY)
def test_the_lists_of_a_place_come_in_the_sequence_that_its_documents_tell(place: str) -> None:
    steps = catalog().adjustments(place)
    assert [(one.kind, one.side.value, one.stated_count, one.captured) for one in steps] == (
        HISTORY[place]
    )


def test_beijing_went_from_fifteen_to_four_and_only_what_was_seen_is_called_dropped() -> None:
    *_, step = catalog().adjustments("北京市")
    assert step.replaces == ("110000-2016-community-burden/may",)
    assert step.dropped == (
        "居民在社区居住证明",
        "为中小学生参加社区实践活动出具证明",
        "妇女、儿童救助家庭困难证明",
        "应征新兵入伍政审鉴定意见",
    )
    assert (len(step.added), step.kept, step.unseen) == (4, (), 11)


@pytest.mark.parametrize(("lang", "said"), [("zh", "另有 11 项的名称未见"), ("en", "11 names")])
def test_the_command_says_what_was_not_seen(
    lang: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["adjustments", "--in", "北京市", "--lang", lang]) == 0
    assert said in " ".join(capsys.readouterr().out.split())


def _document(id: str, items: list[str], **more: Any) -> dict[str, Any]:
    entries = [{"n": n, "printed": one, "items": [one]} for n, one in enumerate(items, 1)]
    held = {"key": "a", "side": "may_issue", "complete": True, "entries": entries, **more}
    return {
        "id": f"130700-{id}",
        "title": "清单",
        "issuers": ["某局"],
        "jurisdiction": "130700",
        "force": "normative_document",
        "stage": "binding",
        "dates": {"issued": f"{id[:4]}-03-01"},
        "sources": [
            {"key": "s1", "publisher": "某局", "published": None, "grade": "official", "url": None}
        ],
        "verified_on": None,
        "records": [],
        "lists": [{"source": "s1", "stated_count": len(entries), **held}],
        "rules": [],
    }


def _history(*documents: dict[str, Any]) -> tuple[Any, ...]:
    items: dict[str, Any] = {
        id: {
            "id": id,
            "name": id,
            "category": "other",
            "act": "certificate",
            "broader": None,
            "proves": None,
            "risk": "low",
            "complexity": "simple",
            "online": False,
            "notes": [],
            "alternatives": [],
            "aliases": [],
            "phrases": [],
        }
        for id in ITEM_IDS
    }
    return adjustments_of(
        store_of({"documents": [*documents], "items": items, "profiles": {}}), "130700"
    )


A, B, C = sorted(ITEM_IDS)[:3]


def test_a_replacing_list_is_compared_with_the_one_it_replaces() -> None:
    old = _document("2019-old", [A, B])
    new = _document("2021-new", [B, C], replaces=["130700-2019-old/a"])
    first, second = _history(old, new)
    assert (first.kind, first.added, first.unseen) == ("added", (A, B), 0)
    assert (second.kind, second.dropped, second.kept, second.added) == (
        "replaced",
        (A,),
        (B,),
        (C,),
    )
    assert second.unseen == 0


@pytest.mark.parametrize(("stated", "unseen"), [(5, 3), (None, None)])
def test_names_of_the_replaced_list_that_no_page_shows_are_counted(
    stated: int | None, unseen: int | None
) -> None:
    old = _document("2019-old", [A, B], complete=False, stated_count=stated)
    new = _document("2021-new", [C], replaces=["130700-2019-old/a"])
    assert [one.unseen for one in _history(old, new)] == [0, unseen]


def test_a_list_that_ends_drops_what_it_held() -> None:
    old = _document("2019-old", [A, B])
    old["dates"]["effective_to"] = "2020-06-30"
    *_, ended = _history(old)
    assert (ended.kind, ended.day, ended.dropped) == ("ended", "2020-07-01", (A, B))


def test_a_place_without_lists_of_its_own_has_no_history() -> None:
    found: Catalog = catalog()
    assert found.adjustments("130702") == ()
