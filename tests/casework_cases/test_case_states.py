"""The states of a case: what may follow what, and that every case comes to an end."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_certs.casework.cases import (
    Case,
    Event,
    apply,
    closed_list,
    coordination_list,
    overdue,
    problem_list,
    replay,
)
from community_certs.casework.states import (
    CLOSED,
    TRANSITIONS,
    Finding,
    Kind,
    LetterKind,
    State,
)
from community_certs.errors import InvalidArgument

OPENED = Event(
    "2023-0001",
    Kind.REPORTED,
    "2023-08-20",
    "街道",
    {
        "unit": "中国银行",
        "item": "kinship",
        "name": "亲属关系证明",
        "occurrences": [{"key": "k", "source": "ledger", "place": "130702"}],
    },
)


def event(kind: Kind, on: str = "2023-09-01", **data: object) -> Event:
    return Event("2023-0001", kind, on, "局", data)


def letter(kind: LetterKind, on: str = "2023-09-01", due: str = "2023-09-16") -> Event:
    return event(Kind.LETTER, on, letter=str(kind), number="东民函〔2023〕1号", due=due)


def reply(finding: Finding, on: str = "2023-09-10") -> Event:
    return event(Kind.REPLY, on, finding=str(finding), basis="某法", article="第一条")


def after(*events: Event) -> Case:
    return replay([OPENED, *events])["2023-0001"]


SECOND = event(Kind.SECOND_LETTER, "2023-09-20", number="东民函〔2023〕2号", due="2023-09-30")


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ((), State.REPORTED),
        ((letter(LetterKind.MUST_NOT), reply(Finding.STOPS)), State.STOPPED),
        ((letter(LetterKind.MUST_NOT), reply(Finding.NEITHER_WITH_MEASURES)), State.STOPPED),
        ((letter(LetterKind.UNLISTED), reply(Finding.BASIS_MAY)), State.ACCEPTED),
        ((letter(LetterKind.UNLISTED), reply(Finding.BASIS_MUST_NOT)), State.MUST_NOT_DUE),
        ((letter(LetterKind.UNLISTED), reply(Finding.NEITHER_WITH_MEASURES)), State.SECOND_DUE),
        ((letter(LetterKind.UNLISTED), reply(Finding.NEITHER)), State.SECOND_DUE),
        (
            (
                letter(LetterKind.UNLISTED),
                reply(Finding.BASIS_MUST_NOT),
                letter(LetterKind.MUST_NOT, "2023-09-12"),
                reply(Finding.STOPS, "2023-09-14"),
            ),
            State.STOPPED,
        ),
        (
            (
                letter(LetterKind.UNLISTED),
                reply(Finding.NEITHER),
                SECOND,
                reply(Finding.NEITHER_WITH_MEASURES, "2023-09-25"),
            ),
            State.STOPPED,
        ),
        (
            (
                letter(LetterKind.UNLISTED),
                reply(Finding.NEITHER),
                SECOND,
                reply(Finding.NONE_BY_DEADLINE, "2023-10-01"),
                event(Kind.TRANSFERRED, "2023-10-02", reason="不作为"),
            ),
            State.TRANSFERRED,
        ),
        (
            (
                letter(LetterKind.UNLISTED),
                reply(Finding.BASIS_MAY),
                event(Kind.INCLUDED, "2023-10-08", document="130702-2023-inclusion"),
            ),
            State.INCLUDED,
        ),
    ],
)
def test_a_case_takes_the_course_of_the_work_plan(events: tuple[Event, ...], state: State) -> None:
    assert after(*events).state is state


@pytest.mark.parametrize("day", ["2023-09-15", "2023-09-16"])
def test_no_reply_is_entered_only_after_the_deadline(day: str) -> None:
    held = after(letter(LetterKind.MUST_NOT))
    with pytest.raises(InvalidArgument, match="期限 2023-09-16 未过"):
        apply(held, reply(Finding.NONE_BY_DEADLINE, day))
    assert apply(held, reply(Finding.NONE_BY_DEADLINE, "2023-09-17")).state is State.SECOND_DUE


def test_a_case_is_overdue_from_the_day_after_the_deadline() -> None:
    held = after(letter(LetterKind.MUST_NOT))
    assert overdue([held], "2023-09-16") == []
    assert overdue([held], "2023-09-17") == [held]
    assert overdue([after(letter(LetterKind.MUST_NOT), reply(Finding.STOPS))], "2024-01-01") == []


@pytest.mark.parametrize(
    "wrong",
    [
        event(Kind.SECOND_LETTER, number="1号", due="2023-09-16"),
        event(Kind.LETTER, letter="must_not", number="1号"),
        event(Kind.LETTER, letter="must_not", due="2023-09-16"),
        event(Kind.LETTER, letter="other", number="1号", due="2023-09-16"),
        event(Kind.REPLY, finding="stops"),
        event(Kind.DISMISSED),
        event(Kind.TRANSFERRED, reason="不作为"),
        event(Kind.INCLUDED, document="130702-2023-inclusion"),
        event(Kind.NOTE, "2023-08-19"),
        event(Kind.NOTE, "2023-02-30"),
    ],
)
def test_what_cannot_happen_to_a_reported_case_is_refused(wrong: Event) -> None:
    with pytest.raises(InvalidArgument):
        apply(after(), wrong)


def test_a_basis_must_be_named() -> None:
    bare = event(Kind.REPLY, "2023-09-10", finding="basis_may")
    with pytest.raises(InvalidArgument, match="依据"):
        apply(after(letter(LetterKind.UNLISTED)), bare)


def test_every_open_state_leads_to_a_closed_one_and_none_is_left_but_by_reopening() -> None:
    follows: dict[str, set[State]] = {}
    for (state, kind, _), to in TRANSITIONS.items():
        name = state.partition("/")[0]
        follows.setdefault(name, set()).add(to)
        if name in CLOSED:
            assert to.value == name or kind is Kind.REOPENED
    for state in State:
        reached, todo = set(), [state]
        while todo:
            for to in follows.get(todo.pop(), set()):
                if to not in reached:
                    reached.add(to)
                    todo.append(to)
        assert state in CLOSED or reached & CLOSED, state
    from_nothing = follows[""]
    seen, todo = set(from_nothing), list(from_nothing)
    while todo:
        for to in follows.get(todo.pop(), set()) - seen:
            seen.add(to)
            todo.append(to)
    assert seen == set(State)  # no state that no case can come to


EVENTS = st.builds(
    Event,
    st.just("2023-0001"),
    st.sampled_from([kind for kind in Kind if kind not in (Kind.REPORTED, Kind.APPLIED)]),
    st.dates(date(2023, 8, 20), date(2024, 8, 20)).map(str),
    st.just("局"),
    st.fixed_dictionaries(
        {
            "letter": st.sampled_from([str(one) for one in LetterKind]),
            "finding": st.sampled_from([str(one) for one in Finding]),
            "number": st.just("东民函〔2023〕1号"),
            "due": st.just("2023-09-16"),
            "basis": st.just("某法"),
            "reason": st.just("理由"),
            "document": st.just("130702-2023-inclusion"),
        }
    ),
)


@given(st.lists(EVENTS, max_size=12))
def test_any_course_of_events_leaves_a_case_in_one_of_the_lists(events: list[Event]) -> None:
    held = apply(None, OPENED)
    taken = [OPENED]
    for one in events:
        try:
            held = apply(held, one)
        except InvalidArgument:
            continue
        taken.append(one)
    assert replay(taken) == {"2023-0001": held}
    assert held.version == len(taken)
    assert len(problem_list([held])) + len(closed_list([held])) == 1
    assert set(coordination_list([held])) <= set(problem_list([held]))
    assert held.closed is (held.state in CLOSED)
    assert (held.due is not None) <= (held.state in (State.LETTER_SENT, State.SECOND_SENT))
