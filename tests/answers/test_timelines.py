"""A timeline covers all time without gap or overlap, and is the decision of every day."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from answers.current import catalog, jurisdictions
from community_certs.dates import FIRST_DAY, LAST_DAY, next_day, previous_day
from community_certs.errors import JurisdictionNotInForce
from community_certs.model.answer import Period

FAST = settings(max_examples=120, deadline=None)
CHANGED = ("130729", "130708", "500156", "321084", "442000", "429004", "371300", "469022")
"""Places that were born, renamed or moved within the time of the data."""


@cache
def places() -> tuple[str, ...]:
    return (*jurisdictions(), *CHANGED)


@cache
def items() -> tuple[str, ...]:
    return catalog().items


def asked() -> st.SearchStrategy[tuple[str, str]]:
    return st.deferred(lambda: st.tuples(st.sampled_from(items()), st.sampled_from(places())))


SAID = st.fixed_dictionaries(
    {},
    optional={
        "purpose": st.sampled_from(["收养登记", "贷款", "从未听说的用途"]),
        "requester": st.sampled_from(["银行", "公安派出所"]),
        "requester_place": st.sampled_from(["境外", "全国"]),
        "committee": st.sampled_from(["resident", "village"]),
    },
)


def bounds(period: Period) -> tuple[str, str]:
    return period.valid_from or FIRST_DAY, period.valid_until or LAST_DAY


def days_of(periods: tuple[Period, ...]) -> list[str]:
    """The first and last day of every period, and those beside them."""
    edges = {day for period in periods for day in bounds(period)}
    beside = {day for edge in edges for day in (previous_day(edge), next_day(edge))}
    return sorted(edges | beside)


@FAST
@given(asked(), SAID)
def test_periods_follow_each_other_and_differ(
    question: tuple[str, str], said: dict[str, str]
) -> None:
    item, place = question
    periods = catalog().timeline(item, place, **said)
    assert periods
    gaps = 0
    for before, after in pairwise(periods):
        (first, last), (start, end) = bounds(before), bounds(after)
        assert first <= last < start <= end
        if next_day(last) == start:
            assert before.decision != after.decision
        else:
            gaps += 1
            with pytest.raises(JurisdictionNotInForce):  # only where the place did not exist
                catalog().jurisdiction(place, next_day(last))
    assert gaps <= 3
    if place == "000000":
        assert (periods[0].valid_from, periods[-1].valid_until) == (None, None)


@FAST
@given(st.data(), asked(), SAID)
@example(None, ("residence", "110000"), {})
@example(None, ("kinship", "130729"), {"committee": "village"})
@example(None, ("residence", "230100"), {"requester_place": "境外"})
def test_every_day_has_the_decision_and_the_span_of_its_period(
    data: st.DataObject | None, question: tuple[str, str], said: dict[str, str]
) -> None:
    item, place = question
    periods = catalog().timeline(item, place, **said)
    days = days_of(periods)
    if data is not None:
        days = [data.draw(st.sampled_from(days)), str(data.draw(st.dates(date(1980, 1, 1))))]
    for day in days:
        inside = [one for one in periods if bounds(one)[0] <= day <= bounds(one)[1]]
        if not inside:
            with pytest.raises(JurisdictionNotInForce):
                catalog().decide(item, jurisdiction=place, on=day, **said)
            continue
        answer = catalog().decide(item, jurisdiction=place, on=day, **said)
        (period,) = inside
        assert answer.decision == period.decision
        assert (answer.valid_from, answer.valid_until) == (period.valid_from, period.valid_until)


@FAST
@given(asked(), st.dates(date(1985, 1, 1), date(2035, 1, 1)))
def test_classify_by_the_official_name_decides_the_item(
    question: tuple[str, str], day: date
) -> None:
    item, place = question
    name = catalog().item(item).name
    try:
        decided = catalog().decide(item, jurisdiction=place, on=day)
    except JurisdictionNotInForce:
        assume(False)
    read = catalog().classify(name, jurisdiction=place, on=day)
    assume(read.match is not None and not read.match.inferred)
    assert read.item == decided.item
    assert read.decision == decided.decision
    assert (read.valid_from, read.valid_until) == (decided.valid_from, decided.valid_until)


def test_a_timeline_of_an_unknown_item_or_place_is_refused() -> None:
    for item, place in (("nothing", "130700"), ("index", "130700"), ("../kinship", "130700")):
        with pytest.raises(Exception, match="没有编号"):
            catalog().timeline(item, place)


def test_several_proofs_hold_while_all_their_parts_do() -> None:
    answer = catalog().classify("居住及收入证明", jurisdiction="130700", on="2020-06-01")
    assert len(answer.parts) == 2
    assert answer.valid_from == max(part.valid_from or "" for part in answer.parts)
    assert answer.valid_until == min(part.valid_until or "9999" for part in answer.parts)
    for day in (answer.valid_from, answer.valid_until):
        assert day is not None
        again = catalog().classify("居住及收入证明", jurisdiction="130700", on=day)
        assert again.decision == answer.decision
