"""``community-certs show``: an item, a document, a list, or a place."""

from __future__ import annotations

from community_certs.cli.options import Parser, add_catalog, add_formats, opened, today
from community_certs.cli.page import Page, print_json
from community_certs.cli.words import name_of, started
from community_certs.errors import InvalidArgument
from community_certs.guide.item import named_item
from community_certs.model.record import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from community_certs.catalog import Catalog
    from community_certs.jurisdictions import Jurisdiction
    from community_certs.model.holdings import Document, Item, PolicyList

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    if isinstance(parser, Parser):
        parser.hint = (
            "先写查看哪一种，例如：show item 居住证明、show jurisdiction 张家口市",
            "name the kind first, as in: show item residence",
        )
    parser.add_argument(
        "kind",
        metavar="item|document|list|jurisdiction",
        choices=("item", "document", "list", "jurisdiction"),
        help="item 事项，document 文件，list 清单，jurisdiction 地点",
    )
    parser.add_argument("id", metavar="ID", help="编号；item 和 jurisdiction 可用名称")
    parser.add_argument("--on", metavar="日期", help="只用于 jurisdiction；不写则按今天")
    add_formats(parser)
    add_catalog(parser)


def run(args: argparse.Namespace) -> int:
    """Print one thing that the catalogue holds."""
    catalog = opened(args)
    if args.kind == "item":
        item = catalog.item(named_item(catalog, args.id))
        _put(args, item, lambda page: _item(page, catalog, item))
    elif args.kind == "document":
        document = catalog.document(args.id)
        _put(args, document, lambda page: _document(page, document, args.lang))
    elif args.kind == "list":
        one = _find_list(catalog, args.id)
        _put(args, one, lambda page: _list(page, one, args.lang))
    else:
        place = catalog.jurisdiction(args.id, today(args.on, args.lang))
        _put(args, place, lambda page: _place(page, place))
    return 0


def _put(args: argparse.Namespace, shown: object, show: object) -> None:
    if args.format == "json":
        print_json(plain(shown))
    elif callable(show):
        show(Page(label_width=12))


def _find_list(catalog: Catalog, id: str) -> PolicyList:
    document, _, _key = id.rpartition("/")
    for one in catalog.document(document or id).lists:
        if one.id == id:
            return one
    raise InvalidArgument(
        f"没有编号为“{id}”的清单，编号形如 000000-2020-minfa20/first。",
        f"no list {id!r}; an id looks like 000000-2020-minfa20/first",
    )


def _item(page: Page, catalog: Catalog, item: Item) -> None:
    page.line(f"{item.name}  {item.id}", "head")
    page.row("类别", item.category)
    page.row("行为", item.act.zh)
    page.row("证明什么", item.proves or "")
    if item.broader:
        page.row("上位事项", f"{catalog.item(item.broader).name}（{item.broader}）")
    page.row("下位事项", [f"{catalog.item(one).name}（{one}）" for one in item.narrower])
    page.row("别名", "、".join(item.aliases))
    page.row("说明", item.notes)


def _document(page: Page, document: Document, lang: str) -> None:
    page.line(f"{document.title or '（题名未见）'}", "head")
    page.row("编号", document.id)
    page.row("文号", document.number or "未见")
    page.row("发文机关", "、".join(document.issuers) or "未见")
    page.row("效力", f"{name_of(document.force, lang)}，{name_of(document.stage, lang)}")
    page.row("日期", started(document.start, document.end, lang))
    page.row("核对日期", document.verified_on or "尚未核对")
    if document.withdrawn:
        page.row("撤回", document.withdrawn, "bad")
    if document.subdivision:
        page.row("范围", document.subdivision)
    page.row("说明", document.notes)
    page.row(
        "来源",
        [
            " ".join(
                part
                for part in (one.publisher, one.published, f"（{one.grade.zh}）", one.url)
                if part
            )
            for one in document.sources
        ],
    )
    for one in document.lists:
        page.line()
        _list(page, one, lang)


def _list(page: Page, one: PolicyList, lang: str) -> None:
    captured = len(one.entries)
    whole = "全" if one.complete else "不全"
    page.line(f"{one.name or one.batch or one.id}", "head")
    page.row("清单编号", one.id)
    page.row(
        "性质",
        f"{one.side.zh}；约束{'要求单位' if one.binds == 'requesters' else '居（村）委会'}；"
        f"收录 {captured} 项，文件称 {one.stated_count or '未写明'} 项，{whole}",
    )
    page.row("日期", started(one.start, one.end, lang))
    for entry in one.entries:
        lines = [entry.printed]
        if entry.article:
            lines.append(entry.article)
        if entry.when:
            lines.append(f"条件：{entry.when}")
        if entry.provided:
            lines.append(f"前提：{entry.provided}")
        lines.append("→ " + ("、".join(entry.items) or "兜底条款，不作判断依据"))
        page.row(entry.id.rpartition("/")[2], lines)


def _place(page: Page, place: Jurisdiction) -> None:
    page.line(f"{place.path}  {place.adcode}", "head")
    page.row(
        "级别",
        {"nation": "全国", "province": "省级", "prefecture": "地级"}.get(place.level, "县级"),
    )
    page.row("启用", place.start or "")
    page.row("变更或撤销", place.end or "")
