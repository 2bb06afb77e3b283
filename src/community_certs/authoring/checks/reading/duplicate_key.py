"""A key that stands twice in one mapping."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="duplicate-key",
    severity=ERROR,
    title=("同一处的键重复", "a key stands twice"),
    why=("重复的键使其中一个值无声丢失。", "Of two equal keys one value is lost without a word."),
    mend=("删去其中一个，或改正键名。", "Delete one of them or correct its name."),
    example=Example(
        "items/residence.yaml",
        bad="name: 居住证明\nname: 住址证明",
        good="name: 居住证明",
        words=("重复", "第 2 行"),
    ),
    fixed=True,
)
