"""Coverage is counted from the data, and the committed pages are what the data give."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from community_certs import Catalog, load_catalog
from community_certs.cli.main import main
from community_certs.guide.coverage import PROVINCES, Overview, overview
from community_certs.guide.coverage_chart import chart
from community_certs.guide.coverage_page import coverage_page

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="module")
def held(catalog: Catalog) -> Overview:
    return overview(catalog)


def test_the_committed_pages_are_what_the_bundled_catalogue_gives(held: Overview) -> None:
    assert (DOCS / "coverage.md").read_text("utf-8") == coverage_page(held), "run .ci/generate"
    assert (DOCS / "coverage.svg").read_text("utf-8") == chart(held), "run .ci/generate"


def test_every_province_is_named_even_if_nothing_of_it_is_held(held: Overview) -> None:
    assert [one.adcode for one in held.provinces] == [
        "000000",
        *(one + "0000" for one in PROVINCES),
    ]
    assert len(PROVINCES) == 31
    page = coverage_page(held)
    for one in held.provinces:
        assert re.search(rf"^\| (\[{one.name}\]\(#{one.name}\)|{one.name}) \|", page, re.M)


def test_every_document_is_counted_once(catalog: Catalog, held: Overview) -> None:
    counted = [doc.id for one in held.provinces for place in one.places for doc in place.documents]
    standing = [one for one in catalog.documents if not catalog.document(one).withdrawn]
    assert sorted(counted) == sorted(standing)
    page = coverage_page(held)
    assert all(f"`{one}`" in page for one in standing)


def test_held_never_exceeds_stated_and_both_are_sums_over_lists(held: Overview) -> None:
    for one in held.provinces:
        captured, stated = one.counted
        assert 0 <= captured <= stated
        parts = [place.counted for place in one.places]
        assert (captured, stated) == (sum(p[0] for p in parts), sum(p[1] for p in parts))
    hebei = next(one for one in held.provinces if one.adcode == "130000")
    zhangjiakou = next(one for one in hebei.places if one.adcode == "130700")
    assert zhangjiakou.counted == (5, 5) and zhangjiakou.name == "张家口市"


def test_the_chart_is_well_formed_and_names_every_province(held: Overview) -> None:
    root = ET.fromstring(chart(held))
    texts = {one.text for one in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {one.name for one in held.provinces} <= texts
    width = float(root.attrib["width"])
    for bar in root.iter("{http://www.w3.org/2000/svg}rect"):
        assert float(bar.attrib.get("x", 0)) + float(bar.attrib["width"]) <= width


def test_coverage_of_a_place_says_what_stands_and_when(catalog: Catalog) -> None:
    found = {one.id: one for one in catalog.coverage("310000", "2018-06-01").lists}
    may = found["310000-2015-seal-lists/may"]
    assert (may.captured, may.stated_count, may.complete) == (8, 22, False)
    assert may.stands == "provisional" and "guiding" in may.why
    assert may.start is not None and may.start.printed == "2015"
    assert found["000000-2020-minfa20/first"].stands == "no"


def test_the_command_prints_text_json_and_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["coverage"]) == 0
    assert "张家口" not in capsys.readouterr().out
    assert main(["coverage", "--in", "张家口市", "--on", "2020-06-01"]) == 0
    assert "130700-2020-community-burden/may" in capsys.readouterr().out
    assert main(["coverage", "--in", "130700", "--on", "2020-06-01", "--format", "json"]) == 0
    place = json.loads(capsys.readouterr().out)
    assert place["jurisdiction"] == "130700" and len(place["lists"]) >= 2
    assert main(["coverage", "--format", "json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert len(whole["provinces"]) == 32
    file = tmp_path / "coverage.svg"
    assert main(["coverage", "--format", "svg", "-o", str(file)]) == 0
    assert file.read_text("utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--on", "2020-06-01"],
        ["--in", "130700", "--on", "2020-06-01", "--format", "svg"],
        ["-o", "coverage.txt"],
        ["--in", "没有这个地方", "--on", "2020-06-01"],
    ],
)
def test_a_bad_argument_is_one_line_and_exit_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["coverage", *arguments]) == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 1 and not said.out
