"""Nesting beyond the limit."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="too-deep",
    severity=ERROR,
    title=("嵌套过深", "nested too deep"),
    why=(
        "数据最多几层；几万层的嵌套会使程序崩溃。",
        "The data has a few levels; tens of thousands would crash a program.",
    ),
    mend=("检查括号和缩进。", "Look for stray brackets or indentation."),
    example=Example(
        "items/residence.yaml",
        bad="notes: " + "[" * 50_000,
        good="notes: []",
        words=("嵌套超过",),
        anchor="alternatives: []",
        shown="notes: [[[[…（五万层）",
    ),
    fixed=True,
)
