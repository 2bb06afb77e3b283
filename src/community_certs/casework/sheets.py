"""Read the sheets of a workbook or a CSV file, row by row, with the places of the cells kept."""

from __future__ import annotations

import codecs
import csv
import os

from community_certs.casework.safety import LARGEST_SHEET, UnsafeFile, kind_of, reading
from community_certs.errors import MissingExtra

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    Row = list[Any]

__all__ = ["Sheet", "open_sheets"]

_LONGEST_LINE = 1_000_000
_DELIMITERS = "\t;,"


class Sheet:
    """One sheet.

    ``name`` is "" for a CSV file. ``first_column`` is the column (from 1) of a row's first cell.
    ``height`` is the number of its lines, and ``span`` the part of the file that it makes up, from
    0 to 1; both are about right, to show how far reading has come.
    Rows come as ``(line, cells)``, the line counted from 1, blank rows included. Cells merged
    downwards repeat the value of the topmost.
    """

    __slots__ = ("_rows", "first_column", "height", "hidden", "name", "span")

    def __init__(
        self,
        name: str,
        rows: Iterator[tuple[int, Row]],
        first_column: int = 1,
        hidden: bool = False,
        height: int = 0,
        span: tuple[float, float] = (0.0, 1.0),
    ) -> None:
        self.name = name
        self.first_column = first_column
        self.hidden = hidden
        self.height = height
        self.span = span
        self._rows = rows

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Return the rows, once."""
        return self._rows


def open_sheets(path: str | os.PathLike[str]) -> Iterator[Sheet]:
    """Yield the sheets of a file after it was found safe; read each before asking for the next.

    Arguments:
        path: an ``.xlsx``, ``.xls`` or CSV file; what it is, is read from its content.

    Raises:
        UnsafeFile: see :func:`community_certs.casework.safety.kind_of`.
        MissingExtra: if it is a workbook and the extra ``xlsx`` is not installed.
    """
    if kind_of(path) == "csv":
        encoding, lines = _encoding(path, os.path.basename(os.fspath(path)))
        yield Sheet("", _csv_rows(path, encoding), height=lines)
        return
    yield from _workbook(path)


def _workbook(path: str | os.PathLike[str]) -> Iterator[Sheet]:
    try:
        from python_calamine import (  # noqa: PLC0415  (an extra)
            CalamineWorkbook,
            SheetTypeEnum,
            SheetVisibleEnum,
        )
    except ImportError:
        raise MissingExtra("xlsx") from None
    name = os.path.basename(os.fspath(path))
    with reading(name):
        book = CalamineWorkbook.from_path(os.fspath(path))
        about = list(book.sheets_metadata)
    for at, one in enumerate(about):
        if one.typ != SheetTypeEnum.WorkSheet:
            continue
        with reading(name):
            sheet = book.get_sheet_by_name(one.name)
        if sheet.start is None:
            continue
        yield Sheet(
            one.name,
            _sheet_rows(sheet, name),
            sheet.start[1] + 1,
            one.visible != SheetVisibleEnum.Visible,
            sheet.total_height,
            (at / len(about), (at + 1) / len(about)),
        )


def _sheet_rows(sheet: Any, name: str) -> Iterator[tuple[int, Row]]:
    down: dict[int, list[tuple[int, int]]] = {}
    offset = sheet.start[1]
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        if bottom > top and left >= offset:
            down.setdefault(top, []).append((bottom, left - offset))
    kept: list[tuple[int, int, object]] = []
    with reading(name):
        for index, cells in enumerate(sheet.iter_rows()):
            if kept:
                kept = [one for one in kept if one[0] >= index]
                for _, column, value in kept:
                    if column < len(cells) and cells[column] in ("", None):
                        cells[column] = value
            for bottom, column in down.get(index, ()):
                if column < len(cells):
                    kept.append((bottom, column, cells[column]))
            yield index + 1, cells


# -- CSV ------------------------------------------------------------------------------------------


def _csv_rows(path: str | os.PathLike[str], encoding: str) -> Iterator[tuple[int, Row]]:
    name = os.path.basename(os.fspath(path))
    with open(path, encoding=encoding, newline="") as file:
        sample = file.read(8192)
    delimiter = max(_DELIMITERS, key=lambda one: (sample.count(one), one == ","))
    with open(path, encoding=encoding, newline="") as file:
        reader = csv.reader(_lines(file, name), delimiter=delimiter)
        line = 1
        try:
            for cells in reader:
                yield line, cells
                line = reader.line_num + 1
        except csv.Error:
            raise UnsafeFile(
                f"“{name}”第 {line} 行起无法按 CSV 读取（引号未闭合，或单元格过长）。",
                f"{name} is no readable CSV from line {line} on (an open quote, or a huge cell)",
            ) from None


def _lines(file: Any, name: str) -> Iterator[str]:
    while True:
        line = file.readline(_LONGEST_LINE)
        if not line:
            return
        if len(line) >= _LONGEST_LINE:
            raise UnsafeFile(
                f"“{name}”中有一行超过 {_LONGEST_LINE} 个字符，已拒绝读取。",
                f"{name} has a line of more than {_LONGEST_LINE} characters and was not read",
            )
        yield line.replace("\0", "")


def _encoding(path: str | os.PathLike[str], name: str) -> tuple[str, int]:
    """Return the encoding of a text, and how many lines it has."""
    with open(path, "rb") as file:
        start = file.read(4)
    if start.startswith(codecs.BOM_UTF8):
        order = ["utf-8-sig"]
    elif start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        order = ["utf-16"]
    else:
        order = ["utf-8", "gb18030"]
    for encoding in order:
        lines = _lines_decoded(path, encoding)
        if lines is not None:
            return encoding, lines
    raise UnsafeFile(
        f"“{name}”的文字编码无法识别（应为 UTF-8 或 GB18030），请另存为 UTF-8 的 CSV。",
        f"{name} is neither UTF-8 nor GB18030: save it as UTF-8",
    )


def _lines_decoded(path: str | os.PathLike[str], encoding: str) -> int | None:
    """Count the lines of a text; None if it is not in that encoding, or too long."""
    decoder = codecs.getincrementaldecoder(encoding)()
    read = lines = 0
    with open(path, "rb") as file:
        try:
            while chunk := file.read(1 << 16):
                read += len(chunk)
                lines += decoder.decode(chunk).count("\n")
                if read > LARGEST_SHEET:
                    return None
            decoder.decode(b"", True)
        except UnicodeError:
            return None
    return lines
