"""What is no YAML at all."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="yaml-syntax",
    severity=ERROR,
    title=("YAML 写法有误", "not YAML"),
    why=(
        "从出错处起，文件的其余部分无法读取。",
        "From the mistake on, the rest of the file cannot be read.",
    ),
    mend=(
        "检查缩进、冒号后的空格、引号和括号是否成对；缩进用空格，不用制表符。",
        (
            "Check indentation (spaces, no tabs), the space after colons, and pairs of "
            "quotes and brackets."
        ),
    ),
    example=Example(
        "items/residence.yaml",
        bad='name: "居住证明',
        good="name: 居住证明",
        words=("YAML 写法有误",),
    ),
    fixed=True,
)
