"""``community-certs ledger``: check, judge, count and sample the ledgers of committees."""

from __future__ import annotations

import json
import os

from community_certs.cli import ledger_options
from community_certs.cli.ledger_check import check
from community_certs.cli.ledger_outputs import heading_of, tell, write_evaluation, write_tables
from community_certs.cli.options import opened
from community_certs.cli.page import Page, print_json
from community_certs.cli.progress import Progress
from community_certs.cli.reading import json_object, ledger_of, link_key
from community_certs.dates import day_of
from community_certs.errors import InvalidArgument
from community_certs.model.record import plain
from community_certs.outputs import write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from community_certs.casework.ledger import Ledger
    from community_certs.casework.rows import JudgedRow
    from community_certs.catalog import Catalog

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the steps, each with its arguments."""
    ledger_options.configure(parser)


def run(args: argparse.Namespace) -> int:
    """Run one step."""
    steps = {"check": check, "judge": _judge, "stats": _stats, "sample": _sample}
    return steps[args.step](args)


def _judge(args: argparse.Namespace) -> int:
    kind = os.path.splitext(args.out)[1].lower()
    if kind not in (".xlsx", ".csv", ".json", ".jsonl"):
        raise InvalidArgument(
            f"不能写成“{kind}”，请写 .xlsx、.csv 或 .json。", f"cannot write {kind!r} files"
        )
    ledger, rows, catalog = _judged(args)
    if kind == ".xlsx":
        counted = write_tables(args, args.out, ledger, rows, catalog)
    else:
        from community_certs.casework.export import write_csv, write_json  # noqa: PLC0415
        from community_certs.casework.statistics import count  # noqa: PLC0415

        counted = count(rows, catalog.stamp)
        write = write_csv if kind == ".csv" else write_json
        write(args.out, rows, catalog.stamp, **_printed(args))
    tell(args, ledger, counted, [args.out])
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
        write_tables(args, args.workbook, ledger, rows, catalog)
    if args.html:
        from community_certs.casework.report import write_report  # noqa: PLC0415

        found = find(rows, within_days=args.within)
        write_report(args.html, counted, found, ledger.problems, heading=heading_of(args, catalog))
    if args.json:
        write_whole(args.json, json.dumps(counted.to_dict(), ensure_ascii=False, indent=2) + "\n")
    if args.summary:
        write_evaluation(args, counted, catalog)
    tell(args, ledger, counted, written)
    return 0


def _sample(args: argparse.Namespace) -> int:
    from community_certs.casework.sampling import draw  # noqa: PLC0415

    _, rows, catalog = _judged(args)
    drawn = draw(rows, args.size, args.seed, per_committee=args.per_committee)
    if args.out:
        from community_certs.casework.export import write_csv, write_json  # noqa: PLC0415

        write = write_csv if args.out.lower().endswith(".csv") else write_json
        write(args.out, drawn, catalog.stamp, **_printed(args))
    if args.format == "json":
        print_json(
            {
                "seed": args.seed,
                "catalog": plain(catalog.stamp),
                "rows": [one.to_dict(**_printed(args)) for one in drawn],
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

    key = link_key(args.link_key, args.lang)
    catalog = opened(args)
    ledger = ledger_of(args)
    until = day_of(args.on) if getattr(args, "on", None) else None
    judge = Judge(
        catalog, committee=args.committee, names=json_object(args.units), key=key, until=until
    )
    with Progress("judging" if args.lang == "en" else "判断", len(ledger.rows)) as progress:
        rows = tuple(progress.over(judge.judge(ledger.rows)))
    return ledger, rows, catalog


def _printed(args: argparse.Namespace) -> dict[str, bool]:
    """Return what of persons is printed on each row."""
    return {"personal": args.show_personal_data, "linked": args.link_key is not None}
