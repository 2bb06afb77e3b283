"""A reference to a list that does not exist."""

from __future__ import annotations

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.references import unknown
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="unknown-list",
    severity=ERROR,
    title=("没有所引用的清单", "no such list"),
    why=(
        "条目引用了不存在的清单，答复就会落空。",
        "What refers to a list that does not exist leads nowhere.",
    ),
    mend=("改正编号，或先增加这个清单。", "Correct the id or add the list."),
    example=Example(
        LOCAL,
        bad="replaces: [130700-2019-old/may]",
        good="replaces: []",
        words=("没有清单", "130700-2019-old/may"),
    ),
    run=lambda tree: unknown(tree, "lists"),
    fixed=True,
)
