"""A file that cannot be read."""

from __future__ import annotations

import os

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="file-unreadable",
    severity=ERROR,
    title=("文件无法读取", "a file that cannot be read"),
    why=(
        "没有读取权限或不是普通文件（例如管道）的不读。",
        "What may not be read, or is no regular file (a pipe), is left alone.",
    ),
    mend=(
        "检查文件是否存在、有无读取权限；只放普通文件。",
        "Check that it exists and may be read; keep regular files only.",
    ),
    example=Example(
        "items/unreadable.yaml",
        bad="",
        good="",
        words=("不是普通文件",),
        anchor="*",
        lay=lambda path, _: os.mkfifo(path),
        shown="（一个管道）",
    ),
    fixed=True,
)
