"""An alternative tells the person where to go or what to show."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.tree import ITEMS, Tree
from community_certs.diagnostics import Diagnostic
from community_certs.model.enums import Route

__all__ = ["check"]


def check(tree: Tree) -> Iterator[Diagnostic]:
    """Yield ``alternative-empty``: another authority, but neither who nor what to show."""
    for name, item in tree.items.items():
        for at, one in enumerate(item.alternatives):
            if one.route is Route.OTHER_AUTHORITY and not one.authority and not one.any_of:
                yield tree.diagnose(
                    ITEMS,
                    name,
                    "alternative-empty",
                    ("alternatives", at),
                    f"替代办法 {one.key} 没有写去哪办，也没有写替代材料。",
                    f"alternative {one.key} names neither an authority nor what to show",
                    "写 authority 或 any_of。",
                    "write authority or any_of",
                )
