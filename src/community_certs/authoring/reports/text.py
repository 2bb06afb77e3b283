"""For people: findings by file, each with its line, a caret, and what to do."""

from __future__ import annotations

from itertools import groupby
from unicodedata import combining, east_asian_width

from community_certs.authoring.validation import Report
from community_certs.diagnostics import ERROR, LEVELS, NOTICE, WARNING, Diagnostic

__all__ = ["render_text"]

_WIDEST = 100


def render_text(report: Report, lang: str = "zh") -> str:
    """Return a report for a terminal."""
    out: list[str] = []
    for path, findings in groupby(report.diagnostics, lambda one: one.path):
        out.append(path)
        for one in findings:
            out += _finding(one, report.line(one), lang)
        out.append("")
    out.append(_summary(report, lang))
    return "\n".join(out) + "\n"


def _finding(one: Diagnostic, line: str, lang: str) -> list[str]:
    level = LEVELS[one.severity][lang == "en"]
    place = f"{one.line}:{one.column} " if one.line else ""
    out = [f"  {place}{level}[{one.code}] {one.message(lang)}"]
    if line.strip():
        shown, caret = _marked(line, one.column)
        number = str(one.line)
        out.append(f"    {number} | {shown}")
        out.append(f"    {' ' * len(number)} | {caret}")
    hint = one.hint(lang)
    if hint:
        out.append(f"    help: {hint}" if lang == "en" else f"    办法：{hint}")
    return out


def _marked(line: str, column: int) -> tuple[str, str]:
    """Return a line cut around the column, what cannot be seen made visible; and its caret."""
    at = min(max(column - 1, 0), len(line))
    first = max(0, at - _WIDEST // 2) if len(line) > _WIDEST else 0
    part = line[first : first + _WIDEST]
    before = _visible(line[first:at])
    if first:
        before = "…" + before
    shown = ("…" if first else "") + _visible(part) + ("…" if first + _WIDEST < len(line) else "")
    return shown, " " * sum(_columns(char) for char in before) + "^"


def _visible(text: str) -> str:
    return "".join(
        char if char.isprintable() or char == "\u3000" else f"<U+{ord(char):04X}>"
        for char in text.replace("\t", " ")
    )


def _columns(char: str) -> int:
    if combining(char):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def _summary(report: Report, lang: str) -> str:
    errors, warnings, notices = (report.count(one) for one in (ERROR, WARNING, NOTICE))
    files = len(report.files)
    if lang == "en":
        text = f"{files} files: {errors} errors, {warnings} warnings, {notices} notices"
        if report.silenced:
            text += f"; {len(report.silenced)} silenced"
        if report.known:
            text += f"; {len(report.known)} known"
        if report.gone:
            text += f"; {report.gone} known findings are gone: write the baseline anew"
        return text
    text = f"{files} 个文件：{errors} 个错误，{warnings} 个警告，{notices} 个提示"
    if report.silenced:
        text += f"；已忽略 {len(report.silenced)} 个"
    if report.known:
        text += f"；基线已知 {len(report.known)} 个"
    if report.gone:
        text += f"；基线中有 {report.gone} 个已不存在，请重写基线"
    return text
