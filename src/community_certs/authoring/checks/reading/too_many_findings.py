"""More findings in one file than are shown."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import NOTICE

__all__ = ["CHECK"]

CHECK = Check(
    code="too-many-findings",
    severity=NOTICE,
    title=("问题太多，未全部列出", "too many findings"),
    why=("每个文件最多列出 200 个问题。", "At most 200 findings are shown of one file."),
    mend=("先改正列出的问题，再重新检查。", "Mend those that are shown, then validate again."),
    example=Example(
        "items/residence.yaml",
        bad="name: 居住" + "\u200b" * 300 + "证明",
        good="name: 居住证明",
        words=("另有 100 个",),
        shown="（同一文件有 300 个问题）",
        also=frozenset({"invisible-character"}),
    ),
    fixed=True,
)
