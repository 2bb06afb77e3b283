"""``community-certs guide``: the public guide of an item, or the two-sided list of a place."""

from __future__ import annotations

import sys

from community_certs.cli.options import add_catalog, opened, today
from community_certs.guide import item_sheet, place_sheet, to_html, to_markdown
from community_certs.outputs import write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["configure", "put", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "item", metavar="ITEM", nargs="?", help="事项编号或名称；不写则列出该地的全部（两张清单）"
    )
    parser.add_argument(
        "--in", "--place", dest="place", required=True, metavar="地点", help="代码、名称或路径"
    )
    parser.add_argument("--on", metavar="日期", help="YYYY-MM-DD；不写则按今天，并注明")
    parser.add_argument(
        "--committee", metavar="resident|village", help="居委会 resident，村委会 village"
    )
    parser.add_argument("--format", choices=("md", "html"), help="不写则按 -o 的后缀，否则 md")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="标签的语言")
    parser.add_argument("-o", "--output", metavar="文件", help="写入文件，不写则打印")
    add_catalog(parser)


def run(args: argparse.Namespace) -> int:
    """Write the guide."""
    catalog = opened(args)
    day = today(args.on, args.lang)
    if args.item is None:
        sheet = place_sheet(
            catalog, jurisdiction=args.place, on=day, committee=args.committee, lang=args.lang
        )
    else:
        sheet = item_sheet(
            catalog,
            args.item,
            jurisdiction=args.place,
            on=day,
            committee=args.committee,
            lang=args.lang,
        )
    form = args.format
    if form is None:
        web = (args.output or "").lower().endswith((".html", ".htm"))
        form = "html" if web else "md"
    put(to_html(sheet) if form == "html" else to_markdown(sheet), args.output)
    return 0


def put(text: str, output: str | None) -> None:
    """Print a text, or write it to a file that is replaced only when the new one is whole.

    Raises:
        InvalidArgument: if the file cannot be written.
    """
    if output is None:
        sys.stdout.write(text)
        return
    write_whole(output, text)
