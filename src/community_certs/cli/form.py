"""``community-certs form``: what a committee prints: forms, tables, a place's guide, a report."""

from __future__ import annotations

import sys

from community_certs.casework.forms import Form, certificate, commitment, next_number
from community_certs.casework.refusal import Refusal
from community_certs.cli.options import add_catalog, add_formats, opened, today
from community_certs.cli.page import print_json
from community_certs.cli.reading import json_object, ledger_of, period_of
from community_certs.outputs import write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the forms, each with its arguments."""
    forms = parser.add_subparsers(dest="form", required=True, metavar="表单")

    one = _form(forms, "certificate", "社区证明表单（存根联、证明联）；不应出具的不打印")
    one.add_argument("text", metavar="TEXT", help="所要的证明")
    number = one.add_mutually_exclusive_group(required=True)
    number.add_argument("--number", metavar="编号", help="两联的编号")
    number.add_argument("--after", metavar="编号", help="上一份的编号，顺延一号")
    one.add_argument("--deliberation", metavar="记录", help="议事协商记录（须协商的事项）")
    _query(one)

    one = _form(forms, "commitment", "告知承诺书；核查后填入结果可再次打印")
    one.add_argument("text", metavar="TEXT", help="所要的证明")
    one.add_argument("--way", metavar="编号", help="有几种承诺时指明一种")
    _query(one)

    for name, help in (
        ("ledger", "社区出具证明台账（附件2）"),
        ("statistics", "社区出具证明情况统计表（附件3）"),
        ("summary", "总结评估报告（草稿）"),
    ):
        one = _form(forms, name, help)
        one.add_argument("ledgers", nargs="+", metavar="台账", help=".xlsx、.xls、.csv")
        one.add_argument("--in", dest="place", required=True, metavar="地点", help="县（市、区）")
        one.add_argument("--committee", metavar="resident|village", help="台账各社区的种类")
        one.add_argument("--period", metavar="起/止", help="台账期间，例如 2023-01-01/2023-07-31")
        one.add_argument("--mapping", metavar="文件", help="列对应关系（JSON）")
        if name == "summary":
            one.add_argument("--journal", metavar="文件", help="案件库")
            one.add_argument("--plan", metavar="文件", help="设置文件，见 rectify plan")
        else:
            one.add_argument(
                "--show-personal-data", action="store_true", help="不隐去身份证号和电话"
            )

    one = _form(forms, "guide", "某地的公开指南")
    one.add_argument("--in", dest="place", required=True, metavar="地点")
    one.add_argument("--committee", metavar="resident|village")


def _form(forms: Any, name: str, help: str) -> argparse.ArgumentParser:
    one: argparse.ArgumentParser = forms.add_parser(name, help=help, description=help)
    one.add_argument("-o", "--out", required=True, metavar="文件", help=".docx 文件")
    one.add_argument("--on", metavar="日期", help="YYYY-MM-DD；不写则按今天，并注明")
    one.add_argument("--templates", metavar="文件夹", help="本地模板，见 letter --export-templates")
    add_catalog(one)
    add_formats(one)
    return one


def _query(one: argparse.ArgumentParser) -> None:
    one.add_argument("--in", dest="place", required=True, metavar="地点")
    one.add_argument("--purpose", metavar="用途")
    one.add_argument("--requester", metavar="单位", help="要求出具证明的单位（全称）")
    one.add_argument("--requester-place", metavar="地点", help="要求单位所在地；境外写“境外”")
    one.add_argument("--committee", metavar="resident|village")
    one.add_argument(
        "--fields", metavar="文件", help="各栏内容（JSON，“-”为标准输入）；不写的栏留空手填"
    )


def run(args: argparse.Namespace) -> int:
    """Print a form, or say why there is none and where the person goes (exit code 1)."""
    if args.form in ("certificate", "commitment"):
        return _single(args)
    data, notes = _table(args)
    write_whole(args.out, data)
    return _done(args, notes)


def _single(args: argparse.Namespace) -> int:
    catalog = opened(args)
    on, fields = today(args.on, args.lang), json_object(args.fields) or {}
    said: dict[str, Any] = {
        "jurisdiction": args.place,
        "on": on,
        "purpose": args.purpose,
        "requester": args.requester,
        "committee": args.committee,
        "fields": fields,
        "folder": args.templates,
    }
    found: Form | Refusal
    if args.form == "certificate":
        number = args.number or next_number(args.after)
        found = certificate(
            catalog,
            args.text,
            number=number,
            deliberation=args.deliberation,
            requester_place=args.requester_place,
            **said,
        )
    else:
        found = commitment(catalog, args.text, way=args.way, **said)
    if isinstance(found, Form):
        write_whole(args.out, found.data)
        return _done(args, found.notes)
    if args.format == "json":
        shown = {"refused": found.reason, "go": list(found.go), "needs": found.needs}
        print_json({**shown, "answer": found.answer.to_dict()})
    else:
        print(("refused: " if args.lang == "en" else "不予打印：") + found.reason, file=sys.stderr)
        for line in found.go:
            print(("go to: " if args.lang == "en" else "去哪办：") + line, file=sys.stderr)
    return 1


def _done(args: argparse.Namespace, notes: tuple[str, ...]) -> int:
    if args.format == "json":
        print_json({"file": args.out, "notes": list(notes)})
    else:
        print(args.out)
        for one in notes:
            print(("note: " if args.lang == "en" else "注意：") + one, file=sys.stderr)
    return 0


def _table(args: argparse.Namespace) -> tuple[bytes, tuple[str, ...]]:
    from community_certs.casework import printed  # noqa: PLC0415  (needed for tables only)

    catalog = opened(args)
    on = today(args.on, args.lang)
    county = catalog.jurisdiction(args.place, on)
    if args.form == "guide":
        data = printed.guide(
            catalog,
            jurisdiction=args.place,
            on=on,
            committee=args.committee,
            folder=args.templates,
        )
        return data, ()
    from community_certs.casework.journal import Journal  # noqa: PLC0415
    from community_certs.casework.judging import Judge  # noqa: PLC0415
    from community_certs.casework.statistics import count  # noqa: PLC0415
    from community_certs.casework.workplan import read_workplan  # noqa: PLC0415

    held = ledger_of(args)
    notes = (f"台账有 {len(held.problems)} 处问题，见 ledger check",) if held.problems else ()
    period = period_of(args.period)
    days = sorted(row.issued for row in held.rows if row.issued and not row.outside)
    first, last = period or ((days[0], days[-1]) if days else (on, on))
    if args.form == "ledger":
        committees = list(dict.fromkeys(row.committee for row in held.rows if row.committee))
        data = printed.ledger(
            held.rows,
            county=county.name,
            committee="、".join(committees),
            year=first[:4] if first[:4] == last[:4] else "",
            on=on,
            personal=args.show_personal_data,
            folder=args.templates,
        )
        return data, notes
    judge = Judge(catalog, committee=args.committee, until=on)
    rows = list(judge.judge(held.rows))
    days = sorted(one.row.issued for one in rows if one.row.issued and not one.beyond)
    if args.form == "statistics":
        first, last = period or ((days[0], days[-1]) if days else (on, on))
        data = printed.statistics_table(
            rows,
            catalog.stamp,
            county=county.name,
            period=(first, last),
            on=on,
            personal=args.show_personal_data,
            folder=args.templates,
        )
        return data, notes
    cases = []
    if args.journal is not None:
        with Journal(args.journal, create=False) as journal:
            cases = list(journal.cases().values())
    source = "、".join(dict.fromkeys(row.path for row in held.rows))
    data = printed.summary(
        count(rows, catalog.stamp),
        cases,
        read_workplan(args.plan),
        county=county.name,
        source=source,
        on=on,
        period=period,
        folder=args.templates,
    )
    return data, notes
