"""``community-certs search``: find items by any part of a name."""

from __future__ import annotations

from community_certs.cli.options import add_catalog, add_formats, opened
from community_certs.cli.page import Page, print_json
from community_certs.model.record import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("text", metavar="TEXT")
    add_formats(parser)
    add_catalog(parser)


def run(args: argparse.Namespace) -> int:
    """Print the items that a text names or resembles."""
    found = opened(args).search(args.text)
    if args.format == "json":
        print_json([plain(one) for one in found])
        return 0
    page = Page(label_width=36)
    for one in found:
        page.row(one.id, one.name + (f" ‹ {one.broader}" if one.broader else ""))
    if not found:
        page.line("nothing found" if args.lang == "en" else "没有找到相近的事项")
    return 0
