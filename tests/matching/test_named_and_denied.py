"""A proof asked for by name is never passed over, and what is denied is never taken as said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community_certs import load_catalog
from community_certs.errors import UnknownJurisdiction
from matching.catalogue import items, matcher, vocabulary

STATEMENTS = sorted(
    {one for raw in items().values() for one in raw["examples"]["match"] if "证明" not in one}
    | {"我家里很困难", "我住在这个小区", "我丈夫死了", "身份证丢了", "我失业了", "我是低保户"}
)
JOINERS = ("，要", "，开个", "，派出所要", "，单位让开", "，")
EXCEPTED = (
    *("除{}外", "除了{}", "除了{}以外的证明", "除{}之外", "{}以外的证明", "{}之外的", "{}除外"),
    *("假{}", "别开{}", "勿开{}", "免开{}", "免{}", "拒开{}", "撤回{}", "禁止{}", "禁止开{}"),
    *("限制{}", "不是{}", "不要{}"),
)
DENIED_PURPOSES = (
    *("不是{}用的婚姻状况证明", "不办{}，要婚姻状况证明", "没办{}要的婚姻状况证明"),
    *("无需{}用的婚姻状况证明", "婚姻状况证明（非{}用）", "婚姻状况证明（不用于{}）"),
    *("婚姻状况证明（{}除外）", "除{}外用的婚姻状况证明", "未申请{}，开婚姻状况证明"),
)
DENIED_REQUESTERS = ("不是{}要的亲属关系证明", "{}没要的亲属关系证明", "{}不要的亲属关系证明")


def answered(text: str) -> set[str]:
    """Return the items that a text was read as."""
    resolution = matcher().resolve(text)
    held = {part.item for part in resolution.parts}
    return held if resolution.item is None else {resolution.item}


def inferred(text: str) -> set[tuple[str | None, str | None]]:
    """Return the purposes and requesters that an answer takes as given."""
    resolution = matcher().resolve(text)
    matches = [resolution.match, *(part.match for part in resolution.parts)]
    return {(one.purpose_id, one.requester_id) for one in matches if one is not None}


def line_of(item: str) -> set[str]:
    """Return an item and those above it."""
    held, found = item, set()
    while held is not None:
        found.add(held)
        held = items()[held]["broader"]
    return found


def of_one_line(first: str, second: str) -> bool:
    return first in line_of(second) or second in line_of(first)


def named_of(kind: str) -> list[str]:
    """Return the names and aliases of a vocabulary."""
    return sorted({one for raw in vocabulary(kind) for one in (raw["name"], *raw["aliases"])})


def decided(jurisdiction: str, requester_place: str | None = None) -> dict[str, object]:
    """Return the answer on a residence certificate, without the question."""
    answer = load_catalog().decide(
        "residence",
        jurisdiction=jurisdiction,
        on="2019-06-01",
        requester_place=requester_place,
    )
    return {key: value for key, value in answer.to_dict().items() if key != "query"}


@given(st.sampled_from(STATEMENTS), st.sampled_from(JOINERS), st.sampled_from(sorted(items())))
@settings(max_examples=400, deadline=None)
def test_what_is_said_first_never_swallows_a_named_proof(
    statement: str, joiner: str, item: str
) -> None:
    text = statement + joiner + str(items()[item]["name"])
    given_items = answered(text)
    assert not given_items or any(of_one_line(one, item) for one in given_items), text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("我家里很困难，要收入证明", {"hardship", "income"}),
        ("我家里很困难要收入证明", set()),
        ("我住在这个小区，要收入证明", {"residence", "income"}),
        ("我丈夫死了，开居住证明", {"death", "residence"}),
        ("身份证丢了，要居住证明", {"lost-document", "residence"}),
        ("我丈夫死了，要门（楼）牌号变更证明", {"death", "doorplate-change"}),
        ("我家里很困难，要遗嘱见证", {"hardship", "will-witness"}),
        ("丧偶单身，要死亡证明", set()),
        ("房产证丢了，要夫妻关系证明", {"lost-document", "spouse-relation"}),
    ],
)
def test_a_statement_and_a_named_proof_are_two_or_nothing(text: str, parts: set[str]) -> None:
    assert answered(text) == parts


def test_a_narrower_rule_that_needs_the_words_of_a_name_keeps_them() -> None:
    assert answered("营业执照要的住所证明") == {"business-premises"}
    assert answered("申请法律援助要的经济困难证明") == {"economic-situation-legal-aid"}
    assert answered("没有再婚证明") == {"marital-status"}


@pytest.mark.parametrize("form", EXCEPTED)
def test_an_excepted_or_false_proof_is_not_asked_for(form: str) -> None:
    wrong = {}
    for item, raw in items().items():
        text = form.format(raw["name"])
        if item in answered(text):
            wrong[text] = item
    assert wrong == {}


@pytest.mark.parametrize("form", DENIED_PURPOSES)
def test_a_denied_purpose_is_never_inferred(form: str) -> None:
    told = {one: inferred(form.format(one)) for one in named_of("purposes")}
    assert {one: held for one, held in told.items() if any(purpose for purpose, _ in held)} == {}


@pytest.mark.parametrize("form", DENIED_REQUESTERS)
def test_a_denied_requester_is_never_inferred(form: str) -> None:
    told = {one: inferred(form.format(one)) for one in named_of("requesters")}
    assert {one: held for one, held in told.items() if any(unit for _, unit in held)} == {}


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("公积金贷款用的未婚证明", "provident-fund"),
        ("办不动产登记用的无房证明", "real-estate-registration"),
        ("收养登记用的无犯罪记录证明", "adoption-registration"),
        ("离婚登记用的婚姻状况证明", "divorce-registration"),
        ("结婚登记用的婚姻状况证明", "marriage-registration"),
    ],
)
def test_a_denial_in_what_is_proved_denies_no_purpose(text: str, purpose: str) -> None:
    assert {one for one, _ in inferred(text)} == {purpose}


@pytest.mark.parametrize("written", ["境外 ", "境 外", "國外", "外国", "外國", "海外"])
def test_abroad_is_understood_however_it_is_written(written: str) -> None:
    assert decided("哈尔滨市", requester_place=written) == decided(
        "哈尔滨市", requester_place="境外"
    )
    assert decided("哈尔滨市", requester_place=written) != decided("哈尔滨市")


@pytest.mark.parametrize(
    ("written", "place"),
    [("張家口市", "张家口市"), ("哈爾濱", "哈尔滨"), ("黑龍江 哈爾濱", "黑龙江哈尔滨")],
)
def test_a_place_may_be_written_in_traditional_characters(written: str, place: str) -> None:
    assert decided(written) == decided(place)


@pytest.mark.parametrize("written", ["省外", "張家沒有市"])
def test_a_place_that_no_spelling_makes_known_is_refused_as_written(written: str) -> None:
    with pytest.raises(UnknownJurisdiction, match=f"“{written}”"):
        load_catalog().decide("residence", jurisdiction=written, on="2021-06-01")
