"""A name that two items bear."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import Check, Example
from community_certs.authoring.strict_yaml import PathPart
from community_certs.authoring.tree import ITEMS, Tree
from community_certs.diagnostics import ERROR, Diagnostic
from community_certs.text import canonicalize_name

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    """Yield it for equal names after traditional characters, width and spacing are evened out."""
    bearers: dict[str, str] = {}
    layer = tree.base
    while layer is not None:
        for name, item in layer.items.items():
            for printed in (item.name, *(alias.name for alias in item.aliases)):
                bearers.setdefault(canonicalize_name(printed), name)
        layer = layer.base
    for name, item in tree.items.items():
        bearers.setdefault(canonicalize_name(item.name), name)
    for name, item in tree.items.items():
        own: list[tuple[str, tuple[PathPart, ...]]] = [(item.name, ("name",))]
        own += [(alias.name, ("aliases", at, "name")) for at, alias in enumerate(item.aliases)]
        for printed, path in own:
            other = bearers.setdefault(canonicalize_name(printed), name)
            if other != name:
                yield tree.diagnose(
                    ITEMS,
                    name,
                    "name-collision",
                    path,
                    f"“{printed}”也是事项“{other}”的名称。",
                    f'"{printed}" is also a name of the item "{other}"',
                    *CHECK.mend,
                )


CHECK = Check(
    code="name-collision",
    severity=ERROR,
    title=("两个事项同名", "a name that two items bear"),
    why=(
        "同名的请求无法识别，只能答“不确定”。",
        "A request of that name is ambiguous and gets no answer.",
    ),
    mend=(
        "别名只收同义词：从其中一个删去，或写得更具体。",
        "Aliases are synonyms only: delete it from one of them or make it more exact.",
    ),
    example=Example(
        "items/kinship.yaml",
        bad="aliases: [{name: 居住證明, source: speech}]",
        good="aliases: [{name: 亲属证明, source: speech}]",
        words=("居住證明", "residence"),
    ),
    run=_run,
)
