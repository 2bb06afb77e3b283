"""Read ledgers (台账) as clerks have them: every row is a record, or it is reported."""

from __future__ import annotations

import os
from itertools import chain, islice

from community_certs.casework.body import Body, Gathered, is_filled
from community_certs.casework.cells import text_of
from community_certs.casework.columns import Columns, find_header
from community_certs.casework.committees import committee_of
from community_certs.casework.dated import period_in
from community_certs.casework.problems import problem
from community_certs.casework.sheets import open_sheets
from community_certs.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from community_certs.casework.rows import LedgerRow
    from community_certs.casework.sheets import Row, Sheet
    from community_certs.diagnostics import Diagnostic

__all__ = ["Ledger", "SheetRead", "read_ledger", "size_of"]

_LOOKED_AT = 60
_ROWS_BETWEEN = 1024


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
    progress: Callable[[int], None] | None = None,
) -> Ledger:
    """Read ledgers.

    Arguments:
        paths: ``.xlsx``, ``.xls`` or CSV files (UTF-8 with or without BOM, GB18030).
        place: the place of the committees; a column of the ledger overrides it.
        period: first and last day of the ledger; days outside are reported, and left for a
            person. Without it, the period printed in a sheet's title counts.
        mapping: what :meth:`Ledger.mapping` returns, corrected: under ``sheets``, by
            "file#sheet", "#sheet", the sheet's name or "*", any of ``header`` (line),
            ``columns`` (field to letter), ``committee`` and ``place``.
        progress: called now and then with about how many bytes are read, of :func:`size_of` all
            files.

    Raises:
        UnsafeFile: if a file is refused; nothing of the others is returned then.
        InvalidArgument: for a wrong mapping.
        MissingExtra: if a workbook is read without the extra ``xlsx``.
    """
    reader = _Reader(place, period, dict((mapping or {}).get("sheets") or {}), progress)
    for path in paths:
        reader.file(path)
    found = reader.found
    for book in found.books.values():
        found.problems.extend(book.findings())
    found.problems.sort()
    return Ledger(tuple(found.rows), tuple(found.problems), tuple(reader.sheets))


def size_of(paths: Iterable[str | os.PathLike[str]]) -> int:
    """Return how many bytes files have together; one that cannot be read counts as none."""
    total = 0
    for path in paths:
        try:
            total += os.path.getsize(path)
        except OSError:
            continue
    return total


class _Reader:
    def __init__(
        self,
        place: str,
        period: tuple[str, str] | None,
        given: dict[str, Mapping[str, Any]],
        progress: Callable[[int], None] | None,
    ) -> None:
        self.place = place
        self.period = period
        self.given = given
        self.progress = progress
        self.found = Gathered()
        self.sheets: list[SheetRead] = []
        self.done = self.size = 0

    def file(self, path: str | os.PathLike[str]) -> None:
        """Read one file."""
        self.size = size_of([path])
        # Whether a file is safe to open is seen before its first row, and takes a while.
        self._tell()
        for sheet in open_sheets(path):
            self.sheet(os.path.basename(os.fspath(path)), sheet)
        self.done += self.size
        self._tell()

    def _tell(self, share: float = 0.0) -> None:
        if self.progress is not None:
            self.progress(self.done + int(share * self.size))

    def _watched(self, sheet: Sheet) -> Iterator[tuple[int, Row]]:
        first, last = sheet.span
        for line, cells in sheet.rows():
            if not line % _ROWS_BETWEEN:
                self._tell(first + (last - first) * min(1.0, line / max(1, sheet.height)))
            yield line, cells

    def _given(self, path: str, name: str) -> Mapping[str, Any]:
        for key in (f"{path}#{name}", f"#{name}", name or path, path, "*"):
            if key and key in self.given:
                return self.given[key]
        return {}

    def sheet(self, path: str, sheet: Sheet) -> None:
        """Read one sheet."""
        where = f"{path}#{sheet.name}" if sheet.name else path
        given = self._given(path, sheet.name)
        rows = sheet.rows() if self.progress is None else self._watched(sheet)
        first = list(islice(rows, _LOOKED_AT))
        if given.get("columns"):
            header = next((cells for line, cells in first if line == given.get("header")), [])
            columns: Columns | None = Columns.given(given, sheet.first_column, header)
        else:
            columns = find_header(first, sheet.first_column)
        if columns is None:
            lost = sum(1 for _, cells in chain(first, rows) if any(map(is_filled, cells)))
            if lost:
                self.found.problems.append(problem("no-header", where, 0, 0, rows=lost))
            self.sheets.append(SheetRead(path, sheet.name, "", None, None, lost, 0, lost))
            return
        if sheet.hidden:
            self.found.problems.append(problem("hidden-sheet", where, 0, 0))
        titles = [
            text_of(cell)
            for line, cells in first
            if line < columns.header
            for cell in cells
            if is_filled(cell)
        ]
        period = period_in(titles)
        committee = given.get("committee") or committee_of(sheet.name, titles, path)
        body = Body(self.found, where, columns, committee, str(given.get("place") or self.place))
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
