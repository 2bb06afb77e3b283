"""An alias stands for what an anchor marks elsewhere."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="alias",
    severity=ERROR,
    title=("使用了引用 *", "an alias (*)"),
    why=(
        "引用让内容不在眼前，还能被用来撑爆内存。",
        "What an alias stands for is out of sight, and aliases can blow up the memory.",
    ),
    mend=(
        "把所引用的内容直接写出来；文字若以“*”开头，请加引号。",
        'Write out what it refers to; quote text that starts with "*".',
    ),
    example=Example(
        "items/residence.yaml",
        bad="proves: *a",
        good="proves: 某人居住在某处",
        words=("引用", "*a"),
        also=frozenset({"wrong-type"}),
    ),
    fixed=True,
)
