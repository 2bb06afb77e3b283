"""The statistics as one HTML file with pictures: it needs no network and runs no script."""

from __future__ import annotations

from html import escape

from community_certs.casework.findings import exception_open
from community_certs.casework.privacy import mask_text
from community_certs.casework.statistics import COLUMNS
from community_certs.outputs import write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from community_certs.casework.findings import Findings
    from community_certs.casework.statistics import Count, Statistics
    from community_certs.casework.workbook import Heading
    from community_certs.diagnostics import Diagnostic

__all__ = ["report", "write_report"]

_COLOURS = {
    "may_issue": "#2E7D5B",
    "must_not_issue": "#B23A3A",
    "unlisted": "#C98A1B",
    "unjudged": "#8A8F98",
}
_SHOWN = 15
_STYLE = """
:root{color-scheme:light}*{box-sizing:border-box}
body{margin:0;background:#f4f5f7;color:#1d2430;font:16px/1.65 "PingFang SC","Microsoft YaHei",
"Noto Sans CJK SC","Source Han Sans SC",sans-serif}
main{max-width:1040px;margin:0 auto;padding:32px 24px 64px}
h1{font-size:28px;margin:0 0 4px}h2{font-size:20px;margin:40px 0 12px}
p{margin:0 0 12px}.dim{color:#5c6675;font-size:14px}
.cards{display:flex;flex-wrap:wrap;gap:12px;margin:24px 0}
.card{background:#fff;border:1px solid #dfe3e8;border-radius:8px;padding:12px 20px;min-width:128px}
.card b{display:block;font-size:28px;line-height:1.2;font-variant-numeric:tabular-nums}
figure{margin:0;background:#fff;border:1px solid #dfe3e8;border-radius:8px;padding:16px;
overflow-x:auto}
svg{display:block;max-width:100%;height:auto}
.key{display:flex;gap:16px;flex-wrap:wrap;font-size:14px;margin:0 0 8px}
.key i{display:inline-block;width:12px;height:12px;border-radius:2px;margin-right:6px}
table{border-collapse:collapse;width:100%;background:#fff;font-size:14px}
th,td{border:1px solid #dfe3e8;padding:6px 10px;text-align:left;vertical-align:top}
th{background:#e8edf3}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
details{margin:12px 0}summary{cursor:pointer}
@media print{body{background:#fff}main{max-width:none;padding:0}figure,table{break-inside:avoid}}
"""


def write_report(
    path: str | os.PathLike[str],
    statistics: Statistics,
    findings: Findings,
    problems: Sequence[Diagnostic] = (),
    *,
    heading: Heading,
) -> None:
    """Write the report; see :func:`report`. An existing file is replaced only by a whole one."""
    write_whole(path, report(statistics, findings, problems, heading=heading))


def report(
    statistics: Statistics,
    findings: Findings,
    problems: Sequence[Diagnostic] = (),
    *,
    heading: Heading,
) -> str:
    """Return the report as HTML. It names units and items, and no person.

    Arguments:
        statistics: what was counted.
        findings: the lists drawn up from the same rows.
        problems: what was wrong in the ledger.
        heading: the place and the period.
    """
    total, stamp = statistics.total, statistics.stamp
    title = f"{heading.place}社区出具证明情况统计"
    period = heading.period or f"{statistics.first or '…'} 至 {statistics.last or '…'}"
    cards = [("证明总数", statistics.rows, "#1d2430")]
    cards += [(zh, getattr(total, field), _COLOURS[field]) for field, zh in COLUMNS.items()]
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="zh-CN"><head><meta charset="utf-8"><title>{_text(title)}</title>',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src '
        "'unsafe-inline'\">",
        f"<style>{_STYLE}</style></head><body><main>",
        f"<h1>{_text(title)}</h1><p class=dim>统计期间：{_text(period)}</p>",
        '<div class="cards">',
        *(
            f'<div class="card"><b style="color:{colour}">{number}</b>{_text(label)}</div>'
            for label, number, colour in cards
        ),
        "</div>",
        "<p>“可由”均以居（村）委会能够核实为前提。“文件外”指所收文件未作规定。"
        f"{_beyond(statistics)}"
        f"不应由的 {total.must_not_issue} 份中，{total.certain} 份依据确定，其余须人工判断。</p>",
        _section("按要求出具证明单位", "单位", statistics.by_unit),
        _section("按证明事项", "事项", statistics.by_item),
        f"<h2>按月份</h2>{_key()}<figure>{_columns(statistics.by_month)}</figure>",
        _table("月份", statistics.by_month),
        _section("按社区（村）", "社区（村）", statistics.by_committee),
        _found(findings, problems),
        f"<p class=dim>判断依据：证明事项目录 {_text(stamp.release)}（{escape(stamp.digest)}），"
        f"格式 {stamp.schema}，程序 {_text(stamp.library)}。</p>",
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _text(text: str) -> str:
    return escape(mask_text(text), quote=True)


def _beyond(statistics: Statistics) -> str:
    if not statistics.beyond:
        return ""
    return f"未判断的证明中，{statistics.beyond} 份的日期在期间以外，须核对年份。"


def _key() -> str:
    marks = "".join(
        f'<span><i style="background:{_COLOURS[field]}"></i>{zh}</span>'
        for field, zh in COLUMNS.items()
    )
    return f'<div class="key">{marks}</div>'


def _section(title: str, key: str, table: tuple[Count, ...]) -> str:
    shown = table[:_SHOWN]
    more = f"（前 {_SHOWN} 位）" if len(table) > _SHOWN else ""
    return "\n".join(
        (f"<h2>{title}{more}</h2>", _key(), f"<figure>{_bars(shown)}</figure>", _table(key, table))
    )


def _bars(table: Sequence[Count]) -> str:
    """Draw horizontal stacked bars, the longest first."""
    most = max((one.total for one in table), default=0) or 1
    left, width, step = 260, 620, 28
    lines = [
        f'<svg viewBox="0 0 960 {step * max(1, len(table)) + 8}" role="img" aria-label="条形图">'
    ]
    for at, one in enumerate(table):
        top = 4 + at * step
        name = mask_text(one.key)
        short = name if len(name) <= 17 else name[:16] + "…"
        lines.append(
            f'<text x="{left - 10}" y="{top + 17}" text-anchor="end" font-size="14" fill="#1d2430">'
            f"<title>{escape(name)}</title>{escape(short)}</text>"
        )
        x = float(left)
        for field, zh in COLUMNS.items():
            number = getattr(one, field)
            if number:
                size = width * number / most
                lines.append(
                    f'<rect x="{x:.1f}" y="{top + 3}" width="{size:.1f}" height="20" '
                    f'fill="{_COLOURS[field]}"><title>{zh} {number}</title></rect>'
                )
                x += size
        lines.append(
            f'<text x="{x + 8:.1f}" y="{top + 18}" font-size="13" fill="#5c6675">{one.total}</text>'
        )
    return "\n".join([*lines, "</svg>"])


def _columns(table: Sequence[Count]) -> str:
    """Draw stacked columns in the order of the table."""
    most = max((one.total for one in table), default=0) or 1
    height, base = 220, 250
    step = min(90.0, 900 / max(1, len(table)))
    lines = ['<svg viewBox="0 0 960 290" role="img" aria-label="柱形图">']
    lines.append(f'<line x1="30" x2="940" y1="{base}" y2="{base}" stroke="#aab2bd"/>')
    for at, one in enumerate(table):
        x = 40 + at * step
        y = float(base)
        for field, zh in COLUMNS.items():
            number = getattr(one, field)
            if number:
                size = height * number / most
                y -= size
                lines.append(
                    f'<rect x="{x:.1f}" y="{y:.1f}" width="{step * 0.62:.1f}" height="{size:.1f}" '
                    f'fill="{_COLOURS[field]}"><title>{zh} {number}</title></rect>'
                )
        middle = x + step * 0.31
        lines.append(
            f'<text x="{middle:.1f}" y="{y - 6:.1f}" text-anchor="middle" font-size="13" '
            f'fill="#5c6675">{one.total}</text>'
            f'<text x="{middle:.1f}" y="{base + 22}" text-anchor="middle" font-size="13" '
            f'fill="#1d2430">{escape(one.key)}</text>'
        )
    return "\n".join([*lines, "</svg>"])


def _table(key: str, table: Sequence[Count]) -> str:
    heads = "".join(f'<th class="n">{zh}</th>' for zh in COLUMNS.values())
    lines = [
        f"<details><summary>全部 {len(table)} 行</summary><table>",
        f'<tr><th>{key}</th>{heads}<th class="n">合计</th></tr>',
    ]
    for one in table:
        cells = "".join(
            f'<td class="n">{getattr(one, field)}</td>' for field in (*COLUMNS, "total")
        )
        lines.append(f"<tr><td>{_text(one.key)}</td>{cells}</tr>")
    return "\n".join([*lines, "</table></details>"])


def _found(findings: Findings, problems: Sequence[Diagnostic]) -> str:
    degrees = [sum(one.severity == level for one in problems) for level in ("error", "warning")]
    excepted = sum(
        1 for one in findings.for_person if one.answer is not None and exception_open(one.answer)
    )
    lines = [
        (
            "重复证明",
            f"{len(findings.repeated)} 组",
            "同一人、同一事项、同一用途，在规定期限内再次开具",
        ),
        ("循环证明", f"{len(findings.circular)} 份", "要求单位本身就是该事项应当出具或掌握的单位"),
        (
            "疑似违规用章",
            f"{len(findings.misused)} 份",
            "出具当日确定不应由居（村）委会出具，且无例外情形；须逐份核实",
        ),
        (
            "待人工判断",
            f"{len(findings.for_person)} 份",
            f"暂定、未识别、需复核或缺项，不得据以发函；其中 {excepted} 份另有附条件的可由情形",
        ),
        ("台账问题", f"错误 {degrees[0]}，警告 {degrees[1]}", "逐条见统计工作簿“台账问题”表"),
    ]
    rows = "".join(f'<tr><td>{a}</td><td class="n">{b}</td><td>{c}</td></tr>' for a, b, c in lines)
    return f"<h2>需要核实的情况</h2><table>{rows}</table>"
