from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from community_certs.errors import (
    AmbiguousJurisdiction,
    CommunityCertsError,
    JurisdictionNotInForce,
    UnknownJurisdiction,
)
from community_certs.jurisdictions import Gazetteer, Place

Table = list[dict[str, str]]
CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "jurisdictions.yaml").read_text(encoding="utf-8")
)
ENDED = "变更/弃用时间"
FAST = settings(deadline=None, max_examples=60)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['name']}@{case['day']}")
def test_case(gazetteer: Gazetteer, case: dict[str, Any]) -> None:
    try:
        place = gazetteer.locate(case["name"], case["day"])
    except CommunityCertsError as error:
        assert error.code == {
            "unknown": "unknown-jurisdiction",
            "ambiguous": "ambiguous-jurisdiction",
            "not-in-force": "jurisdiction-not-in-force",
        }.get(case.get("error", ""))
        for key in ("candidates", "successors", "predecessors"):
            if key in case:
                assert [code for code, _ in getattr(error, key)] == case[key]
        return
    assert place.jurisdiction.adcode == case["code"]
    assert place.jurisdiction.path == case.get("path", place.jurisdiction.path)
    assert place.place_date == case.get("place_date", place.place_date)
    codes = [link.adcode for link in place.chain]
    assert codes == case.get("chain", codes)


def certain_years(row: dict[str, str]) -> range:
    start, end = int(row["启用时间"]), int(row[ENDED] or 2025)
    return range(start if start == 1981 else start + 1, end)


def test_every_unit_on_a_certain_day_is_found_by_its_code(
    gazetteer: Gazetteer, table: Table
) -> None:
    checked = 0
    for row in table:
        for year in {*certain_years(row)[:1], *certain_years(row)[-1:]}:
            found = gazetteer.locate(row["代码"], f"{year}-07-01").jurisdiction
            assert (found.adcode, found.name, found.start, found.end) == (
                row["代码"], row["名称"], row["启用时间"], row[ENDED] or None,
            )  # fmt: skip
            checked += 1
    assert checked > 6000


def check_chain(place: Place) -> None:
    levels = ["nation", "province", "prefecture", "county"]
    ranks = [levels.index(link.level) for link in place.chain]
    assert place.chain[0].adcode == "000000"
    assert place.chain[-1].adcode == place.jurisdiction.adcode
    assert ranks == sorted(set(ranks))
    assert ranks[:2] == [0, 1][: len(ranks)]


@FAST
@given(data=st.data())
def test_a_place_holds_unchanged_within_its_span(
    gazetteer: Gazetteer, table: Table, data: st.DataObject
) -> None:
    row = data.draw(st.sampled_from(table))
    year = data.draw(st.integers(int(row["启用时间"]), int(row[ENDED] or 2030)))
    place = gazetteer.locate(row["代码"], f"{year}-{data.draw(st.integers(1, 12)):02d}-15")
    check_chain(place)
    first, last = place.span
    assert gazetteer.locate(row["代码"], first) == place
    assert gazetteer.locate(row["代码"], last) == place
    edges = gazetteer.boundaries(row["代码"])
    assert first in edges
    assert not [day for day in edges if first < day <= last]


@FAST
@given(data=st.data())
def test_a_path_means_the_unit_it_describes(
    gazetteer: Gazetteer, table: Table, data: st.DataObject
) -> None:
    row = data.draw(st.sampled_from([row for row in table if certain_years(row)]))
    on = f"{data.draw(st.sampled_from(certain_years(row)))}-07-01"
    place = gazetteer.locate(row["代码"], on)
    assert gazetteer.locate(place.jurisdiction.path, on) == place


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_a_full_name_means_what_the_table_says(
    gazetteer: Gazetteer, table: Table, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted({row["名称"] for row in table})))
    year = data.draw(st.integers(1981, 2026))
    rows = [row for row in table if row["名称"] == name]
    certain = {row["代码"] for row in rows if year in certain_years(row) or (
        year > 2024 and not row[ENDED])}  # fmt: skip
    possible = {
        row["代码"] for row in rows if int(row["启用时间"]) <= year <= int(row[ENDED] or 9999)
    }
    try:
        found = gazetteer.locate(name, f"{year}-07-01").jurisdiction
    except AmbiguousJurisdiction as error:
        assert {code for code, _ in error.candidates} <= possible
        assert len(error.candidates) > 1
    except JurisdictionNotInForce:
        assert not possible
    else:
        assert found.name == name or not possible
        assert certain <= {found.adcode}


def test_a_settled_name_of_one_place_is_never_refused(gazetteer: Gazetteer, table: Table) -> None:
    bearers: dict[str, list[str]] = {}
    for row in table:
        if not row[ENDED]:
            bearers.setdefault(row["名称"], []).append(row["代码"])
    for name, codes in bearers.items():
        if len(codes) == 1:
            assert gazetteer.locate(name, "2025-01-01").jurisdiction.adcode == codes[0]
        else:
            with pytest.raises(AmbiguousJurisdiction):
                gazetteer.locate(name, "2025-01-01")


@FAST
@given(text=st.text(max_size=12) | st.text("省市县区河北张家口朝阳0123456789 １", max_size=10))
def test_any_text_is_found_or_refused_with_a_reason(gazetteer: Gazetteer, text: str) -> None:
    try:
        check_chain(gazetteer.locate(text, "2020-06-01"))
    except (UnknownJurisdiction, AmbiguousJurisdiction, JurisdictionNotInForce) as error:
        assert error.message("zh") and error.message("en")


def test_refusals_say_where_to_go(gazetteer: Gazetteer) -> None:
    with pytest.raises(JurisdictionNotInForce) as gone:
        gazetteer.locate("崇文区", "2015-01-01")
    assert gone.value.successors == (("110101", "北京市东城区"),)
    for told in (gone.value.message("zh"), gone.value.message("en")):
        assert "2010" in told and "110101 北京市东城区" in told
    with pytest.raises(AmbiguousJurisdiction) as several:
        gazetteer.locate("朝阳区", "2015-01-01")
    assert several.value.candidates == (
        ("110105", "北京市朝阳区"),
        ("220104", "吉林省长春市朝阳区"),
    )
    assert "110105 北京市朝阳区" in several.value.message("zh")


def test_documents_carry_over_one_to_one_only(gazetteer: Gazetteer) -> None:
    def carried(code: str) -> tuple[str, ...]:
        return gazetteer.locate(code, "2022-01-01").chain[-1].carried

    assert carried("140900") == ("142200",)  # 忻州地区 → 忻州市
    assert carried("500156") == ("512326", "500232")  # 武隆: its code 511423 is 洪雅县 now
    assert carried("110101") == ()  # 崇文区 was merged into 东城区
    assert carried("130400") == ()  # 邯郸地区 was merged into 邯郸市
    assert carried("451400") == ()  # 南宁地区 was split
    assert carried("130502") == ()  # 襄都区 got a part of 邢台县
    assert carried("460000") == ()  # 海南省


def test_a_carried_code_never_stands_beside_its_heir(
    gazetteer: Gazetteer, shards: dict[str, Any]
) -> None:
    seen = 0
    for code in gazetteer.places():
        for unit in gazetteer.units(code):
            for old in unit.carried:
                seen += 1
                last = gazetteer.units(old)[-1]
                assert last.end is not None and last.end <= str(unit.start)
    assert seen > 2000


def test_successions_are_known_from_both_sides(gazetteer: Gazetteer) -> None:
    assert gazetteer.successors("110103") == ("110101",)
    assert gazetteer.predecessors("110101") == ("110103",)
    for code in gazetteer.places():
        for heir in gazetteer.successors(code):
            assert code in gazetteer.predecessors(heir)


def test_every_ended_unit_has_a_successor(gazetteer: Gazetteer) -> None:
    for code in gazetteer.places():
        for unit in gazetteer.units(code):
            assert unit.end is None or unit.succ, f"{code}/{unit.start}"


def test_level_ancestor_names_the_city_and_the_province(gazetteer: Gazetteer) -> None:
    place = gazetteer.locate("130702", "2021-01-01")
    assert gazetteer.level_ancestor(place, "prefecture") == "130700"
    assert gazetteer.level_ancestor(place, "province") == "130000"
    direct = gazetteer.locate("仙桃市", "2021-01-01")
    assert gazetteer.level_ancestor(direct, "prefecture") is None


def test_only_the_shards_needed_are_read(shards: dict[str, Any]) -> None:
    read: list[str] = []

    def note(path: str) -> Any:
        read.append(path)
        return shards[path]

    gazetteer = Gazetteer(note)
    gazetteer.locate("130700", "2020-06-01")
    gazetteer.locate("130700", "2020-06-02")
    assert read == ["divisions/index.json", "divisions/13.json"]
    gazetteer.locate("张家口市", "2020-06-01")
    assert len(read) == 3


def test_a_place_and_its_errors_survive_pickling(gazetteer: Gazetteer) -> None:
    place = gazetteer.locate("张家口", "2020-06-01")
    assert pickle.loads(pickle.dumps(place)) == place
    with pytest.raises(AmbiguousJurisdiction) as caught:
        gazetteer.locate("鼓楼区", "2020-06-01")
    assert pickle.loads(pickle.dumps(caught.value)).candidates == caught.value.candidates


def test_importing_loads_nothing_heavy() -> None:
    root = Path(__file__).parents[2] / "src"
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import community_certs.jurisdictions; "
        "print(*sorted({'re', 'typing', 'dataclasses', 'pathlib', 'csv', 'yaml', 'functools'}"
        " & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script, str(root)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == []
