"""A path that leaves the folder."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="outside-root",
    severity=ERROR,
    title=("路径离开了目录", "a path that leaves the folder"),
    why=(
        "“..”、绝对路径和含“\\\\”“:”的名称在有的系统上会指到目录之外。",
        (
            '"..", absolute paths and names with "\\\\" or ":" lead out of the folder on '
            "some systems."
        ),
    ),
    mend=("文件名只用字母、数字和连字符。", "Use letters, digits and hyphens in file names."),
    example=Example(
        "items/c:x.yaml",
        bad="id: x\n",
        good="",
        words=("离开了目录",),
        anchor="*",
        shown="items/c:x.yaml",
    ),
    fixed=True,
)
