"""Dangerous and unreadable files are refused before a reader opens them, in little memory."""

from __future__ import annotations

import random
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
import xlwt  # type: ignore[import-untyped]

from casework.ledgers import HEADER, records, write_book
from community_certs.casework.biff import Measure, measure
from community_certs.casework.ledger import read_ledger
from community_certs.casework.safety import UnsafeFile, _inflated, kind_of
from community_certs.errors import CommunityCertsError

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
HEAD = (
    b'<?xml version="1.0"?><worksheet '
    b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
TAIL = b"</sheetData></worksheet>"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "whole.xlsx"
    return write_book(path, {"花园社区": [list(HEADER), *map(list, records(50))]})


def swapped(whole: Path, path: Path, parts: dict[str, bytes], level: int = 9) -> Path:
    """Copy a workbook with some parts replaced or added."""
    with (
        zipfile.ZipFile(whole) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as new,
    ):
        for name in old.namelist():
            new.writestr(name, parts.pop(name, b"") or old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def test_an_ordinary_workbook_passes(whole: Path) -> None:
    assert kind_of(whole) == "xlsx"


def bomb(whole: Path, path: Path, megabytes: int) -> Path:
    """Write a workbook whose sheet inflates to so many megabytes, without holding them."""
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != SHEET:
                new.writestr(name, old.read(name))
        with new.open(SHEET, "w", force_zip64=True) as file:
            file.write(HEAD)
            row = b'<row><c t="inlineStr"><is><t>' + b"A" * 30_000 + b"</t></is></c></row>"
            for _ in range(megabytes * 1_000_000 // len(row)):
                file.write(row)
            file.write(TAIL)
    return path


MEASURE = """
import sys, time
from community_certs.casework.safety import UnsafeFile, kind_of
start = time.monotonic()
try:
    kind_of(sys.argv[1])
except UnsafeFile as error:
    # ru_maxrss would count the parent's memory, which a fork shares until exec.
    peak = next(one for one in open("/proc/self/status") if one.startswith("VmHWM"))
    print(peak.split()[1], time.monotonic() - start, error.zh)
"""


def refused_in(path: Path) -> tuple[float, float, str]:
    """Return the peak memory of a whole process in MB, the seconds, and the message."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", MEASURE, str(path)],
        capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    assert done.stdout, "it was not refused"
    peak, seconds, message = done.stdout.split(" ", 2)
    return int(peak) / 1024, float(seconds), message


@pytest.mark.skipif(sys.platform != "linux", reason="measures resident memory as Linux counts it")
def test_a_zip_bomb_is_refused_in_under_32_megabytes(whole: Path, tmp_path: Path) -> None:
    path = bomb(whole, tmp_path / "bomb.xlsx", 600)
    assert path.stat().st_size < 2_000_000
    peak, seconds, message = refused_in(path)
    assert peak < 32, peak
    assert seconds < 5
    assert "bomb.xlsx" in message


def test_declared_sizes_are_not_believed(whole: Path, tmp_path: Path) -> None:
    path = bomb(whole, tmp_path / "liar.xlsx", 60)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as book:
        true = book.getinfo(SHEET).file_size
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02" and data[at + 46 : at + 46 + len(SHEET)] == (
            SHEET.encode()
        ):
            data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(data)
    with zipfile.ZipFile(path) as book:
        assert book.getinfo(SHEET).file_size == 1000 < true
    with pytest.raises(UnsafeFile):
        kind_of(path)


@pytest.mark.skipif(sys.platform != "linux", reason="measures resident memory as Linux counts it")
def test_a_sheet_of_100_megabytes_is_refused_even_if_it_hardly_compresses(
    whole: Path, tmp_path: Path
) -> None:
    chance = random.Random(1)
    block = b"".join(
        b'<row><c t="inlineStr"><is><t>%x</t></is></c></row>' % chance.getrandbits(2000)
        for _ in range(2000)
    )
    path = swapped(whole, tmp_path / "big.xlsx", {SHEET: HEAD + block * 96 + TAIL}, level=1)
    with zipfile.ZipFile(path) as book:
        about = book.getinfo(SHEET)
    assert about.file_size > 100_000_000
    peak, seconds, message = refused_in(path)
    assert peak < 32 and seconds < 20
    assert "MB" in message or "压缩" in message


def test_cells_in_far_corners_are_refused(whole: Path, tmp_path: Path) -> None:
    for name, far in (
        ("corner", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        ("single", b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"),
        ("spaced", b'<row r="9"><c s="1" r = "ZZZ9"><v>1</v></c></row>'),
        ("broad", b'<row r="1048576"><c r="SA1048576"><v>1</v></c></row>'),
    ):
        sheet = HEAD + b'<row r="1"><c r="A1"><v>1</v></c></row>' + far + TAIL
        path = swapped(whole, tmp_path / f"{name}.xlsx", {SHEET: sheet})
        with pytest.raises(UnsafeFile, match="单元格"):
            kind_of(path)


def test_one_long_text_that_many_cells_point_to_is_refused(whole: Path, tmp_path: Path) -> None:
    strings = b'<?xml version="1.0"?><sst><si><t>' + b"A" * 1_000_000 + b"</t></si></sst>"
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 999)
    )
    path = swapped(whole, tmp_path / "copies.xlsx", {STRINGS: strings, SHEET: HEAD + rows + TAIL})
    assert path.stat().st_size < 50_000
    with pytest.raises(UnsafeFile, match="重复引用"):
        kind_of(path)


def test_many_texts_that_each_cell_points_to_once_pass(tmp_path: Path) -> None:
    rows = [list(HEADER), *map(list, records(3000))]
    rows[7][4] = "长" * 30_000
    assert kind_of(write_book(tmp_path / "long.xlsx", {"花园社区": rows})) == "xlsx"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_truncated_workbook_is_refused(whole: Path, tmp_path: Path, share: float) -> None:
    path = tmp_path / "cut.xlsx"
    data = whole.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(UnsafeFile, match="损坏"):
        kind_of(path)


def test_damage_inside_is_refused_with_a_clear_message(whole: Path, tmp_path: Path) -> None:
    data = whole.read_bytes()
    chance = random.Random(3)
    refused = 0
    for number in range(60):
        path = tmp_path / f"{number}.xlsx"
        broken = bytearray(data)
        for _ in range(20):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        path.write_bytes(broken)
        try:
            read_ledger([path], place="130702")
        except CommunityCertsError as error:
            assert path.name in error.zh
            refused += 1
    assert refused > 30


def test_a_macro_file_is_refused_by_content_and_by_name(whole: Path, tmp_path: Path) -> None:
    hidden = swapped(whole, tmp_path / "a.xlsx", {"xl/vbaProject.bin": b"x"})
    typed = swapped(
        whole, tmp_path / "b.xlsx",
        {"[Content_Types].xml": b"<Types>vnd.ms-excel.sheet.macroEnabled.main+xml</Types>"},
    )  # fmt: skip
    named = tmp_path / "c.xlsm"
    named.write_bytes(whole.read_bytes())
    for path in (hidden, typed, named):
        with pytest.raises(UnsafeFile, match="宏"):
            kind_of(path)


def test_an_encrypted_workbook_is_refused(whole: Path, tmp_path: Path) -> None:
    container = tmp_path / "a.xlsx"
    container.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    flagged = tmp_path / "b.xlsx"
    data = bytearray(whole.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    flagged.write_bytes(data)
    for path in (container, flagged):
        with pytest.raises(UnsafeFile, match="加密"):
            kind_of(path)


def test_an_old_workbook_passes_and_one_cut_short_is_refused(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for at in range(400):
        sheet.write(at, 0, f"text {at}")
    book.save(str(tmp_path / "a.xls"))
    assert kind_of(tmp_path / "a.xls") == "xls"
    cut = tmp_path / "b.xls"
    cut.write_bytes((tmp_path / "a.xls").read_bytes()[:1500])
    with pytest.raises(UnsafeFile):
        read_ledger([cut], place="130702")


def test_an_old_workbook_is_measured_as_its_reader_would_build_it(tmp_path: Path) -> None:
    from_corner, copies, plain = (xlwt.Workbook() for _ in range(3))
    sheet = from_corner.add_sheet("a")
    sheet.write(0, 0, "x" * 5000)
    sheet.write(65535, 255, 1)
    sheet = copies.add_sheet("a")
    for at in range(4000):
        sheet.write(at, 0, "长" * 30_000)
    sheet = plain.add_sheet("a")
    for at in range(3000):
        for column in range(8):
            sheet.write(at, column, ("短", "text", 1.5, 7)[column % 4] * (1 + at % 3))
        sheet.write(at, 8, f"{at}" * 40)
    for name, book, refused in (
        ("corner", from_corner, "范围"),
        ("copies", copies, "重复引用"),
        ("plain", plain, ""),
    ):
        path = tmp_path / f"{name}.xls"
        book.save(str(path))
        if refused:
            with pytest.raises(UnsafeFile, match=refused):
                kind_of(path)
        else:
            assert kind_of(path) == "xls"
    found = measure((tmp_path / "plain.xls").read_bytes())
    texts = sum(len(f"{n}" * 40) + 10 * (1 + n % 3) for n in range(3000))
    assert found == Measure(3000 * 9, texts, False)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.xls", b"<html><table><tr><td>1</td></tr></table></html>"),
        ("image.csv", b"\x89PNG\r\n\x1a\n\0\0\0\0"),
        ("latin.csv", b"a,b\n\xff\xff\xff,1\n"),
        ("long.csv", b"a," * 600_000),
        ("zip.xlsx", b"PK\x03\x04 nothing"),
        ("empty.xlsx", b"PK\x05\x06" + bytes(18)),
        ("macro.xlsb", b"PK"),
    ],
)
def test_what_is_no_ledger_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnsafeFile) as caught:
        read_ledger([path], place="130702")
    assert name in caught.value.zh and name in caught.value.en


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsafeFile):
        kind_of(tmp_path / "none.xlsx")


def test_a_large_csv_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    start = time.monotonic()
    with pytest.raises(UnsafeFile, match="MB"):
        kind_of(path)
    assert time.monotonic() - start < 1


def test_a_zip_of_too_many_files_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    with zipfile.ZipFile(path, "w") as book:
        for number in range(2500):
            book.writestr(f"xl/{number}", b"")
    with pytest.raises(UnsafeFile):
        kind_of(path)


def test_a_member_in_pieces_inflates_like_zlib(whole: Path) -> None:
    with zipfile.ZipFile(whole) as book, whole.open("rb") as file:
        for member in book.infolist():
            assert b"".join(_inflated("x", file, member)) == book.read(member)
