"""``community-certs upcoming``: what will start or end within a number of days."""

from __future__ import annotations

import json

from community_certs.authoring.review import upcoming
from community_certs.cli.options import add_catalog, add_formats, opened, today
from community_certs.cli.page import Page
from community_certs.dates import day_of
from community_certs.errors import InvalidArgument

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["configure", "run"]

_WHAT = {
    "starts": ("开始", "starts"),
    "ends": ("失效", "ends"),
    "expires": ("逾五年，其后答复为暂定", "passes its usual five years"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--within", default="90d", metavar="90d", help="往后看多少天")
    parser.add_argument("--on", metavar="DATE", help="从哪一天看起；不写则取今天")
    add_formats(parser)
    add_catalog(parser)


def run(args: argparse.Namespace) -> int:
    """Print what is coming."""
    days = _days(args.within)
    on = day_of(today(args.on, args.lang))
    turns = upcoming(opened(args).store, on, days)
    if args.format == "json":
        print(json.dumps([one._asdict() for one in turns], ensure_ascii=False, indent=1))
        return 0
    en = args.lang == "en"
    page = Page(label_width=12)
    if not turns:
        page.line(f"nothing within {days} days" if en else f"{days} 天内没有生效或失效的内容")
    for one in turns:
        whole = one.earliest == one.latest
        day = one.earliest if whole else f"{one.earliest} — {one.latest}"
        page.line(f"{day}  {_WHAT[one.what][1 if en else 0]}", "head")
        page.row("", [one.id, *([one.printed] if one.printed else [])])
    return 0


def _days(text: str) -> int:
    digits = text[:-1] if text.endswith("d") else text
    if not digits.isascii() or not digits.isdigit() or len(digits) > 5:
        raise InvalidArgument(
            f"--within 应写成天数，例如 90d，不能是“{text}”。",
            f"--within is a number of days such as 90d, not {text!r}",
        )
    return int(digits)
