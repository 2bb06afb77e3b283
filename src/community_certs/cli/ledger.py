"""``community-certs ledger``: check, judge, count and sample the ledgers of committees."""

from __future__ import annotations

import json
import os
import sys

from community_certs.casework.ledger import read_ledger
from community_certs.casework.privacy import mask_text
from community_certs.cli.options import add_catalog, add_formats, opened
from community_certs.cli.page import Page
from community_certs.cli.progress import Progress
from community_certs.dates import day_of
from community_certs.diagnostics import ERROR, NOTICE, WARNING
from community_certs.errors import InvalidArgument
from community_certs.model.record import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from community_certs.casework.ledger import Ledger
    from community_certs.casework.rows import JudgedRow
    from community_certs.casework.statistics import Statistics
    from community_certs.catalog import Catalog
    from community_certs.diagnostics import Diagnostic

__all__ = ["configure", "run"]

_SHOWN = 200
_LARGEST_SETTINGS = 1_000_000


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the steps, each with its arguments."""
    steps = parser.add_subparsers(dest="step", required=True, metavar="步骤")

    one = steps.add_parser("check", help="检查台账，逐条列出问题；有错误则退出码 1")
    _reading(one, place_needed=False)
    one.add_argument("--register", nargs="+", metavar="文件", help="用印登记簿，与台账核对")
    one.add_argument("--write-mapping", metavar="文件", help="写出推断的列对应关系，供修改")
    add_formats(one)

    one = steps.add_parser("judge", help="逐条判断证明属性，写出 .xlsx、.csv 或 .json")
    _reading(one)
    _judging(one)
    one.add_argument(
        "--out", required=True, metavar="文件", help=".xlsx、.csv 或 .json（每行一条）"
    )
    add_formats(one)

    one = steps.add_parser("stats", help="统计，写出工作簿、网页、JSON、总结评估初稿")
    _reading(one)
    _judging(one)
    one.add_argument("--workbook", metavar="文件", help="Excel 工作簿（.xlsx），附图表")
    one.add_argument("--html", metavar="文件", help="网页报告，一个文件，可离线打开")
    one.add_argument("--json", metavar="文件", help="各表数据")
    one.add_argument("--summary", metavar="文件", help="总结评估初稿（.docx），须给出 --on")
    one.add_argument("--on", metavar="日期", help="总结评估的落款日期 YYYY-MM-DD")
    one.add_argument("--plan", metavar="文件", help="整治工作设置，见 rectify plan")
    add_formats(one)

    one = steps.add_parser("sample", help="随机抽取若干份供抽查，可复现")
    _reading(one)
    _judging(one)
    one.add_argument("--size", type=int, required=True, metavar="N", help="抽取份数")
    one.add_argument("--seed", required=True, metavar="TEXT", help="抽样种子；同一种子抽出同样的份")
    one.add_argument("--per-committee", action="store_true", help="每个社区（村）各抽这么多份")
    one.add_argument("--out", metavar="文件", help=".csv 或 .json；不写则打印")
    add_formats(one)


def _reading(parser: argparse.ArgumentParser, *, place_needed: bool = True) -> None:
    parser.add_argument("ledgers", nargs="+", metavar="台账", help=".xlsx、.xls、.csv")
    parser.add_argument(
        "--in", dest="place", required=place_needed, default="", metavar="地点",
        help="社区所在地；台账有“县（市、区）”列时以该列为准",
    )  # fmt: skip
    parser.add_argument("--period", metavar="起/止", help="台账期间，例如 2023-01-01/2023-07-31")
    parser.add_argument("--mapping", metavar="文件", help="列对应关系（JSON），见 ledger check")


def _judging(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--committee", choices=("resident", "village"), help="各社区都是居委会或都是村委会"
    )
    parser.add_argument("--units", metavar="文件", help="本地单位名称（JSON）：名称到别的写法")
    parser.add_argument("--within", type=int, default=365, metavar="天", help="重复证明的期限")
    parser.add_argument(
        "--show-personal-data", action="store_true", help="身份证号、电话不作遮盖（默认遮盖）"
    )
    add_catalog(parser)


def run(args: argparse.Namespace) -> int:
    """Run one step."""
    steps = {"check": _check, "judge": _judge, "stats": _stats, "sample": _sample}
    return steps[args.step](args)


# -- check ----------------------------------------------------------------------------------------


def _check(args: argparse.Namespace) -> int:
    ledger = _read(args)
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
        from community_certs.casework.outputs import replacing  # noqa: PLC0415

        text = json.dumps(ledger.mapping(), ensure_ascii=False, indent=2)
        with (
            replacing(args.write_mapping) as temporary,
            open(temporary, "w", encoding="utf-8") as file,
        ):
            file.write(text + "\n")
    if args.format == "json":
        _print_json(
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
        said = "，".join(
            f"{letter}={one.columns.words.get(field, field)}→{field}"
            for field, letter in read["columns"].items()
        )
        page.row("表头" if zh else "Header", f"{read['header']}")
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
    for found in problems[:_SHOWN]:
        print(found.render(lang))
    if len(problems) > _SHOWN:
        more = len(problems) - _SHOWN
        print(
            f"……另有 {more} 处，用 --format json 查看全部"
            if zh
            else f"… and {more} more: --format json shows all"
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


# -- judge, stats, sample -------------------------------------------------------------------------


def _judge(args: argparse.Namespace) -> int:
    kind = os.path.splitext(args.out)[1].lower()
    if kind not in (".xlsx", ".csv", ".json", ".jsonl"):
        raise InvalidArgument(
            f"不能写成“{kind}”，请写 .xlsx、.csv 或 .json。", f"cannot write {kind!r} files"
        )
    ledger, rows, catalog = _judged(args)
    if kind == ".xlsx":
        counted = _write_workbook(args, args.out, ledger, rows, catalog)
    else:
        from community_certs.casework.export import write_csv, write_json  # noqa: PLC0415
        from community_certs.casework.statistics import count  # noqa: PLC0415

        counted = count(rows, catalog.stamp)
        write = write_csv if kind == ".csv" else write_json
        write(args.out, rows, catalog.stamp, personal=args.show_personal_data)
    _end(args, ledger, counted, [args.out])
    return 0


def _stats(args: argparse.Namespace) -> int:
    if args.summary and not args.on:
        raise InvalidArgument(
            "写总结评估初稿须用 --on 给出落款日期。", "--summary needs --on, the day it is signed"
        )
    from community_certs.casework.findings import find  # noqa: PLC0415
    from community_certs.casework.statistics import count  # noqa: PLC0415

    ledger, rows, catalog = _judged(args)
    written = [one for one in (args.workbook, args.html, args.json, args.summary) if one]
    counted = count(rows, catalog.stamp)
    if args.workbook:
        _write_workbook(args, args.workbook, ledger, rows, catalog)
    if args.html:
        from community_certs.casework.report import write_report  # noqa: PLC0415

        found = find(rows, within_days=args.within)
        write_report(args.html, counted, found, ledger.problems, heading=_heading(args, catalog))
    if args.json:
        _write_text(args.json, json.dumps(counted.to_dict(), ensure_ascii=False, indent=2) + "\n")
    if args.summary:
        _write_summary(args, counted, catalog)
    _end(args, ledger, counted, written)
    return 0


def _sample(args: argparse.Namespace) -> int:
    from community_certs.casework.sampling import draw  # noqa: PLC0415

    _, rows, catalog = _judged(args)
    drawn = draw(rows, args.size, args.seed, per_committee=args.per_committee)
    if args.out:
        from community_certs.casework.export import write_csv, write_json  # noqa: PLC0415

        write = write_csv if args.out.lower().endswith(".csv") else write_json
        write(args.out, drawn, catalog.stamp, personal=args.show_personal_data)
    if args.format == "json":
        _print_json(
            {
                "seed": args.seed,
                "catalog": plain(catalog.stamp),
                "rows": [one.to_dict(personal=args.show_personal_data) for one in drawn],
            }
        )
        return 0
    page = Page()
    for one in drawn:
        outcome = one.outcome.zh if one.outcome is not None else one.problem
        page.row(one.row.issued or "—", f"{one.row.where}  {one.item_name}  {outcome}")
    page.line(
        f"{len(drawn)} of {len(rows)} rows, seed {args.seed}, catalogue {catalog.stamp.release}"
        if args.lang == "en"
        else f"共 {len(rows)} 份抽取 {len(drawn)} 份；种子“{args.seed}”，"
        f"目录 {catalog.stamp.release}"
    )
    return 0


def _judged(args: argparse.Namespace) -> tuple[Ledger, tuple[JudgedRow, ...], Catalog]:
    from community_certs.casework.judging import Judge  # noqa: PLC0415

    catalog = opened(args)
    ledger = _read(args)
    judge = Judge(catalog, committee=args.committee, names=_settings(args.units))
    with Progress("judging" if args.lang == "en" else "判断", len(ledger.rows)) as progress:
        rows = tuple(progress.over(judge.judge(ledger.rows)))
    return ledger, rows, catalog


def _read(args: argparse.Namespace) -> Ledger:
    return read_ledger(
        args.ledgers,
        place=args.place,
        period=_period(args.period),
        mapping=_settings(args.mapping),
    )


def _period(given: str | None) -> tuple[str, str] | None:
    if given is None:
        return None
    first, _, last = given.partition("/")
    period = day_of(first), day_of(last)
    if period[0] > period[1]:
        raise InvalidArgument(
            f"期间“{given}”起止颠倒。", f"the period {given} ends before it begins"
        )
    return period


def _settings(path: str | None) -> dict[str, Any] | None:
    if path is None:
        return None
    try:
        with open(path, "rb") as file:
            read = json.loads(file.read(_LARGEST_SETTINGS).decode("utf-8-sig"))
    except OSError as error:
        raise InvalidArgument(
            f"无法读取“{path}”：{error.strerror}。", f"cannot read {path}: {error.strerror}"
        ) from None
    except (ValueError, RecursionError):
        raise InvalidArgument(f"“{path}”不是 JSON。", f"{path} is no JSON") from None
    if not isinstance(read, dict):
        raise InvalidArgument(f"“{path}”应为一个 JSON 对象。", f"{path} must hold a JSON object")
    return read


# -- what is written ------------------------------------------------------------------------------


def _heading(args: argparse.Namespace, catalog: Catalog) -> Any:
    from community_certs.casework.workbook import Heading  # noqa: PLC0415

    period = _period(args.period)
    day = period[1] if period else "9999-12-31"
    place = catalog.jurisdiction(args.place, day).name
    return Heading(place, f"{period[0]} 至 {period[1]}" if period else "")


def _write_workbook(
    args: argparse.Namespace,
    path: str,
    ledger: Ledger,
    rows: tuple[JudgedRow, ...],
    catalog: Catalog,
) -> Statistics:
    from community_certs.casework.findings import find  # noqa: PLC0415
    from community_certs.casework.statistics import count  # noqa: PLC0415
    from community_certs.casework.workbook import write_workbook  # noqa: PLC0415

    counted = count(rows, catalog.stamp)
    with Progress("writing" if args.lang == "en" else "写出", len(rows)) as progress:
        write_workbook(
            path,
            rows,
            counted,
            find(rows, within_days=args.within),
            ledger.problems,
            heading=_heading(args, catalog),
            personal=args.show_personal_data,
            progress=progress.at,
        )
    return counted


def _write_summary(args: argparse.Namespace, counted: Statistics, catalog: Catalog) -> None:
    from community_certs.casework.files import write_whole  # noqa: PLC0415
    from community_certs.casework.printed import summary  # noqa: PLC0415
    from community_certs.casework.workplan import read_workplan  # noqa: PLC0415

    names = "、".join(os.path.basename(one) for one in args.ledgers)
    data = summary(
        counted,
        (),
        read_workplan(args.plan),
        county=_heading(args, catalog).place,
        source=names,
        on=day_of(args.on),
    )
    write_whole(args.summary, data)


def _write_text(path: str, text: str) -> None:
    from community_certs.casework.outputs import replacing  # noqa: PLC0415

    with replacing(path) as temporary, open(temporary, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _end(args: argparse.Namespace, ledger: Ledger, counted: Statistics, written: list[str]) -> None:
    unjudged = counted.total.unjudged
    if args.format == "json":
        _print_json(
            {
                "rows_in": ledger.rows_in,
                "records": len(ledger.rows),
                "reported": ledger.rows_in - len(ledger.rows),
                "problems": len(ledger.problems),
                "written": written,
                **counted.to_dict(),
            }
        )
        return
    page = Page()
    total = counted.total
    if args.lang == "en":
        page.line(
            f"{ledger.rows_in} rows = {counted.rows - unjudged} judged + {unjudged} not judged + "
            f"{ledger.rows_in - len(ledger.rows)} reported"
        )
        page.line(
            f"may issue {total.may_issue}, must not issue {total.must_not_issue} "
            f"({total.certain} certain), unlisted {total.unlisted}"
        )
    else:
        page.line(
            f"共 {ledger.rows_in} 行 = 已判断 {counted.rows - unjudged} + 无法判断 {unjudged} + "
            f"另行报告 {ledger.rows_in - len(ledger.rows)}"
        )
        page.line(
            f"可由 {total.may_issue}，不应由 {total.must_not_issue}（确定 {total.certain}），"
            f"文件外 {total.unlisted}"
        )
    for one in counted.by_unit[:10]:
        page.row(f"{one.total}", one.key)
    if ledger.problems:
        page.line(
            f"{len(ledger.problems)} problems in the ledger: see ledger check"
            if args.lang == "en"
            else f"台账有 {len(ledger.problems)} 处问题，见 ledger check",
            "unsure",
        )
    for path in written:
        page.line(f"→ {path}")
    page.line(
        f"{'catalogue' if args.lang == 'en' else '目录'} {counted.stamp.release}  "
        f"{counted.stamp.digest[:23]}…",
        "dim",
    )


def _print_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    print()
