"""Ledgers as clerks have them: every row is a record or is reported, once, with its place."""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlwt  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.ledgers import HEADER, PLACE, printed, records, write_book, write_csv
from community_certs.casework.committees import committee_of
from community_certs.casework.dated import period_in, quoted, read_day, read_day_within, read_period
from community_certs.casework.ledger import Ledger, read_ledger
from community_certs.casework.rows import LedgerRow
from community_certs.errors import InvalidArgument

GARDEN = "桥东区台账.xlsx#花园社区居委会"
STREET = "桥东区台账.xlsx#建国路社区居委会"


def found(ledger: Ledger) -> list[tuple[str, str, int, int]]:
    return [(one.path, one.code, one.line, one.column) for one in ledger.problems]


def test_every_mess_of_the_district_is_reported_once_with_sheet_row_and_column(
    ledger: Ledger,
) -> None:
    assert found(ledger) == [
        (STREET, "invalid-id", 5, 3),
        (STREET, "id-as-number", 7, 3),
        (STREET, "skipped-number", 23, 1),
        (GARDEN, "impossible-date", 7, 3),
        (GARDEN, "missing-date", 8, 3),
        (GARDEN, "out-of-period", 11, 3),
        (GARDEN, "duplicate-number", 12, 2),
        (GARDEN, "odd-number", 13, 2),
        (GARDEN, "skipped-number", 14, 2),
        (GARDEN, "missing-requester", 16, 6),
        (GARDEN, "missing-proof", 17, 5),
        (GARDEN, "repeated-header", 35, 0),
        (GARDEN, "total-row", 46, 0),
        (GARDEN, "note-row", 48, 0),
    ]


def test_rows_in_are_the_records_and_the_rows_reported(ledger: Ledger) -> None:
    assert ledger.rows_in == 43 + 30 + 25 + 15
    for sheet in ledger.sheets:
        assert sheet.rows_in == sheet.records + sheet.reported
    assert sum(one.records for one in ledger.sheets) == len(ledger.rows) == 110
    skipped = [one for one in ledger.problems if one.severity == "notice"]
    assert len(skipped) == ledger.rows_in - len(ledger.rows)


def test_committees_come_from_sheets_and_files(ledger: Ledger) -> None:
    assert Counter(row.committee for row in ledger.rows) == {
        "花园社区居委会": 40,
        "建国路社区居委会": 30,
        "胜利社区居委会": 25,
        "站前社区居委会": 15,
    }


def test_all_ways_to_write_a_day_are_read(ledger: Ledger) -> None:
    by_line = {row.line: row for row in ledger.rows if row.committee == "花园社区居委会"}
    assert by_line[9].issued == "2023-05-06"  # the serial 45052
    assert by_line[10].issued == "2023-05-06"  # a cell formatted as a date
    assert by_line[11].issued == "2022-12-31"
    assert sum(row.issued is None for row in ledger.rows) == 2


@pytest.mark.parametrize(
    ("written", "day", "fault"),
    [
        ("2023.5.6", "2023-05-06", None),
        ("2023年5月6日", "2023-05-06", None),
        ("２０２３－０５－０６", "2023-05-06", None),
        ("2023/05/06 10:30", "2023-05-06", None),
        ("二〇二三年五月六日", "2023-05-06", None),
        ("二零二三年十二月三十一日", "2023-12-31", None),
        ("20230506", "2023-05-06", None),
        ("45052", "2023-05-06", None),
        (45052.0, "2023-05-06", None),
        (20230506.0, "2023-05-06", None),
        (date(2023, 5, 6), "2023-05-06", None),
        ("5月6日", "2023-05-06", None),
        ("23.5.6", "2023-05-06", None),
        ("22.5.6", None, "no_year"),
        ("2023.2.29", None, "impossible"),
        ("2024.2.29", "2024-02-29", None),
        ("2023.13.1", None, "impossible"),
        ("5月", None, "unreadable"),
        ("2023年5月", None, "unreadable"),
        ("昨天", None, "unreadable"),
        ("2023.5.6-5.8", None, "unreadable"),
        ("", None, "empty"),
        (None, None, "empty"),
        (True, None, "unreadable"),
        (12.0, None, "unreadable"),
        (11048.0, None, "unreadable"),
        (float("inf"), None, "unreadable"),
        (float("nan"), None, "unreadable"),
        ("11048", None, "unreadable"),
    ],
)
def test_a_day_is_read_or_refused_never_guessed(
    written: object, day: str | None, fault: str | None
) -> None:
    assert read_day(written, 2023) == (day, fault)


def test_a_day_without_a_year_needs_the_year_of_the_ledger() -> None:
    assert read_day("5月6日") == (None, "no_year")


def test_the_period_is_read_from_the_title() -> None:
    assert read_period("情况统计表（2023年1月1日—7月31日）") == ("2023-01-01", "2023-07-31")
    assert read_period("台账（2023年1月1日至2024年2月1日）") == ("2023-01-01", "2024-02-01")
    assert read_period("出具证明台账（2023年1月—7月）") == ("2023-01-01", "2023-07-31")
    assert read_period("2023年1-6月台账") == ("2023-01-01", "2023-06-30")
    assert read_period("2022年9月至2024年2月") == ("2022-09-01", "2024-02-29")
    for year in ("2023年台账", "2023年度证明台账", "胜利社区2023年出具证明台账", "２０２３年台账"):
        assert read_period(year) == ("2023-01-01", "2023-12-31")
    # The month in which a ledger was handed in bounds nothing; nor does the day it was filled in.
    assert read_period("2023年8月台账") == ("2023-01-01", "2023-12-31")
    for no_period in ("填报日期：2023年7月31日", "填表时间：2023年7月", "2023年7月31日", "台账"):
        assert read_period(no_period) is None
    assert read_period("2022年—2023年台账") == ("2022-01-01", "2023-12-31")
    assert period_in(("2022年台账", "2023年台账")) is None
    assert period_in(("2023年台账", "（2023年1月—7月）")) == ("2023-01-01", "2023-07-31")


def test_a_period_gives_the_year_only_where_one_fits() -> None:
    period = ("2022-09-01", "2023-08-31")
    assert read_day_within("5月6日", period) == ("2023-05-06", None)
    assert read_day_within("10.1", period) == ("2022-10-01", None)
    assert read_day_within("23.5.6", period) == ("2023-05-06", None)
    assert read_day_within("24.5.6", period) == (None, "no_year")
    assert read_day_within("5月6日", ("2022-01-01", "2023-12-31")) == (None, "no_year")
    # 6 May 2023 or 5 June 2023, or a day of 2005 or 2006: the year comes first, or nothing is read.
    assert read_day_within("5.6.23", ("2023-01-01", "2023-12-31"))[0] is None


@given(st.text(max_size=40))
def test_what_is_quoted_of_a_cell_for_a_day_is_only_of_days(text: str) -> None:
    for run in re.findall(r"[0-9]+", quoted(text)):
        assert len(run) <= 6 or re.fullmatch(r"(19|20)\d{6}", run)


def test_a_cell_for_a_day_is_quoted_without_persons() -> None:
    for said in ("2023.13.1", "不详", "2月30日", "去年5月", "5/14/2023"):
        assert quoted(said) == said
    assert quoted("张三") == "＊＊" and "13831300000" not in quoted("13831300000")
    assert "1307021980" not in quoted("130702198001011234")
    assert quoted("问王姐0313-2012345").count("＊") >= 8


@pytest.mark.parametrize(
    ("sheet", "titles", "path", "committee"),
    [
        (
            "胜利社区",
            ["桥东区胜利社区居委会出具证明台账（2023年1月—7月）"],
            "a.xlsx",
            "胜利社区居委会",
        ),
        ("胜利社区", ["证明台账", "填报单位：胜利社区居委会"], "a.xlsx", "胜利社区居委会"),
        ("胜利", ["胜利社区居民委员会2023年台账"], "a.xlsx", "胜利社区居民委员会"),
        ("胜利社区", ["新胜利社区居委会台账"], "a.xlsx", "胜利社区"),
        ("胜利社区", ["花园社区居委会台账"], "a.xlsx", "胜利社区"),
        ("大仓盖村", ["大仓盖镇某某村村委会台账"], "a.xlsx", "大仓盖村"),
        ("Sheet1", ["2023年度胜利社区居委会出具证明台账"], "a.xlsx", "胜利社区居委会"),
        ("Sheet1", ["填报单位：某村村委会"], "a.xlsx", "某村村委会"),
        ("Sheet1", ["填报单位：建国路街道办事处"], "胜利社区居委会.xlsx", "胜利社区居委会"),
        ("", [], "胜利社区居委会.csv", "胜利社区居委会"),
    ],
)
def test_the_committee_is_named_as_fully_as_anything_names_it(
    sheet: str, titles: list[str], path: str, committee: str
) -> None:
    assert committee_of(sheet, titles, path) == committee


def test_a_day_that_was_not_read_is_kept_as_written(tmp_path: Path) -> None:
    rows = [[*one] for one in records(3)]
    rows[0][2], rows[1][2], rows[2][2] = "去年冬天", "2032.5.6", "2023.5.6"
    path = write_csv(tmp_path / "a.csv", [list(HEADER), *rows])
    read = read_ledger([path], period=("2023-01-01", "2023-07-31"))
    assert [(one.issued, one.day, one.outside) for one in read.rows] == [
        (None, "去年冬天", ""),
        ("2032-05-06", "2032-05-06", "2023-01-01/2023-07-31"),
        ("2023-05-06", "2023-05-06", ""),
    ]
    (fault,) = (one for one in read.problems if one.code == "unreadable-date")
    assert "“去年＊＊”" in fault.zh and "“去年＊＊”" in fault.en


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.integers(0, 4))
def test_what_a_clerk_prints_is_read_back(day: date, style: int) -> None:
    assert read_day(printed(day, style))[0] == day.isoformat()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_is_read_in_every_encoding_and_with_every_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    rows = [list(HEADER), *map(list, records(20, proofs=("亲属关系证明", "居住证明")))]
    text = "\n".join(delimiter.join(map(str, row)) for row in rows)
    path = tmp_path / "花园社区.csv"
    path.write_bytes(text.encode(encoding))
    ledger = read_ledger([path], place=PLACE)
    assert len(ledger.rows) == 20 and not ledger.problems
    assert ledger.rows[4].requester == rows[5][5]


def test_an_old_workbook_reads_like_a_new_one(tmp_path: Path) -> None:
    rows = [["花园社区出具证明台账"], list(HEADER), *map(list, records(15))]
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("花园社区")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    book.save(str(tmp_path / "old.xls"))
    write_book(tmp_path / "new.xlsx", {"花园社区": rows})
    old, new = (
        read_ledger([tmp_path / name], place=PLACE).rows for name in ("old.xls", "new.xlsx")
    )
    blank = {"path": ""}
    assert [{**one.to_dict(), **blank} for one in old] == [
        {**one.to_dict(), **blank} for one in new
    ]


def test_cells_merged_downwards_hold_for_every_row(tmp_path: Path) -> None:
    rows: list[list[Any]] = [list(HEADER), *map(list, records(6))]
    for row in rows[2:5]:
        row[5] = None
    path = write_book(
        tmp_path / "合并.xlsx", {"花园社区": rows}, (("花园社区", 2, 5, 4, 5, "区民政局"),)
    )
    ledger = read_ledger([path], place=PLACE)
    assert [row.requester for row in ledger.rows[1:4]] == ["区民政局"] * 3
    assert "missing-requester" not in {one.code for one in ledger.problems}


def test_a_header_of_two_rows_and_a_table_that_starts_away_from_the_corner(
    tmp_path: Path,
) -> None:
    header = [None, None, *HEADER, "证明属性", None, None]
    under = [None] * 9 + ["可由", "不应由", "文件外"]
    rows: list[list[Any]] = [[], ["", "", "统计表"], header, under]
    rows += [[None, None, *one] for one in map(list, records(5))]
    path = write_book(tmp_path / "偏移.xlsx", {"统计表": rows})
    ledger = read_ledger([path], place=PLACE)
    columns = ledger.sheets[0].columns
    assert columns is not None and columns.header == 4
    assert columns.to_dict()["columns"]["number"] == "D"
    assert [row.line for row in ledger.rows] == [5, 6, 7, 8, 9]
    assert not ledger.problems


def test_a_sheet_without_a_header_is_reported_with_its_rows(tmp_path: Path) -> None:
    path = write_book(tmp_path / "x.xlsx", {"花园社区": [["a", "b"], ["c"], [], ["d"]]})
    ledger = read_ledger([path], place=PLACE)
    assert not ledger.rows and ledger.rows_in == 3
    assert [(one.code, one.severity) for one in ledger.problems] == [("no-header", "error")]
    assert "3" in ledger.problems[0].zh


def test_the_mapping_shown_can_be_corrected_and_given_back(tmp_path: Path) -> None:
    rows = [["甲", "乙", "丙", "丁", "戊"]]
    rows += [["1", "2023.5.6", "张三", "居住证明", "区民政局"]]
    path = write_csv(tmp_path / "x.csv", rows)
    assert not read_ledger([path], place=PLACE).rows
    mapping = {
        "sheets": {
            "x.csv": {
                "header": 1,
                "committee": "花园社区",
                "columns": {
                    "number": "A", "issued": "B", "applicant": "C", "proof": "D", "requester": "E",
                },
            }
        }
    }  # fmt: skip
    ledger = read_ledger([path], place=PLACE, mapping=mapping)
    (row,) = ledger.rows
    assert (row.number, row.issued, row.applicant) == ("1", "2023-05-06", "张三")
    assert (row.proof, row.requester, row.committee) == ("居住证明", "区民政局", "花园社区")
    assert read_ledger([path], place=PLACE, mapping=ledger.mapping()).rows == ledger.rows


@pytest.mark.parametrize(
    "wrong",
    [
        {"header": 1, "columns": {"proof": "1"}},
        {"header": 1, "columns": {"nonsense": "A"}},
        {"header": 1, "columns": {"number": "A"}},
        {"header": "一", "columns": {"proof": "A"}},
    ],
)
def test_a_wrong_mapping_is_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    path = write_csv(tmp_path / "x.csv", [["a"]])
    with pytest.raises(InvalidArgument):
        read_ledger([path], place=PLACE, mapping={"sheets": {"*": wrong}})


def test_a_quote_that_is_never_closed_is_reported(tmp_path: Path) -> None:
    rows = [list(HEADER), *map(list, records(30))]
    rows[4][4] = '"' + str(rows[4][4])
    ledger = read_ledger([write_csv(tmp_path / "花园社区.csv", rows)], place=PLACE)
    assert "open-quote" in {one.code for one in ledger.problems}


def test_gaps_beyond_fifty_are_counted_not_listed(tmp_path: Path) -> None:
    rows = [list(HEADER), *map(list, records(200))][::1]
    body = rows[1::2]
    ledger = read_ledger([write_csv(tmp_path / "花园社区.csv", [list(HEADER), *body])], place=PLACE)
    codes = Counter(one.code for one in ledger.problems)
    assert codes == {"skipped-number": 50, "more-skipped": 1}
    more = next(one for one in ledger.problems if one.code == "more-skipped")
    assert "49" in more.zh


_CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["", " ", "合计", "居住证明", "2023.5.6", "张三", "区民政局", "序号", "1", "编号"]
    ),
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=6),
    st.floats(0, 60_000, allow_nan=False),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(_CELLS, max_size=8), max_size=12), st.randoms())
def test_nothing_is_dropped_silently_whatever_the_cells(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[Any]], chance: random.Random
) -> None:
    body = [*map(list, records(3)), *rows]
    chance.shuffle(body)
    path = write_book(
        tmp_path_factory.mktemp("any") / "任意.xlsx", {"花园社区": [list(HEADER), *body]}
    )
    ledger = read_ledger([path], place=PLACE)
    (sheet,) = ledger.sheets
    filled = [row for row in body if any(str(cell).strip() for cell in row if cell is not None)]
    assert sheet.rows_in == len(filled)
    skips = {"total-row", "note-row", "repeated-header"}
    reported = [one for one in ledger.problems if one.code in skips]
    assert len({one.line for one in reported}) == len(reported) == sheet.reported
    assert len(ledger.rows) + len(reported) == sheet.rows_in
    assert not {row.line for row in ledger.rows} & {one.line for one in reported}
    problems = [(one.path, one.line, one.column, one.code) for one in ledger.problems]
    assert len(set(problems)) == len(problems)


def test_a_row_prints_its_place() -> None:
    row = LedgerRow("a.xlsx", "花园", 7, "", "", "", "", None, "", "", "", "", "")
    assert row.where == "a.xlsx#花园:7"
