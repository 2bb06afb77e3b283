"""``community-certs ledger`` and the seal register."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from casework.ledgers import HEADER, records, write_book, write_csv
from casework_cases.rows import text_of
from community_certs.casework.ledger import read_ledger, size_of
from community_certs.casework.register import check_register, read_register
from community_certs.cli.ledger_problems import ranges
from community_certs.cli.main import main
from community_certs.cli.progress import Progress

IN = ["--in", "130702"]
PERIOD = ["--period", "2023-01-01/2023-07-31"]


def run(*args: object) -> int:
    return main(["ledger", *map(str, args)])


def test_check_lists_what_is_wrong_and_leaves_1(
    files: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", *files, *IN, *PERIOD) == 1
    out = capsys.readouterr().out
    assert "错误[impossible-date] 桥东区台账.xlsx#花园社区居委会 C 列“出具证明时间”" in out
    assert "第 7 行：出具时间“2023.2.30”是不存在的日期。" in out and "台账问题" in out
    assert "A 列“序号”作序号" in out and "→" not in out
    degrees = [one[:2] for one in out.splitlines() if re.match(r"(错误|警告|提示)\[", one)]
    assert degrees == sorted(degrees, key=["错误", "警告", "提示"].index) and len(degrees) > 8
    assert "共 113 行，记录 110 条" in out
    assert run("check", *files, *IN, *PERIOD, "--format", "json") == 1
    read = json.loads(capsys.readouterr().out)
    assert read["rows_in"] == 113 and read["records"] == 110 and len(read["problems"]) == 14
    assert run("check", *files, *IN, *PERIOD, "--lang", "en") == 1
    english = capsys.readouterr().out
    assert "113 rows, 110 records" in english and "no such day" in english


def test_a_clean_ledger_leaves_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_csv(tmp_path / "花园社区.csv", [list(HEADER), *map(list, records(9))])
    assert run("check", path) == 0
    assert "错误 0" in capsys.readouterr().out


def test_the_mapping_written_can_be_given_back(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mapping = tmp_path / "mapping.json"
    run("check", *files, *PERIOD, "--write-mapping", mapping, "--format", "json")
    first = capsys.readouterr().out
    run("check", *files, *PERIOD, "--mapping", mapping, "--format", "json")
    again = json.loads(capsys.readouterr().out)
    for key in ("rows_in", "records", "problems"):
        assert again[key] == json.loads(first)[key]


def test_stats_writes_everything_and_it_adds_up(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = {name: tmp_path / name for name in ("a.xlsx", "a.html", "a.json", "a.docx")}
    code = run(
        "stats", *files, *IN, *PERIOD, "--workbook", out["a.xlsx"], "--html", out["a.html"],
        "--json", out["a.json"], "--summary", out["a.docx"], "--on", "2023-11-30",
    )  # fmt: skip
    shown = capsys.readouterr()
    assert code == 0 and shown.err == ""
    counts = re.search(r"共 (\d+) 行 = 已判断 (\d+) \+ 无法判断 (\d+) \+ 另行报告 (\d+)", shown.out)
    assert counts is not None
    rows, judged, unjudged, reported = map(int, counts.groups())
    assert rows == judged + unjudged + reported == 113
    read = json.loads(out["a.json"].read_text("utf-8"))
    assert read["rows"] == judged + unjudged
    assert read["catalog"]["release"] in shown.out
    assert all(path.stat().st_size > 1000 for path in out.values())


def test_judge_writes_a_table_in_three_forms(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.xlsx", "a.csv", "a.json"):
        assert run("judge", *files, *IN, "--out", tmp_path / name, "--format", "json") == 0
        assert json.loads(capsys.readouterr().out)["records"] == 110
    form = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_name("统计表")
    lines = (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()
    assert len(form.to_python()) - 4 == len(lines) - 1 == 110
    assert run("judge", files[1], *IN, "--out", tmp_path / "a.pdf") == 2


def test_a_sample_is_the_same_when_drawn_again(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = []
    for order in (files, files[::-1]):
        args = ("sample", *order, *IN, "--size", 7, "--seed", "2023-08", "--format", "json")
        assert run(*args) == 0
        shown.append(json.loads(capsys.readouterr().out))
    wheres = [{(one["path"], one["sheet"], one["line"]) for one in s["rows"]} for s in shown]
    assert wheres[0] == wheres[1] and len(wheres[0]) == 7
    out = tmp_path / "s.csv"
    assert run("sample", *files, *IN, "--size", 7, "--seed", "2023-08", "--out", out) == 0
    assert len(out.read_text("utf-8-sig").splitlines()) == 8


def test_no_personal_data_is_printed(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("check", *files, *IN, "--format", "json")
    run("sample", *files, *IN, "--size", 110, "--seed", "x", "--format", "json")
    run("judge", *files, *IN, "--out", tmp_path / "a.csv")
    seen = capsys.readouterr()
    text = seen.out + seen.err + (tmp_path / "a.csv").read_text("utf-8-sig")
    # Eighteen characters of an ID number, or eleven of a mobile phone, in one piece.
    assert not re.search(r"(?<![0-9a-f])[1-9]\d{5}(?:19|20)\d{9}[\dX](?![0-9a-f])", text)
    assert "13812345678" not in text and "2012345" not in text
    run("sample", *files, *IN, "--size", 110, "--seed", "x", "--format", "json",
        "--show-personal-data")  # fmt: skip
    assert "13812345678" in capsys.readouterr().out


def test_a_key_links_the_rows_of_one_person_across_ledgers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "key"
    key.write_bytes(b"k" * 32)
    key.chmod(0o600)
    identity = "11010519491231002X"
    head = [*HEADER, "身份证号"]
    for name, people in (("春", ("张三", "李四")), ("夏", ("李四", "张三"))):
        rows = [
            [*one[:3], person, *one[4:], identity if person == "张三" else ""]
            for one, person in zip(map(list, records(2)), people, strict=True)
        ]
        write_csv(tmp_path / f"{name}.csv", [head, *rows])

    def tokens(name: str, *more: object) -> list[str | None]:
        out = tmp_path / f"{name}.json"
        assert run("judge", tmp_path / f"{name}.csv", *IN, "--out", out, *more) == 0
        text = out.read_text("utf-8")
        assert identity not in text and key.read_bytes().decode() not in text
        return [json.loads(line).get("person") for line in text.splitlines()[1:]]

    spring, summer = (tokens(name, "--link-key", key) for name in ("春", "夏"))
    assert spring[0] == summer[1] and spring[0] is not None
    assert len({*spring, *summer}) == 3  # one name in two ledgers may be two people
    assert tokens("春") == [None, None]
    key.write_bytes(b"another key of enough bytes")
    assert tokens("春", "--link-key", key)[0] not in (None, spring[0])
    shown = capsys.readouterr()
    assert identity not in shown.out + shown.err and shown.err == ""
    for name in ("a.csv", "a.xlsx"):
        given = ("judge", tmp_path / "春.csv", *IN, "--out", tmp_path / name)
        assert run(*given, "--link-key", key) == 0
    form = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_name("统计表")
    _, _, _, header, first, *_ = form.to_python()
    assert header[-1] == "人员代号"
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert [table[0]["人员代号"], first[-1]] == tokens("春", "--link-key", key)[:1] * 2


@pytest.mark.parametrize("content", [None, b"", b"k" * 15, b"k" * 4097], ids=repr)
def test_what_is_no_key_is_refused_before_anything_is_read(
    content: bytes | None, files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, out = tmp_path / "key", tmp_path / "a.csv"
    if content is not None:
        key.write_bytes(content)
    assert run("judge", *files, *IN, "--out", out, "--link-key", key) == 2
    shown = capsys.readouterr()
    assert len(shown.err.splitlines()) == 1 and "密钥文件" in shown.err and not out.exists()
    assert "kkk" not in shown.err


def test_a_key_that_others_can_read_is_warned_of(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "key"
    key.write_bytes(b"k" * 16)
    for mode, warned in ((0o644, True), (0o600, False)):
        key.chmod(mode)
        assert run("sample", *files, *IN, "--size", 3, "--seed", "x", "--link-key", key) == 0
        assert ("chmod 600" in capsys.readouterr().err) is warned


@pytest.mark.parametrize(
    "args",
    [
        ("stats",),
        ("check", "none.xlsx"),
        ("check", "FILE", "--period", "2023-08-01/2023-01-01"),
        ("check", "FILE", "--period", "2023"),
        ("check", "FILE", "--mapping", "none.json"),
        ("check", "FILE", "--mapping", "FILE"),
        ("stats", "FILE", "--in", "130702", "--summary", "a.docx"),
        ("sample", "FILE", "--in", "130702", "--size", "0", "--seed", "x"),
    ],
)
def test_wrong_use_is_one_line_and_leaves_2(
    files: list[Path], args: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    given = [str(files[1]) if one == "FILE" else one for one in args]
    assert run(*given) == 2
    shown = capsys.readouterr()
    assert shown.out == "" and len(shown.err.strip().splitlines()) == 1


def test_a_refused_file_leaves_2_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "a.xlsm"
    bad.write_bytes(b"PK\x03\x04")
    out = tmp_path / "out.xlsx"
    assert run("stats", bad, *IN, "--workbook", out) == 2
    assert "宏" in capsys.readouterr().err and not out.exists()


class _Terminal:
    def __init__(self, tty: bool) -> None:
        self.tty = tty
        self.text = ""

    def isatty(self) -> bool:
        return self.tty

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        pass


@pytest.mark.parametrize("tty", [True, False])
def test_reading_is_shown_on_a_terminal_only(
    tty: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [list(HEADER), *map(list, records(3000))]
    book = write_book(tmp_path / "甲.xlsx", {"甲社区": rows, "乙社区": rows})
    table = write_csv(tmp_path / "丙社区.csv", rows)
    drawn = _Terminal(tty)
    monkeypatch.setattr("sys.stderr", drawn)
    run("check", book, table)
    assert drawn.text.startswith("\r读取 ") is tty
    percents = [int(one) for one in re.findall(r"(\d+)%", drawn.text)]
    assert percents == sorted(set(percents)) and (len(percents) > 5) is tty
    assert all(0 <= one <= 100 for one in percents)
    run("check", write_csv(tmp_path / "小.csv", rows[:9]))
    assert drawn.text.endswith("\r\033[K") is tty


def test_progress_comes_to_the_size_of_all_files(tmp_path: Path) -> None:
    rows = [list(HEADER), *map(list, records(5000))]
    paths = [write_book(tmp_path / "甲.xlsx", {"甲": rows}), write_csv(tmp_path / "乙.csv", rows)]
    told: list[int] = []
    watched = read_ledger(paths, progress=told.append)
    assert told == sorted(told) and told[0] == 0
    assert told[-1] == size_of(paths) and len(set(told)) > 6
    plain = read_ledger(paths)
    assert (watched.rows, watched.problems) == (plain.rows, plain.problems)


def test_a_bar_is_drawn_only_on_a_terminal() -> None:
    for tty in (False, True):
        out = _Terminal(tty)
        with Progress("判断", 5000, out) as progress:  # type: ignore[arg-type]
            assert list(progress.over(range(5000))) == list(range(5000))
        assert bool(out.text) is tty
    assert "61%" in out.text and out.text.endswith("\r\033[K")


# -- the seal register -----------------------------------------------------------------------------

SEAL = ["编号", "用印日期", "申请人", "用印事由", "审批人", "印章保管人"]


def test_the_register_wants_every_field_and_two_people(tmp_path: Path) -> None:
    rows = [
        ["用印登记簿"],
        SEAL,
        ["花园2023第001号", "2023.5.6", "张三", "居住证明", "王主任", "李会计"],
        ["花园2023第002号", "2023.5.7", "张三", "居住证明", "李 会计", "李会计"],
        ["花园2023第002号", "2023.2.30", "", "居住证明", "王主任", "李会计"],
        ["", "", "", "", "", ""],
        ["花园2023第005号", "2023.5.9", "钱五", "", "王主任", ""],
    ]
    path = write_book(tmp_path / "用印.xlsx", {"用印": rows})
    uses, problems = read_register([path])
    assert len(uses) == 4 and uses[0].day == "2023-05-06" and uses[0].keeper == "李会计"
    assert [(one.code, one.line, one.column) for one in problems] == [
        ("seal-same-person", 4, 5),
        ("duplicate-number", 5, 1),
        ("impossible-date", 5, 2),
        ("seal-missing", 5, 3),
        ("skipped-number", 7, 1),
        ("seal-missing", 7, 4),
        ("seal-missing", 7, 6),
    ]


def test_register_and_ledger_are_compared_by_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger_path = write_csv(tmp_path / "花园社区.csv", [list(HEADER), *map(list, records(3))])
    seal = [SEAL] + [
        [f"花园2023第{n:03d}号", "2023.5.6", "张三", "居住证明", "王", "李"] for n in (2, 3, 4)
    ]
    seal_path = write_csv(tmp_path / "用印.csv", seal)
    uses, _ = read_register([seal_path])
    found = check_register(uses, read_ledger([ledger_path]))
    assert [(one.code, one.path, one.line) for one in found] == [
        ("seal-no-ledger", "用印.csv", 4),
        ("ledger-no-seal", "花园社区.csv", 2),
    ]
    assert run("check", ledger_path, "--register", seal_path) == 0
    assert "ledger-no-seal" in capsys.readouterr().out


SLIPS: list[list[Any]] = [
    list(HEADER),
    [1, "2023-0001", "2023.3.6", "欧阳测试", "亲属关系证明", "中国银行建国路支行", "王五"],
    [2, "2023-0002", "2032.5.6", "司徒样本", "亲属关系证明", "派出所", "王五"],
    [3, "2023-0003", "2月的一天", "司徒样本", "居住及收入证明", "本人", "王五"],
    [4, "2023-0004", "23.5.6", "司徒样本", "看门狗乖不乖的证明", "区民政局", "王五"],
]


def test_a_mistyped_year_neither_moves_the_period_nor_the_totals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_csv(tmp_path / "胜利社区居委会.csv", SLIPS)
    out = {name: tmp_path / name for name in ("a.xlsx", "a.html", "a.json", "a.docx")}
    code = run(
        "stats", path, *IN, *PERIOD, "--workbook", out["a.xlsx"], "--html", out["a.html"],
        "--json", out["a.json"], "--summary", out["a.docx"], "--on", "2023-11-30",
    )  # fmt: skip
    assert code == 0 and "1 份日期在期间以外" in capsys.readouterr().out
    counted = json.loads(out["a.json"].read_text("utf-8"))
    assert counted["first"] == "2023-03-06" and counted["last"] == "2023-05-06"
    assert counted["rows"] == counted["total"]["total"] == 4 and counted["beyond"] == 1
    assert counted["total"]["unjudged"] == 2
    for table in ("by_unit", "by_item", "by_month", "by_committee"):
        assert sum(one["total"] for one in counted[table]) == 4
    assert [one["key"] for one in counted["by_month"]] == [
        "2023-03", "2023-05", "（日期不详）", "（期间以外）",
    ]  # fmt: skip
    summary = text_of(out["a.docx"].read_bytes())
    assert "2023年1月1日至2023年7月31日" in summary and "2032" not in summary
    assert "涉及要求出具证明单位3个" in summary and "其中日期在期间以外1件" in summary
    assert "2032" not in out["a.html"].read_text("utf-8")
    waiting = CalamineWorkbook.from_path(str(out["a.xlsx"])).get_sheet_by_name("待人工判断")
    assert any(
        "2032-05-06 不在期间 2023-01-01 至 2023-07-31" in str(row[-1])
        for row in waiting.to_python()
    )


def test_every_table_of_the_summary_adds_up(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "胜利社区居委会.csv", SLIPS)
    out = tmp_path / "a.docx"
    run("stats", path, *IN, *PERIOD, "--summary", out, "--on", "2023-11-30")
    with zipfile.ZipFile(out) as archive:
        table = archive.read("word/document.xml").decode().split("<w:tbl>")[1]
    rows = [
        [
            "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", cell))
            for cell in row.split("</w:tc>")
        ]
        for row in table.split("</w:tr>")
    ]
    numbers = [[int(one) for one in row[-6:-1]] for row in rows if row[-2:-1] and row[-2].isdigit()]
    assert len(numbers) == 5
    assert all(whole == sum(parts) for whole, *parts in numbers)
    assert numbers[-1] == [sum(column) for column in zip(*numbers[:-1], strict=True)]


def test_a_table_of_judged_rows_says_why_each_is_provisional(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "胜利社区.csv", SLIPS)
    out = tmp_path / "a.csv"
    assert run("judge", path, *IN, *PERIOD, "--out", out) == 0
    with open(out, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    why = [one["暂定或未判断的原因"] for one in rows]
    for one, said in zip(rows, why, strict=True):
        assert bool(said) == (one["确定程度"] != "确定")
    assert "期间" in why[1] and "时间不详" in why[2] and "识别" in why[3]
    assert rows[2]["出具证明时间"] == "2月的一天" and rows[3]["出具证明时间"] == "2023-05-06"


@pytest.mark.parametrize("form", ["ledger", "statistics"])
def test_forms_print_the_day_as_it_was_written(tmp_path: Path, form: str) -> None:
    path = write_csv(tmp_path / "胜利社区居委会.csv", SLIPS)
    out, said = tmp_path / "a.docx", ("--on", "2023-11-30", "-o")
    assert main(["form", form, str(path), *IN, *PERIOD, *said, str(out)]) == 0
    text = text_of(out.read_bytes())
    assert "2月的一天" in text and "2023-05-06" in text and "2023-03-06" in text
    if form == "statistics":
        assert "（2023年1月1日—2023年7月31日）" in text


def test_no_command_makes_a_folder_for_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_csv(tmp_path / "胜利社区居委会.csv", SLIPS)
    lost = tmp_path / "nowhere" / "x.docx"
    said = ("--on", "2023-11-30")
    assert main(["form", "ledger", str(path), *IN, *said, "-o", str(lost)]) == 2
    assert "找不到文件或文件夹" in capsys.readouterr().err
    assert run("stats", path, *IN, "--summary", lost, *said) == 2
    assert not lost.parent.exists()


def test_rows_are_told_in_ranges() -> None:
    assert ranges([12, 5, 9, 10, 11, 0]) == "5、9–12" and ranges([0]) == ""
