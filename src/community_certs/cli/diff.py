"""``community-certs diff``: which answers change from one release to another."""

from __future__ import annotations

import json

from community_certs.authoring.diff.comparison import compare
from community_certs.authoring.diff.telling import told
from community_certs.authoring.release.sources import layered_at
from community_certs.cli.options import today
from community_certs.cli.page import Page
from community_certs.dates import day_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["configure", "run"]

_BULLET = "- "


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("old", metavar="OLD", help="旧版：文件夹、zip 或版本号；可写“版本+变体”")
    parser.add_argument("new", metavar="NEW", help="新版：文件夹、zip 或版本号；可写“版本+变体”")
    parser.add_argument("--on", metavar="DATE", help="区分过去和以后的日期；不写则取新版的发布日期")
    parser.add_argument(
        "--format", choices=("text", "markdown", "json"), default="text", help="输出格式"
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="文字输出的语言")


def run(args: argparse.Namespace) -> int:
    """Print the comparison."""
    old, new = layered_at(args.old).store, layered_at(args.new).store
    on = day_of(args.on or new.released or today(None, args.lang))
    found = compare(old, new, on)
    if args.format == "json":
        print(json.dumps(found.to_dict(), ensure_ascii=False, indent=1))
    elif args.format == "markdown":
        print(told(found, lang=args.lang, markdown=True), end="")
    else:
        page = Page(label_width=len(_BULLET))
        for line in told(found, lang=args.lang).splitlines():
            if line.startswith(_BULLET):
                page.row(_BULLET.strip(), line[len(_BULLET) :])
            else:
                page.line(line, "head")
    return 0
