"""An unquoted word that tools read in different ways."""

from __future__ import annotations

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="ambiguous-scalar",
    severity=ERROR,
    title=("没有加引号的数字、日期或真假值", "an unquoted number, date or boolean"),
    why=(
        "010101 不加引号会被读成数字 4161，no 会被读成“否”。",
        "Unquoted, 010101 is read as the number 4161 and no as false.",
    ),
    mend=("文字一律加引号；真假值只写 true 或 false。", "Quote text; booleans are true or false."),
    example=Example(
        LOCAL,
        bad="published: 2020-03-01, grade",
        good='published: "2020-03-01", grade',
        words=("没有加引号", "2020-03-01"),
        anchor='published: "2020-03", grade',
    ),
    fixed=True,
)
