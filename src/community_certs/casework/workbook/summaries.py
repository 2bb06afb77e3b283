"""The summaries of the workbook: a table by unit, item, month or committee, with its charts."""

from __future__ import annotations

from community_certs.casework.cells import MOST_CHARACTERS
from community_certs.casework.statistics import COLUMNS
from community_certs.casework.workbook.paper import on_paper

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from community_certs.casework.statistics import Count, Statistics
    from community_certs.casework.workbook.paper import Paper

__all__ = ["write_summary"]

_COLOURS = {"may_issue": "#2E7D5B", "must_not_issue": "#B23A3A", "unlisted": "#C98A1B"}
_GREY = "#8A8F98"


def write_summary(
    paper: Paper, name: str, key: str, table: Sequence[Count], statistics: Statistics
) -> None:
    """Write one summary.

    Arguments:
        paper: the workbook.
        name: the name of the sheet.
        key: the heading of what is counted by.
        table: the counts.
        statistics: gives the totals.
    """
    sheet = paper.sheet(name)
    heads = [key, *COLUMNS.values(), "合计", "占比"]
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, len(heads) - 1, 9)
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, paper.head)
    sheet.freeze_panes(1, 1)
    on_paper(sheet)
    whole = statistics.rows
    if table:
        sheet.autofilter(0, 0, len(table), len(heads) - 1)
    for at, one in enumerate([*table, statistics.total], 1):
        sheet.write_string(at, 0, paper.show(one.key)[:MOST_CHARACTERS], paper.plain)
        for column, field in enumerate((*COLUMNS, "total"), 1):
            sheet.write_number(at, column, getattr(one, field), paper.number)
        sheet.write_number(at, len(heads) - 1, one.total / whole if whole else 0, paper.share)
    if table:
        _charts(paper, sheet, name, len(table), len(heads) + 1)


def _charts(paper: Paper, sheet: Any, name: str, lines: int, column: int) -> None:
    months = name == "按月份"
    shown = lines if months else min(lines, 20)
    kind = {"type": "column" if months else "bar", "subtype": "stacked"}
    chart = paper.book.add_chart(kind)
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
        pie = paper.book.add_chart({"type": "doughnut"})
        points = [{"fill": {"color": _COLOURS.get(field, _GREY)}} for field in COLUMNS]
        pie.add_series(
            {"name": "证明属性", "categories": [name, 0, 1, 0, len(COLUMNS)],
             "values": [name, lines + 1, 1, lines + 1, len(COLUMNS)], "points": points,
             "data_labels": {"percentage": True, "leader_lines": True}}
        )  # fmt: skip
        pie.set_title({"name": "证明属性", "name_font": {"size": 12}})
        pie.set_size({"width": 360, "height": 320})
        sheet.insert_chart(3 + max(320, 90 + 24 * shown) // 20, column, pie)
