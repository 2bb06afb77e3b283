from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community_certs.authoring.division_names import short_names
from community_certs.authoring.divisions import DivisionsError, compile_table
from community_certs.jurisdictions import Gazetteer

Table = list[dict[str, str]]
DIVISIONS = Path(__file__).parents[2] / "catalog_data" / "divisions"
PATCHES = yaml.safe_load((DIVISIONS / "patches.yaml").read_text(encoding="utf-8"))


@settings(deadline=None, max_examples=3, suppress_health_check=list(HealthCheck))
@given(seed=st.integers())
def test_the_order_of_rows_never_matters(table: Table, shards: dict[str, Any], seed: int) -> None:
    shuffled = list(table)
    random.Random(seed).shuffle(shuffled)
    again = compile_table(shuffled, PATCHES)
    assert again == shards
    assert list(again) == list(shards)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("河北省", ("河北",)),
        ("广西壮族自治区", ("广西",)),
        ("内蒙古自治区", ("内蒙古",)),
        ("新疆维吾尔自治区", ("新疆",)),
        ("香港特别行政区", ("香港",)),
        ("延边朝鲜族自治州", ("延边", "延边州")),
        ("锡林郭勒盟", ("锡林郭勒",)),
        ("阿里地区", ("阿里",)),
        ("浦东新区", ("浦东",)),
        ("碑林区", ("碑林",)),
        ("万柏林区", ("万柏林",)),
        ("双江拉祜族佤族布朗族傣族自治县", ("双江",)),
        ("东乡族自治县", ("东乡",)),
        ("隆林各族自治县", ("隆林",)),
        ("郊区", ()),
        ("蔚县", ()),
    ],
)
def test_short_names(name: str, short: tuple[str, ...]) -> None:
    assert short_names(name) == short


def test_no_people_is_left_in_a_short_name(table: Table) -> None:
    for name in {row["名称"] for row in table if "自治" in row["名称"]}:
        assert not short_names(name)[0].endswith("族"), name


def test_every_patch_names_a_source() -> None:
    known = {source["key"] for source in PATCHES["sources"]}
    for source in PATCHES["sources"]:
        assert source["publisher"] and source["published"]
    for patch in (*PATCHES["dates"], *PATCHES["successors"]):
        assert patch["source"] in known


def row(code: str, name: str, **more: str) -> dict[str, str]:
    level = {"0000": "省级", "00": "地级"}.get(code[2:] if code[2:] == "0000" else code[4:], "县级")
    return {
        "代码": code, "一级行政区": "甲省", "二级行政区": more.get("above", ""), "名称": name,
        "级别": level, "状态": "在用", "启用时间": more.get("start", "1981"),
        "变更/弃用时间": more.get("end", ""), "新代码": more.get("new", ""),
    }  # fmt: skip


PROVINCE = row("990000", "甲省")


def test_a_prefecture_inherits_the_successors_of_its_counties() -> None:
    shards: Any = compile_table([
        PROVINCE,
        row("992100", "乙地区", above="乙地区", end="2000"),
        row("992121", "丙县", above="乙地区", end="2000", new="990121"),
        row("992122", "丁县", above="乙地区", end="2000", new="990122"),
        row("990100", "乙市", above="乙市", start="2000"),
        row("990121", "丙县", above="乙市", start="2000"),
        row("990122", "丁县", above="乙市", start="2000"),
    ])  # fmt: skip
    units = shards["divisions/99.json"]
    assert units["992100"][0][7] == ["990100"]
    assert units["990100"][0][8:] == [["992100"], ["992100"]]
    assert units["990121"][0][9] == ["992121"]


def test_a_county_from_elsewhere_makes_the_succession_a_merger() -> None:
    shards: Any = compile_table([
        PROVINCE,
        row("992100", "乙地区", above="乙地区", end="2000"),
        row("992121", "丙县", above="乙地区", end="2000", new="990121"),
        row("990200", "戊市", above="戊市"),
        row("990222", "丁县", above="戊市", end="2000", new="990122"),
        row("990100", "乙市", above="乙市", start="2000"),
        row("990121", "丙县", above="乙市", start="2000"),
        row("990122", "丁县", above="乙市", start="2000"),
    ])  # fmt: skip
    assert shards["divisions/99.json"]["990100"][0][9] == []


def test_a_code_given_to_another_division_is_not_carried() -> None:
    rows = [
        PROVINCE,
        row("990001", "丙县", above="直辖", end="2000", new="990002"),
        row("990002", "丙市", above="直辖", start="2000"),
    ]
    shards: Any = compile_table(rows)
    assert shards["divisions/99.json"]["990002"][0][9] == ["990001"]
    shards = compile_table([*rows, row("990001", "己县", above="直辖", start="2005")])
    assert shards["divisions/99.json"]["990002"][0][9] == []


@pytest.mark.parametrize(
    "wrong",
    [
        row("990001", "丙县", above="无此市"),
        row("990001", "丙县", above="直辖", end="2000", new="990009"),
        row("990001", "丙县", above="直辖", end="2000", new="九九"),
        row("990000", "甲省"),
    ],
    ids=["no superior", "unknown new code", "unreadable new code", "twice"],
)
def test_a_table_that_contradicts_itself_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(DivisionsError):
        compile_table([PROVINCE, wrong])


def test_a_patch_for_an_unknown_unit_is_refused() -> None:
    with pytest.raises(DivisionsError):
        compile_table([PROVINCE], {"dates": [{"unit": "990001/1981", "end": "2000"}]})
    with pytest.raises(DivisionsError):
        compile_table([PROVINCE], {"successors": [{"unit": "990001/1981", "successors": []}]})


def test_an_exact_day_leaves_no_doubt() -> None:
    rows = [
        PROVINCE,
        row("990001", "丙县", above="直辖", end="2000", new="990002"),
        row("990002", "丁市", above="直辖", start="2000"),
    ]
    shards = compile_table(rows, {"dates": [
        {"unit": "990001/1981", "end": "2000-05-08"},
        {"unit": "990002/2000", "start": "2000-05-08"},
    ]})  # fmt: skip
    gazetteer = Gazetteer(shards.__getitem__)
    before = gazetteer.locate("丙县", "2000-05-07")
    after = gazetteer.locate("丁市", "2000-05-08")
    assert (before.place_date, before.span) == (False, ("1981-01-01", "2000-05-07"))
    assert (after.place_date, after.span) == (False, ("2000-05-08", "9999-12-31"))
    assert after.chain[-1].carried == ("990001",)
    assert after.jurisdiction.start == "2000"
