"""A name that one item bears twice."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import Check, Example
from community_certs.authoring.tree import ITEMS, Tree
from community_certs.diagnostics import WARNING, Diagnostic
from community_certs.text import canonicalize_name

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for name, item in tree.items.items():
        seen = {canonicalize_name(item.name)}
        for at, alias in enumerate(item.aliases):
            canonical = canonicalize_name(alias.name)
            if canonical in seen:
                yield tree.diagnose(
                    ITEMS,
                    name,
                    "repeated-name",
                    ("aliases", at, "name"),
                    f"别名“{alias.name}”与已有的名称重复。",
                    f'the alias "{alias.name}" repeats another name of the item',
                    *CHECK.mend,
                    severity=WARNING,
                )
            seen.add(canonical)


CHECK = Check(
    code="repeated-name",
    severity=WARNING,
    title=("同一事项的名称重复", "a name that one item bears twice"),
    why=(
        "只差字形、空格的别名没有作用：识别前已经统一。",
        ("Aliases that differ only in spelling do nothing: spelling is evened out before."),
    ),
    mend=("删去重复的别名。", "Delete the alias."),
    example=Example(
        "items/kinship.yaml",
        bad="aliases: [{name: 親屬 關係證明, source: speech}]",
        good="aliases: [{name: 亲属证明, source: speech}]",
        words=("親屬 關係證明", "重复"),
    ),
    run=_run,
)
