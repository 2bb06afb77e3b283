"""The first sheet of the workbook, 说明: what was counted, by which catalogue, what it means."""

from __future__ import annotations

from community_certs.casework.cells import MOST_CHARACTERS
from community_certs.casework.statistics import COLUMNS
from community_certs.casework.workbook.paper import on_paper

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from community_certs.casework.findings import Findings
    from community_certs.casework.statistics import Statistics
    from community_certs.casework.workbook.paper import Paper
    from community_certs.diagnostics import Diagnostic

__all__ = ["write_front"]


def write_front(
    paper: Paper, statistics: Statistics, findings: Findings, problems: Sequence[Diagnostic]
) -> None:
    """Write the sheet.

    Arguments:
        paper: the workbook.
        statistics: what was counted.
        findings: the lists drawn up.
        problems: what was wrong in the ledger.
    """
    sheet = paper.sheet("说明")
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 84)
    sheet.hide_gridlines(2)
    on_paper(sheet)
    heading, total, stamp = paper.heading, statistics.total, statistics.stamp
    lines = [
        ("统计范围", heading.place),
        ("统计期间", heading.days(statistics)),
        ("证明总数", f"{statistics.rows} 份"),
        *((f"其中 {zh}", f"{getattr(total, name)} 份") for name, zh in COLUMNS.items()),
        *(
            (("期间以外", f"{statistics.beyond} 份：日期在期间以外，计入未判断，须核对年份"),)
            if statistics.beyond
            else ()
        ),
        ("不应由且确定", f"{total.certain} 份"),
        *((name, f"{number} {means}") for name, number, means in _found(findings)),
        ("台账问题", f"{len(problems)} 处，见“台账问题”表"),
        ("判断依据", f"证明事项目录 {stamp.release}，程序 {stamp.library}"),
        ("目录校验值", stamp.digest),
        ("说明", "“可由”均以居（村）委会能够核实为前提；“文件外”指所收文件未作规定。"),
    ]
    sheet.write_string(0, 0, heading.title, paper.label)
    for at, (label, text) in enumerate(lines, 2):
        sheet.write_string(at, 0, label, paper.label)
        sheet.write_string(at, 1, text[:MOST_CHARACTERS], paper.wrap)


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
