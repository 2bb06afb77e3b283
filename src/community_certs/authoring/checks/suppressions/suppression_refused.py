"""A suppression of a check that cannot be silenced."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="suppression-refused",
    severity=ERROR,
    title=("这项检查不能忽略", "a check that cannot be silenced"),
    why=(
        "读不出、不合格式的数据无法编译，忽略也没有用。",
        "Data that cannot be read or fitted to the format cannot be compiled.",
    ),
    mend=("改正所指的问题，并删去这条注释。", "Mend what it points to, and delete the comment."),
    example=Example(
        "items/residence.yaml",
        bad="proves: 某人居住在某处  # community-certs: ignore[missing-key] 暂缺",
        good="proves: 某人居住在某处",
        words=("missing-key", "不能忽略"),
        anchor="proves: 某人居住在某处",
    ),
)
