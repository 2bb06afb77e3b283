"""Refuse a dangerous or unreadable spreadsheet before any reader opens it.

A workbook is a zip, and what it declares about itself may be false: a file of 514 kB can inflate to
1.5 GB inside a reader, two cells in far corners make a reader allocate every cell between them, and
one long shared text that a thousand cells point to is copied a thousand times. All three are
counted here on a stream, in a few megabytes of memory, and the first that is too much ends it.
"""

from __future__ import annotations

import os
import re
import struct
import zipfile
import zlib
from array import array
from contextlib import contextmanager

from community_certs.casework.biff import measure
from community_certs.errors import CommunityCertsError, system_reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

__all__ = ["LARGEST_SHEET", "UnsafeFile", "kind_of"]

LARGEST_SHEET = 100_000_000
"""A sheet (inflated) or CSV file of so many bytes is refused; 200,000 rows need 50 to 90 MB."""
_LARGEST_FILE = 64_000_000
_LARGEST_OLD = 24_000_000
_LARGEST_TOTAL = 256_000_000
_MOST_MEMBERS = 2_000
_MOST_CELLS = 8_000_000
_MOST_COLUMNS = 512
_MOST_TEXT = 256_000_000
_RATIO_FREE = 16_000_000
_RATIO = 100
_CHUNK = 1 << 16
_TAIL = 64

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFERENCE = rb"(?:([A-Z]{2,})([0-9]+)|[A-Z]?([0-9]{5,}))[\"']"
_FAR = re.compile(rb'r="' + _REFERENCE)
_FAR_ODDLY = re.compile(rb"\br\s*=\s*[\"']" + _REFERENCE)
_STRING_CELL = re.compile(rb"t\s*=\s*[\"']s[\"'][^>]*>\s*<(?:\w+:)?v[^>]*>\s*([0-9]{1,9})\s*<")
_STRING_END = re.compile(rb"</(?:\w+:)?si\s*>")


class UnsafeFile(CommunityCertsError):
    """A file is refused: too large inside, damaged, encrypted, with macros, or of another kind."""

    code = "unsafe-file"


def kind_of(path: str | os.PathLike[str]) -> str:
    """Return what a file really is: "xlsx", "xls" or "csv", whatever its name says.

    Raises:
        UnsafeFile: if it should not, or cannot, be read.
    """
    name = os.path.basename(os.fspath(path))
    try:
        size = os.stat(path).st_size
        with open(path, "rb") as file:
            head = file.read(8)
            if name.lower().endswith((".xlsm", ".xltm", ".xlsb", ".xlam")):
                raise _macros(name)
            if head[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
                _check_size(name, size, _LARGEST_FILE)
                _check_workbook(name, file, size)
                return "xlsx"
            if head == _OLE:
                _check_size(name, size, _LARGEST_OLD)
                _check_ole(name, file)
                return "xls"
            _check_size(name, size, LARGEST_SHEET)
            _check_text(name, file)
    except OSError as error:
        raise UnsafeFile(
            f"无法读取“{name}”：{system_reason(error)}。", f"cannot read {name}: {error.strerror}"
        ) from None
    return "csv"


# -- refusals -------------------------------------------------------------------------------------


def _macros(name: str) -> UnsafeFile:
    return UnsafeFile(
        f"“{name}”带有宏（或是二进制工作簿），为安全起见不读取。请在 Excel 中另存为 .xlsx。",
        f"{name} holds macros (or is a binary workbook) and is not read: save it as .xlsx",
    )


def _encrypted(name: str) -> UnsafeFile:
    return UnsafeFile(
        f"“{name}”已加密，请先取消密码再另存。", f"{name} is encrypted: save it without a password"
    )


def _damaged(name: str, why: str = "") -> UnsafeFile:
    more = f"（{why}）" if why else ""
    return UnsafeFile(
        f"“{name}”已损坏或不完整{more}，请重新获取该文件。",
        f"{name} is damaged or cut short{f' ({why})' if why else ''}",
    )


def _too_much(name: str, zh: str, en: str) -> UnsafeFile:
    return UnsafeFile(
        f"“{name}”{zh}，已拒绝读取。请删去多余的行列，或按社区拆成几个文件。",
        f"{name} {en}; it was not read: delete what is not needed, or split it",
    )


def _check_size(name: str, size: int, most: int) -> None:
    if size >= most:
        raise _too_much(
            name,
            f"有 {size / 1e6:.0f} MB，超过 {most / 1e6:.0f} MB",
            f"has {size} bytes, limit {most}",
        )


# -- zip ------------------------------------------------------------------------------------------


def _check_workbook(name: str, file: BinaryIO, size: int) -> None:
    _check_directory(name, file, size)
    try:
        members = zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise _damaged(name) from None
    names = {one.filename.lower().replace("\\", "/") for one in members}
    if any(one.endswith(("vbaproject.bin", "macrosheet1.xml")) for one in names):
        raise _macros(name)
    if "xl/workbook.xml" not in names and not any(one.endswith("workbook.xml") for one in names):
        raise UnsafeFile(
            f"“{name}”不是 Excel 工作簿，请另存为 .xlsx 或 .csv。",
            f"{name} is no Excel workbook: save it as .xlsx or .csv",
        )
    watch = _Watch(name)
    for member in members:
        if member.flag_bits & 1:
            raise _encrypted(name)
        lower = member.filename.lower()
        if lower == "[content_types].xml":
            watch.types(_inflated(name, file, member))
        elif "sharedstrings" in lower:
            watch.strings(_inflated(name, file, member), member.compress_size)
        elif "worksheets/" in lower and lower.endswith(".xml"):
            watch.sheet(_inflated(name, file, member), member.compress_size)
        else:
            watch.other(_inflated(name, file, member), member.compress_size)
    if watch.longest * watch.string_cells > _MOST_TEXT:
        _check_copies(name, file, members)


def _check_directory(name: str, file: BinaryIO, size: int) -> None:
    """Bound the zip's directory before zipfile turns every record of it into an object."""
    file.seek(max(0, size - 66_000))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise _damaged(name)
    count, length = struct.unpack("<HI", tail[at + 10 : at + 16])
    if count > _MOST_MEMBERS or length > 1 << 20:
        raise _too_much(name, "内部文件过多", "holds too many files")


def _inflated(name: str, file: BinaryIO, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Inflate a member from its compressed bytes: its declared size is not believed."""
    file.seek(member.header_offset)
    header = file.read(30)
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise _damaged(name)
    file.seek(sum(struct.unpack("<HH", header[26:30])), 1)
    left = member.compress_size
    if member.compress_type == zipfile.ZIP_STORED:
        while left:
            data = file.read(min(_CHUNK, left))
            if not data:
                raise _damaged(name)
            left -= len(data)
            yield data
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise _damaged(name, "压缩方式不支持")
    inflate = zlib.decompressobj(-15)
    while not inflate.eof:
        data = inflate.unconsumed_tail
        if not data:
            data = file.read(min(_CHUNK, left))
            left -= len(data)
            if not data:
                raise _damaged(name)
        try:
            yield inflate.decompress(data, _CHUNK)
        except zlib.error:
            raise _damaged(name) from None


class _Watch:
    """Counts what a reader would build, and refuses as soon as it is too much."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.total = 0
        self.longest = 0
        self.string_cells = 0

    def _grow(self, part: int, more: int, compressed: int) -> int:
        part += more
        self.total += more
        if part >= LARGEST_SHEET or self.total >= _LARGEST_TOTAL:
            limit = min(part, LARGEST_SHEET) // 1_000_000
            raise _too_much(
                self.name, f"解压后超过 {limit} MB", f"inflates to more than {limit} MB"
            )
        if part > _RATIO_FREE and part > _RATIO * max(1, compressed):
            raise _too_much(self.name, "压缩比异常（疑似压缩炸弹）", "looks like a zip bomb")
        return part

    def other(self, chunks: Iterator[bytes], compressed: int) -> None:
        part = 0
        for chunk in chunks:
            part = self._grow(part, len(chunk), compressed)

    def types(self, chunks: Iterator[bytes]) -> None:
        text = b""
        for chunk in chunks:
            self._grow(len(text), len(chunk), 1 << 20)
            text += chunk
            if len(text) > 1 << 20:
                raise _damaged(self.name)
        if b"macroEnabled" in text or b"vbaProject" in text:
            raise _macros(self.name)

    def strings(self, chunks: Iterator[bytes], compressed: int) -> None:
        part = since = 0
        tail = b""
        for chunk in chunks:
            part = self._grow(part, len(chunk), compressed)
            seen = tail + chunk
            last = 0
            for found in _STRING_END.finditer(seen):
                self.longest = max(self.longest, since + found.end() - last)
                since, last = 0, found.end()
            cut = max(last, len(seen) - _TAIL)
            since += cut - last
            tail = seen[cut:]
        self.longest = max(self.longest, since + len(tail))

    def sheet(self, chunks: Iterator[bytes], compressed: int) -> None:
        part = cells = rows = last_row = last_column = 0
        tail = b""
        for chunk in chunks:
            part = self._grow(part, len(chunk), compressed)
            # Cut before the last tag, so that no tag is split or counted twice.
            seen = tail + chunk
            cut = seen.rfind(b"<")
            if cut <= 0 or len(seen) - cut > _CHUNK:
                cut = len(seen)
            tail, seen = seen[cut:], seen[:cut]
            # A little too many (<cols> counts too), in a tenth of the time of a pattern.
            cells += seen.count(b"<c") + seen.count(b":c")
            rows += seen.count(b"<row") + seen.count(b":row")
            self.string_cells += seen.count(b'"s"') + seen.count(b"'s'")
            odd = b"r='" in seen or b"r =" in seen or b"r\n" in seen or b"r\t" in seen
            for letters, row, alone in (_FAR_ODDLY if odd else _FAR).findall(seen):
                last_row = max(last_row, int((row or alone)[:8]))
                if letters:
                    last_column = max(last_column, _column(letters[:4]))
            if cells > _MOST_CELLS or last_column > _MOST_COLUMNS:
                break
        width = max(last_column, 26)
        deep = max(rows, last_row)
        if cells > _MOST_CELLS or last_column > _MOST_COLUMNS or deep > 1_048_576:
            raise _too_much(self.name, "单元格过多或过远", "has too many or too distant cells")
        if last_column > 26 and deep * width > 4 * _MOST_CELLS:
            raise _too_much(self.name, "单元格范围过大", "spans too many cells")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_copies(name: str, file: BinaryIO, members: list[zipfile.ZipInfo]) -> None:
    """Add up the texts that the cells point to: a reader copies a shared text for every cell."""
    lengths = array("I")
    for member in members:
        if "sharedstrings" in member.filename.lower():
            since, tail = 0, b""
            for chunk in _inflated(name, file, member):
                seen = tail + chunk
                last = 0
                for found in _STRING_END.finditer(seen):
                    lengths.append(since + found.end() - last)
                    since, last = 0, found.end()
                cut = max(last, len(seen) - _TAIL)
                since += cut - last
                tail = seen[cut:]
    total = 0
    for member in members:
        if "worksheets/" not in member.filename.lower():
            continue
        tail = b""
        for chunk in _inflated(name, file, member):
            seen = tail + chunk
            cut = 0
            for found in _STRING_CELL.finditer(seen):
                cut = found.end()
                index = int(found[1])
                total += lengths[index] if index < len(lengths) else 0
            if total > _MOST_TEXT:
                raise _too_much(name, "文字重复引用过多", "repeats its texts too often")
            tail = seen[max(cut, len(seen) - 512) :]


# -- the old binary format, and text --------------------------------------------------------------


def _check_ole(name: str, file: BinaryIO) -> None:
    file.seek(0)
    data = file.read()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _encrypted(name)
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise _macros(name)
    if not any(one.encode("utf-16-le") in data for one in ("Workbook", "Book")):
        raise UnsafeFile(
            f"“{name}”不是 Excel 工作簿，请另存为 .xlsx 或 .csv。",
            f"{name} is no Excel workbook: save it as .xlsx or .csv",
        )
    try:
        found = measure(data)
    except ValueError:
        raise _damaged(name) from None
    if found.encrypted:
        raise _encrypted(name)
    if found.cells > _MOST_CELLS:
        raise _too_much(name, "单元格范围过大", "spans too many cells")
    if found.text > _MOST_TEXT // 4:
        raise _too_much(name, "文字重复引用过多", "repeats its texts too often")


def _check_text(name: str, file: BinaryIO) -> None:
    file.seek(0)
    start = file.read(_CHUNK)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return
    if b"\0" in start:
        raise _damaged(name, "不是表格文件")
    if start.lstrip()[:1] == b"<":
        raise UnsafeFile(
            f"“{name}”其实是网页或 XML，请用 Excel 打开后另存为 .xlsx。",
            f"{name} is really a web page or XML: open it in Excel and save it as .xlsx",
        )


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turn what a reader raises on a damaged file into a clear refusal."""
    try:
        yield
    except CommunityCertsError:
        raise
    except Exception as error:
        if type(error).__name__ == "PasswordError":
            raise _encrypted(name) from None
        if not type(error).__module__.startswith(("python_calamine", "_python_calamine")) and (
            not isinstance(error, (OSError, ValueError))
        ):
            raise
        raise _damaged(name) from None
