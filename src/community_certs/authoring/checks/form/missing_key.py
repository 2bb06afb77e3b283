"""A key that must be there."""

from __future__ import annotations

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="missing-key",
    severity=ERROR,
    title=("缺少必须写的键", "a key is missing"),
    why=("没有这一项就不知道文件说的是什么。", "Without it nobody knows what the file says."),
    mend=(
        "补上缺少的键；确实没有内容的写 null。",
        "Add it; where there is nothing to say, write null if the format allows it.",
    ),
    example=Example(
        LOCAL, bad="", good="force: normative_document\n", words=("缺少键", "force", "效力位阶")
    ),
    fixed=True,
)
