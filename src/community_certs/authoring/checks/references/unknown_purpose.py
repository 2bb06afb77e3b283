"""A reference to a purpose that does not exist."""

from __future__ import annotations

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.references import unknown
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="unknown-purpose",
    severity=ERROR,
    title=("没有所引用的用途", "no such purpose"),
    why=(
        "条目引用了不存在的用途，答复就会落空。",
        "What refers to a purpose that does not exist leads nowhere.",
    ),
    mend=("改正编号，或先增加这个用途。", "Correct the id or add the purpose."),
    example=Example(
        LOCAL,
        bad="items: [residence], when: {purpose: [adoption]}",
        good="items: [residence], when: {purpose: [adoption-registration]}",
        words=("没有用途“adoption”",),
        anchor="items: [residence]",
    ),
    run=lambda tree: unknown(tree, "purposes"),
    fixed=True,
)
