"""A YAML file whose name does not end in ``.yaml``."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="yaml-ending",
    severity=ERROR,
    title=("文件名不以 .yaml 结尾", "a file whose name does not end in .yaml"),
    why=(
        "文件在对的位置，但后缀是 .yml、.YAML 或 .yaml.txt，不会被读取，其中的内容全部落空。",
        "The file lies in the right place, but as .yml, .YAML or .yaml.txt it is not read at all.",
    ),
    mend=("把后缀改为小写的 .yaml，别的不用动。", "Rename it to end in .yaml, in lower case."),
    example=Example(
        "items/abode.yml",
        bad="id: abode\n",
        good="",
        words=("未读取", "items/abode.yaml"),
        anchor="*",
        shown="items/abode.yml",
    ),
)
