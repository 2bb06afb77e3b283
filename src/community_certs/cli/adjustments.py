"""``community-certs adjustments``: the history of a place's lists."""

from __future__ import annotations

from community_certs.cli.options import add_catalog, add_formats, opened
from community_certs.cli.page import Page, print_json
from community_certs.cli.words import name_of
from community_certs.model.record import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["configure", "run"]

_KINDS = {
    "added": ("新增清单", "list added"),
    "extended": ("补充清单", "list extended"),
    "replaced": ("以新清单替换", "list replaced"),
    "ended": ("清单失效", "list ended"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "--in", dest="place", required=True, metavar="地点", help="代码、名称或路径"
    )
    add_formats(parser)
    add_catalog(parser)


def run(args: argparse.Namespace) -> int:
    """Print the history of a place's lists."""
    steps = opened(args).adjustments(args.place)
    if args.format == "json":
        print_json([plain(one) for one in steps])
        return 0
    page = Page(label_width=12)
    if not steps:
        page.line(
            "no list of this place is held" if args.lang == "en" else "目录未收录该地自己的清单"
        )
    for one in steps:
        zh, en = _KINDS[one.kind]
        day = one.day if one.day == one.until else f"{one.day} — {one.until}"
        count = f"{one.captured}/{one.stated_count or '?'}"
        whole = "" if one.complete else ("（incomplete）" if args.lang == "en" else "（所收不全）")
        kind = en if args.lang == "en" else zh
        page.line(f"{day}  {kind} · {name_of(one.side, args.lang)} · {count} 项{whole}", "head")
        title = " ".join(
            part for part in (one.number, one.title and f"《{one.title}》", one.batch) if part
        )
        page.row("", [title, one.list])
        if one.replaces:
            page.row("replaces" if args.lang == "en" else "替换", list(one.replaces))
        page.row("dropped" if args.lang == "en" else "取消", "；".join(one.dropped))
        page.row("kept" if args.lang == "en" else "保留", "；".join(one.kept))
        page.row("added" if args.lang == "en" else "新增", "；".join(one.added))
        if one.unseen != 0:
            page.row("note" if args.lang == "en" else "说明", _unseen(one.unseen, args.lang))
        page.line()
    return 0


def _unseen(count: int | None, lang: str) -> str:
    if lang == "en":
        number = "some names" if count is None else f"{count} names"
        return (
            f"{number} of the replaced list were not seen: whether they were dropped or kept is "
            "not known, and what counts as added may be among them"
        )
    number = "部分名称" if count is None else f" {count} 项的名称"
    return f"原清单另有{number}未见，是取消还是保留不详；列为新增的也可能原已在内"
