"""``community-certs explain``: show step by step how a text is read."""

from __future__ import annotations

from community_certs.cli.options import add_catalog, add_formats, opened
from community_certs.cli.page import Page, print_json
from community_certs.cli.words import name_of
from community_certs.model.record import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from community_certs.catalog import Catalog
    from community_certs.matching import Resolution

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
        page.row(step, f"{before} → {after or ('nothing' if args.lang == 'en' else '无')}")
    page.row("conclusion" if args.lang == "en" else "结论", _concluded(catalog, found, args.lang))
    return 0


def _concluded(catalog: Catalog, found: Resolution, lang: str) -> list[str]:
    """Return in words what the text was read as."""
    en = lang == "en"

    def named(ids: Iterable[str]) -> str:
        return "、".join(f"{catalog.item(one).name}（{one}）" for one in dict.fromkeys(ids))

    if found.item is not None:
        name = named([found.item])
        method = name_of(found.match.method, lang) if found.match is not None else ""
        return [f"read as {name}, by {method}" if en else f"识别为{name}，依{method}"]
    if found.parts:
        names = named(one.item for one in found.parts)
        return [f"several proofs, answered one by one: {names}" if en else f"多项证明：{names}"]
    names = named(one.item for one in found.candidates)
    if found.outcome == "ambiguous":
        return [f"ambiguous: may be {names}" if en else f"无法判断，可作多种理解：{names}"]
    lines = ["not recognised: it names no item" if en else "未能识别：没有哪个事项与这句话相当"]
    if names:
        lines.append(
            f"similar, for reference only: {names}" if en else f"相近（仅供参考）：{names}"
        )
    return lines
