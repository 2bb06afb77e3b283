"""``community-certs coverage``: what the catalogue holds, of everything or for one place."""

from __future__ import annotations

import json

from community_certs.cli.guide import put
from community_certs.cli.options import add_catalog, opened, today
from community_certs.cli.page import Page
from community_certs.cli.words import name_of, started
from community_certs.errors import InvalidArgument
from community_certs.guide.coverage import overview
from community_certs.guide.coverage_chart import chart
from community_certs.guide.coverage_page import coverage_page
from community_certs.model.enums import Grade
from community_certs.model.record import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from community_certs.guide.coverage import Overview, ProvinceHoldings
    from community_certs.model.holdings import Coverage, ListCoverage

__all__ = ["configure", "run"]

_STANDS = {
    "certain": ("现行", "in force"),
    "provisional": ("暂定", "provisional"),
    "no": ("当日不适用", "not in force that day"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--in", dest="place", metavar="地点", help="只看一地；不写则看整个目录")
    parser.add_argument("--on", metavar="日期", help="只用于一地；不写则按今天，并注明")
    parser.add_argument(
        "--format",
        choices=("text", "json", "md", "svg"),
        default="text",
        help="md、svg 只用于整个目录",
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="文字输出的语言")
    parser.add_argument("-o", "--output", metavar="文件", help="写入文件（json、md、svg）")
    add_catalog(parser)


def run(args: argparse.Namespace) -> int:
    """Print what is held."""
    if args.place is None and args.on is not None:
        raise InvalidArgument("--on 须与 --in 同用。", "--on needs --in")
    if args.place is not None and args.format in ("md", "svg"):
        raise InvalidArgument(
            "一地的收录情况只能以 text 或 json 输出。", "for one place, --format is text or json"
        )
    if args.output is not None and args.format == "text":
        raise InvalidArgument("写入文件请用 json、md 或 svg。", "-o needs json, md or svg")
    catalog = opened(args)
    if args.place is not None:
        found = catalog.coverage(args.place, today(args.on, args.lang))
        if args.format == "json":
            put(_json(plain(found)), args.output)
        else:
            place = catalog.jurisdiction(found.jurisdiction, found.on)
            _place(found, f"{place.path}（{place.adcode}）", args.lang)
        return 0
    held = overview(catalog)
    if args.format == "text":
        _everything(held, args.lang)
    elif args.format == "json":
        put(_json(held.to_dict()), args.output)
    else:
        put(coverage_page(held) if args.format == "md" else chart(held), args.output)
    return 0


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _everything(held: Overview, lang: str) -> None:
    page = Page(label_width=20)
    page.line(f"{'catalogue' if lang == 'en' else '目录'} {held.release}", "head")
    for one in held.provinces:
        page.row(one.name, _counted(one, lang), None if one.documents else "unsure")


def _counted(one: ProvinceHoldings, lang: str) -> str:
    if not one.documents:
        return "nothing held" if lang == "en" else "未收录任何文件"
    captured, stated = one.counted
    years = "—".join(dict.fromkeys(one.years or ()))
    if lang == "en":
        of = f", {captured} of {stated} entries held" if stated else ""
        return f"{len(one.documents)} documents, {len(one.lists)} lists{of}; {years}"
    of = f"，收录 {captured}／载明 {stated}" if stated else ""
    return f"文件 {len(one.documents)}，清单 {len(one.lists)}{of}；{years}"


def _place(found: Coverage, named: str, lang: str) -> None:
    page = Page(label_width=12)
    page.line(f"{named}  {found.on}", "head")
    if not found.lists:
        page.line("no list is held" if lang == "en" else "目录未收录该地（含上级）的任何清单")
    for one in found.lists:
        zh, en = _STANDS[one.stands]
        whys = "；".join(name_of(why, lang) for why in one.why)
        state = (en if lang == "en" else zh) + (f"（{whys}）" if whys else "")
        page.row(name_of(one.side, lang), [_list(one, lang), f"→ {state}"])
    page.row("related" if lang == "en" else "相关文件", list(found.related))


def _list(one: ListCoverage, lang: str) -> str:
    title = " ".join(part for part in (one.number, one.title and f"《{one.title}》") if part)
    stated = one.stated_count if one.stated_count is not None else "?"
    whole, half = ("whole", "incomplete") if lang == "en" else ("全", "不全")
    grades = "、".join(one.grades) if lang == "en" else "、".join(Grade(g).zh for g in one.grades)
    parts = (
        f"{one.captured}/{stated} {whole if one.complete else half}",
        started(one.start, one.end, lang),
        grades,
        _verified(one, lang),
        one.id,
    )
    return f"{title} " + "；".join(parts)


def _verified(one: ListCoverage, lang: str) -> str:
    if one.verified_on is None:
        return "not verified" if lang == "en" else "未核对"
    return f"verified on {one.verified_on}" if lang == "en" else f"核对于 {one.verified_on}"
