"""What a comparison tells beside the changed answers of compared places, and in which words."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_certs.authoring.compile import canonical, manifest_of
from community_certs.authoring.compile.source import compile_folder
from community_certs.authoring.diff.answers import AnswerChange, parted
from community_certs.authoring.diff.circumstances import Scenario, facts_of, scenarios
from community_certs.authoring.diff.comparison import Comparison, compare
from community_certs.authoring.diff.saying import told_circumstances
from community_certs.authoring.diff.state import State
from community_certs.authoring.diff.telling import told
from community_certs.authoring.release.checking import check_release
from community_certs.authoring.release.fragments import read_fragments
from community_certs.catalog import Catalog
from community_certs.errors import CommunityCertsError
from community_certs.store import Store
from releases.projects import LIST, project, replace
from releases.test_published_forms import validator

ON = "2026-12-01"
TABLE = "divisions/areacodes-1981-2024.csv"
STATE = State("unlisted", "no_list_held", "certain", (), False, None, (), (), (), None, ())
DAYS = st.dates().map(lambda day: day.isoformat())


def store_of(root: Path, release: str) -> Store:
    _, shards = compile_folder(root / "catalog_data")
    assert shards is not None
    files = {path: canonical(one) for path, one in shards.items()}
    files["manifest.json"] = canonical(manifest_of(files, release))
    return Store(files.__getitem__, release)


@cache
def _base(folder: str) -> Store:
    return store_of(project(Path(folder)), "2026.11.0")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("told") / "project"
    _base(str(folder))
    return folder


@pytest.fixture
def compared(base: Path, tmp_path: Path) -> Callable[..., Comparison]:
    """Compare the project with itself after one edit."""

    def after(path: str, before: str, now: str) -> Comparison:
        root = shutil.copytree(base, tmp_path / "edited")
        replace(root, path, before, now)
        return compare(_base(str(base)), store_of(root, "2026.11.1"), ON)

    return after


# -- places ----------------------------------------------------------------------------------------


def outcome(store: Store, place: str, day: str) -> str:
    try:
        return str(Catalog(store).decide("kinship", jurisdiction=place, on=day).outcome)
    except CommunityCertsError as error:
        return type(error).__name__


def test_a_place_that_gets_another_name_is_told_and_must_be_stated(
    compared: Callable[..., Comparison],
) -> None:
    found = compared(TABLE, "河北省,张家口市,下花园区", "河北省,张家口市,上花园区")
    (place,) = found.contents.divisions
    assert (place.place, place.names) == ("130706", (("下花园区",), ("上花园区",)))
    assert outcome(found.old, "下花园区", "2025-01-01") == "must_not_issue"
    assert outcome(found.new, "下花园区", "2025-01-01") == "UnknownJurisdiction"
    assert found.changes_answers
    assert "130706：名称 下花园区 → 上花园区" in told(found)
    assert [one.code for one in check_release(found, ())] == ["release-place-changed"]
    assert [one.message for one in validator("diff").iter_errors(found.to_dict())] == []


def test_a_place_that_ends_earlier_is_told_with_the_days(
    compared: Callable[..., Comparison],
) -> None:
    found = compared(
        "divisions/patches.yaml",
        '371202/1992", end: "2018/2019-01-09"',
        '371202/1992", end: "2017"',
    )
    places = {one.place: one for one in found.contents.divisions}
    (days,) = places["371202"].gone
    assert days[1] is not None
    day = days[1]
    assert outcome(found.old, "371202", day) != "JurisdictionNotInForce"
    assert outcome(found.new, "371202", day) == "JurisdictionNotInForce"
    assert "不再作为地点" in told(found) and "no longer a place" in told(found, lang="en")
    codes = {one.code for one in check_release(found, ())}
    assert "release-place-changed" in codes


def test_a_stated_reason_for_the_place_lets_it_pass(
    compared: Callable[..., Comparison], tmp_path: Path
) -> None:
    found = compared(TABLE, "河北省,张家口市,下花园区", "河北省,张家口市,上花园区")
    changes = tmp_path / "changes"
    changes.mkdir()
    (changes / "a.yaml").write_text('kind: renaming\nreason: 更名。\nplace: "130706"\n', "utf-8")
    fragments, problems = read_fragments(changes)
    assert not problems and check_release(found, fragments) == ()
    (changes / "a.yaml").write_text('kind: renaming\nreason: 更名。\nplace: "999999"\n', "utf-8")
    codes = [one.code for one in check_release(found, read_fragments(changes)[0])]
    assert sorted(codes) == ["release-fragment-unknown", "release-place-changed"]


# -- sources and fragments -------------------------------------------------------------------------


def test_another_page_under_the_same_key_drops_the_source(
    compared: Callable[..., Comparison],
) -> None:
    found = compared(LIST, "https://", "https://another.")
    assert [one.code for one in check_release(found, ())] == ["release-source-dropped"]


def test_a_better_name_for_the_same_page_drops_nothing(
    compared: Callable[..., Comparison],
) -> None:
    found = compared(LIST, "publisher: 某网站", "publisher: 某政府网站")
    assert check_release(found, ()) == ()


def test_a_fragment_with_another_extension_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("kind: correction\nreason: x\n", "utf-8")
    _, (problem,) = read_fragments(tmp_path)
    assert (problem.code, problem.severity) == ("release-fragment-invalid", "error")


# -- past and future -------------------------------------------------------------------------------


@given(first=st.none() | DAYS, last=st.none() | DAYS, on=DAYS, day=DAYS)
def test_a_change_is_parted_at_the_day_and_nothing_of_it_is_lost(
    first: str | None, last: str | None, on: str, day: str
) -> None:
    if (first and last and first > last) or on == "0001-01-01":
        return
    change = AnswerChange("a", "000000", None, first, last, STATE, STATE, ())
    parts = list(parted(change, on))
    assert [one.holds_on(day) for one in parts].count(True) == change.holds_on(day)
    for one in parts:
        assert one.is_past(on) == ((one.last or "9999-12-31") < on)


# -- circumstances ---------------------------------------------------------------------------------

ALL = scenarios(facts_of([{"purpose": ["loan"]}, {"requester": ["bank"]}], ["resident"]))


def name(axis: str, id: str) -> str:
    return {"purposes": "贷款", "requesters": "银行"}[axis]


def test_circumstances_that_do_not_matter_are_not_told() -> None:
    assert told_circumstances(None, name, "zh") == ""
    some = tuple(one for one in ALL if one.committee == ("resident",))
    assert told_circumstances(some, name, "zh") == "（仅当出具的是居委会）"
    assert told_circumstances(some, name, "en") == " (where committee resident)"


def test_those_that_matter_are_told_by_name() -> None:
    some = tuple(one for one in ALL if one.purpose == ("loan",) and not one.requester)
    assert told_circumstances(some, name, "zh") == "（仅当用途为贷款；要求单位为未说明）"


def test_what_is_no_product_is_told_one_by_one() -> None:
    one = Scenario(("loan",), (), None, ("resident",))
    other = Scenario((), ("bank",), None, ("village",))
    text = told_circumstances((one, other), name, "zh")
    assert text == (
        "（仅当用途为贷款；要求单位为未说明；出具的是居委会，"
        "或用途为未说明；要求单位为银行；出具的是村委会）"
    )
