"""A key that means nothing there."""

from __future__ import annotations

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="unknown-key",
    severity=ERROR,
    title=("不认识的键", "an unknown key"),
    why=("写错的键名会让内容无声失效。", "A misspelt key silently loses its content."),
    mend=("照提示改正键名。", "Correct its name as the help says."),
    example=Example(
        LOCAL,
        bad="sides: may_issue\n  side: may_issue",
        good="side: may_issue",
        words=("sides", "是不是“side”"),
    ),
    fixed=True,
)
