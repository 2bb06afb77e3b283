"""Read ledgers (台账) as clerks have them: every row is a record, or it is reported."""

from __future__ import annotations

import os
import re
from itertools import chain, islice

from community_certs.casework.cells import text_of
from community_certs.casework.columns import Columns, find_header, header_words
from community_certs.casework.dated import read_day, read_period
from community_certs.casework.identity import id_fault, normal_id
from community_certs.casework.numbers import NumberBook
from community_certs.casework.problems import problem
from community_certs.casework.rows import LedgerRow
from community_certs.casework.sheets import open_sheets
from community_certs.model.record import Record
from community_certs.text import canonicalize_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from community_certs.casework.sheets import Sheet
    from community_certs.diagnostics import Diagnostic

__all__ = ["Ledger", "SheetRead", "read_ledger"]

_SLOTS = (
    "serial", "number", "issued", "applicant", "proof", "purpose", "requester", "handler",
    "id_number", "phone", "address", "note", "committee", "place",
)  # fmt: skip
_LOOKED_AT = 60
_TOTALS = ("合计", "总计", "小计", "共计", "累计", "总数")
_GENERIC = re.compile(r"(?i)(sheet|工作表|表)\s*\d*|台账|汇总|证明台账|统计表|社区证明台账|.*台账")
_TITLED = re.compile(
    r"([\u4e00-\u9fff0-9]{1,20}?(?:社区|村))(?:居民委员会|村民委员会|居委会|村委会)?(?:出具|开具|证明)"
)
_LABELLED = re.compile(r"(?:社区|村|居委会|社区\(村\))[:：,]\s*([\u4e00-\u9fff0-9]{2,20})")
_WHY = {
    "length": ("位数不对", "wrong length"),
    "character": ("有多余的字符", "wrong characters"),
    "area": ("地区码不存在", "no such area"),
    "birth": ("出生日期不存在", "no such birthday"),
    "check": ("校验码不符", "wrong check digit"),
}
_DATE_CODES = {
    "empty": "missing-date",
    "impossible": "impossible-date",
    "no_year": "no-year",
    "unreadable": "unreadable-date",
}


class SheetRead(Record):
    """What was read from a sheet. ``rows_in`` = ``records`` + ``reported`` holds.

    ``columns`` is None if no header was found. ``period`` is the one printed in the title.
    """

    path: str
    sheet: str
    committee: str
    columns: Columns | None
    period: tuple[str, str] | None
    rows_in: int
    records: int
    reported: int


class Ledger(Record):
    """Ledgers read together: the records, every problem (in order of place), and the sheets."""

    rows: tuple[LedgerRow, ...]
    problems: tuple[Diagnostic, ...]
    sheets: tuple[SheetRead, ...]

    @property
    def rows_in(self) -> int:
        """The rows below the headers that are not blank."""
        return sum(one.rows_in for one in self.sheets)

    def mapping(self) -> dict[str, Any]:
        """Return what was inferred, as the file of mappings holds it, to be corrected."""
        found: dict[str, Any] = {}
        for one in self.sheets:
            if one.columns is not None:
                found[f"{one.path}#{one.sheet}" if one.sheet else one.path] = {
                    "committee": one.committee,
                    **one.columns.to_dict(),
                }
        return {"sheets": found}


def read_ledger(
    paths: Iterable[str | os.PathLike[str]],
    *,
    place: str = "",
    period: tuple[str, str] | None = None,
    mapping: Mapping[str, Any] | None = None,
) -> Ledger:
    """Read ledgers.

    Arguments:
        paths: ``.xlsx``, ``.xls`` or CSV files (UTF-8 with or without BOM, GB18030).
        place: the place of the committees; a column of the ledger overrides it.
        period: first and last day of the ledger; days outside are reported. Without it, the
            period printed in a sheet's title counts.
        mapping: what :meth:`Ledger.mapping` returns, corrected: under ``sheets``, by
            "file#sheet", "#sheet", the sheet's name or "*", any of ``header`` (line),
            ``columns`` (field to letter), ``committee`` and ``place``.

    Raises:
        UnsafeFile: if a file is refused; nothing of the others is returned then.
        InvalidArgument: for a wrong mapping.
        MissingExtra: if a workbook is read without the extra ``xlsx``.
    """
    reader = _Reader(place, period, dict((mapping or {}).get("sheets") or {}))
    for path in paths:
        for sheet in open_sheets(path):
            reader.sheet(os.path.basename(os.fspath(path)), sheet)
    for book in reader.books.values():
        reader.problems.extend(book.findings())
    reader.problems.sort()
    return Ledger(tuple(reader.rows), tuple(reader.problems), tuple(reader.sheets))


class _Reader:
    def __init__(
        self, place: str, period: tuple[str, str] | None, given: dict[str, Mapping[str, Any]]
    ) -> None:
        self.place = place
        self.period = period
        self.given = given
        self.rows: list[LedgerRow] = []
        self.problems: list[Diagnostic] = []
        self.sheets: list[SheetRead] = []
        self.books: dict[tuple[str, str], NumberBook] = {}

    def _given(self, path: str, name: str) -> Mapping[str, Any]:
        for key in (f"{path}#{name}", f"#{name}", name or path, path, "*"):
            if key and key in self.given:
                return self.given[key]
        return {}

    def sheet(self, path: str, sheet: Sheet) -> None:
        """Read one sheet."""
        where = f"{path}#{sheet.name}" if sheet.name else path
        given = self._given(path, sheet.name)
        rows = sheet.rows()
        first = list(islice(rows, _LOOKED_AT))
        if given.get("columns"):
            header = next((cells for line, cells in first if line == given.get("header")), [])
            columns: Columns | None = Columns.given(given, sheet.first_column, header)
        else:
            columns = find_header(first, sheet.first_column)
        if columns is None:
            lost = sum(1 for _, cells in chain(first, rows) if any(map(_filled, cells)))
            if lost:
                self.problems.append(problem("no-header", where, 0, 0, rows=lost))
            self.sheets.append(SheetRead(path, sheet.name, "", None, None, lost, 0, lost))
            return
        if sheet.hidden:
            self.problems.append(problem("hidden-sheet", where, 0, 0))
        titles = [
            text_of(cell)
            for line, cells in first
            if line < columns.header
            for cell in cells
            if _filled(cell)
        ]
        period = next((one for one in map(read_period, titles) if one), None)
        committee = given.get("committee") or _committee(sheet.name, titles, path)
        body = _Body(self, where, columns, committee, str(given.get("place") or self.place))
        body.bound(self.period or period)
        for line, cells in chain(first, rows):
            if line > columns.header:
                body.row(path, sheet.name, line, cells)
        self.sheets.append(
            SheetRead(
                path, sheet.name, committee, columns, period, body.rows_in, body.records,
                body.rows_in - body.records,
            )
        )  # fmt: skip


def _filled(cell: object) -> bool:
    return cell is not None and cell != "" and not (isinstance(cell, str) and not cell.strip())


def _committee(sheet: str, titles: list[str], path: str) -> str:
    """Name the committee: by the sheet, else the title, else the file."""
    name = sheet.strip()
    if name and _GENERIC.fullmatch(name) is None:
        return name
    for title in titles:
        for pattern in (_LABELLED, _TITLED):
            found = pattern.search(title)
            if found is not None and found[1] not in ("社区", "村", "出具"):
                return found[1]
    return os.path.splitext(path)[0]


class _Body:
    """The rows of one sheet below its header."""

    def __init__(
        self, reader: _Reader, where: str, columns: Columns, committee: str, place: str
    ) -> None:
        self.reader = reader
        self.where = where
        self.columns = columns
        self.committee = committee
        self.place = place
        self.rows_in = 0
        self.records = 0
        self.year: int | None = None
        self.first, self.last = "", "9999"
        self.days: dict[object, tuple[str | None, str | None]] = {}
        self.present = [
            (slot, columns.fields[field])
            for slot, field in enumerate(_SLOTS)
            if columns.fields.get(field, -1) >= 0
        ]

    def bound(self, period: tuple[str, str] | None) -> None:
        """Set the period, which also gives the year of days written without one."""
        if period is not None:
            self.first, self.last = period
            if period[0][:4] == period[1][:4]:
                self.year = int(period[0][:4])

    def report(self, code: str, line: int, field: str = "", **values: object) -> None:
        column = self.columns.column(field) if field else 0
        self.reader.problems.append(problem(code, self.where, line, column, **values))

    def row(self, path: str, sheet: str, line: int, cells: list[Any]) -> None:
        width = len(cells)
        texts = [""] * len(_SLOTS)
        raw: dict[int, Any] = {}
        for slot, at in self.present:
            if at < width:
                cell = raw[slot] = cells[at]
                texts[slot] = cell.strip() if isinstance(cell, str) else text_of(cell)
        (serial, number, _, applicant, proof, purpose, requester, handler, id_number, phone,
         address, note, committee, place) = texts  # fmt: skip
        if not (proof and applicant):
            filled = sum(1 for one in cells if _filled(one))
            if not filled:
                return
            self.rows_in += 1
            kind = self._other(cells, texts, filled)
            if kind is not None:
                self.report(kind, line)
                return
        else:
            self.rows_in += 1
            if self._is_header(proof, cells):
                self.report("repeated-header", line)
                return
        self.records += 1
        issued = self._day(raw.get(2), line)
        if len(proof) > 200 and proof.count("\n") > 5:
            self.report("open-quote", line, "proof")
        self._complete(line, proof=proof, applicant=applicant, requester=requester, handler=handler)
        committee = committee or self.committee
        self._numbered(number, committee, line)
        if id_number:
            self._identified(raw.get(8), id_number, line)
        self.reader.rows.append(
            LedgerRow(
                path, sheet, line, committee, place or self.place, serial, number, issued,
                applicant, proof, purpose, requester, handler, id_number, phone, address, note,
            )
        )  # fmt: skip

    def _complete(self, line: int, **texts: str) -> None:
        for field, text in texts.items():
            if not text:
                self.report(f"missing-{field}", line, field)

    def _day(self, value: object, line: int) -> str | None:
        key = value if isinstance(value, (str, float, int)) else str(value)
        held = self.days.get(key)
        if held is None:
            held = self.days[key] = read_day(value, self.year)
        issued, fault = held
        if fault is not None:
            self.report(_DATE_CODES[fault], line, "issued")
        elif issued is not None and not self.first <= issued <= self.last:
            self.report(
                "out-of-period", line, "issued", day=issued, first=self.first, last=self.last
            )
        return issued

    def _other(self, cells: list[Any], texts: list[str], filled: int) -> str | None:
        """Say what a row without a proof or an applicant is, if it is no record."""
        start = next(
            (one for one in map(text_of, islice(filter(_filled, cells), 3)) if one.strip()), ""
        )
        words = [text_of(one).replace(" ", "").replace("\u3000", "") for one in cells[:4]]
        if any(word.startswith(_TOTALS) for word in words) and not texts[3]:
            return "total-row"
        if start and len(header_words(cells)) >= 3 and self._is_header(texts[4], cells):
            return "repeated-header"
        proof, issued, requester, applicant = texts[4], texts[2], texts[6], texts[3]
        if proof or requester or applicant:
            alone = filled <= 2 and not (issued or applicant or requester)
            return "note-row" if alone else None
        # Signatures stand under any heading: what is no day and names nothing is no record.
        if not issued or read_day(issued, self.year)[1] == "unreadable":
            return "note-row"
        return None

    def _is_header(self, proof: str, cells: list[Any]) -> bool:
        wanted = self.columns.words.get("proof")
        if wanted is None or canonicalize_name(proof) != canonicalize_name(wanted):
            return False
        return sum(1 for _, _, field in header_words(cells) if field) >= 3

    def _numbered(self, number: str, committee: str, line: int) -> None:
        column = self.columns.column("number")
        if not column:
            return
        if not number:
            self.report("missing-number", line, "number")
            return
        key = (committee, "")
        book = self.reader.books.get(key)
        if book is None:
            book = self.reader.books[key] = NumberBook()
        book.add(number, self.where, line, column)

    def _identified(self, raw: object, text: str, line: int) -> None:
        if isinstance(raw, float) and raw >= 1e15:
            self.report("id-as-number", line, "id_number")
            return
        fault = id_fault(normal_id(text))
        if fault is not None:
            zh, en = _WHY[fault]
            self.report("invalid-id", line, "id_number", why=zh, why_en=en)
