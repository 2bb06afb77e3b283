"""A suppression of a finding that is not there."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import WARNING

__all__ = ["CHECK"]

CHECK = Check(
    code="suppression-unused",
    severity=WARNING,
    title=("忽略的问题并不存在", "a suppression that silences nothing"),
    why=(
        "问题已经改正，注释却留着，以后会掩盖新的问题。",
        "What it silenced is mended; left there, it would hide the next one.",
    ),
    mend=("删去这条注释。", "Delete the comment."),
    example=Example(
        "items/residence.yaml",
        bad="proves: 某人居住在某处  # community-certs: ignore[odd-character] 原文如此",
        good="proves: 某人居住在某处  # 普通注释",
        words=("odd-character", "没有"),
        anchor="proves: 某人居住在某处",
    ),
)
