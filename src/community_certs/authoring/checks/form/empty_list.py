"""A list that must not be empty."""

from __future__ import annotations

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="empty-list",
    severity=ERROR,
    title=("列表不能为空", "an empty list"),
    why=("写了键却没有内容，多半是漏填。", "A key without content was probably forgotten."),
    mend=("写入内容；没有内容就删去这个键。", "Fill it, or leave the key out."),
    example=Example(LOCAL, bad="items: []", good="items: [residence]", words=("不能为空",)),
    fixed=True,
)
