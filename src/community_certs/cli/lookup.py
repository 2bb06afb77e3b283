"""``community-certs search``, ``explain`` and ``--version``."""

from __future__ import annotations

import json

from community_certs.catalog import load_catalog
from community_certs.cli.page import Page
from community_certs.model.record import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["run_explain", "run_search", "run_version"]


def run_search(args: argparse.Namespace) -> int:
    """Print the items that a text names or resembles."""
    found = load_catalog(args.catalog).search(args.text)
    if args.format == "json":
        print(json.dumps([plain(one) for one in found], ensure_ascii=False, indent=2))
        return 0
    page = Page(label_width=36)
    for one in found:
        page.row(one.id, one.name + (f" ‹ {one.broader}" if one.broader else ""))
    if not found:
        page.line("nothing found" if args.lang == "en" else "没有找到相近的事项")
    return 0


def run_explain(args: argparse.Namespace) -> int:
    """Print step by step how a text was read."""
    catalog = load_catalog(args.catalog)
    found = catalog.resolve(args.text)
    steps = catalog.explain(args.text)
    if args.format == "json":
        shown = {"resolution": plain(found), "steps": [list(one) for one in steps]}
        print(json.dumps(shown, ensure_ascii=False, indent=2))
        return 0
    page = Page(label_width=14)
    for step, before, after in steps:
        page.row(step, f"{before} → {after}")
    return 0


def run_version(args: argparse.Namespace) -> int:
    """Print the three versions and the digest."""
    stamp = load_catalog().stamp
    print(f"community-certs {stamp.library}")
    print(f"catalogue {stamp.release}  schema {stamp.schema}")
    print(stamp.digest)
    return 0
