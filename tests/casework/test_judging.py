"""Each row is judged for its own place and day, exactly as the catalogue answers it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.ledgers import PLACE, PROOFS
from community_certs.casework.findings import (
    exception_open,
    find,
    is_circular,
    is_misuse,
    needs_person,
    why_circular,
    why_misuse,
)
from community_certs.casework.judging import Judge, committee_kind
from community_certs.casework.ledger import Ledger
from community_certs.casework.rows import JudgedRow, LedgerRow
from community_certs.casework.sampling import draw
from community_certs.casework.statistics import UNJUDGED, count
from community_certs.casework.units import Unit
from community_certs.catalog import Catalog
from community_certs.errors import InvalidArgument
from community_certs.model.enums import Outcome, Status

KEY = b"0123456789abcdef"


def row(
    proof: str = "亲属关系证明",
    day: str | None = "2023-05-06",
    *,
    line: int = 2,
    place: str = PLACE,
    applicant: str = "张三",
    requester: str = "中国银行建国路支行",
    purpose: str = "",
    committee: str = "花园社区居委会",
    id_number: str = "",
) -> LedgerRow:
    return LedgerRow(
        "a.csv", "", line, committee, place, "1", f"花园{line}", day, applicant, proof, purpose,
        requester, "李四", id_number,
    )  # fmt: skip


def same(left: JudgedRow, catalog: Catalog) -> bool:
    """Whether a judged row says what the catalogue says when asked for that row alone."""
    one = left.row
    assert left.answer is not None and one.issued is not None
    alone = catalog.classify(
        one.proof,
        jurisdiction=one.place,
        on=one.issued,
        purpose=one.purpose or None,
        requester=left.unit.kind or one.requester or None,
        committee=committee_kind(one.committee),
    )
    return (
        left.answer.decision == alone.decision
        and left.answer.item == alone.item
        and (left.answer.valid_from, left.answer.valid_until)
        == (alone.valid_from, alone.valid_until)
    )


def test_every_row_of_the_district_is_judged_as_if_it_were_asked_alone(
    judged: tuple[JudgedRow, ...], ledger: Ledger, catalog: Catalog
) -> None:
    assert [one.row for one in judged] == list(ledger.rows)
    answered = [one for one in judged if one.answer is not None]
    assert len(answered) == len(judged) - 4  # two dates, no proof named, and one out of the period
    assert all(same(one, catalog) for one in answered)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(PROOFS),
            st.dates(date(2014, 1, 1), date(2027, 12, 31)),
            st.sampled_from((PLACE, "110101", "230102", "370102")),
            st.sampled_from(("", "收养登记")),
            st.sampled_from(("花园社区", "花园社区居委会", "柳村村委会")),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_shared_answers_hold_on_each_rows_own_day(
    catalog: Catalog, asked: list[tuple[str, date, str, str, str]]
) -> None:
    rows = [
        row(proof, day.isoformat(), place=place, purpose=purpose, committee=committee)
        for proof, day, place, purpose, committee in asked
    ]
    for one in Judge(catalog, key=KEY).judge(rows):
        if one.answer is None:
            assert one.problem
        else:
            assert same(one, catalog)


def test_the_same_question_is_asked_once_within_its_span(catalog: Catalog) -> None:
    judge = Judge(catalog, key=KEY)
    first = date(2023, 1, 1)
    rows = [row(day=(first + timedelta(days=n)).isoformat(), line=n) for n in range(150)]
    rows += [row("居住证明", one.issued, line=one.line) for one in rows]
    answers = {id(one.answer) for one in judge.judge(rows)}
    assert len(answers) == judge.asked <= 6


def test_the_answer_changes_on_the_day_the_policy_does(catalog: Catalog) -> None:
    periods = catalog.timeline("kinship", PLACE, committee="resident")
    changes = [one.valid_from for one in periods[1:] if one.valid_from is not None]
    assert changes
    judge = Judge(catalog, key=KEY)
    for first in changes:
        before = (date.fromisoformat(first) - timedelta(days=1)).isoformat()
        for day in (before, first):
            assert same(judge.one(row(day=day)), catalog)


def test_what_cannot_be_judged_carries_the_reason(catalog: Catalog) -> None:
    judge = Judge(catalog, key=KEY)
    undated, unnamed, nowhere = judge.judge([row(day=None), row(""), row(place="999999")])
    assert [one.answer for one in (undated, unnamed, nowhere)] == [None, None, None]
    assert "时间" in undated.problem and "证明" in unnamed.problem and "999999" in nowhere.problem
    assert not any(one.certain or one.recognised for one in (undated, unnamed, nowhere))


def test_a_committees_kind_is_read_only_from_what_says_it() -> None:
    assert committee_kind("花园社区居委会") == "resident"
    assert committee_kind("柳村村委会") == "village"
    assert committee_kind("花园社区") is committee_kind("幸福新村") is None


def test_a_wrong_kind_of_committee_is_refused(catalog: Catalog) -> None:
    with pytest.raises(InvalidArgument):
        Judge(catalog, committee="社区")


# -- misuse, circular, repeated --------------------------------------------------------------------


def test_misuse_is_a_certain_bar_with_no_exception_open(
    judged: tuple[JudgedRow, ...],
) -> None:
    found = find(judged)
    assert found.misused
    for one in found.misused:
        assert one.answer is not None
        parts = one.answer.parts or (one.answer,)
        assert any(
            part.outcome is Outcome.MUST_NOT_ISSUE
            and part.status is Status.CERTAIN
            and not part.needs_review
            and not exception_open(part)
            and part.citations
            for part in parts
        )


def test_what_may_be_issued_under_a_condition_is_for_a_person_not_misuse(
    catalog: Catalog,
) -> None:
    one = next(Judge(catalog, key=KEY).judge([row("婚姻状况证明", "2021-06-01")]))
    assert one.answer is not None and one.outcome is Outcome.MUST_NOT_ISSUE
    assert exception_open(one.answer)
    assert not is_misuse(one.answer) and needs_person(one.answer)


def test_every_row_is_certain_or_for_a_person(judged: tuple[JudgedRow, ...]) -> None:
    people = {one.row.where for one in find(judged).for_person}
    for one in judged:
        if one.row.where not in people:
            assert one.certain and one.answer is not None and not one.answer.needs_review


def test_the_police_station_that_sends_for_what_it_certifies_is_circular(
    catalog: Catalog,
) -> None:
    judge = Judge(catalog, key=KEY)
    station, school = judge.judge(
        [
            row("无犯罪记录证明", requester="花园街派出所"),
            row("无犯罪记录证明", requester="第五小学"),
        ]
    )
    assert is_circular(station) and not is_circular(school)
    assert find([station, school]).circular == (station,)


def test_only_the_proof_that_leads_back_is_called_circular(catalog: Catalog) -> None:
    judge = Judge(catalog, key=KEY)
    lost, named, other, several, plain = judge.judge(
        [
            row("身份证丢失证明", requester="桥东区民政局"),
            row("结婚证遗失证明", requester="桥东区民政局"),
            row("身份证丢失证明", requester="第五小学"),
            row("居住证明、无犯罪记录证明", requester="花园街派出所"),
            row("居住证明", requester="花园街派出所"),
        ]
    )
    assert lost.items == ("lost-document",) and not is_circular(lost)
    assert is_circular(named) and not is_circular(other)
    assert len(several.items) == 2
    assert why_circular(several) == "无犯罪记录证明可由花园街派出所所属系统出具或查得"
    assert not is_circular(plain)


def test_misuse_cites_what_bars_and_not_what_may_be_issued(catalog: Catalog) -> None:
    (one,) = Judge(catalog, key=KEY, committee="resident").judge([row("居住及收入证明")])
    assert is_misuse(one.answer) if one.answer else False
    assert "收入证明：" in why_misuse(one) and "居住证明：" not in why_misuse(one)
    assert "居住证明：" in one.basis and "收入证明：" in one.basis


def test_repeated_certificates_are_those_of_one_person_item_and_purpose(
    catalog: Catalog,
) -> None:
    number = "11010519491231002X"
    rows = [
        row(line=1, day="2022-01-10", id_number=number),
        row(line=2, day="2022-12-01", id_number=number),
        row(line=3, day="2023-11-30", id_number=number.lower(), applicant="张 三"),
        row(line=4, day="2025-01-01", id_number=number),
        row(line=5, day="2022-12-02", id_number="11010519491231011X"),
        row("居住证明", "2022-12-01", line=6, id_number=number),
        row(line=7, day="2022-12-01", id_number=number, requester="第五小学"),
    ]
    judged = list(Judge(catalog, key=KEY).judge(rows))
    (group,) = find(judged, within_days=365).repeated
    assert [one.row.line for one in group.rows] == [1, 2, 3]
    assert not group.by_name
    assert not find(judged, within_days=300).repeated


def test_two_people_of_one_name_are_told_by_name_alone_and_marked(catalog: Catalog) -> None:
    rows = [row(line=1), row(line=2, day="2023-06-01"), row(line=3, committee="别处居委会")]
    (group,) = find(list(Judge(catalog, key=KEY).judge(rows))).repeated
    assert group.by_name and [one.row.line for one in group.rows] == [1, 2]


def test_persons_are_linked_only_under_the_same_key(catalog: Catalog) -> None:
    one, again, other = (
        next(Judge(catalog, key=key).judge([row(id_number="11010519491231002X")]))
        for key in (KEY, KEY, b"another key, long")
    )
    assert one.person == again.person != other.person
    assert "110105" not in one.person
    with pytest.raises(ValueError, match="16"):
        Judge(catalog, key=b"short")


# -- statistics and samples ------------------------------------------------------------------------


def test_all_tables_add_up_to_the_ledger(
    judged: tuple[JudgedRow, ...], ledger: Ledger, catalog: Catalog
) -> None:
    counted = count(judged, catalog.stamp)
    assert counted.reconciles()
    assert counted.rows == len(ledger.rows)
    wanted = Counter(str(one.outcome) if one.outcome else UNJUDGED for one in judged)
    assert {key: getattr(counted.total, key) for key in wanted} == dict(wanted)
    by_committee = {one.key: one.total for one in counted.by_committee}
    assert by_committee == Counter(one.row.committee for one in judged)
    banks = [one for one in counted.by_unit if one.key == "中国银行"]
    assert banks[0].total == sum(
        "中国银行" in x.requester or x.requester == "中行" for x in ledger.rows
    )
    assert counted.stamp == catalog.stamp
    assert counted.to_dict()["catalog"]["digest"] == catalog.stamp.digest


def test_no_rows_make_empty_tables_that_add_up(catalog: Catalog) -> None:
    counted = count([], catalog.stamp)
    assert counted.reconciles() and counted.rows == 0 and counted.by_unit == ()


def test_a_sample_can_be_drawn_again_in_any_order_of_files(
    judged: tuple[JudgedRow, ...],
) -> None:
    drawn = draw(judged, 10, "2023-08")
    assert len(drawn) == 10 == len({one.row.where for one in drawn})
    assert drawn == draw(judged, 10, "2023-08")
    turned = draw(judged[::-1], 10, "2023-08")
    assert {one.row.where for one in turned} == {one.row.where for one in drawn}
    assert {one.row.where for one in draw(judged, 10, "other")} != {x.row.where for x in drawn}
    assert len(draw(judged, 10_000, "x")) == len(judged)
    with pytest.raises(InvalidArgument):
        draw(judged, 0, "x")


def test_a_sample_per_committee_takes_as_many_from_each(judged: tuple[JudgedRow, ...]) -> None:
    drawn = draw(judged, 3, "x", per_committee=True)
    assert set(Counter(one.row.committee for one in drawn).values()) == {3}


def test_every_row_is_drawn_about_as_often_as_any_other(judged: tuple[JudgedRow, ...]) -> None:
    times = Counter(one.row.where for seed in range(400) for one in draw(judged, 22, str(seed)))
    assert len(times) == len(judged)
    mean = 400 * 22 / len(judged)
    assert all(mean * 0.4 < number < mean * 1.7 for number in times.values())


def test_a_judged_row_prints_its_answer_and_hides_numbers(catalog: Catalog) -> None:
    one = next(Judge(catalog, key=KEY).judge([row(id_number="11010519491231002X")]))
    shown, open_ = one.to_dict(), one.to_dict(personal=True)
    assert shown["outcome"] == "must_not_issue" and shown["item"] == "kinship"
    assert "民发〔2020〕20号" in shown["basis"]
    assert shown["id_number"] != open_["id_number"] == "11010519491231002X"
    assert one.unit == Unit("中国银行", "建国路支行", "bank")
