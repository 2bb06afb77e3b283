"""A reference to a category that does not exist."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.authoring.references import unknown
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="unknown-category",
    severity=ERROR,
    title=("没有所引用的类别", "no such category"),
    why=(
        "条目引用了不存在的类别，答复就会落空。",
        "What refers to a category that does not exist leads nowhere.",
    ),
    mend=("改正编号，或先增加这个类别。", "Correct the id or add the category."),
    example=Example(
        "items/kinship.yaml",
        bad="category: money",
        good="category: family",
        words=("没有类别“money”",),
    ),
    run=lambda tree: unknown(tree, "categories"),
    fixed=True,
)
