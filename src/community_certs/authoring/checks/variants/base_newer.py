"""A base newer than the one the variant was written for."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import NOTICE

__all__ = ["CHECK"]

CHECK = Check(
    code="base-newer",
    severity=NOTICE,
    title=("基础目录已经更新", "a base newer than the variant"),
    why=(
        "新的目录可能改变变体与上级的关系。",
        "A newer base may change how the variant relates to what is above it.",
    ),
    mend=("核对其间的变化，再改写 base。", "Check what changed, then change base."),
    example=Example(
        "overlay.yaml",
        bad='base: "2019.01.0"',
        good='base: "2020.06.0"',
        words=("2019.01.0",),
        variant=True,
    ),
)
