"""``community-certs timeline`` and ``adjustments``: answers and lists over time."""

from __future__ import annotations

import json

from community_certs.catalog import load_catalog
from community_certs.cli.page import Page
from community_certs.cli.words import name_of, period
from community_certs.errors import InvalidArgument
from community_certs.model.record import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from community_certs.catalog import Catalog

__all__ = ["run_adjustments", "run_timeline"]

_KINDS = {
    "added": ("新增清单", "list added"),
    "extended": ("补充清单", "list extended"),
    "replaced": ("以新清单替换", "list replaced"),
    "ended": ("清单失效", "list ended"),
}


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


def run_timeline(args: argparse.Namespace) -> int:
    """Print every interval of time and its answer."""
    catalog = load_catalog(args.catalog)
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
        print(json.dumps(shown, ensure_ascii=False, indent=2))
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
        page.row(
            period(one.valid_from, one.valid_until, args.lang), [head, *dict.fromkeys(cited)]
        )
    return 0


def run_adjustments(args: argparse.Namespace) -> int:
    """Print the history of a place's lists."""
    steps = load_catalog(args.catalog).adjustments(args.place)
    if args.format == "json":
        print(json.dumps([plain(one) for one in steps], ensure_ascii=False, indent=2))
        return 0
    page = Page(label_width=12)
    if not steps:
        page.line("no list of this place is held" if args.lang == "en" else "目录未收录该地自己的清单")
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
        page.row("dropped" if args.lang == "en" else "取消", "、".join(one.dropped))
        page.row("kept" if args.lang == "en" else "保留", "、".join(one.kept))
        page.row("added" if args.lang == "en" else "新增", "、".join(one.added))
        page.line()
    return 0
