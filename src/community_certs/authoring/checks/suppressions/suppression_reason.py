"""A suppression without a reason."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="suppression-reason",
    severity=ERROR,
    title=("忽略检查没有写理由", "a suppression without a reason"),
    why=(
        "没有理由的忽略，后来的人不知道能不能去掉。",
        "Without a reason nobody knows later whether it is still needed.",
    ),
    mend=(
        "在括号后写明理由：# community-certs: ignore[检查代码] 理由。",
        "Write why behind the brackets: # community-certs: ignore[code] why.",
    ),
    example=Example(
        "items/residence.yaml",
        bad="proves: 某人居住在某处А  # community-certs: ignore[odd-character]",
        good="proves: 某人居住在某处А  # community-certs: ignore[odd-character] 原文如此",
        words=("没有写理由",),
        anchor="proves: 某人居住在某处",
        also=frozenset({"odd-character"}),
    ),
)
