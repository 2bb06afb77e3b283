"""A control character."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="control-character",
    severity=ERROR,
    title=("控制字符", "a control character"),
    why=(
        "NUL 等控制字符看不见，会截断文字或扰乱终端。",
        "NUL and its kind cannot be seen; they cut text off or upset a terminal.",
    ),
    mend=(
        "删去它；它多半是从网页或 PDF 复制来的。",
        "Delete it; it usually comes from a copied page or PDF.",
    ),
    example=Example(
        "items/residence.yaml",
        bad="name: 居住\x07证明",
        good="name: 居住证明",
        words=("控制字符", "U+0007"),
    ),
    fixed=True,
)
