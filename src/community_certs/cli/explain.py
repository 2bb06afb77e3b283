"""``community-certs explain``: show step by step how a text is read."""

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
    """Print step by step how a text was read."""
    catalog = opened(args)
    found = catalog.resolve(args.text)
    steps = catalog.explain(args.text)
    if args.format == "json":
        shown = {"resolution": plain(found), "steps": [list(one) for one in steps]}
        print_json(shown)
        return 0
    page = Page(label_width=14)
    for step, before, after in steps:
        page.row(step, f"{before} → {after}")
    return 0
