"""A YAML file where none belongs."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import WARNING

__all__ = ["CHECK"]

CHECK = Check(
    code="misplaced-file",
    severity=WARNING,
    title=("文件放错了地方", "a file where none belongs"),
    why=("放错地方的文件不会被读取。", "A file where none belongs is not read."),
    mend=(
        "放在 documents/<代码>/<年份>-<短名>.yaml、items/、profiles/ 或 vocabulary/ 下。",
        ("Files go to documents/<adcode>/<year>-<slug>.yaml, items/, profiles/ or vocabulary/."),
    ),
    example=Example(
        "items/more/abode.yaml",
        bad="id: abode\n",
        good="",
        words=("未读取",),
        anchor="*",
        shown="items/more/abode.yaml",
    ),
)
