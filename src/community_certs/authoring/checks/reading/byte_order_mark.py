"""A byte order mark at the start."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="byte-order-mark",
    severity=ERROR,
    title=("文件开头有字节顺序标记（BOM）", "a byte order mark"),
    why=(
        "看不见的三个字节会让其他工具读错第一个键。",
        "Three invisible bytes make other tools misread the first key.",
    ),
    mend=("另存为“UTF-8”，不要选“UTF-8 带 BOM”。", 'Save as "UTF-8", not "UTF-8 with BOM".'),
    example=Example(
        "items/residence.yaml", bad="\ufeffid: residence", good="id: residence", words=("BOM",)
    ),
    fixed=True,
)
