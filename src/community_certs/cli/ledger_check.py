"""``community-certs ledger check``: what was read from ledgers, and what is wrong in them."""

from __future__ import annotations

import json

from community_certs.casework.columns import NAMES
from community_certs.casework.privacy import mask_text
from community_certs.cli.ledger_problems import print_problems
from community_certs.cli.page import Page, print_json
from community_certs.cli.reading import ledger_of
from community_certs.diagnostics import ERROR, NOTICE, WARNING
from community_certs.model.record import plain
from community_certs.outputs import write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from community_certs.casework.ledger import Ledger
    from community_certs.diagnostics import Diagnostic

__all__ = ["check"]


def check(args: argparse.Namespace) -> int:
    """List the problems of ledgers, and leave 1 if one is an error."""
    ledger = ledger_of(args)
    problems = list(ledger.problems)
    if args.register:
        from community_certs.casework.register import (  # noqa: PLC0415  (only with a register)
            check_register,
            read_register,
        )

        uses, found = read_register(args.register)
        problems.extend(found)
        problems.extend(check_register(uses, ledger))
        problems.sort()
    if args.write_mapping:
        text = json.dumps(ledger.mapping(), ensure_ascii=False, indent=2)
        write_whole(args.write_mapping, text + "\n")
    if args.format == "json":
        print_json(
            {
                "rows_in": ledger.rows_in,
                "records": len(ledger.rows),
                "sheets": [_sheet(one) for one in ledger.sheets],
                "problems": [one.to_dict() for one in problems],
            }
        )
    else:
        _print_check(ledger, problems, args.lang)
    return 1 if any(one.severity == ERROR for one in problems) else 0


def _sheet(one: Any) -> dict[str, Any]:
    values = {name: plain(getattr(one, name)) for name in one.__slots__ if name != "columns"}
    values["committee"] = mask_text(one.committee)
    return {**values, "columns": None if one.columns is None else one.columns.to_dict()}


def _print_check(ledger: Ledger, problems: list[Diagnostic], lang: str) -> None:
    zh = lang == "zh"
    page = Page()
    for one in ledger.sheets:
        where = f"{one.path}#{one.sheet}" if one.sheet else one.path
        page.line(where, "head")
        if one.columns is None:
            page.line("没有找到表头" if zh else "no header found", "bad")
            continue
        read = one.columns.to_dict()
        said = ("，" if zh else ", ").join(
            f"{letter} 列“{mask_text(one.columns.words.get(field, ''))}”作{NAMES[field]}"
            if zh
            else f"{letter} “{mask_text(one.columns.words.get(field, ''))}” as {field}"
            for field, letter in read["columns"].items()
        )
        page.row(
            "表头" if zh else "Header", f"第 {read['header']} 行" if zh else f"row {read['header']}"
        )
        page.row("各列" if zh else "Columns", said)
        if one.columns.unused:
            page.row("未用" if zh else "Unused", mask_text("、".join(one.columns.unused)))
        page.row("社区" if zh else "Committee", mask_text(one.committee))
        page.row(
            "行数" if zh else "Rows",
            f"{one.rows_in} 行 = 记录 {one.records} + 另行报告 {one.reported}"
            if zh
            else f"{one.rows_in} = {one.records} records + {one.reported} reported",
        )
    print_problems(page, ledger, problems, lang)
    if problems:
        page.line(
            "逐条的清单：ledger stats --workbook 写出的工作簿中“台账问题”表，或 --format json"
            if zh
            else "one by one: the sheet 台账问题 of ledger stats --workbook, or --format json",
            "dim",
        )
    counts = [sum(one.severity == level for one in problems) for level in (ERROR, WARNING, NOTICE)]
    page.line(
        f"共 {ledger.rows_in} 行，记录 {len(ledger.rows)} 条；错误 {counts[0]}，警告 {counts[1]}，"
        f"提示 {counts[2]}"
        if zh
        else f"{ledger.rows_in} rows, {len(ledger.rows)} records; {counts[0]} errors, "
        f"{counts[1]} warnings, {counts[2]} notices",
        "bad" if counts[0] else "good",
    )
