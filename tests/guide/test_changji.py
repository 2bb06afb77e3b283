"""Changji's 25 demanded proofs are read, decided on three days, and told in the docs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from community_certs import Catalog, Outcome, Reason, load_catalog
from guide import changji_table

HELD = changji_table.cases()
DEMANDED: list[dict[str, Any]] = HELD["demanded"]
each_proof = pytest.mark.parametrize("one", DEMANDED, ids=lambda one: str(one["n"]))

# Read by hand from the printed names: what the survey's proof is, and whether the national list of
# 2020 (民发〔2020〕20号), or the law on guarantees, bars it.
EXPECTED = {
    1: ("shop-owner", True),
    2: ("business-licence-reissue", False),
    3: ("truck-overload", False),
    4: ("student-practice", False),
    5: ("exam-family-survey", False),
    6: ("lost-marriage-certificate", True),
    7: ("damaged-money", False),
    8: ("newborn-household-registration", False),
    9: ("residence", False),
    10: ("temporary-residence", False),
    11: ("household-move", False),
    12: ("uncertificated-house", True),
    13: ("kinship", True),
    14: ("death", True),
    15: ("kinship", True),
    16: ("exit-travel", False),
    17: ("pilgrimage-guarantee", True),
    18: ("hardship", False),
    19: ("poor-student", False),
    20: ("family-situation", False),
    21: ("remote-insurance", False),
    22: ("remote-survival", True),
    23: ("party-admission-review", False),
    24: ("flexible-employment", True),
    25: ("first-home-purchase", True),
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def test_the_survey_is_whole() -> None:
    assert [one["n"] for one in DEMANDED] == list(range(1, HELD["stated_count"] + 1))
    assert [one["printed"] for one in DEMANDED].count("亲属关系证明") == 2


@each_proof
def test_a_proof_is_read_as_what_it_is_and_decided_on_three_days(
    catalog: Catalog, one: dict[str, Any]
) -> None:
    item, barred = EXPECTED[one["n"]]
    then, later, now = changji_table.answers(catalog, one, HELD)
    assert {answer.item.id for answer in (then, later, now) if answer.item} == {item}
    # No list of that time is held: an honest abstention, never a "may issue".
    assert (then.outcome, then.reason) == (Outcome.UNLISTED, Reason.NO_LIST_HELD)
    for answer in (later, now):
        assert answer.outcome is (Outcome.MUST_NOT_ISSUE if barred else Outcome.UNLISTED)
        assert answer.citations


def test_the_table_in_the_docs_is_what_the_catalogue_answers(catalog: Catalog) -> None:
    page = Path(__file__).parents[2] / "docs" / "changji-25.md"
    assert page.read_text("utf-8") == changji_table.page(catalog), "run .ci/generate"
