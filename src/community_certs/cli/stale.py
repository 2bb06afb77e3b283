"""``community-certs stale``: the documents that are due for review."""

from __future__ import annotations

import json

from community_certs.authoring.review import stale
from community_certs.cli.options import add_catalog, add_formats, opened, today
from community_certs.cli.page import Page
from community_certs.dates import day_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["configure", "run"]

_WHY = {
    "never_verified": ("是否现行有效从未核实", "never compared with its source"),
    "verification_old": ("上次核实已过一年", "compared with its source too long ago"),
    "possibly_expired": ("规范性文件已逾五年，未见延续依据", "past its usual five years"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--on", metavar="DATE", help="截至哪一天；不写则取今天")
    add_formats(parser)
    add_catalog(parser)


def run(args: argparse.Namespace) -> int:
    """Print the review queue, the longest due first."""
    on = day_of(today(args.on, args.lang))
    due = stale(opened(args).store, on)
    if args.format == "json":
        print(json.dumps([one._asdict() for one in due], ensure_ascii=False, indent=1))
        return 0
    en = args.lang == "en"
    page = Page(label_width=12)
    page.line(f"{len(due)} to review on {on}" if en else f"截至 {on}，待复核 {len(due)} 项", "head")
    for one in due:
        page.row(one.since or "—", f"{one.document}：{_WHY[one.why][1 if en else 0]}")
        title = " ".join(part for part in (one.number, one.title) if part)
        page.row("", [title] if title else [])
    return 0
