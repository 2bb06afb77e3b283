"""The oracle itself, held to hand-made cases of the design."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from . import Link, Query, answer

NATION, HEBEI = Link("000000", 0), Link("130000", 1)
ZHANGJIAKOU = Link("130700", 2)
WANQUAN = Link("130708", 3, ("130729",))
HUBEI, XIANTAO, WUHAN = Link("420000", 1), Link("429004", 3), Link("420100", 2)
BEIJING, DONGCHENG = Link("110000", 1), Link("110101", 3)
CHAIN = (NATION, HEBEI, ZHANGJIAKOU)

ITEMS = {
    id: {
        "id": id,
        "act": act,
        "broader": broader,
        "risk": "low",
        "complexity": "simple",
    }
    for id, act, broader in [
        ("property", "certificate", None),
        ("income", "certificate", "property"),
        ("kinship", "certificate", None),
        ("consent", "consent", "property"),
    ]
}


def entry(n: int, *items: str, **more: Any) -> dict[str, Any]:
    return {"n": n, "printed": "…", "items": list(items), **more}


def listed(side: str, *entries: dict[str, Any], key: str = "a", **more: Any) -> dict[str, Any]:
    return {"key": key, "side": side, "complete": True, "entries": list(entries), **more}


def document(
    id: str, dates: str | dict[str, Any] | None, *lists: dict[str, Any], **more: Any
) -> dict[str, Any]:
    return {
        "id": id,
        "jurisdiction": id[:6],
        "force": "normative_document",
        "stage": "binding",
        "dates": {"issued": dates} if isinstance(dates, str) else dates or {},
        "sources": [{"key": "s1", "grade": "official"}, {"key": "s2", "grade": "press"}],
        "verified_on": "2026-01-01",
        "lists": list(lists),
        "rules": [],
        **more,
    }


def ask(
    *documents: dict[str, Any], item: str = "income", on: str = "2021-06-01", **more: Any
) -> dict[str, Any]:
    profiles = more.pop("profiles", {})
    query = Query(item, more.pop("chain", CHAIN), date.fromisoformat(on), **more)
    return answer({"documents": documents, "items": ITEMS, "profiles": profiles}, query)


def says(result: dict[str, Any]) -> tuple[str, str, str]:
    return result["outcome"], result["reason"], result["status"]


MAY = ("may_issue", "listed", "certain")
MUST_NOT_CANCELLED = ("must_not_issue", "cancelled", "certain")
MUST_NOT = ("must_not_issue", "listed", "certain")


# -- 4c -----------------------------------------------------------------------------------------


def test_a_higher_force_beats_a_newer_local_bar() -> None:
    law = document(
        "000000-2018-law",
        "2018-01-01",
        listed("may_issue", entry(1, "income"), kind="provision"),
        force="law",
    )
    city = document("130700-2020-x", "2020-01-01", listed("cancelled", entry(1, "income")))
    result = ask(law, city)
    assert says(result) == MAY
    assert result["citations"] == {"000000-2018-law/a/1"}
    assert result["overridden"] == {("130700-2020-x/a/1", "000000-2018-law/a/1", "a")}
    assert result["needs_review"]  # the bar is newer


def test_b_narrower_newer_entry_of_the_same_level_beats_a_bar() -> None:
    bar = document("130700-2018-x", "2018-01-01", listed("must_not_issue", entry(1, "property")))
    may = document("130700-2020-x", "2020-01-01", listed("may_issue", entry(1, "income")))
    result = ask(bar, may)
    assert says(result) == MAY
    assert {clause for _, _, clause in result["overridden"]} == {"b"}
    assert not result["needs_review"]


def test_b_an_older_special_entry_does_not_survive_a_newer_general_bar() -> None:
    may = document("130700-2018-x", "2018-01-01", listed("may_issue", entry(1, "income")))
    bar = document("130700-2020-x", "2020-01-01", listed("must_not_issue", entry(1, "property")))
    result = ask(may, bar)
    assert says(result) == MUST_NOT
    assert result["overridden"] == {("130700-2018-x/a/1", "130700-2020-x/a/1", "bar")}
    assert result["needs_review"]  # the loser is narrower


@pytest.mark.parametrize(("delegates", "outcome"), [(True, "may_issue"), (False, "must_not_issue")])
def test_b_a_lower_level_needs_a_list_that_delegates(delegates: bool, outcome: str) -> None:
    bar = document(
        "000000-2020-x",
        "2020-01-01",
        listed("must_not_issue", entry(1, "property"), delegates=delegates),
    )
    may = document("130700-2021-x", "2021-01-01", listed("may_issue", entry(1, "income")))
    assert ask(bar, may)["outcome"] == outcome


def test_b_more_met_conditions_are_narrower_and_one_document_is_not_older_than_itself() -> None:
    both = document(
        "130700-2020-x",
        "2020",
        listed("must_not_issue", entry(1, "income")),
        listed("may_issue", entry(1, "income", when={"purpose": ["school"]}), key="b"),
    )
    result = ask(both, purpose="school")
    assert says(result) == MAY
    assert {clause for _, _, clause in result["overridden"]} == {"b"}
    assert says(ask(both, purpose="bank")) == MUST_NOT


def test_c_later_on_the_same_item_at_the_same_place_and_force() -> None:
    bar = document("130700-2018-x", "2018-01-01", listed("must_not_issue", entry(1, "income")))
    may = document("130700-2020-x", "2020-01-01", listed("may_issue", entry(1, "income")))
    result = ask(bar, may)
    assert says(result) == MAY
    assert {clause for _, _, clause in result["overridden"]} == {"c"}
    province = {**may, "jurisdiction": "130000"}
    assert says(ask(bar, province)) == MUST_NOT


def test_b_the_same_day_is_not_older_and_c_is_not_later() -> None:
    general = document("130700-2020-x", "2020-01-01", listed("cancelled", entry(1, "property")))
    same = document("130700-2020-y", "2020-01-01", listed("cancelled", entry(1, "income")))
    may = document("130700-2020-z", "2020-01-01", listed("may_issue", entry(1, "income")))
    assert says(ask(general, may)) == MAY
    assert says(ask(same, may)) == MUST_NOT_CANCELLED


def test_c_a_later_broader_entry_does_not_name_the_same_item() -> None:
    bar = document("130700-2018-x", "2018-01-01", listed("must_not_issue", entry(1, "income")))
    may = document("130700-2020-x", "2020-01-01", listed("may_issue", entry(1, "property")))
    assert says(ask(bar, may)) == MUST_NOT


def test_c_the_predecessor_is_the_same_jurisdiction() -> None:
    chain = (*CHAIN, WANQUAN)
    bar = document("130729-2014-x", "2014-01-01", listed("must_not_issue", entry(1, "income")))
    may = document("130708-2020-x", "2020-01-01", listed("may_issue", entry(1, "income")))
    assert says(ask(bar, chain=chain, on="2018-01-01"))[0] == "must_not_issue"
    assert {clause for _, _, clause in ask(bar, may, chain=chain)["overridden"]} == {"c"}


def test_overlapping_start_dates_are_a_conflict_and_the_bar_decides() -> None:
    bar = document("130700-2020-x", "2020-03", listed("must_not_issue", entry(1, "income")))
    may = document("130700-2020-y", "2020", listed("may_issue", entry(1, "income")))
    result = ask(bar, may)
    assert result["outcome"] == "must_not_issue"
    assert result["status_reasons"] == ["conflict"]
    other = document("130700-2020-z", "2020-01-01", listed("must_not_issue", entry(1, "property")))
    assert says(ask(bar, may, {**other, "force": "law"})) == MUST_NOT  # it does not matter


def test_one_document_is_no_conflict_with_itself() -> None:
    both = document(
        "130700-2020-x",
        "2020",
        listed("must_not_issue", entry(1, "income")),
        listed("may_issue", entry(1, "income"), key="b"),
    )
    assert says(ask(both)) == MUST_NOT


def test_incomparable_forces_are_a_conflict() -> None:
    bar = document(
        "000000-2018-x",
        "2018-01-01",
        listed("must_not_issue", entry(1, "income")),
        force="ministerial_rule",
    )
    may = document(
        "130000-2020-x",
        "2020-01-01",
        listed("may_issue", entry(1, "income")),
        force="local_regulation",
    )
    result = ask(bar, may)
    assert (result["outcome"], result["status_reasons"]) == ("must_not_issue", ["conflict"])
    older = {**may, "dates": {"issued": "2017-01-01"}}
    assert ask(bar, older)["needs_review"]  # lower and older, but of incomparable force


def test_one_may_entry_must_beat_every_bar() -> None:
    nation = document(
        "000000-2020-x", "2020-01-01", listed("must_not_issue", entry(1, "income"), delegates=True)
    )
    special = document(
        "130700-2020-y",
        "2020-06-01",
        listed("may_issue", entry(1, "income", when={"purpose": ["school"]})),
    )
    city = document("130700-2021-x", "2021-01-01", listed("must_not_issue", entry(1, "income")))
    later = document("130700-2021-y", "2021-02-01", listed("may_issue", entry(1, "income")))
    result = ask(nation, special, city, later, purpose="school")
    assert result["outcome"] == "must_not_issue"
    assert result["status_reasons"] == ["conflict"]
    assert result["citations"] == {"000000-2020-x/a/1", "130700-2021-x/a/1"}


def test_cancelled_only_bars_say_so() -> None:
    city = document("130700-2018-x", "2018-01-01", listed("cancelled", entry(1, "property")))
    assert ask(city)["reason"] == "cancelled"
    nation = document("000000-2020-x", "2020-01-01", listed("must_not_issue", entry(1, "income")))
    assert ask(city, nation)["reason"] == "listed"


# -- what applies --------------------------------------------------------------------------------


def test_the_broader_entry_covers_the_narrower_item_never_the_other_way_round() -> None:
    bar = document("130700-2020-x", "2020-01-01", listed("cancelled", entry(1, "income")))
    result = ask(bar, item="property")
    assert says(result) == ("unlisted", "list_in_force", "certain")
    assert result["conditional"] == {("130700-2020-x/a/1", "narrower")}


def test_a_bar_on_certificates_does_not_reach_consents() -> None:
    bar = document("130700-2020-x", "2020-01-01", listed("must_not_issue", entry(1, "property")))
    assert ask(bar, item="consent")["outcome"] == "unlisted"


def test_an_unknown_condition_never_activates_a_may_entry() -> None:
    may = document(
        "130700-2020-x",
        "2020-01-01",
        listed("may_issue", entry(1, "income", when={"purpose": ["school"]})),
    )
    result = ask(may)
    assert says(result) == ("unlisted", "list_in_force", "certain")
    assert result["conditional"] == {("130700-2020-x/a/1", "condition")}
    assert says(ask(may, purpose="school")) == MAY
    assert ask(may, purpose="bank")["conditional"] == set()


def test_an_unknown_condition_on_a_bar_makes_a_may_answer_provisional() -> None:
    bar = entry(1, "income", when={"requester": ["bank"]})
    both = document(
        "130700-2020-x",
        "2020-01-01",
        listed("may_issue", entry(1, "income")),
        listed("must_not_issue", bar, key="b"),
    )
    result = ask(both)
    assert result["outcome"] == "may_issue"
    assert result["status_reasons"] == ["condition_unknown"]
    assert result["conditional"] == {("130700-2020-x/b/1", "condition")}
    assert ask(both, requester="bank")["outcome"] == "must_not_issue"
    assert says(ask(both, requester="school")) == MAY


@pytest.mark.parametrize(
    ("outside", "chain", "theirs", "met"),
    [
        ("city", CHAIN, (NATION, HEBEI, Link("130100", 2)), True),
        ("city", CHAIN, (*CHAIN, WANQUAN), False),
        ("city", CHAIN, (NATION, HUBEI), True),
        ("city", CHAIN, (NATION, HEBEI), None),
        ("province", CHAIN, (NATION, HUBEI, WUHAN), True),
        ("province", CHAIN, (NATION, HEBEI), False),
        ("country", CHAIN, (NATION, HUBEI), False),
        ("city", (NATION, HUBEI, XIANTAO), (NATION, HEBEI), True),
        ("city", (NATION, HUBEI, XIANTAO), (NATION, HUBEI, XIANTAO), False),
        ("city", (NATION, HUBEI, XIANTAO), (NATION, HUBEI, WUHAN), True),
        ("city", (NATION, HUBEI, XIANTAO), (NATION, HUBEI, WUHAN, Link("420102", 3)), True),
        ("city", (NATION, HUBEI, XIANTAO), (NATION, HUBEI), None),
        ("city", (NATION, HEBEI), (NATION, HUBEI), True),
        ("city", (NATION, HEBEI), CHAIN, None),
        ("city", (NATION,), CHAIN, None),
        ("province", (NATION,), CHAIN, None),
        ("city", (NATION, BEIJING, DONGCHENG), (NATION, BEIJING), False),
        ("city", (NATION, BEIJING, DONGCHENG), (NATION, HEBEI), True),
        ("country", CHAIN, (), True),
        ("city", CHAIN, None, None),
    ],
)
def test_outside_is_relative_to_the_place(
    outside: str, chain: Any, theirs: Any, met: bool | None
) -> None:
    may = document(
        "000000-2020-x",
        "2020-01-01",
        listed("may_issue", entry(1, "income", when={"requester_place": {"outside": outside}})),
    )
    result = ask(may, chain=chain, requester_place=theirs)
    assert (result["outcome"] == "may_issue") is (met is True)
    assert bool(result["conditional"]) is (met is None)


@pytest.mark.parametrize(
    ("committee", "expected"),
    [
        ("resident", MAY),
        (None, ("may_issue", "listed", "provisional")),
        ("village", ("unlisted", "no_list_held", "provisional")),
    ],
)
def test_the_other_kind_of_committee_is_excluded_only_if_named(
    committee: str | None, expected: tuple[str, str, str]
) -> None:
    may = document(
        "130700-2020-x",
        "2020-01-01",
        listed("may_issue", entry(1, "income"), committees=["resident"]),
    )
    assert says(ask(may, committee=committee)) == expected


def test_a_ban_on_demanding_bars_no_committee() -> None:
    ban = document(
        "000000-2020-x", "2020-01-01", listed("cancelled", entry(1, "income"), binds="requesters")
    )
    result = ask(ban)
    assert says(result) == ("unlisted", "no_list_held", "provisional")
    assert result["demand"] == "barred"
    assert ask(ban, item="kinship")["demand"] is None


def test_lists_of_other_issuers_withdrawn_records_and_drafts_decide_nothing() -> None:
    police = listed("may_issue", entry(1, "income"), issuer=["police"])
    plain = listed("may_issue", entry(1, "income"))
    withdrawn = {"withdrawn": {"on": "2026-01-01", "reason": "…"}}
    for silent, why in [
        (document("130700-2020-x", "2020-01-01", police), set()),
        (document("130700-2020-x", "2020-01-01", plain, **withdrawn), set()),
        (
            document(
                "130700-2020-x",
                "2020-01-01",
                listed("cancelled", entry(1, "income", **withdrawn), kind="provision"),
            ),
            set(),
        ),
        (document("130700-2020-x", "2020-01-01", plain, stage="draft"), {"draft"}),
        (document("130700-2020-x", "2020-01-01", plain, subdivision="某街道"), {"subdivision"}),
        (document("130700-2020-x", None, plain), {"undated"}),
    ]:
        result = ask(silent)
        assert says(result) == ("unlisted", "no_list_held", "provisional")
        assert {reason for _, reason in result["conditional"]} == why


# -- closures ------------------------------------------------------------------------------------


def closed(id: str, on: str, *entries: dict[str, Any], **more: Any) -> dict[str, Any]:
    off_list = more.pop("off_list", "must_not_issue")
    return document(id, on, listed("may_issue", *entries, off_list=off_list, **more))


def test_a_complete_list_closes_what_it_lacks() -> None:
    result = ask(closed("130700-2020-x", "2020-01-01", entry(1, "kinship")))
    assert says(result) == ("unlisted", "closed_list", "certain")
    assert result["citations"] == {"130700-2020-x/a"}
    assert result["demand"] is None
    may_not_demand = closed(
        "130700-2020-x", "2020-01-01", entry(1, "kinship"), off_list="may_not_demand"
    )
    assert ask(may_not_demand)["demand"] == "barred"


@pytest.mark.parametrize(
    "change",
    [
        {"complete": False},
        {"off_list": "may_refuse"},
        {"kind": "provision"},
    ],
)
def test_other_lists_do_not_close(change: dict[str, Any]) -> None:
    assert ask(closed("130700-2020-x", "2020-01-01", **change))["reason"] != "closed_list"


def test_a_catch_all_keeps_a_list_from_closing_and_never_gives_may_issue() -> None:
    result = ask(closed("130700-2020-x", "2020-01-01", {"n": 5, "open_ended": True}))
    assert says(result) == ("unlisted", "list_in_force", "certain")
    assert result["conditional"] == {("130700-2020-x/a/5", "catch_all")}


def test_closures_reach_certificates_only() -> None:
    assert ask(closed("130700-2020-x", "2020-01-01"), item="consent")["reason"] == "list_in_force"


def test_a_second_batch_belongs_to_the_list_that_it_extends() -> None:
    first = closed("130700-2020-x", "2020-01-01", entry(1, "kinship"))
    second = document(
        "130700-2021-x",
        "2021-01-01",
        listed("may_issue", entry(1, "income"), extends=["130700-2020-x/a"]),
    )
    assert says(ask(first, second)) == MAY
    assert ask(first, second)["overridden"] == set()
    assert ask(first, second, on="2020-06-01")["reason"] == "closed_list"


@pytest.mark.parametrize(
    ("second", "closes"),
    [
        ({}, False),
        ({"stage": "draft"}, True),
        ({"subdivision": "某街道"}, True),
        ({"printed": None}, True),
    ],
)
def test_what_decides_nothing_keeps_no_closed_list_open(
    second: dict[str, Any], closes: bool
) -> None:
    second = dict(second)
    first = closed("130700-2020-x", "2020-01-01", entry(1, "kinship"))
    joined = ["130700-2020-x/a", "130700-2018-x/a"]
    on = second.pop("printed", "2021-01-01")
    both = document(
        "130700-2021-x", on, listed("may_issue", entry(1, "consent"), extends=joined), **second
    )
    old = document("130700-2018-x", "2018-01-01", listed("may_issue", entry(1, "income")))
    assert (ask(first, both, old)["reason"] == "closed_list") is closes


def test_what_one_document_dates_apart_is_as_old_as_its_own_date() -> None:
    """Of "2022" and "2022-06" nobody can tell which is later, even in one document."""
    bar = listed("must_not_issue", entry(1, "income"))
    own = {"effective_from": "2022-06"}
    may = listed("may_issue", entry(1, "income", dates=own), key="b")
    result = ask(document("130700-2022-x", "2022", bar, may), on="2023-06-01")
    assert (result["outcome"], result["status_reasons"]) == ("must_not_issue", ["conflict"])
    # Nor does a special entry survive a general bar that the same document added later.
    later = listed("must_not_issue", entry(1, "property", dates={"effective_from": "2023-01"}))
    special = listed("may_issue", entry(1, "income"), key="b")
    result = ask(document("130700-2022-x", "2022", later, special), on="2023-06-01")
    assert says(result) == MUST_NOT
    assert result["needs_review"]


def test_an_entry_of_another_list_is_narrower_than_a_closure() -> None:
    closure = closed("130000-2020-x", "2020-01-01", entry(1, "kinship"), delegates=True)
    newer = document("130700-2021-x", "2021-01-01", listed("may_issue", entry(1, "income")))
    older = document("130700-2019-x", "2019-01-01", listed("may_issue", entry(1, "income")))
    result = ask(closure, newer)
    assert says(result) == MAY
    assert result["overridden"] == {("130000-2020-x/a", "130700-2021-x/a/1", "b")}
    assert result["needs_review"]  # the closure is of a higher level
    assert says(ask(closure, older))[:2] == ("unlisted", "closed_list")


def test_an_unknown_condition_keeps_a_list_from_closing_a_false_one_does_not() -> None:
    x = closed("130700-2020-x", "2020-01-01", entry(1, "income", when={"purpose": ["school"]}))
    assert ask(x)["reason"] == "list_in_force"
    assert ask(x, purpose="bank")["reason"] == "closed_list"


# -- dates and status ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2020-02-28", ("unlisted", "no_list_held", "provisional")),
        ("2020-02-29", ("must_not_issue", "listed", "provisional")),
        ("2020-04-26", ("must_not_issue", "listed", "provisional")),
        ("2020-04-27", MUST_NOT),
    ],
)
def test_a_bar_is_provisional_between_issue_and_publication(
    on: str, expected: tuple[str, str, str]
) -> None:
    dates = {"issued": "2020-02-29", "published": "2020-04-27"}
    bar = document("000000-2020-x", dates, listed("must_not_issue", entry(1, "income")))
    assert says(ask(bar, on=on)) == expected


@pytest.mark.parametrize(
    ("dates", "not_yet", "unsure", "certain"),
    [
        ({"issued": "2020"}, "2019-12-31", "2020-01-01", "2020-12-31"),
        ({"issued": "2020-02"}, "2020-01-31", "2020-02-28", "2020-02-29"),
        ({"issued": "2019", "effective_from": "2020-03"}, "2020-02-29", "2020-03-30", "2020-03-31"),
        ({"issued": "2020", "known_by": "2020-05-04"}, "2019-12-31", "2020-05-03", "2020-05-04"),
        ({"known_by": "2020-05-04"}, "2020-05-03", None, "2020-05-04"),
        (
            {"estimated": {"earliest": "2019", "latest": "2020-06"}},
            "2018-12-31",
            "2021-01-01",
            None,
        ),
        (
            {"estimated": {"earliest": "2019", "latest": "2020-06"}, "known_by": "2020-08-01"},
            "2018-12-31",
            "2020-07-31",
            "2020-08-01",
        ),
    ],
)
def test_a_start_is_an_interval(
    dates: dict[str, Any], not_yet: str, unsure: str | None, certain: str | None
) -> None:
    may = document("130700-2020-x", dates, listed("may_issue", entry(1, "income")))
    assert ask(may, on=not_yet)["reason"] == "no_list_held"
    if unsure:
        assert ask(may, on=unsure)["status_reasons"] == ["partial_date"]
    if certain:
        assert says(ask(may, on=certain)) == MAY


@pytest.mark.parametrize(
    ("on", "reasons"),
    [("2021-03-01", []), ("2021-03-02", ["partial_date"]), ("2021-03-31", ["partial_date"])],
)
def test_an_end_is_an_interval(on: str, reasons: list[str]) -> None:
    dates = {"issued": "2020-01-01", "effective_to": "2021-03"}
    may = document("130700-2020-x", dates, listed("may_issue", entry(1, "income")))
    assert ask(may, on=on)["status_reasons"] == reasons
    assert ask(may, on="2021-04-01")["reason"] == "no_list_held"


def test_while_a_replacement_is_only_possibly_in_force_both_apply_provisionally() -> None:
    old = document("130700-2019-x", "2019-01-01", listed("may_issue", entry(1, "income")))
    new = document(
        "130700-2020-x",
        "2020-03",
        listed("may_issue", entry(1, "kinship"), replaces=["130700-2019-x/a"]),
    )
    assert says(ask(old, new, on="2020-02-29")) == MAY
    between = ask(old, new, on="2020-03-30")
    assert (between["outcome"], between["status_reasons"]) == ("may_issue", ["partial_date"])
    assert ask(old, new, on="2020-03-31")["outcome"] == "unlisted"
    assert says(ask(old, {**new, "stage": "draft"})) == MAY


def test_a_list_of_a_version_ends_with_the_next_version() -> None:
    statute = document(
        "000000-1989-x",
        "1989-12-26",
        listed("may_issue", entry(1, "income"), version="v1", kind="provision"),
        listed("must_not_issue", entry(1, "income"), version="v2", kind="provision", key="b"),
        force="law",
        versions=[
            {"key": "v1", "effective_from": "1990-01-01"},
            {"key": "v2", "effective_from": "2026-01-01"},
        ],
    )
    with_v1_alone = {**statute, "lists": statute["lists"][:1]}
    assert says(ask(with_v1_alone, on="2026-01-01"))[1] == "no_list_held"
    assert says(ask(statute, on="1989-12-31"))[1] == "no_list_held"
    assert says(ask(statute, on="2025-12-31")) == MAY
    assert says(ask(statute, on="2026-01-01")) == MUST_NOT


def test_a_version_without_dates_does_not_inherit_the_start_of_its_document() -> None:
    bar = listed("must_not_issue", entry(1, "income"), version="v2", kind="provision")
    versions = [{"key": "v1", "effective_from": "1990-01-01"}, {"key": "v2"}]
    statute = document("000000-1989-x", "1989-12-26", bar, force="law", versions=versions)
    result = ask(statute, on="2000-01-01")
    assert says(result) == ("unlisted", "no_list_held", "provisional")
    assert result["conditional"] == {("000000-1989-x/a/1", "undated")}


@pytest.mark.parametrize(
    ("more", "on", "reasons"),
    [
        ({}, "2025-01-01", []),
        ({}, "2025-01-02", ["possibly_expired"]),
        ({"renewed": [{"on": "2023-05-01"}]}, "2028-05-01", []),
        ({"renewed": [{"on": "2023-05-01"}]}, "2028-05-02", ["possibly_expired"]),
        ({"effective_to": "2030-12-31"}, "2028-05-02", []),
    ],
)
def test_a_normative_document_possibly_expires(
    more: dict[str, Any], on: str, reasons: list[str]
) -> None:
    dates = {"issued": "2020-01-01", **more}
    may = document("130700-2020-x", dates, listed("may_issue", entry(1, "income")))
    assert ask(may, on=on)["status_reasons"] == reasons
    assert ask({**may, "force": "local_rule"}, on="2029-01-01")["status_reasons"] == []


def test_guiding_unverified_and_unofficial_sources_answer_provisionally() -> None:
    lists = listed("may_issue", entry(1, "income", source="s2"))
    may = document("130700-2020-x", "2020-01-01", lists, verified_on=None, stage="guiding")
    assert ask(may)["status_reasons"] == ["guiding", "unofficial_source", "unverified"]


def test_one_certain_ground_makes_the_answer_certain() -> None:
    weak = document(
        "130700-2020-x", "2020-01-01", listed("may_issue", entry(1, "income")), verified_on=None
    )
    strong = document("130700-2020-y", "2020-01-01", listed("may_issue", entry(1, "income")))
    assert says(ask(weak, strong)) == MAY
    assert ask(weak)["status_reasons"] == ["unverified"]


def test_an_incomplete_list_cannot_say_that_something_is_missing() -> None:
    part = document("130700-2020-x", "2020-01-01", listed("may_issue", complete=False))
    full = document("130000-2020-x", "2020-01-01", listed("must_not_issue"))
    result = ask(part, full)
    assert says(result) == ("unlisted", "list_incomplete", "provisional")
    assert result["status_reasons"] == ["list_incomplete"]
    assert result["citations"] == {"130700-2020-x/a", "130000-2020-x/a"}


# -- residual rules ------------------------------------------------------------------------------


def residual(key: str, does: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": "residual", "does": does, **more}


def test_the_residual_rule_is_the_highest_then_what_refines_it() -> None:
    nation = document("000000-2020-x", "2020-01-01", rules=[residual("r", "ask_basis")])
    city = document("130700-2021-x", "2021-01-01", rules=[residual("r", "not_issued")])
    assert ask(nation, city)["residual"] == ("ask_basis", "000000-2020-x/r")
    refining = [residual("r", "admission", refines=["000000-2020-x/r"])]
    assert ask(nation, {**city, "rules": refining})["residual"] == ("admission", "130700-2021-x/r")
    assert ask(city, on="2020-12-31")["residual"] is None
    round_about = {**nation, "rules": [residual("r", "ask_basis", refines=["130700-2021-x/r"])]}
    assert ask(round_about, {**city, "rules": refining})["residual"] is not None  # it ends


def test_an_adopted_profile_speaks_with_the_force_of_the_document() -> None:
    city = document("130700-2020-x", "2020-01-01", adopts=["p"])
    profiles = {"p": {"id": "p", "rules": [residual("r", "route")]}}
    assert ask(city, profiles=profiles)["residual"] == ("route", "130700-2020-x/p/r")


def test_no_residual_rule_where_a_list_decides() -> None:
    city = document(
        "130700-2020-x",
        "2020-01-01",
        listed("may_issue", entry(1, "income")),
        rules=[residual("r", "route")],
    )
    assert ask(city)["residual"] is None
