"""A reference to a substitute that does not exist."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.authoring.references import unknown
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="unknown-substitute",
    severity=ERROR,
    title=("没有所引用的替代材料", "no such substitute"),
    why=(
        "条目引用了不存在的替代材料，答复就会落空。",
        "What refers to a substitute that does not exist leads nowhere.",
    ),
    mend=("改正编号，或先增加这个替代材料。", "Correct the id or add the substitute."),
    example=Example(
        "items/kinship.yaml",
        bad="any_of: [[passport]]",
        good="any_of: [[household-register]]",
        words=("没有替代材料“passport”",),
    ),
    run=lambda tree: unknown(tree, "substitutes"),
    fixed=True,
)
