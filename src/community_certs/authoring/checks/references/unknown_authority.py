"""A reference to an authority that does not exist."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.authoring.references import unknown
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="unknown-authority",
    severity=ERROR,
    title=("没有所引用的单位", "no such authority"),
    why=(
        "条目引用了不存在的单位，答复就会落空。",
        "What refers to an authority that does not exist leads nowhere.",
    ),
    mend=("改正编号，或先增加这个单位。", "Correct the id or add the authority."),
    example=Example(
        "items/kinship.yaml",
        bad="authority: [notery]",
        good="authority: [notary]",
        words=("没有单位", "是不是“notary”"),
    ),
    run=lambda tree: unknown(tree, "authorities"),
    fixed=True,
)
