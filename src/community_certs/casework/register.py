"""The seal-use register (用印登记): its columns, and what must hold in it.

Each use names applicant, purpose, approver, keeper and number; the approver is not the keeper;
every number stands in the ledger, and every certificate of the ledger in the register.
"""

from __future__ import annotations

import os
from itertools import chain, islice

from community_certs.casework.cells import text_of
from community_certs.casework.dated import quoted, read_day
from community_certs.casework.numbers import NumberBook
from community_certs.casework.problems import problem
from community_certs.casework.sheets import open_sheets
from community_certs.model.record import Record
from community_certs.text import canonicalize_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from community_certs.casework.ledger import Ledger
    from community_certs.diagnostics import Diagnostic

__all__ = ["SEAL_FIELDS", "SealUse", "check_register", "read_register"]

SEAL_FIELDS = {
    "number": ("证明编号", "certificate number"),
    "day": ("用印日期", "date"),
    "applicant": ("申请人", "applicant"),
    "purpose": ("用印事由", "purpose"),
    "approver": ("审批人", "approver"),
    "keeper": ("印章保管人", "keeper of the seal"),
}
"""The fields of a use of the seal, with their headings; all must be filled."""
_WORDS = {
    "number": ("证明编号", "社区证明编号", "编号", "用印编号", "文号"),
    "day": ("用印日期", "用印时间", "日期", "时间", "盖章日期", "盖章时间", "年月日"),
    "applicant": ("申请人", "用印人", "申请用印人", "姓名", "申请人姓名"),
    "purpose": ("用印事由", "事由", "用途", "用印事项", "用印内容", "证明名称或用途", "证明名称"),
    "approver": ("审批人", "批准人", "签批人", "审核人", "负责人", "审批领导"),
    "keeper": ("印章保管人", "保管人", "监印人", "盖章人", "印章管理人", "管印人", "用印经办人"),
}
_MEANS = {canonicalize_name(word): field for field, words in _WORDS.items() for word in words}
_LOOKED_AT = 40


class SealUse(Record):
    """One use of the seal, as written; ``where`` is "file#sheet", ``columns`` field to column."""

    where: str
    line: int
    number: str
    day: str | None
    applicant: str
    purpose: str
    approver: str
    keeper: str


def read_register(
    paths: Iterable[str | os.PathLike[str]],
) -> tuple[tuple[SealUse, ...], tuple[Diagnostic, ...]]:
    """Read seal registers and check each entry by itself.

    Arguments:
        paths: ``.xlsx``, ``.xls`` or CSV files.

    Returns:
        The entries, and every problem found.

    Raises:
        UnsafeFile: if a file is refused.
        MissingExtra: if a workbook is read without the extra ``xlsx``.
    """
    uses: list[SealUse] = []
    problems: list[Diagnostic] = []
    book = NumberBook()
    for path in paths:
        name = os.path.basename(os.fspath(path))
        for sheet in open_sheets(path):
            where = f"{name}#{sheet.name}" if sheet.name else name
            rows = sheet.rows()
            first = list(islice(rows, _LOOKED_AT))
            header, fields = _header(first)
            if not fields:
                lost = sum(1 for _, cells in chain(first, rows) if any(map(text_of, cells)))
                if lost:
                    problems.append(problem("no-header", where, 0, 0, rows=lost))
                continue
            for line, cells in chain(first, rows):
                if line <= header or not any(map(text_of, cells)):
                    continue
                _one(where, line, cells, fields, sheet.first_column, uses, problems, book)
    problems.extend(book.findings())
    problems.sort()
    return tuple(uses), tuple(problems)


def _header(first: Sequence[tuple[int, Sequence[object]]]) -> tuple[int, dict[str, int]]:
    best: tuple[int, dict[str, int]] = (0, {})
    for line, cells in first:
        fields: dict[str, int] = {}
        for at, cell in enumerate(cells):
            field = _MEANS.get(canonicalize_name(cell)) if isinstance(cell, str) else None
            if field is not None:
                fields.setdefault(field, at)
        if len(fields) >= 3 and len(fields) > len(best[1]):
            best = line, fields
    return best


def _one(
    where: str,
    line: int,
    cells: Sequence[object],
    fields: dict[str, int],
    first_column: int,
    uses: list[SealUse],
    problems: list[Diagnostic],
    book: NumberBook,
) -> None:
    def column(field: str) -> int:
        return fields[field] + first_column if field in fields else 0

    values = {field: text_of(cells[at]) if at < len(cells) else "" for field, at in fields.items()}
    raw = cells[fields["day"]] if fields.get("day", len(cells)) < len(cells) else None
    day, fault = read_day(raw)
    for field, (zh, en) in SEAL_FIELDS.items():
        if not values.get(field):
            problems.append(
                problem("seal-missing", where, line, column(field), field=zh, field_en=en)
            )
    if fault in ("unreadable", "impossible", "no_year"):
        code = {"impossible": "impossible-date", "no_year": "no-year"}.get(fault, "unreadable-date")
        problems.append(problem(code, where, line, column("day"), said=quoted(text_of(raw))))
    approver, keeper = values.get("approver", ""), values.get("keeper", "")
    if approver and canonicalize_name(approver) == canonicalize_name(keeper):
        problems.append(problem("seal-same-person", where, line, column("approver")))
    if values.get("number"):
        book.add(values["number"], where, line, column("number"))
    uses.append(
        SealUse(
            where, line, values.get("number", ""), day, values.get("applicant", ""),
            values.get("purpose", ""), approver, keeper,
        )
    )  # fmt: skip


def check_register(uses: Iterable[SealUse], ledger: Ledger) -> tuple[Diagnostic, ...]:
    """Compare a register with the ledger of the same period, by certificate number."""
    sealed = {canonicalize_name(one.number): one for one in uses if one.number}
    issued = {canonicalize_name(row.number): row for row in ledger.rows if row.number}
    found = [
        problem("seal-no-ledger", one.where, one.line, 0)
        for number, one in sealed.items()
        if number not in issued
    ]
    for number, row in issued.items():
        if number not in sealed:
            where = f"{row.path}#{row.sheet}" if row.sheet else row.path
            found.append(problem("ledger-no-seal", where, row.line, 0))
    return tuple(sorted(found))
