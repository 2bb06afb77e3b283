"""A character that cannot be seen."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="invisible-character",
    severity=ERROR,
    title=("看不见的字符", "an invisible character"),
    why=(
        "零宽空格、不换行空格使两个看似相同的名称不相等。",
        "A zero-width or no-break space makes two names differ that look the same.",
    ),
    mend=("删去它，或改用看得见的字符。", "Delete it or write the visible character."),
    example=Example(
        "items/residence.yaml",
        bad="name: 居住\u200b证明",
        good="name: 居住证明",
        words=("看不见", "U+200B"),
    ),
    fixed=True,
)
