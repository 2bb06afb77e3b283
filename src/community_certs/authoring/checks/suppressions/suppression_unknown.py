"""A suppression of a check that does not exist."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="suppression-unknown",
    severity=ERROR,
    title=("忽略的检查不存在", "a suppression of an unknown check"),
    why=("写错的代码什么也不忽略。", "A misspelt code silences nothing."),
    mend=(
        "改正检查代码；全部代码见 docs/checks.md。",
        "Correct the code; docs/checks.md lists them all.",
    ),
    example=Example(
        "items/residence.yaml",
        bad="proves: 某人居住在某处А  # community-certs: ignore[odd-charater] 原文如此",
        good="proves: 某人居住在某处А  # community-certs: ignore[odd-character] 原文如此",
        words=("odd-charater", "odd-character"),
        anchor="proves: 某人居住在某处",
        also=frozenset({"odd-character"}),
    ),
)
