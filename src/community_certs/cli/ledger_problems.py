"""The problems of ledgers as ``ledger check`` prints them: errors first, like ones together."""

from __future__ import annotations

from community_certs.casework.cells import column_letters
from community_certs.casework.privacy import mask_text
from community_certs.diagnostics import ERROR, LEVELS, NOTICE, WARNING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from community_certs.casework.ledger import Ledger
    from community_certs.cli.page import Page
    from community_certs.diagnostics import Diagnostic

__all__ = ["print_problems", "ranges"]

_SEVERITIES = (ERROR, WARNING, NOTICE)
_COLOURS = {ERROR: "bad", WARNING: "unsure", NOTICE: "dim"}
_WORDINGS = 10


def print_problems(
    page: Page, ledger: Ledger, problems: Iterable[Diagnostic], lang: str = "zh"
) -> None:
    """Print problems: errors, warnings, notices; within each, sheet by sheet as they were read.

    Problems of one code in one column of a sheet stand together, with the rows that say the same on
    one line. Each group prints a few of its wordings; none is left out whole.

    Arguments:
        page: where to print.
        ledger: gives the order of the sheets and the headings of their columns.
        problems: what was found.
        lang: "zh" or "en".
    """
    order, headings = _sheets(ledger)
    groups: dict[tuple[int, int, str, str, int], list[Diagnostic]] = {}
    for one in problems:
        degree, sheet = _SEVERITIES.index(one.severity), order.get(one.path, len(order))
        groups.setdefault((degree, sheet, one.path, one.code, one.column), []).append(one)
    for (degree, _, path, code, column), held in sorted(
        groups.items(), key=lambda pair: (*pair[0][:3], pair[1][0].line, *pair[0][3:])
    ):
        severity = _SEVERITIES[degree]
        level = LEVELS[severity][1 if lang == "en" else 0]
        where = _column(column, headings.get((path, column), ""), lang)
        page.line(f"{level}[{code}] {path}{where}", _COLOURS[severity])
        _print_group(page, held, lang)


def _print_group(page: Page, held: Sequence[Diagnostic], lang: str) -> None:
    said: dict[str, list[int]] = {}
    for one in held:
        said.setdefault(one.message(lang), []).append(one.line)
    for message, lines in list(said.items())[:_WORDINGS]:
        rows = ranges(lines)
        if not rows:
            page.row("", message)
        elif lang == "en":
            page.row("", f"row {rows}: {message}")
        else:
            page.row("", f"第 {rows} 行：{message}")
    if len(said) > _WORDINGS:
        left = [line for lines in list(said.values())[_WORDINGS:] for line in lines]
        page.row(
            "",
            f"and {len(left)} more: rows {ranges(left)}"
            if lang == "en"
            else f"另有 {len(left)} 处：第 {ranges(left)} 行",
        )
    hint = held[0].hint(lang)
    if hint:
        page.row("", f"help: {hint}" if lang == "en" else f"办法：{hint}", "dim")


def ranges(lines: Iterable[int]) -> str:
    """Return lines in order, those that follow each other as a range: "5、9–12"; "" for none.

    Lines of 0 (the whole sheet) are left out.
    """
    found: list[list[int]] = []
    for line in sorted({one for one in lines if one}):
        if found and line == found[-1][1] + 1:
            found[-1][1] = line
        else:
            found.append([line, line])
    return "、".join(str(a) if a == b else f"{a}–{b}" for a, b in found)


def _sheets(ledger: Ledger) -> tuple[dict[str, int], dict[tuple[str, int], str]]:
    order: dict[str, int] = {}
    headings: dict[tuple[str, int], str] = {}
    for one in ledger.sheets:
        where = f"{one.path}#{one.sheet}" if one.sheet else one.path
        order.setdefault(where, len(order))
        if one.columns is not None:
            for field, word in one.columns.words.items():
                headings[where, one.columns.column(field)] = mask_text(word)
    return order, headings


def _column(column: int, heading: str, lang: str) -> str:
    if not column:
        return ""
    letters = column_letters(column)
    if lang == "en":
        return f", column {letters}" + (f" “{heading}”" if heading else "")
    return f" {letters} 列" + (f"“{heading}”" if heading else "")
