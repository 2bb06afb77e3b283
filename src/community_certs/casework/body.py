"""The rows of a sheet of a ledger below its header: every one is a record, or it is reported."""

from __future__ import annotations

from itertools import islice

from community_certs.casework.cells import text_of
from community_certs.casework.columns import header_words
from community_certs.casework.dated import quoted, read_day, read_day_within
from community_certs.casework.identity import id_fault, normal_id
from community_certs.casework.numbers import NumberBook
from community_certs.casework.problems import problem
from community_certs.casework.rows import LedgerRow
from community_certs.casework.units import NO_UNIT
from community_certs.text import canonicalize_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from community_certs.casework.columns import Columns
    from community_certs.diagnostics import Diagnostic

__all__ = ["Body", "Gathered", "is_filled"]

_SLOTS = (
    "serial", "number", "issued", "applicant", "proof", "purpose", "requester", "handler",
    "id_number", "phone", "address", "note", "committee", "place",
)  # fmt: skip
_TOTALS = ("合计", "总计", "小计", "共计", "累计", "总数")
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


class Gathered:
    """What is read from all sheets together: records, problems, and the numbers of committees."""

    __slots__ = ("books", "problems", "rows")

    def __init__(self) -> None:
        self.rows: list[LedgerRow] = []
        self.problems: list[Diagnostic] = []
        self.books: dict[tuple[str, str], NumberBook] = {}


class Body:
    """The rows of one sheet below its header.

    Arguments:
        found: where records and problems are put.
        where: "file#sheet", as problems name it.
        columns: what the columns were taken for.
        committee: the committee where a row names none.
        place: the place where a row names none.
    """

    def __init__(
        self, found: Gathered, where: str, columns: Columns, committee: str, place: str
    ) -> None:
        self.found = found
        self.where = where
        self.columns = columns
        self.committee = committee
        self.place = place
        self.rows_in = 0
        self.records = 0
        self.year: int | None = None
        self.period: tuple[str, str] | None = None
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
            self.period = period
            self.first, self.last = period
            if period[0][:4] == period[1][:4]:
                self.year = int(period[0][:4])

    def report(self, code: str, line: int, field: str = "", **values: object) -> None:
        """Report a problem of a line, at the column of a field."""
        column = self.columns.column(field) if field else 0
        self.found.problems.append(problem(code, self.where, line, column, **values))

    def row(self, path: str, sheet: str, line: int, cells: list[Any]) -> None:
        """Take a row for a record, or report what else it is; blank ones are passed over.

        Arguments:
            path: the name of the file.
            sheet: the name of the sheet.
            line: counted from 1.
            cells: the cells, from the sheet's first column on.
        """
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
            count = sum(1 for one in cells if is_filled(one))
            if not count:
                return
            self.rows_in += 1
            kind = self._other(cells, texts, count)
            if kind is not None:
                self.report(kind, line)
                return
        else:
            self.rows_in += 1
            if self._is_header(proof, cells):
                self.report("repeated-header", line)
                return
        self.records += 1
        issued, said, outside = self._day(raw.get(2), texts[2], line)
        if len(proof) > 200 and proof.count("\n") > 5:
            self.report("open-quote", line, "proof")
        self._complete(line, proof=proof, applicant=applicant, requester=requester, handler=handler)
        committee = committee or self.committee
        self._numbered(number, committee, line)
        if id_number:
            self._identified(raw.get(8), id_number, line)
        self.found.rows.append(
            LedgerRow(
                path, sheet, line, committee, place or self.place, serial, number, issued,
                applicant, proof, purpose, requester, handler, id_number, phone, address, note,
                said, outside,
            )
        )  # fmt: skip

    def _complete(self, line: int, **texts: str) -> None:
        for field, text in texts.items():
            if not text or (text in NO_UNIT and field == "requester"):
                self.report(f"missing-{field}", line, field)

    def _day(self, value: object, text: str, line: int) -> tuple[str | None, str, str]:
        """Return the day, what was written if none was read, and the period that it is outside."""
        key = value if isinstance(value, (str, float, int)) else str(value)
        held = self.days.get(key)
        if held is None:
            held = read_day(value, self.year)
            if held[1] == "no_year" and self.period is not None:
                held = read_day_within(value, self.period)
            self.days[key] = held
        issued, fault = held
        if fault is not None:
            self.report(_DATE_CODES[fault], line, "issued", said=quoted(text))
        elif issued is not None and not self.first <= issued <= self.last:
            self.report(
                "out-of-period", line, "issued", day=issued, first=self.first, last=self.last
            )
            return issued, text, f"{self.first}/{self.last}"
        return issued, "" if issued is not None else text, ""

    def _other(self, cells: list[Any], texts: list[str], filled: int) -> str | None:
        """Say what a row without a proof or an applicant is, if it is no record."""
        start = next(
            (one for one in map(text_of, islice(filter(is_filled, cells), 3)) if one.strip()), ""
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
        book = self.found.books.get(key)
        if book is None:
            book = self.found.books[key] = NumberBook()
        book.add(number, self.where, line, column)

    def _identified(self, raw: object, text: str, line: int) -> None:
        if isinstance(raw, float) and raw >= 1e15:
            self.report("id-as-number", line, "id_number")
            return
        fault = id_fault(normal_id(text))
        if fault is not None:
            zh, en = _WHY[fault]
            self.report("invalid-id", line, "id_number", why=zh, why_en=en)


def is_filled(cell: object) -> bool:
    """Whether there is anything in a cell but white space."""
    return cell is not None and cell != "" and not (isinstance(cell, str) and not cell.strip())
