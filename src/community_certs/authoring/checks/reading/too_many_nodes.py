"""More keys, values and lists than a file may have."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="too-many-nodes",
    severity=ERROR,
    title=("内容项数过多", "too many nodes"),
    why=(
        "一份文件远不到二十万项；更多的不读，以免耗尽内存。",
        (
            "A document has far fewer than 200 000 nodes; more are not read, lest they "
            "exhaust the memory."
        ),
    ),
    mend=("一个文件只写一件事：请拆成多个文件。", "One file is one thing: split it."),
    example=Example(
        "items/residence.yaml",
        bad="notes: [" + "甲," * 200_001 + "]",
        good="notes: []",
        words=("其余未再读取",),
        anchor="alternatives: []",
        shown="notes: [甲,甲,甲,…（二十万项）",
    ),
    fixed=True,
)
