"""A value of another kind."""

from __future__ import annotations

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="wrong-type",
    severity=ERROR,
    title=("内容的类型不对", "a value of the wrong kind"),
    why=(
        "此处要文字却写了列表、数字之类。",
        "A list or a number stands where text is wanted, or the like.",
    ),
    mend=(
        "对照 docs/data-format.md 中此键的形式。",
        "See the form of this key in docs/data-format.md.",
    ),
    example=Example(LOCAL, bad='n: "1"', good="n: 1", words=("写整数", "不加引号")),
    fixed=True,
)
