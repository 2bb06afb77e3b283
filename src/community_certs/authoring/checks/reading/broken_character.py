"""A character that was lost, or that only one machine shows."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="broken-character",
    severity=ERROR,
    title=("损坏的或私用区的字符", "a lost or private-use character"),
    why=(
        "“�”说明文字在转换编码时已经丢失；私用区字符在别的机器上显示不同。",
        (
            '"�" shows that text was lost when converted; private-use characters differ '
            "between machines."
        ),
    ),
    mend=("对照来源补上原字。", "Put in the character of the source."),
    example=Example(
        "items/residence.yaml", bad="name: 居住�明", good="name: 居住证明", words=("损坏",)
    ),
    fixed=True,
)
