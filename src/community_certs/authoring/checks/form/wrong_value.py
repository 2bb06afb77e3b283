"""A value other than the only one allowed."""

from __future__ import annotations

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="wrong-value",
    severity=ERROR,
    title=("此处只能写一个值", "only one value may stand here"),
    why=(
        "有的键只用来标明“是”，写别的没有意义。",
        'Some keys only say "yes"; nothing else has a meaning.',
    ),
    mend=("写提示的值，不适用就删去这个键。", "Write the value named, or leave the key out."),
    example=Example(
        LOCAL, bad="open_ended: false", good="open_ended: true", words=("只能写", "true")
    ),
    fixed=True,
)
