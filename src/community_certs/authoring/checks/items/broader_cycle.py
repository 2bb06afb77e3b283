"""Items that are broader than themselves."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import Check, Example
from community_certs.authoring.cycles import cycles
from community_certs.authoring.tree import ITEMS, Tree
from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    broader = {
        name: [item.broader] for name, item in tree.items.items() if item.broader is not None
    }
    for name, round_trip in cycles(broader):
        yield tree.diagnose(
            ITEMS,
            name,
            "broader-cycle",
            ("broader",),
            f"上位事项成环：{' → '.join(round_trip)}。",
            f"broader goes round: {' → '.join(round_trip)}",
            *CHECK.mend,
        )


CHECK = Check(
    code="broader-cycle",
    severity=ERROR,
    title=("上位事项成环", "items broader than themselves"),
    why=(
        "互为上位的事项分不出宽窄。",
        "Of items that are broader than each other nobody knows which is.",
    ),
    mend=("改正其中一个 broader，最宽的写 null。", "Correct one of them; the broadest has null."),
    example=Example(
        "items/kinship.yaml",
        bad="broader: kinship",
        good="broader: null",
        words=("成环", "kinship → kinship"),
    ),
    run=_run,
    fixed=True,
)
