"""A YAML tag."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="tag",
    severity=ERROR,
    title=("标签 !", "a tag (!)"),
    why=("标签会让别的工具造出任意对象。", "A tag makes other tools construct arbitrary objects."),
    mend=(
        "删去以“!”开头的标签；文字若以“!”开头，请加引号。",
        'Delete the tag; quote text that starts with "!".',
    ),
    example=Example(
        "items/residence.yaml", bad="name: !x 居住证明", good="name: 居住证明", words=("标签", "!x")
    ),
    fixed=True,
)
