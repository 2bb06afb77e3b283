"""``community-certs timeline``: the answers for an item in a place over time."""

from __future__ import annotations

from community_certs.cli.options import add_catalog, add_formats, add_query, opened
from community_certs.cli.page import Page, print_json
from community_certs.cli.words import name_of, period
from community_certs.errors import InvalidArgument

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from community_certs.catalog import Catalog

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("item", metavar="ITEM", help="事项编号或名称")
    add_query(parser)
    add_formats(parser)
    add_catalog(parser)


def _item(catalog: Catalog, text: str) -> str:
    """Return the item's id for an id or a name."""
    if text in catalog.items:
        return text
    found = catalog.resolve(text)
    if found.item is None:
        names = "、".join(f"{one.name}（{one.item}）" for one in found.candidates)
        raise InvalidArgument(
            f"“{text}”不是唯一确定的事项" + (f"，相近的有：{names}" if names else "") + "。",
            f"{text!r} names no single item; similar: {names or '-'}",
        )
    return found.item


def run(args: argparse.Namespace) -> int:
    """Print every interval of time and its answer."""
    catalog = opened(args)
    item = _item(catalog, args.item)
    periods = catalog.timeline(
        item,
        args.place,
        purpose=args.purpose,
        requester=args.requester,
        requester_place=args.requester_place,
        committee=args.committee,
    )
    if args.format == "json":
        shown = [one.to_dict() for one in periods]
        print_json(shown)
        return 0
    page = Page(label_width=26)
    page.line(f"{catalog.item(item).name}  {args.place}", "head")
    for one in periods:
        decision = one.decision
        head = f"{name_of(decision.outcome, args.lang)} · {name_of(decision.reason, args.lang)}"
        if decision.status_reasons:
            reasons = "；".join(name_of(why, args.lang) for why in decision.status_reasons)
            head += f" · {name_of(decision.status, args.lang)}（{reasons}）"
        cited = [
            " ".join(part for part in (c.number, c.title and f"《{c.title}》") if part) or c.entry
            for c in decision.citations
        ]
        page.row(period(one.valid_from, one.valid_until, args.lang), [head, *dict.fromkeys(cited)])
    return 0
