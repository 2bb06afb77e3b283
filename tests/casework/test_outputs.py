"""What is written: whole or not at all, without formulas or personal data, and adding up."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from casework.ledgers import HEADER, PLACE
from community_certs.casework.export import write_csv as export_csv
from community_certs.casework.export import write_json as export_json
from community_certs.casework.findings import find
from community_certs.casework.judging import Judge
from community_certs.casework.ledger import Ledger, read_ledger
from community_certs.casework.report import report, write_report
from community_certs.casework.rows import JudgedRow
from community_certs.casework.statistics import COLUMNS, count
from community_certs.casework.workbook import Heading, write_workbook
from community_certs.catalog import Catalog
from community_certs.errors import InvalidArgument
from community_certs.outputs import replacing

HEADING = Heading("桥东区", "2023年1月1日—7月31日")
ID = "11010519491231002X"
PHONE = "13812345678"
EVIL = (
    "=cmd|' /C calc'!A0", "+1+cmd", "@SUM(1)", "-2+3", "＝HYPERLINK(\"http://a\")", "\t=1+1",
    "\u00a0=1+1", "http://example.com/a", "mailto:a@b.cn", "<script>alert(1)</script>", "=1\n=2",
    "internal:Sheet1!A1", "{=1}", "'=1", "<r><t>x</t></r>",
    '<r></t></is></c><c r="Z1"><f>1+1</f><v>2</v></c><c r="Z2" t="inlineStr"><is><t></r>'
)  # fmt: skip


def written(path: Path, rows: tuple[JudgedRow, ...], ledger: Ledger, catalog: Catalog) -> Path:
    write_workbook(
        path, rows, count(rows, catalog.stamp), find(rows), ledger.problems, heading=HEADING
    )
    return path


@pytest.fixture(scope="module")
def evil(
    tmp_path_factory: pytest.TempPathFactory, catalog: Catalog
) -> tuple[Ledger, tuple[JudgedRow, ...]]:
    """A ledger in which every cell attacks or leaks."""
    rows = [
        [str(at), text, "2023.5.6", f"张三{text}{ID}", f"{text}", f"{text}", f"{text}{PHONE}"]
        for at, text in enumerate(EVIL)
    ]
    rows += [["99", "1", "2023.5.6", f"李四 {PHONE}", f"亲属关系证明 {ID}", f"中行{PHONE}", "王"]]
    path = tmp_path_factory.mktemp("evil") / "=cmd.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    ledger = read_ledger([path], place=PLACE)
    return ledger, tuple(Judge(catalog).judge(ledger.rows))


def test_no_cell_becomes_a_formula_or_a_link(
    tmp_path: Path, evil: tuple[Ledger, tuple[JudgedRow, ...]], catalog: Catalog
) -> None:
    path = written(tmp_path / "out.xlsx", evil[1], evil[0], catalog)
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheets = [data for name, data in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 11
    for data in sheets:
        assert b"<f>" not in data and b"<f " not in data
        assert b"<hyperlink" not in data
    assert not any(b"hyperlink" in data for name, data in parts.items() if name.endswith(".rels"))
    assert not any("externalLink" in name or "vba" in name.lower() for name in parts)
    shown = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("统计表").to_python()
    assert sum(str(cell).strip().startswith("=cmd|") for line in shown for cell in line) >= 2
    assert any(str(cell).strip() == EVIL[-1] for line in shown for cell in line)
    assert not any(b'<c r="Z1"' in data for data in sheets)


def test_no_csv_cell_can_start_a_formula(
    tmp_path: Path, evil: tuple[Ledger, tuple[JudgedRow, ...]], catalog: Catalog
) -> None:
    export_csv(tmp_path / "out.csv", evil[1], catalog.stamp)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for line in csv.reader(file) for cell in line]
    risky = [cell for cell in cells if cell.strip(" \t\u00a0\u3000")[:1] in tuple("=+-@＝＋－＠")]
    assert not [cell for cell in risky if cell]
    assert sum(cell.startswith("'") for cell in cells) > 20


def all_outputs(
    folder: Path, evil: tuple[Ledger, tuple[JudgedRow, ...]], catalog: Catalog
) -> dict[str, str]:
    ledger, rows = evil
    counted = count(rows, catalog.stamp)
    written(folder / "out.xlsx", rows, ledger, catalog)
    export_csv(folder / "out.csv", rows, catalog.stamp)
    export_json(folder / "out.json", rows, catalog.stamp)
    write_report(folder / "out.html", counted, find(rows), ledger.problems, heading=HEADING)
    with zipfile.ZipFile(folder / "out.xlsx") as book:
        parts = [book.read(name).decode() for name in book.namelist()]
    texts = {"xlsx": "".join(parts), "problems": "".join(map(str, ledger.problems))}
    for name in ("out.csv", "out.json", "out.html"):
        texts[name] = (folder / name).read_text("utf-8")
    return texts


def test_id_and_phone_numbers_are_masked_in_every_output(
    tmp_path: Path, evil: tuple[Ledger, tuple[JudgedRow, ...]], catalog: Catalog
) -> None:
    for name, text in all_outputs(tmp_path, evil, catalog).items():
        assert ID not in text and ID[6:14] not in text, name
        assert PHONE not in text and PHONE[3:] not in text, name
    ledger, rows = evil
    export_json(tmp_path / "open.json", rows, catalog.stamp, personal=True)
    assert ID in (tmp_path / "open.json").read_text("utf-8")
    write_workbook(
        tmp_path / "open.xlsx", rows, count(rows, catalog.stamp), find(rows), ledger.problems,
        heading=HEADING, personal=True,
    )  # fmt: skip
    with zipfile.ZipFile(tmp_path / "open.xlsx") as book:
        assert any(PHONE in book.read(name).decode() for name in book.namelist())


def test_every_output_names_the_release(
    tmp_path: Path, evil: tuple[Ledger, tuple[JudgedRow, ...]], catalog: Catalog
) -> None:
    texts = all_outputs(tmp_path, evil, catalog)
    del texts["problems"]
    assert all(catalog.stamp.release in text for text in texts.values())
    assert all(catalog.stamp.digest in texts[name] for name in ("xlsx", "out.json", "out.html"))


def test_the_workbook_adds_up_and_has_charts_filters_and_frozen_headers(
    tmp_path: Path, judged: tuple[JudgedRow, ...], ledger: Ledger, catalog: Catalog
) -> None:
    path = written(tmp_path / "out.xlsx", judged, ledger, catalog)
    book = CalamineWorkbook.from_path(str(path))
    counted = count(judged, catalog.stamp)
    for name in ("按单位", "按事项", "按月份", "按社区"):
        lines = book.get_sheet_by_name(name).to_python()
        body, last = lines[1:-1], lines[-1]
        for at, field in enumerate((*COLUMNS, "total"), 1):
            assert (
                sum(float(str(line[at])) for line in body)
                == last[at]
                == getattr(counted.total, field)
            )
    form = book.get_sheet_by_name("统计表").to_python()
    assert form[0][0] == "桥东区社区出具证明情况统计表"
    assert form[3][:10] == [
        "序号", "社区证明编号", "出具证明时间", "申请人", "证明名称或用途",
        "要求出具证明单位（全称）", "社区经办人", "可由", "不应由", "文件外",
    ]  # fmt: skip
    rows = form[4:]
    assert len(rows) == len(ledger.rows)
    for column, field in ((7, "may_issue"), (8, "must_not_issue"), (9, "unlisted")):
        assert sum(line[column] == "√" for line in rows) == getattr(counted.total, field)
    with zipfile.ZipFile(path) as parts:
        names = parts.namelist()
        assert sum(name.startswith("xl/charts/chart") for name in names) == 5
        sheets = [parts.read(n) for n in names if n.startswith("xl/worksheets/sheet")]
    assert sum(b"<autoFilter" in one for one in sheets) == 10
    assert sum(b'state="frozen"' in one for one in sheets) == 10


def test_the_same_ledger_gives_the_same_bytes(
    tmp_path: Path, judged: tuple[JudgedRow, ...], ledger: Ledger, catalog: Catalog
) -> None:
    first = written(tmp_path / "a.xlsx", judged, ledger, catalog).read_bytes()
    assert written(tmp_path / "b.xlsx", judged, ledger, catalog).read_bytes() == first
    counted, found = count(judged, catalog.stamp), find(judged)
    assert report(counted, found, heading=HEADING) == report(counted, found, heading=HEADING)


class _Page(HTMLParser):
    """Collects what a page would load or run, and whether its tags close."""

    void = frozenset({"meta", "rect", "line", "i", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for key, value in attrs if key in ("src", "href")]
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.void:
            assert self.open.pop() == tag


def test_the_report_is_one_well_formed_file_that_loads_and_runs_nothing(
    evil: tuple[Ledger, tuple[JudgedRow, ...]], judged: tuple[JudgedRow, ...], catalog: Catalog
) -> None:
    for rows in (evil[1], judged):
        text = report(count(rows, catalog.stamp), find(rows), heading=HEADING)
        page = _Page()
        page.feed(re.sub(r"<rect([^>]*)><title>[^<]*</title></rect>", r"<rect\1/>", text))
        assert not page.open and not page.links
        assert "script" not in page.tags and "svg" in page.tags
        assert text.count("<svg") == 4


def test_json_lines_hold_every_row(
    tmp_path: Path, judged: tuple[JudgedRow, ...], catalog: Catalog
) -> None:
    export_json(tmp_path / "out.json", judged, catalog.stamp)
    lines = (tmp_path / "out.json").read_text("utf-8").splitlines()
    head, *rows = map(json.loads, lines)
    assert head["catalog"]["release"] == catalog.stamp.release
    assert [(one["sheet"], one["line"]) for one in rows] == [
        (one.row.sheet, one.row.line) for one in judged
    ]


def test_a_file_is_replaced_only_when_the_new_one_is_whole(
    tmp_path: Path, judged: tuple[JudgedRow, ...], ledger: Ledger, catalog: Catalog
) -> None:
    path = tmp_path / "out.xlsx"
    path.write_bytes(b"old")

    def failing() -> tuple[JudgedRow, ...]:
        raise RuntimeError

    class Half(tuple[JudgedRow, ...]):
        def __iter__(self):  # type: ignore[no-untyped-def]
            yield judged[0]
            failing()

    with pytest.raises(RuntimeError):
        write_workbook(
            path, Half(), count(judged, catalog.stamp), find(judged), ledger.problems,
            heading=HEADING,
        )  # fmt: skip
    assert path.read_bytes() == b"old"
    with pytest.raises(KeyboardInterrupt), replacing(path) as temporary:
        Path(temporary).write_bytes(b"half")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["out.xlsx"]
    with replacing(path) as temporary:
        Path(temporary).write_bytes(b"new")
    assert path.read_bytes() == b"new"
    with pytest.raises(InvalidArgument), replacing(tmp_path / "none" / "a"):
        pass


def test_a_form_longer_than_a_sheet_goes_on_in_the_next(
    tmp_path: Path,
    judged: tuple[JudgedRow, ...],
    ledger: Ledger,
    catalog: Catalog,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("community_certs.casework.workbook.form.ROWS_A_SHEET", 40)
    monkeypatch.setattr("community_certs.casework.workbook.lists._LISTED", 5)
    book = CalamineWorkbook.from_path(str(written(tmp_path / "out.xlsx", judged, ledger, catalog)))
    forms = [name for name in book.sheet_names if name.startswith("统计表")]
    assert forms == ["统计表", "统计表2", "统计表3"]
    lines = [line for name in forms for line in book.get_sheet_by_name(name).to_python()[4:]]
    assert [line[0] for line in lines] == list(range(1, len(judged) + 1))
    misused = book.get_sheet_by_name("疑似违规用章").to_python()
    assert "只列前" in str(misused[6][0])
