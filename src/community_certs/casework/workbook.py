"""The statistics workbook: form 附件3 with every row, and summaries with native Excel charts.

Every text is written as text: no cell becomes a formula or a link. The large sheet is streamed to
disk row by row, and split where a sheet of Excel ends.
"""

from __future__ import annotations

import os
from datetime import datetime

from community_certs.casework.cells import MOST_CHARACTERS
from community_certs.casework.findings import is_circular, is_misuse, needs_person
from community_certs.casework.outputs import replacing
from community_certs.casework.privacy import ids_in, mask_text
from community_certs.casework.statistics import COLUMNS
from community_certs.errors import MissingExtra
from community_certs.model.enums import Outcome
from community_certs.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from community_certs.casework.findings import Findings
    from community_certs.casework.rows import JudgedRow
    from community_certs.casework.statistics import Count, Statistics
    from community_certs.diagnostics import Diagnostic

__all__ = ["FORM_COLUMNS", "Heading", "write_workbook"]

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
_WIDTHS = (6, 18, 12, 10, 30, 28, 11, 6, 7, 7, 22, 9, 40, 18, 22, 16, 24)
_ROWS_A_SHEET = 1_000_000
_LISTED = 5_000
_FIRST = 4
_ATTRIBUTE = {Outcome.MAY_ISSUE: 7, Outcome.MUST_NOT_ISSUE: 8, Outcome.UNLISTED: 9}
_COLOURS = {"may_issue": "#2E7D5B", "must_not_issue": "#B23A3A", "unlisted": "#C98A1B"}
_GREY = "#8A8F98"


class Heading(Record):
    """What stands above the tables: the place's name, the period in words, the reporting office."""

    place: str
    period: str = ""
    office: str = ""


def write_workbook(
    path: str | os.PathLike[str],
    rows: Iterable[JudgedRow],
    statistics: Statistics,
    findings: Findings,
    problems: Sequence[Diagnostic] = (),
    *,
    heading: Heading,
    personal: bool = False,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Write the workbook; an existing file is replaced only when the new one is whole.

    Arguments:
        path: an ``.xlsx`` file.
        rows: the judged rows, in the order to print.
        statistics: what was counted on them.
        findings: the lists drawn up from them.
        problems: what was wrong in the ledger.
        heading: what stands above the form.
        personal: whether to print ID and phone numbers unmasked.
        progress: called with the number of rows written, now and then.

    Raises:
        MissingExtra: without the extra ``xlsx``.
        InvalidArgument: if the folder cannot be written to.
    """
    try:
        import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415  (an extra)

        from community_certs.casework.streamed import StreamedSheet  # noqa: PLC0415  (likewise)
    except ImportError:
        raise MissingExtra("xlsx") from None
    with replacing(path) as temporary:
        book = xlsxwriter.Workbook(
            temporary,
            {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
             "strings_to_numbers": False},
        )  # fmt: skip
        # Fixed, so that the same ledger gives the same bytes.
        book.set_properties({"created": datetime(2000, 1, 1), "title": f"{heading.place}{_TITLE}"})
        paper = _Paper(book, StreamedSheet, statistics, personal)
        paper.notes(heading, findings, problems)
        for name, key, table in (
            ("按单位", "要求出具证明单位", statistics.by_unit),
            ("按事项", "规范事项", statistics.by_item),
            ("按月份", "月份", statistics.by_month),
            ("按社区", "社区（村）", statistics.by_committee),
        ):
            paper.summary(name, key, table)
        paper.form(rows, heading, progress)
        paper.repeats(findings)
        paper.listed("循环证明", findings.circular, _why_circular)
        paper.listed("疑似违规用章", findings.misused, lambda one: one.basis)
        paper.listed("待人工判断", findings.for_person, _why_person)
        paper.problems(problems)
        book.close()


_TITLE = "社区出具证明情况统计表"


class _Paper:
    def __init__(
        self, book: Any, sheet_class: type, statistics: Statistics, personal: bool
    ) -> None:
        self.book = book
        self.sheet_class = sheet_class
        self.statistics = statistics
        self.show = _same if personal else mask_text
        font = {"font_name": "宋体", "font_size": 10}
        edge = {"border": 1, "border_color": "#BFBFBF"}
        make = book.add_format
        self.plain = make({**font, **edge, "valign": "top", "text_wrap": True})
        self.line = make({**font, "valign": "top"})
        self.centre = make({**font, **edge, "align": "center", "valign": "top"})
        self.number = make({**font, **edge, "num_format": "#,##0"})
        self.edge = make(edge)
        self.share = make({**font, **edge, "num_format": "0.0%"})
        self.head = make(
            {**font, **edge, "bold": True, "align": "center", "valign": "vcenter",
             "text_wrap": True, "bg_color": "#E8EDF3"}
        )  # fmt: skip
        self.title = make({"font_name": "黑体", "font_size": 16, "align": "center"})
        self.label = make({**font, "bold": True, "valign": "top"})
        self.wrap = make({**font, "valign": "top", "text_wrap": True})

    def _sheet(self, name: str) -> Any:
        return self.book.add_worksheet(name, worksheet_class=self.sheet_class)

    # -- the front page ----------------------------------------------------------------------------

    def notes(self, heading: Heading, findings: Findings, problems: Sequence[Diagnostic]) -> None:
        sheet = self._sheet("说明")
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, 1, 84)
        sheet.hide_gridlines(2)
        _on_paper(sheet)
        statistics, total = self.statistics, self.statistics.total
        stamp = statistics.stamp
        lines = [
            ("统计范围", heading.place),
            ("统计期间", heading.period or _days(statistics)),
            ("证明总数", f"{statistics.rows} 份"),
            *((f"其中 {zh}", f"{getattr(total, name)} 份") for name, zh in COLUMNS.items()),
            ("不应由且确定", f"{total.certain} 份"),
            *((name, f"{number} {means}") for name, number, means in _found(findings)),
            ("台账问题", f"{len(problems)} 处，见“台账问题”表"),
            ("判断依据", f"证明事项目录 {stamp.release}，程序 {stamp.library}"),
            ("目录校验值", stamp.digest),
            ("说明", "“可由”均以居（村）委会能够核实为前提；“文件外”指所收文件未作规定。"),
        ]  # fmt: skip
        sheet.write_string(0, 0, f"{heading.place}{_TITLE}", self.label)
        for at, (label, text) in enumerate(lines, 2):
            sheet.write_string(at, 0, label, self.label)
            sheet.write_string(at, 1, text[:MOST_CHARACTERS], self.wrap)

    # -- summaries ---------------------------------------------------------------------------------

    def summary(self, name: str, key: str, table: Sequence[Count]) -> None:
        sheet = self._sheet(name)
        heads = [key, *COLUMNS.values(), "合计", "占比"]
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, len(heads) - 1, 9)
        for at, head in enumerate(heads):
            sheet.write_string(0, at, head, self.head)
        sheet.freeze_panes(1, 1)
        _on_paper(sheet)
        whole = self.statistics.rows
        if table:
            sheet.autofilter(0, 0, len(table), len(heads) - 1)
        for at, one in enumerate([*table, self.statistics.total], 1):
            sheet.write_string(at, 0, self.show(one.key)[:MOST_CHARACTERS], self.plain)
            for column, field in enumerate((*COLUMNS, "total"), 1):
                sheet.write_number(at, column, getattr(one, field), self.number)
            sheet.write_number(at, len(heads) - 1, one.total / whole if whole else 0, self.share)
        if table:
            self._charts(sheet, name, len(table), len(heads) + 1)

    def _charts(self, sheet: Any, name: str, lines: int, column: int) -> None:
        months = name == "按月份"
        shown = lines if months else min(lines, 20)
        kind = {"type": "column" if months else "bar", "subtype": "stacked"}
        chart = self.book.add_chart(kind)
        for at, (field, zh) in enumerate(COLUMNS.items(), 1):
            colour = _COLOURS.get(field, _GREY)
            chart.add_series(
                {"name": zh, "categories": [name, 1, 0, shown, 0],
                 "values": [name, 1, at, shown, at], "fill": {"color": colour},
                 "border": {"color": colour}, "gap": 60}
            )  # fmt: skip
        title = f"{name}（份）" if shown == lines else f"{name}（前 {shown} 位，份）"
        chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
        chart.set_legend({"position": "bottom"})
        if not months:
            chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
            chart.set_x_axis({"num_format": "#,##0", "major_gridlines": {"visible": True}})
        chart.set_size({"width": 760, "height": max(320, 90 + 24 * shown) if not months else 360})
        sheet.insert_chart(1, column, chart)
        if name == "按单位":
            pie = self.book.add_chart({"type": "doughnut"})
            points = [{"fill": {"color": _COLOURS.get(field, _GREY)}} for field in COLUMNS]
            pie.add_series(
                {"name": "证明属性", "categories": [name, 0, 1, 0, len(COLUMNS)],
                 "values": [name, lines + 1, 1, lines + 1, len(COLUMNS)], "points": points,
                 "data_labels": {"percentage": True, "leader_lines": True}}
            )  # fmt: skip
            pie.set_title({"name": "证明属性", "name_font": {"size": 12}})
            pie.set_size({"width": 360, "height": 320})
            sheet.insert_chart(3 + max(320, 90 + 24 * shown) // 20, column, pie)

    # -- form 附件3 --------------------------------------------------------------------------------

    def form(
        self, rows: Iterable[JudgedRow], heading: Heading, progress: Callable[[int], None] | None
    ) -> None:
        sheet = None
        at = sheets = 0
        plain, centre, show = self.plain, self.centre, self.show
        for written, one in enumerate(rows, 1):
            if sheet is None or at - _FIRST >= _ROWS_A_SHEET:
                if sheet is not None:
                    self._close_form(sheet, at)
                sheets += 1
                sheet = self._open_form(f"统计表{sheets if sheets > 1 else ''}", heading)
                at = _FIRST
            row = one.row
            number = show(row.number) if ids_in(row.number) else row.number
            write = sheet.write_string
            sheet.write_number(at, 0, written, centre)
            write(at, 1, number[:MOST_CHARACTERS], plain)
            write(at, 2, row.issued or "", centre)
            write(at, 3, show(row.applicant)[:MOST_CHARACTERS], plain)
            write(at, 4, show(_proof(one))[:MOST_CHARACTERS], plain)
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
            at += 1
            if progress is not None and not written % 2_000:
                progress(written)
        if sheet is None:
            sheet, at = self._open_form("统计表", heading), _FIRST
        self._close_form(sheet, at)

    def _close_form(self, sheet: Any, at: int) -> None:
        last = max(at - 1, _FIRST)
        sheet.autofilter(_FIRST - 1, 0, last, len(_WIDTHS) - 1)
        sheet.print_area(0, 0, last, len(FORM_COLUMNS) - 1)
        # Rules the empty cells, which are not written: two in every row.
        sheet.conditional_format(_FIRST, 0, last, 9, {"type": "blanks", "format": self.edge})

    def _open_form(self, name: str, heading: Heading) -> Any:
        sheet = self._sheet(name)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        _on_paper(sheet)
        sheet.repeat_rows(_FIRST - 1)
        sheet.set_row(0, 26)
        sheet.merge_range(0, 0, 0, 9, f"{heading.place}{_TITLE}", self.title)
        sheet.merge_range(1, 0, 1, 9, heading.period or _days(self.statistics), self.line)
        sheet.write_string(2, 0, f"县（市、区）：{heading.place}", self.line)
        sheet.merge_range(2, 7, 2, 9, "证明属性", self.head)
        for column, head in enumerate((*FORM_COLUMNS, *_MORE_COLUMNS)):
            sheet.write_string(_FIRST - 1, column, head, self.head)
        sheet.freeze_panes(_FIRST, 2)
        return sheet

    # -- lists -------------------------------------------------------------------------------------

    def repeats(self, findings: Findings) -> None:
        sheet = self._list("重复证明", ("组", "规范事项", "用途或单位", "说明"))
        at = 1
        for group, found in enumerate(findings.repeated, 1):
            note = "仅凭姓名认定，须核对是否同一人" if found.by_name else "身份证号相同"
            for one in found.rows:
                if at > _LISTED:
                    self._cut(sheet, at)
                    return
                more = (str(group), one.item_name, self.show(found.purpose), note)
                self._row(sheet, at, one, more)
                at += 1
        _filtered(sheet, at, 9)

    def listed(self, name: str, rows: Sequence[JudgedRow], why: Callable[[JudgedRow], str]) -> None:
        sheet = self._list(name, ("规范事项", "归并单位", "证明属性", "理由"))
        at = 1
        for one in rows:
            if at > _LISTED:
                self._cut(sheet, at)
                return
            attribute = one.outcome.zh if one.outcome is not None else "未判断"
            item = one.item_name if one.items else ""
            self._row(sheet, at, one, (item, self.show(one.unit.name), attribute, why(one)))
            at += 1
        _filtered(sheet, at, 9)

    def problems(self, problems: Sequence[Diagnostic]) -> None:
        sheet = self._sheet("台账问题")
        for at, (head, width) in enumerate(
            (
                ("表", 30),
                ("行", 8),
                ("列", 8),
                ("程度", 8),
                ("代码", 18),
                ("问题", 60),
                ("办法", 40),
            )
        ):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, head, self.head)
        sheet.freeze_panes(1, 0)
        _on_paper(sheet)
        degrees = {"error": "错误", "warning": "警告", "notice": "提示"}
        at = 1
        for one in problems[:_ROWS_A_SHEET]:
            sheet.write_string(at, 0, one.path, self.plain)
            sheet.write_number(at, 1, one.line, self.centre)
            sheet.write_number(at, 2, one.column, self.centre)
            sheet.write_string(at, 3, degrees[one.severity], self.centre)
            sheet.write_string(at, 4, one.code, self.plain)
            sheet.write_string(at, 5, one.zh[:MOST_CHARACTERS], self.plain)
            sheet.write_string(at, 6, one.hint_zh[:MOST_CHARACTERS], self.plain)
            at += 1
        _filtered(sheet, at, 7)

    def _list(self, name: str, more: Sequence[str]) -> Any:
        sheet = self._sheet(name)
        heads = ("来源", "出具时间", "社区（村）", "申请人", "证明名称或用途", *more)
        for at, width in enumerate((26, 12, 16, 10, 30, 22, 24, 22, 40)):
            sheet.set_column(at, at, width)
        for at, head in enumerate(heads):
            sheet.write_string(0, at, head, self.head)
        sheet.freeze_panes(1, 0)
        _on_paper(sheet)
        return sheet

    def _row(self, sheet: Any, at: int, one: JudgedRow, more: Sequence[str]) -> None:
        row, show = one.row, self.show
        texts = (
            row.where, row.issued or "", show(row.committee), show(row.applicant),
            show(_proof(one)), *more,
        )  # fmt: skip
        for column, text in enumerate(texts):
            sheet.write_string(at, column, text[:MOST_CHARACTERS], self.plain)

    def _cut(self, sheet: Any, at: int) -> None:
        text = f"此表只列前 {_LISTED} 行，其余请在“统计表”中按“提示”列筛选。"
        sheet.write_string(at, 0, text, self.line)
        _filtered(sheet, at, 9)


def _on_paper(sheet: Any) -> None:
    """Print on A4, across, one page wide."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _filtered(sheet: Any, at: int, columns: int) -> None:
    sheet.autofilter(0, 0, max(at - 1, 1), columns - 1)


def _found(findings: Findings) -> tuple[tuple[str, int, str], ...]:
    """Return each list's name, its length, and what stands in it."""
    return (
        (
            "重复证明",
            len(findings.repeated),
            "组：同一人、同一事项、同一用途，在规定期限内再次开具",
        ),
        ("循环证明", len(findings.circular), "份：要求单位本身就是该事项应当出具或掌握的单位"),
        ("疑似违规用章", len(findings.misused), "份：当日确定不应由居（村）委会出具，且无例外情形"),
        ("待人工判断", len(findings.for_person), "份：暂定、未识别、需复核或缺项，不得据以发函"),
    )


def _same(text: str) -> str:
    return text


def _proof(one: JudgedRow) -> str:
    row = one.row
    return f"{row.proof}（{row.purpose}）" if row.purpose else row.proof


def _days(statistics: Statistics) -> str:
    return f"{statistics.first or '…'} 至 {statistics.last or '…'}"


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


def _why_person(one: JudgedRow) -> str:
    answer = one.answer
    if answer is None:
        return one.problem
    reasons = [reason.zh for reason in answer.status_reasons]
    if answer.needs_review:
        reasons.append("不同文件规定不一致，须复核")
    if not reasons:
        reasons.append("另有附条件的可由情形")
    return "；".join(reasons)


def _why_circular(one: JudgedRow) -> str:
    return f"{one.item_name}可由{one.unit.name}所属系统出具或查得"
