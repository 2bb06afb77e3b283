"""What ``community-certs ledger`` writes of judged ledgers, and what it prints at the end."""

from __future__ import annotations

import os

from community_certs.cli.page import Page, print_json
from community_certs.cli.progress import Progress
from community_certs.cli.reading import period_of
from community_certs.dates import day_of
from community_certs.outputs import write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from community_certs.casework.ledger import Ledger
    from community_certs.casework.rows import JudgedRow
    from community_certs.casework.statistics import Statistics
    from community_certs.casework.workbook import Heading
    from community_certs.catalog import Catalog

__all__ = ["heading_of", "tell", "write_evaluation", "write_tables"]


def heading_of(args: argparse.Namespace, catalog: Catalog) -> Heading:
    """Return what stands above the tables: the place as it was called then, and the period."""
    from community_certs.casework import workbook  # noqa: PLC0415

    period = period_of(args.period)
    day = period[1] if period else "9999-12-31"
    place = catalog.jurisdiction(args.place, day).name
    return workbook.Heading(place, f"{period[0]} 至 {period[1]}" if period else "")


def write_tables(
    args: argparse.Namespace,
    path: str,
    ledger: Ledger,
    rows: tuple[JudgedRow, ...],
    catalog: Catalog,
) -> Statistics:
    """Write the workbook to ``path``, with a bar if that takes long; return what was counted."""
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
            heading=heading_of(args, catalog),
            personal=args.show_personal_data,
            linked=args.link_key is not None,
            progress=progress.at,
        )
    return counted


def write_evaluation(args: argparse.Namespace, counted: Statistics, catalog: Catalog) -> None:
    """Write the draft of the 总结评估 to the file that ``--summary`` names."""
    from community_certs.casework.printed import summary  # noqa: PLC0415
    from community_certs.casework.workplan import read_workplan  # noqa: PLC0415

    names = "、".join(os.path.basename(one) for one in args.ledgers)
    data = summary(
        counted,
        (),
        read_workplan(args.plan),
        county=heading_of(args, catalog).place,
        source=names,
        on=day_of(args.on),
        period=period_of(args.period),
    )
    write_whole(args.summary, data)


def tell(args: argparse.Namespace, ledger: Ledger, counted: Statistics, written: list[str]) -> None:
    """Print what was counted in a few lines, and the files written; or all of it as JSON."""
    unjudged = counted.total.unjudged
    if args.format == "json":
        print_json(
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
    if counted.beyond:
        page.line(
            f"{counted.beyond} of those not judged are outside the period: check their years"
            if args.lang == "en"
            else f"无法判断的证明中，{counted.beyond} 份日期在期间以外，须核对年份",
            "unsure",
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
