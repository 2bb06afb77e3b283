"""A key that is no word."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="bad-key",
    severity=ERROR,
    title=("键不是一个词", "a key that is no word"),
    why=(
        "空的键、列表作键，多半是冒号或括号放错了地方。",
        "An empty key or a list as a key is usually a misplaced colon or bracket.",
    ),
    mend=("检查冒号和括号的位置。", "Look for a misplaced colon or bracket."),
    example=Example(
        "items/residence.yaml",
        bad="proves: 某人居住在某处\n[a]: b",
        good="proves: 某人居住在某处",
        words=("键必须是一个词",),
    ),
    fixed=True,
)
