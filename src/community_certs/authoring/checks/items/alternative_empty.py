"""An alternative that says neither where to go nor what to show."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import Check, Example
from community_certs.authoring.tree import ITEMS, Tree
from community_certs.diagnostics import ERROR, Diagnostic
from community_certs.model.enums import Route

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
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
                    *CHECK.mend,
                )


CHECK = Check(
    code="alternative-empty",
    severity=ERROR,
    title=("替代办法没有写去哪办，也没有写材料", "an alternative that says nothing"),
    why=(
        "不予出具时，要告诉群众去哪里、带什么。",
        "Who is turned away must learn where to go and what to bring.",
    ),
    mend=("写 authority 或 any_of。", "Write authority or any_of."),
    example=Example(
        "items/kinship.yaml",
        bad="route: other_authority, source",
        good="route: other_authority, authority: [notary], any_of: [[household-register]], source",
        words=("去哪办", "替代材料"),
    ),
    run=_run,
)
