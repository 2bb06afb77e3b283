"""A reference to a rule that does not exist."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.authoring.references import unknown
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="unknown-rule",
    severity=ERROR,
    title=("没有所引用的规则", "no such rule"),
    why=(
        "条目引用了不存在的规则，答复就会落空。",
        "What refers to a rule that does not exist leads nowhere.",
    ),
    mend=("改正编号，或先增加这个规则。", "Correct the id or add the rule."),
    example=Example(
        "profiles/five-principles.yaml",
        bad="refines: [000000-2020-minfa20/rest], says",
        good="refines: [000000-2020-minfa20/residual], says",
        words=("没有规则",),
        anchor="says",
    ),
    run=lambda tree: unknown(tree, "rules"),
    fixed=True,
)
