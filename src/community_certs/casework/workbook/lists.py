"""The lists of the workbook: repeated and circular certificates, misuse, what waits, problems."""

from __future__ import annotations

from community_certs.casework.cells import MOST_CHARACTERS, column_letters
from community_certs.casework.workbook.paper import ROWS_A_SHEET, filtered, on_paper, proof_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from community_certs.casework.findings import Findings
    from community_certs.casework.rows import JudgedRow
    from community_certs.casework.workbook.paper import Paper
    from community_certs.diagnostics import Diagnostic

__all__ = ["write_list", "write_problems", "write_repeats"]

_LISTED = 5_000
_PROBLEM_COLUMNS = (
    ("表", 30),
    ("行", 8),
    ("列", 8),
    ("程度", 8),
    ("代码", 18),
    ("问题", 60),
    ("办法", 40),
)


def write_repeats(paper: Paper, findings: Findings) -> None:
    """Write 重复证明, group by group."""
    sheet = _open(paper, "重复证明", ("组", "规范事项", "用途或单位", "说明"))
    at = 1
    for group, found in enumerate(findings.repeated, 1):
        note = "仅凭姓名认定，须核对是否同一人" if found.by_name else "身份证号相同"
        for one in found.rows:
            if at > _LISTED:
                _cut(paper, sheet, at)
                return
            more = (str(group), one.item_name, paper.show(found.purpose), note)
            _row(paper, sheet, at, one, more)
            at += 1
    filtered(sheet, at, 9)


def write_list(
    paper: Paper, name: str, rows: Sequence[JudgedRow], why: Callable[[JudgedRow], str]
) -> None:
    """Write a list of rows, each with the reason that ``why`` gives."""
    sheet = _open(paper, name, ("规范事项", "归并单位", "证明属性", "理由"))
    at = 1
    for one in rows:
        if at > _LISTED:
            _cut(paper, sheet, at)
            return
        attribute = one.outcome.zh if one.outcome is not None else "未判断"
        item = one.item_name if one.items else ""
        _row(paper, sheet, at, one, (item, paper.show(one.unit.name), attribute, why(one)))
        at += 1
    filtered(sheet, at, 9)


def write_problems(paper: Paper, problems: Sequence[Diagnostic]) -> None:
    """Write 台账问题."""
    sheet = paper.sheet("台账问题")
    for at, (head, width) in enumerate(_PROBLEM_COLUMNS):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, head, paper.head)
    sheet.freeze_panes(1, 0)
    on_paper(sheet)
    degrees = {"error": "错误", "warning": "警告", "notice": "提示"}
    at = 1
    for one in problems[:ROWS_A_SHEET]:
        sheet.write_string(at, 0, one.path, paper.plain)
        sheet.write_number(at, 1, one.line, paper.centre)
        sheet.write_string(at, 2, column_letters(one.column), paper.centre)
        sheet.write_string(at, 3, degrees[one.severity], paper.centre)
        sheet.write_string(at, 4, one.code, paper.plain)
        sheet.write_string(at, 5, one.zh[:MOST_CHARACTERS], paper.plain)
        sheet.write_string(at, 6, one.hint_zh[:MOST_CHARACTERS], paper.plain)
        at += 1
    filtered(sheet, at, len(_PROBLEM_COLUMNS))


def _open(paper: Paper, name: str, more: Sequence[str]) -> Any:
    sheet = paper.sheet(name)
    heads = ("来源", "出具时间", "社区（村）", "申请人", "证明名称或用途", *more)
    for at, width in enumerate((26, 12, 16, 10, 30, 22, 24, 22, 40)):
        sheet.set_column(at, at, width)
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, paper.head)
    sheet.freeze_panes(1, 0)
    on_paper(sheet)
    return sheet


def _row(paper: Paper, sheet: Any, at: int, one: JudgedRow, more: Sequence[str]) -> None:
    row, show = one.row, paper.show
    texts = (
        row.where, show(row.day), show(row.committee), show(row.applicant),
        show(proof_of(one)), *more,
    )  # fmt: skip
    for column, text in enumerate(texts):
        sheet.write_string(at, column, text[:MOST_CHARACTERS], paper.plain)


def _cut(paper: Paper, sheet: Any, at: int) -> None:
    text = f"此表只列前 {_LISTED} 行，其余请在“统计表”中按“提示”列筛选。"
    sheet.write_string(at, 0, text, paper.line)
    filtered(sheet, at, 9)
