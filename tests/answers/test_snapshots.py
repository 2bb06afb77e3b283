"""Every answer of the catalogue is committed as text, told by a rule, and backed by its data."""

from __future__ import annotations

import difflib
import random
from functools import cache

import pytest

from answers.all_answers import (
    STARS,
    Answer,
    Run,
    Runs,
    Sweep,
    answer_of,
    committed,
    joined,
    parse,
    snapshot,
)
from answers.current import catalog, documents, entries, jurisdictions, shard
from community_certs.dates import LAST_DAY
from community_certs.errors import InvalidArgument, JurisdictionNotInForce
from community_certs.jurisdictions import Place
from community_certs.model.enums import Side
from community_certs.model.holdings import PolicyList
from community_certs.model.record import plain

AGAIN = "to accept the change, run: .ci/generate"


@cache
def sweep() -> Sweep:
    return Sweep()


@cache
def fresh() -> dict[str, str]:
    return snapshot(sweep())


@cache
def changes(adcode: str) -> dict[str, Runs]:
    return parse(fresh().get(f"{adcode}.txt", ""))


def test_the_answers_are_those_of_the_committed_snapshots() -> None:
    held = committed()
    shown: list[str] = []
    for name in sorted(held.keys() | fresh().keys()):
        if held.get(name) != fresh().get(name):
            before, after = held.get(name, "").splitlines(), fresh().get(name, "").splitlines()
            shown += difflib.unified_diff(before, after, f"was/{name}", f"is/{name}", "", "", 1, "")
    assert not shown, "\n".join([*shown[:200], f"{len(shown)} lines differ; {AGAIN}"])
    assert 10_000 < sum(len(text) for text in held.values()) < 3_000_000


# -- the files tell every answer -------------------------------------------------------------------


def told(item: str, place: Place, day: str) -> Answer:
    """The answer that the files give by their rule, read from the bottom of the chain upwards."""
    star = item if item in STARS else sweep().star_of(item)
    answer = untouched = Answer("", "", (), (), (), None)
    for link in place.chain:
        runs = changes(link.adcode) if link.adcode in jurisdictions() else {}
        above = untouched
        untouched = _on(runs.get(star, ()), day) or untouched
        answer = _on(runs.get(item, ()), day) or (untouched if answer == above else answer)
    return answer


def _on(runs: Runs, day: str) -> Answer | None:
    return next((run.answer for run in runs if run.first <= day <= run.last), None)


def _questions(count: int) -> list[tuple[str, str, str]]:
    """Items, places of all levels and times, and days; the same ones every time."""
    chance = random.Random(20)
    gazetteer = catalog()._gazetteer
    own = [one for one in jurisdictions() if one != "000000"]
    every = sorted(gazetteer.places())
    inside = [code for code in every if any(code[:4] == one[:4] for one in own)]
    days = sorted({day for one in ("000000", *own) for run in _all_runs(one) for day in run[:2]})
    days = [day for day in days if "1985" < day < "2031"]
    found: list[tuple[str, str, str]] = []
    while len(found) < count:
        code = chance.choice(chance.choice((own, inside, every)))
        day = chance.choice(days)
        try:
            gazetteer.locate(code, day)
        except JurisdictionNotInForce:
            continue
        found.append((chance.choice(catalog().items), code, day))
    return found


def _all_runs(adcode: str) -> list[Run]:
    return [run for runs in changes(adcode).values() for run in runs]


def test_the_files_and_their_rule_give_the_answer_for_any_item_place_and_day() -> None:
    for item, code, day in _questions(1500):
        answer = catalog().decide(item, jurisdiction=code, on=day)
        place = catalog()._gazetteer.locate(code, day)
        assert told(item, place, day) == answer_of(answer.decision), (item, code, day)


def test_a_file_reads_back_as_it_was_written() -> None:
    for adcode in ("000000", "420600"):
        for item, runs in changes(adcode).items():
            assert runs == sweep().changes(item, adcode)
            assert runs == joined(list(runs))


# -- a place without documents of its own ----------------------------------------------------------

WITHOUT_COMMITTEES = {"71", "81", "82"}


def test_a_place_without_documents_has_nothing_on_its_shelf_but_what_lies_above() -> None:
    # What is decided depends on the place only through these codes (and through the requester's
    # place, which is compared with the chain itself).
    speaking = {document.jurisdiction for document in documents()}
    speaking |= {
        one["jurisdiction"]
        for item in catalog().items
        for one in shard(f"items/{item}.json")["alternatives"]
    }
    seen = 0
    for code in sorted(catalog()._gazetteer.places()):
        for place in sweep().places(code):
            own, above = place.chain[-1], place.chain[:-1]
            if own.adcode in speaking or speaking.intersection(own.carried) or not above:
                continue
            if code[:2] in WITHOUT_COMMITTEES:
                with pytest.raises(InvalidArgument):
                    catalog()._shelf(place)
                continue
            shelf = catalog()._shelf(place)
            heard = {code for link in above for code in (link.adcode, *link.carried)}
            assert shelf.levels.keys() & speaking == heard & speaking
            assert {one["jurisdiction"] for one in shelf.lists.values()} <= heard
            assert {one["jurisdiction"] for one in shelf.rules} <= heard
            seen += 1
    assert seen > 3000


@pytest.mark.parametrize(
    ("code", "above"),
    [("130702", "130700"), ("110105", "110000"), ("429004", "420000"), ("230102", "230100")],
)
@pytest.mark.parametrize("day", ["2018-09-01", "2020-03-10", "2021-06-01", "2026-06-01"])
def test_it_gives_the_decisions_of_the_place_above_to_the_last_detail(
    code: str, above: str, day: str
) -> None:
    for item in catalog().items:
        mine = catalog().decide(item, jurisdiction=code, on=day)
        theirs = catalog().decide(item, jurisdiction=above, on=day)
        assert mine.decision == theirs.decision, item


# -- what decides ----------------------------------------------------------------------------------


def _cited() -> list[tuple[str, Run, str, str]]:
    return [
        (item, run, cited, adcode)
        for adcode in jurisdictions()
        for item, runs in changes(adcode).items()
        for run in runs
        for cited in run.answer.cites
    ]


def _chain(adcode: str) -> set[str]:
    return {
        code
        for place in sweep().places(adcode)
        for link in place.chain
        for code in (link.adcode, *link.carried)
    }


def test_every_may_issue_is_backed_by_a_may_entry_in_force_for_the_item_and_the_place() -> None:
    backed = 0
    for adcode in jurisdictions():
        for item, runs in changes(adcode).items():
            for run in runs:
                if run.answer.outcome != "may_issue":
                    continue
                assert run.answer.cites, (adcode, item, run)
                raw = shard(f"items/{item}.json")
                for cited in run.answer.cites:
                    document, listed, entry = entries()[cited]
                    assert listed.side is Side.MAY_ISSUE
                    assert listed.binds == "committee" and not listed.issuer
                    assert {item, *raw["ancestors"]} & set(entry.items), (item, cited)
                    assert document.jurisdiction in _chain(adcode)
                    assert document.stage != "draft" and document.subdivision is None
                    first, last = _in_force(item, cited, listed)
                    assert first <= run.first and run.last <= last, (adcode, item, run)
                    backed += 1
    assert backed > 500


def _in_force(item: str, entry: str, listed: PolicyList) -> tuple[str, str]:
    """The first and the last day on which an entry may be in force."""
    held = shard(f"items/{item}.json")["entries"].values()
    own = [one["dates"] for some in held for one in some if one["id"] == entry and one.get("dates")]
    start = own[0]["start"] if own else plain(listed.start)
    end = own[0]["end"] if own else plain(listed.end)
    return start["earliest"], end["latest"] if end else LAST_DAY


def test_what_decides_nothing_is_never_cited_as_deciding() -> None:
    asleep = {
        listed.id: document
        for document in documents()
        for listed in document.lists
        if document.stage == "draft"
        or document.subdivision is not None
        or document.withdrawn is not None
        or listed.issuer
    }
    assert len(asleep) > 10
    for item, run, cited, adcode in _cited():
        listed = cited.rpartition("/")[0] if cited in entries() else cited
        assert listed not in asleep, (adcode, item, run)


def test_a_bar_that_decides_is_an_entry_of_a_barring_list_or_a_whole_list_that_closes() -> None:
    lists = {listed.id: listed for document in documents() for listed in document.lists}
    for item, run, cited, adcode in _cited():
        if run.answer.outcome != "must_not_issue" and run.answer.reason != "closed_list":
            continue
        if cited in entries():
            listed = entries()[cited][1]
            assert listed.side is not Side.MAY_ISSUE, (adcode, item, run)
            assert run.answer.reason != "closed_list", (adcode, item, run)
        else:
            listed = lists[cited]
            assert listed.complete, (adcode, item, run)
            assert listed.off_list in ("must_not_issue", "may_not_demand"), (adcode, item, run)
        assert listed.binds == "committee"
