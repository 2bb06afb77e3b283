"""A file without content."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="empty-file",
    severity=ERROR,
    title=("文件是空的", "an empty file"),
    why=("空文件多半是保存失败留下的。", "An empty file is usually a failed save."),
    mend=("写入内容，或删去此文件。", "Fill it or delete it."),
    example=Example(
        "items/new-one.yaml",
        bad="# 只有注释\n",
        good="",
        words=("空的",),
        anchor="*",
        shown="# 只有注释",
    ),
    fixed=True,
)
