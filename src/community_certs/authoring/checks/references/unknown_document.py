"""A reference to a document that does not exist."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.authoring.references import unknown
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="unknown-document",
    severity=ERROR,
    title=("没有所引用的文件", "no such document"),
    why=(
        "条目引用了不存在的文件，答复就会落空。",
        "What refers to a document that does not exist leads nowhere.",
    ),
    mend=("改正编号，或先增加这个文件。", "Correct the id or add the document."),
    example=Example(
        "items/kinship.yaml",
        bad="source: 000000-2020-minfa21",
        good="source: 000000-2020-minfa20",
        words=("没有文件", "minfa20"),
    ),
    run=lambda tree: unknown(tree, "documents"),
    fixed=True,
)
