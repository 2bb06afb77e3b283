"""Whatever a caller passes: an answer, or one clear error; never a traceback, never a change."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import community_certs
from answers.current import catalog
from community_certs import Classification
from community_certs.catalog import Catalog
from community_certs.errors import (
    AmbiguousJurisdiction,
    CommunityCertsError,
    InvalidArgument,
    JurisdictionNotInForce,
    MissingExtra,
    OverlayRejected,
    UnknownJurisdiction,
)
from community_certs.model.answer import Citation, Decision

WHERE = {"jurisdiction": "130700", "on": "2020-06-01"}
NO_TEXT: tuple[Any, ...] = (None, 7, 1.5, True, b"\xe4\xb8\xad", ["kinship"], {"a": 1}, object())
ODD_TEXTS = (
    "",
    " ",
    "\n\t",
    "证明",
    "\x00" * 50,
    "\x00\x01\xff\u2028",
    "\ud800",
    "亲属\udcff关系",
    "\ufffe\uffff",
    "🙂" * 500,
    "我" * 10_000,
    "亲属关系证明" * 2_000,
    "（" * 5_000,
    "居住、" * 3_000 + "收入证明",
    "%s %n {0} $HOME `ls` '; DROP TABLE",
)


@pytest.mark.parametrize("text", ODD_TEXTS, ids=lambda text: repr(text[:12]))
def test_any_text_is_answered_or_not_recognised(text: str) -> None:
    answer = catalog().classify(text, **WHERE)
    found = answer.to_dict()
    assert found["query"]["text"] == text
    assert answer.outcome in ("unlisted", "must_not_issue")
    if answer.reason == "not_recognised":
        assert answer.item is None and [one.action for one in answer.handling] == ["clarify"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_random_text_never_gives_a_may_issue_without_a_recognised_item(text: str) -> None:
    answer = catalog().classify(text, **WHERE)
    if answer.outcome == "may_issue":
        assert answer.item is not None and answer.citations


@pytest.mark.parametrize("value", NO_TEXT, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize(
    "ask",
    [
        lambda value: catalog().classify(value, **WHERE),
        lambda value: catalog().resolve(value),
        lambda value: catalog().search(value),
        lambda value: catalog().explain(value),
        lambda value: catalog().decide(value, **WHERE),
        lambda value: catalog().item(value),
        lambda value: catalog().document(value),
        lambda value: catalog().timeline(value, "130700"),
        lambda value: catalog().timeline("kinship", value),
        lambda value: catalog().adjustments(value),
        lambda value: catalog().coverage(value, "2020-06-01"),
        lambda value: catalog().jurisdiction(value, "2020-06-01"),
        lambda value: catalog().jurisdiction("130700", value),
        lambda value: catalog().classify("居住证明", jurisdiction=value, on="2020-06-01"),
        lambda value: catalog().classify("居住证明", jurisdiction="130700", on=value),
    ],
)
def test_what_is_no_text_is_refused_as_an_argument(ask: Callable[[Any], Any], value: Any) -> None:
    with pytest.raises(InvalidArgument):
        ask(value)


@pytest.mark.parametrize("value", NO_TEXT[1:], ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("key", ["purpose", "requester", "requester_place", "committee"])
def test_circumstances_are_texts_or_nothing(key: str, value: Any) -> None:
    with pytest.raises(InvalidArgument):
        catalog().classify("居住证明", **WHERE, **{key: value})
    with pytest.raises(InvalidArgument):
        catalog().timeline("residence", "130700", **{key: value})


@pytest.mark.parametrize("committee", ["", "street", "Resident", "居委"])
def test_a_committee_is_one_of_two(committee: str) -> None:
    with pytest.raises(InvalidArgument):
        catalog().classify("居住证明", **WHERE, committee=committee)


@pytest.mark.parametrize(
    "day",
    [
        "",
        "2020",
        "2020-06",
        "2020-6-1",
        "20200601",
        "2021-02-29",
        "2020-00-10",
        "2020-06-31",
        "0000-01-01",
        "10000-01-01",
        "2020-06-01T00:00:00",
        " 2020-06-01",
        "2020-06-01\n",
        "２０２０-06-01",
        "2020/06/01",
        "今天",
        "\ud800",
        "9" * 10_000,
        datetime(2020, 6, 1),
    ],
    ids=lambda day: repr(day)[:20],
)
def test_an_impossible_day_is_refused_in_both_languages(day: Any) -> None:
    with pytest.raises(InvalidArgument) as caught:
        catalog().classify("居住证明", jurisdiction="130700", on=day)
    assert caught.value.message("zh") != caught.value.message("en")
    assert len(caught.value.message()) < 200


@pytest.mark.parametrize(
    "place",
    ["", " ", "某某市", "999999", "13070", "1" * 10_000, "\ud800", "\x00", "张" * 10_000, "130799"],
    ids=lambda place: repr(place)[:12],
)
def test_an_unknown_place_is_refused(place: str) -> None:
    with pytest.raises(UnknownJurisdiction) as caught:
        catalog().classify("居住证明", jurisdiction=place, on="2020-06-01")
    assert len(caught.value.message()) < 300


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=12), st.one_of(st.text(max_size=12), st.dates().map(str)))
def test_random_places_and_days_give_an_answer_or_an_error_of_ours(place: str, day: str) -> None:
    try:
        answer = catalog().classify("居住证明", jurisdiction=place, on=day)
    except CommunityCertsError as error:
        assert error.message("zh") and error.message("en") and error.code != "error"
    else:
        assert answer.query.on == day


def test_the_first_and_the_last_day_of_all_are_answered() -> None:
    for day in (date.min, date.max):
        answer = catalog().decide("kinship", jurisdiction="全国", on=day)
        assert answer.query.on == day.isoformat()
        assert answer.to_dict()["outcome"]


# -- dates and errors ------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1985, 1, 1), date(2035, 1, 1)))
def test_a_date_and_its_text_give_the_same_answer(day: date) -> None:
    for item in ("kinship", "residence"):
        spoken = catalog().decide(item, jurisdiction="110000", on=str(day))
        assert catalog().decide(item, jurisdiction="110000", on=day) == spoken
    with pytest.raises(InvalidArgument):
        catalog().decide(
            "kinship", jurisdiction="110000", on=datetime(day.year, day.month, day.day)
        )


def _errors() -> list[CommunityCertsError]:
    found: list[CommunityCertsError] = [MissingExtra("xlsx"), OverlayRejected("坏", "bad", ("x",))]
    for place, day in (
        ("桃花源", "2020-06-01"),
        ("朝阳区", "2020-06-01"),
        ("130729", "2024-06-01"),
    ):
        with pytest.raises(CommunityCertsError) as caught:
            catalog().jurisdiction(place, day)
        found.append(caught.value)
    with pytest.raises(CommunityCertsError) as caught:
        catalog().jurisdiction("130700", "2020-13-01")
    return [*found, caught.value]


def test_errors_survive_pickling_whole() -> None:
    kinds = set()
    for error in _errors():
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is type(error)
        assert (again.code, again.args, again.__dict__) == (error.code, error.args, error.__dict__)
        assert str(again) == str(error) and again.message("en") == error.message("en")
        kinds.add(type(error))
    assert {AmbiguousJurisdiction, JurisdictionNotInForce, UnknownJurisdiction} <= kinds


def test_every_error_has_its_own_code_and_is_one_of_ours() -> None:
    kinds = [
        getattr(community_certs, name)
        for name in community_certs.__all__
        if isinstance(getattr(community_certs, name), type)
        and issubclass(getattr(community_certs, name), CommunityCertsError)
        and name != "CommunityCertsError"
    ]
    assert len(kinds) == len({kind.code for kind in kinds}) == 8


def test_the_parts_of_an_answer_survive_pickling() -> None:
    answer = catalog().classify("亲属关系证明", **WHERE)
    again = pickle.loads(pickle.dumps((answer.decision, answer.query, answer.match)))
    assert again == (answer.decision, answer.query, answer.match)
    assert again[0].outcome is answer.outcome


# -- many requests ---------------------------------------------------------------------------------

GOOD = {"text": "居住证明", **WHERE}


def test_many_requests_are_answered_in_order_and_a_bad_one_stops_nothing() -> None:
    requests: list[dict[str, Any]] = [
        GOOD,
        {"text": "居住证明", "jurisdiction": "桃花源", "on": "2020-06-01"},
        {"item": "kinship", **WHERE},
        {"text": "居住证明", "jurisdiction": "130700"},
        {"text": "居住证明", "item": "kinship", **WHERE},
        {"text": None, **WHERE},
        {**GOOD, "colour": "red"},
        {**GOOD, "on": datetime(2020, 6, 1)},
        {**GOOD, "requester": "银行"},
        {},
    ]
    found = list(catalog().classify_many(requests))
    kinds = [
        one.code if isinstance(one, CommunityCertsError) else str(one.outcome) for one in found
    ]
    bad = InvalidArgument.code
    assert kinds == [
        "may_issue",
        UnknownJurisdiction.code,
        "must_not_issue",
        *[bad] * 5,
        "may_issue",
        bad,
    ]
    assert found[0] == catalog().classify(**GOOD)


def test_many_requests_are_read_one_by_one() -> None:
    def endless() -> Any:
        while True:
            yield GOOD

    answers = catalog().classify_many(endless())
    assert {str(next(answers).outcome) for _ in range(3)} == {"may_issue"}  # type: ignore[union-attr]


@pytest.mark.parametrize("request_", [None, 5, "居住证明", ["text"]])
def test_a_request_that_is_no_mapping_is_a_bad_request(request_: Any) -> None:
    first, second = catalog().classify_many([request_, GOOD])
    assert isinstance(first, InvalidArgument)
    assert isinstance(second, Classification)


# -- sharing ---------------------------------------------------------------------------------------


def test_many_threads_share_one_fresh_catalogue_and_agree() -> None:
    shared = Catalog(catalog()._store)
    days = [str(date(2015, 1, 1) + timedelta(days=211 * n)) for n in range(20)]
    asked = [
        (item, place, day)
        for item in ("kinship", "residence", "income", "dog-keeping")
        for place in ("130702", "110105", "230100", "370100")
        for day in days
    ]
    results: list[list[dict[str, Any]]] = []
    failures: list[BaseException] = []
    start = threading.Barrier(8)

    def work() -> None:
        try:
            start.wait(30)
            results.append([shared.decide(i, jurisdiction=p, on=d).to_dict() for i, p, d in asked])
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not failures and len(results) == 8
    alone = [catalog().decide(i, jurisdiction=p, on=d).to_dict() for i, p, d in asked]
    assert all(result == alone for result in results)


def test_nothing_that_is_handed_out_can_be_changed() -> None:
    answer = catalog().classify("亲属关系证明", **WHERE)
    handed: list[Any] = [
        catalog(),
        catalog().stamp,
        answer,
        answer.decision,
        answer.query,
        answer.match,
        answer.item,
        answer.citations[0],
        answer.citations[0].sources[0],
        answer.handling[0],
        answer.guidance[0],
        answer.chain[0],
        catalog().item("kinship"),
        catalog().document("000000-2020-minfa20"),
        catalog().jurisdiction("130700", "2020-06-01"),
        catalog().timeline("kinship", "130700")[0],
        catalog().adjustments("130700")[0],
        catalog().coverage("130700", "2020-06-01"),
        answer.outcome,
    ]
    for one in handed:
        with pytest.raises((AttributeError, TypeError)):
            one.outcome = "may_issue"
        with pytest.raises((AttributeError, TypeError)):
            one.new = 1
    assert isinstance(answer.citations[0], Citation) and isinstance(answer.decision, Decision)


def test_changing_the_dict_of_an_answer_changes_no_later_answer() -> None:
    first = catalog().classify("亲属关系证明", **WHERE).to_dict()
    kept = catalog().classify("亲属关系证明", **WHERE).to_dict()
    first["citations"][0]["issuers"].append("x")
    first["citations"].clear()
    first["match"]["inferred"]["purpose"] = "x"
    first["chain"].clear()
    assert catalog().classify("亲属关系证明", **WHERE).to_dict() == kept


def test_asking_in_another_order_gives_the_same_answers() -> None:
    asked = [("kinship", "130700"), ("residence", "110000"), ("kinship", "000000")]
    there = Catalog(catalog()._store)
    back = Catalog(catalog()._store)
    forwards = [there.decide(i, jurisdiction=p, on="2021-06-01") for i, p in asked]
    backwards = [back.decide(i, jurisdiction=p, on="2021-06-01") for i, p in reversed(asked)]
    assert forwards == backwards[::-1]
