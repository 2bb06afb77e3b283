"""Guides say what the answers say, no more and no less, and print on paper."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from community_certs import Catalog, InvalidArgument, load_catalog
from community_certs.cli.main import main
from community_certs.guide import Sheet, item_sheet, place_sheet, to_html, to_markdown
from community_certs.guide.markdown import escaped
from community_certs.guide.sheet import Line, Reference, Row, Section, cell
from community_certs.model.enums import Outcome, Route

# Looked at on paper: each takes two sides of A4.
PRINTED = [
    ("130700", "2020-06-01"),
    ("110000", "2019-09-01"),
    ("310000", "2018-06-01"),
    ("420000", "2021-06-01"),
]
each_printed = pytest.mark.parametrize(("place", "day"), PRINTED)
VOID = {"meta", "col", "br"}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


class Checker(HTMLParser):
    """Every element is closed in its order, ids are unique, and nothing outside is loaded."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in {"script", "link", "img", "iframe", "object", "base", "form"}
        for name, value in attrs:
            assert name in {"lang", "charset", "name", "content", "class", "style", "scope", "id",
                            "href"}, name  # fmt: skip
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                assert (value or "").startswith(("#", "http://", "https://"))
                self.targets.append(value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def checked(page: str) -> Checker:
    assert page.startswith("<!DOCTYPE html>\n<html lang=")
    checker = Checker()
    checker.feed(page)
    checker.close()
    assert not checker.open
    assert len(checker.ids) == len(set(checker.ids))
    assert {one[1:] for one in checker.targets if one.startswith("#")} <= set(checker.ids)
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert "@page { size: A4" in style and "url(" not in style and "@import" not in style
    return checker


def section(sheet: Sheet, heading: str) -> Section:
    return next(one for one in sheet.sections if one.heading == heading)


def names(one: Section) -> set[str]:
    """The first words of each row: the item, without tags and marks."""
    return {re.split(r"[〔①②③④⑤⑥⑦⑧⑨]", row.cells[0][0].text)[0] for row in one.rows}


def words(one: Section) -> str:
    """All that stands in the cells of a section."""
    return "\n".join(line.text for row in one.rows for each in row.cells for line in each)


@each_printed
def test_the_list_of_a_place_has_every_item_on_the_side_of_its_answer(
    catalog: Catalog, place: str, day: str
) -> None:
    sheet = place_sheet(catalog, jurisdiction=place, on=day)
    written = to_html(sheet)
    may, must_not = section(sheet, "可以开"), section(sheet, "不能开，去哪办")
    texts = {Outcome.MAY_ISSUE: words(may), Outcome.MUST_NOT_ISSUE: words(must_not)}
    seen = 0
    for item in catalog.items:
        answer = catalog.decide(item, jurisdiction=place, on=day)
        name = catalog.item(item).name
        if answer.outcome is Outcome.UNLISTED:
            assert name not in names(may) | names(must_not)
            continue
        seen += 1
        assert name in texts[answer.outcome]
        other = may if answer.outcome is Outcome.MUST_NOT_ISSUE else must_not
        assert name not in names(other)
    assert seen > 10
    checked(written)
    size = re.search(r'style="--size:([0-9.]+)pt"', written)
    assert size and float(size[1]) > 6.0, "reckoned to fit on two sides of A4"


@each_printed
def test_a_list_names_a_document_for_every_row(catalog: Catalog, place: str, day: str) -> None:
    sheet = place_sheet(catalog, jurisdiction=place, on=day)
    known = {one.number for one in sheet.references}
    for one in sheet.sections[1:4]:
        for row in one.rows:
            assert row.cells[0][0].marks and set(row.cells[0][0].marks) <= known
    assert all(one.text and one.sources for one in sheet.references)


def test_a_list_says_how_much_of_the_lists_is_held(catalog: Catalog) -> None:
    sheet = place_sheet(catalog, jurisdiction="310000", on="2018-06-01")
    lead = [line.text for line in section(sheet, "所依据的清单").lead]
    assert "可由清单：文件载明 22 项，收录 8 条，不全" in lead


def test_a_catch_all_is_printed_and_never_among_what_may_be_issued(catalog: Catalog) -> None:
    sheet = place_sheet(catalog, jurisdiction="130700", on="2020-06-01")
    clause = "根据居民需要开具居民委员会职责范围内依法依规应出具的其他证明"
    assert clause in "".join(line.text for line in section(sheet, "清单之外的证明").tail)
    assert clause not in words(section(sheet, "可以开"))


def test_where_no_list_is_held_the_page_says_so(catalog: Catalog) -> None:
    sheet = place_sheet(catalog, jurisdiction="652300", on="2012-06-01")
    assert "没有收录当地当日有效的清单" in section(sheet, "所依据的清单").lead[0].text


def test_a_list_for_one_kind_of_committee_leaves_out_what_speaks_of_the_other(
    catalog: Catalog,
) -> None:
    village = place_sheet(catalog, jurisdiction="130700", on="2020-06-01", committee="village")
    resident = place_sheet(catalog, jurisdiction="130700", on="2020-06-01", committee="resident")
    assert "居住证明" in names(section(resident, "可以开"))
    assert "居住证明" not in names(section(village, "可以开"))
    assert "村民委员会" in village.title


def test_the_guide_of_what_may_be_issued_has_every_part_of_a_public_guide(
    catalog: Catalog,
) -> None:
    sheet = item_sheet(catalog, "居住证明", jurisdiction="张家口市", on="2020-06-01")
    labels = [row.cells[0][0].text for one in sheet.sections for row in one.rows]
    wanted = ["事项名称", "用途", "可否开具", "依据", "开具单位", "条件", "材料", "流程", "时限"]
    wanted += ["要求开具单位", "式样"]
    assert [one for one in labels if one in wanted] == wanted
    assert "张家口市的居民委员会" in to_markdown(sheet)
    assert [one.number for one in sheet.references] == [1, 2]
    checked(to_html(sheet))


def test_the_guide_of_what_must_not_be_issued_says_where_to_go(catalog: Catalog) -> None:
    sheet = item_sheet(catalog, "kinship", jurisdiction="420000", on="2021-06-01")
    answer = catalog.decide("kinship", jurisdiction="420000", on="2021-06-01")
    instead = section(sheet, "去哪办")
    assert len(instead.rows) == len(answer.guidance) > 2
    assert all(row.cells[2][0].marks for row in instead.rows), "every way has its document"
    assert "公安派出所、公证机构：居民户口簿 或 亲属关系公证书" in to_markdown(sheet)


def test_a_commitment_says_what_is_promised_that_it_is_checked_and_what_lying_costs(
    catalog: Catalog,
) -> None:
    sheet = item_sheet(catalog, "hardship", jurisdiction="420000", on="2023-06-01")
    told = section(sheet, "告知承诺")
    said = {row.cells[0][0].text: row.cells[1][0] for row in told.rows}
    assert set(said) == {"承诺什么", "事后核查", "虚假承诺的后果", "自愿与限制"}
    texts = "".join(row.cells[1][0].text for row in told.rows)
    assert "撤销行政决定" in texts and "纳入信用记录" in texts  # 国办发〔2020〕42号
    assert "三千元以下罚款" in texts  # 法律援助法第六十四条, for its own matter
    assert all(row.cells[1][0].marks for row in told.rows)


def test_the_cost_of_false_promises_in_one_field_is_not_told_of_another(catalog: Catalog) -> None:
    sheet = item_sheet(catalog, "employment-status", jurisdiction="420000", on="2023-06-01")
    texts = "".join(row.cells[1][0].text for row in section(sheet, "告知承诺").rows)
    assert "撤销行政决定" in texts and "三千元" not in texts


def test_a_commitment_that_only_a_rule_offers_is_told_as_well(catalog: Catalog) -> None:
    sheet = item_sheet(catalog, "residence", jurisdiction="230100", on="2019-06-01")
    texts = "".join(row.cells[1][0].text for row in section(sheet, "告知承诺").rows)
    assert "以个人书面承诺告知解决" in texts  # 哈政规〔2018〕18号


def test_before_its_document_a_rule_on_commitments_is_silent(catalog: Catalog) -> None:
    sheet = item_sheet(catalog, "marital-status", jurisdiction="420000", on="2020-08-01")
    answer = catalog.decide("marital-status", jurisdiction="420000", on="2020-08-01")
    assert any(one.route is Route.COMMITMENT for one in answer.guidance)
    texts = "".join(row.cells[1][0].text for row in section(sheet, "告知承诺").rows)
    assert "撤销行政决定" not in texts


def test_a_rule_that_may_have_lapsed_is_marked(catalog: Catalog) -> None:
    sheet = item_sheet(catalog, "marital-status", jurisdiction="420000", on="2026-06-01")
    rows = section(sheet, "告知承诺").rows
    assert rows and all("是否仍有效尚待核实" in row.cells[1][0].text for row in rows)


def test_an_item_that_is_not_the_only_one_is_refused_with_the_candidates(catalog: Catalog) -> None:
    with pytest.raises(InvalidArgument, match="不是唯一确定的事项"):
        item_sheet(catalog, "居住及收入证明", jurisdiction="130700", on="2020-06-01")


@given(st.text(alphabet=st.sampled_from("<>/&;ab\"'|`*_[]\\#~\n-+1. 证明"), max_size=40))
@example("<b>")
@example("&amp;<br>")
@example("| a |")
def test_no_text_can_become_markup(text: str) -> None:
    lines = cell(Line(f"格{text}", (1,)), Line(f"粗{text}", (), "strong"))
    table = Section(f"节{text}", ("甲", f"列{text}"), (Row((lines, cell("乙"))),), lead=lines)
    sources = ((f"源{text}", "javascript:alert(1)"), (f"网{text}", f"http://x/{text}"))
    sheet = Sheet(f"题{text}", "zh", lines, (table,), (Reference(1, f"引{text}", sources),), text)
    checker = checked(to_html(sheet))
    shown = "".join(checker.text)
    assert all(f"{mark}{text}" in shown for mark in "题格粗节列源网引")
    heads = [one for one in to_markdown(sheet).split("\n") if one.startswith("| ")]
    assert heads and all(len(re.findall(r"(?<!\\)\|", one)) == 3 for one in heads)
    assert "\n" not in escaped(text) and not re.search(r"(?<!\\)[<>`]", escaped(text))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("item", ["residence", "kinship", "hardship", "truck-overload"])
def test_both_languages_write_every_kind_of_answer(catalog: Catalog, item: str, lang: str) -> None:
    sheet = item_sheet(catalog, item, jurisdiction="130700", on="2020-06-01", lang=lang)
    checked(to_html(sheet))
    assert to_markdown(sheet).startswith("# ")


def test_the_same_page_is_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    pages = []
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.html"
        command = [sys.executable, "-m", "community_certs", "guide", "--in", "130700"]
        subprocess.run(
            [*command, "--on", "2020-06-01", "-o", str(file)],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        pages.append(file.read_bytes())
    assert pages[0] == pages[1]


def test_the_command_writes_html_by_the_name_and_markdown_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.html"
    query = ["--in", "130700", "--on", "2020-06-01"]
    assert main(["guide", *query, "-o", str(file)]) == 0
    checked(file.read_text("utf-8"))
    assert list(tmp_path.iterdir()) == [file], "no temporary file is left"
    assert main(["guide", "亲属关系证明", *query]) == 0
    assert capsys.readouterr().out.startswith("# 亲属关系证明办事指南\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["没有这种证明吧", "--in", "130700", "--on", "2020-06-01"],
        ["--in", "没有这个地方", "--on", "2020-06-01"],
        ["--in", "130700", "--on", "2020-13-01"],
        ["--in", "130700", "--on", "2020-06-01", "--committee", "谁"],
        ["--in", "130700", "--on", "2020-06-01", "-o", "/nonexistent/folder/x.html"],
    ],
)
def test_a_bad_argument_is_one_line_and_exit_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["guide", *arguments]) == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 1 and not said.out
