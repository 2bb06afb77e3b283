"""A reference to an item that does not exist."""

from __future__ import annotations

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.references import unknown
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="unknown-item",
    severity=ERROR,
    title=("没有所引用的证明事项", "no such item"),
    why=(
        "条目引用了不存在的证明事项，答复就会落空。",
        "What refers to an item that does not exist leads nowhere.",
    ),
    mend=("改正编号，或先增加这个证明事项。", "Correct the id or add the item."),
    example=Example(
        LOCAL,
        bad="items: [residense]",
        good="items: [residence]",
        words=("residense", "是不是“residence”"),
    ),
    run=lambda tree: unknown(tree, "items"),
    fixed=True,
)
