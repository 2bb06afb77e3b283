"""Form 附件3 (社区出具证明情况统计表) with every certificate, on as many sheets as it takes."""

from __future__ import annotations

from community_certs.casework.cells import MOST_CHARACTERS
from community_certs.casework.findings import is_circular, is_misuse, needs_person
from community_certs.casework.privacy import ids_in
from community_certs.casework.workbook.paper import ROWS_A_SHEET, on_paper, proof_of
from community_certs.model.enums import Outcome

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from community_certs.casework.rows import JudgedRow
    from community_certs.casework.statistics import Statistics
    from community_certs.casework.workbook.paper import Paper

__all__ = ["FORM_COLUMNS", "PERSON", "write_form"]

FORM_COLUMNS = (
    "序号",
    "社区证明编号",
    "出具证明时间",
    "申请人",
    "证明名称或用途",
    "要求出具证明单位（全称）",
    "社区经办人",
    "可由",
    "不应由",
    "文件外",
)
"""The columns of form 附件3; the last three are 证明属性."""
_MORE_COLUMNS = ("规范事项", "确定程度", "依据", "提示", "归并单位", "社区（村）", "来源")
PERSON = "人员代号"
"""The heading of the tokens that link the rows of one person under a key."""
_WIDTHS = (6, 18, 12, 10, 30, 28, 11, 6, 7, 7, 22, 9, 40, 18, 22, 16, 24)
_FIRST = 4
_ATTRIBUTE = {Outcome.MAY_ISSUE: 7, Outcome.MUST_NOT_ISSUE: 8, Outcome.UNLISTED: 9}


def write_form(
    paper: Paper,
    rows: Iterable[JudgedRow],
    statistics: Statistics,
    linked: bool,
    progress: Callable[[int], None] | None,
) -> None:
    """Write the form.

    Arguments:
        paper: the workbook.
        rows: the judged rows, in the order to print.
        statistics: gives the period where the heading has none.
        linked: whether to print the tokens of persons in a column of their own.
        progress: called with the number of rows written, now and then.
    """
    sheet = None
    at = sheets = 0
    columns = (*zip((*FORM_COLUMNS, *_MORE_COLUMNS), _WIDTHS, strict=True),)
    if linked:
        columns += ((PERSON, 26),)
    plain, centre, show = paper.plain, paper.centre, paper.show
    for written, one in enumerate(rows, 1):
        if sheet is None or at - _FIRST >= ROWS_A_SHEET:
            if sheet is not None:
                _close(paper, sheet, at, len(columns))
            sheets += 1
            sheet = _open(paper, f"统计表{sheets if sheets > 1 else ''}", statistics, columns)
            at = _FIRST
        row = one.row
        number = show(row.number) if ids_in(row.number) else row.number
        write = sheet.write_string
        sheet.write_number(at, 0, written, centre)
        write(at, 1, number[:MOST_CHARACTERS], plain)
        write(at, 2, row.issued or show(row.said), centre)
        write(at, 3, show(row.applicant)[:MOST_CHARACTERS], plain)
        write(at, 4, show(proof_of(one))[:MOST_CHARACTERS], plain)
        write(at, 5, show(row.requester)[:MOST_CHARACTERS], plain)
        write(at, 6, show(row.handler)[:MOST_CHARACTERS], plain)
        if one.answer is not None:
            write(at, _ATTRIBUTE[one.answer.outcome], "√", centre)
        item = one.item_name if one.items else "（未能识别）"
        write(at, 10, item, plain)
        write(at, 11, one.answer.status.zh if one.answer is not None else "未判断", centre)
        basis, hints = one.basis, _hints(one)
        if basis:
            write(at, 12, basis[:MOST_CHARACTERS], plain)
        if hints:
            write(at, 13, hints, plain)
        write(at, 14, show(one.unit.name), plain)
        write(at, 15, show(row.committee), plain)
        write(at, 16, row.where, plain)
        if linked:
            write(at, 17, one.person, plain)
        at += 1
        if progress is not None and not written % 2_000:
            progress(written)
    if sheet is None:
        sheet, at = _open(paper, "统计表", statistics, columns), _FIRST
    _close(paper, sheet, at, len(columns))


def _close(paper: Paper, sheet: Any, at: int, columns: int) -> None:
    last = max(at - 1, _FIRST)
    sheet.autofilter(_FIRST - 1, 0, last, columns - 1)
    sheet.print_area(0, 0, last, len(FORM_COLUMNS) - 1)
    # Rules the empty cells, which are not written: two in every row.
    sheet.conditional_format(_FIRST, 0, last, 9, {"type": "blanks", "format": paper.edge})


def _open(
    paper: Paper, name: str, statistics: Statistics, columns: Sequence[tuple[str, int]]
) -> Any:
    heading = paper.heading
    sheet = paper.sheet(name)
    for column, (_, width) in enumerate(columns):
        sheet.set_column(column, column, width)
    on_paper(sheet)
    sheet.repeat_rows(_FIRST - 1)
    sheet.set_row(0, 26)
    sheet.merge_range(0, 0, 0, 9, heading.title, paper.title)
    sheet.merge_range(1, 0, 1, 9, heading.days(statistics), paper.line)
    sheet.write_string(2, 0, f"县（市、区）：{heading.place}", paper.line)
    sheet.merge_range(2, 7, 2, 9, "证明属性", paper.head)
    for column, (head, _) in enumerate(columns):
        sheet.write_string(_FIRST - 1, column, head, paper.head)
    sheet.freeze_panes(_FIRST, 2)
    return sheet


def _hints(one: JudgedRow) -> str:
    if one.answer is None:
        return one.problem
    hints = []
    if is_misuse(one.answer):
        hints.append("疑似违规用章")
    if is_circular(one):
        hints.append("循环证明")
    if needs_person(one.answer):
        hints.append("待人工判断")
    if one.answer.demand:
        hints.append("单位不得索要")
    return "、".join(hints)
