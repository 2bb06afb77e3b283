"""A number or text beyond its bounds."""

from __future__ import annotations

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="out-of-range",
    severity=ERROR,
    title=("数字或长度超出范围", "out of range"),
    why=(
        "序号从 1 起，项数不会上万。",
        "Numbers start at 1, and no list has ten thousand entries.",
    ),
    mend=("核对来源，改成合适的数。", "Check the source and correct it."),
    example=Example(LOCAL, bad="n: 0", good="n: 1", words=("不能小于", "1")),
    fixed=True,
)
