"""Text that is not of the form wanted."""

from __future__ import annotations

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="wrong-form",
    severity=ERROR,
    title=("文字的形式不对", "text of the wrong form"),
    why=(
        "编号、代码、日期、网址各有固定形式。",
        "Ids, codes, dates and addresses have fixed forms.",
    ),
    mend=("按信息中的形式改写。", "Rewrite it in the form that the message names."),
    example=Example(
        LOCAL,
        bad='jurisdiction: "13070"',
        good='jurisdiction: "130700"',
        words=("六位数字", "13070"),
    ),
    fixed=True,
)
