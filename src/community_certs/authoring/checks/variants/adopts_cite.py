"""An adopted set of rules without the document it starts with."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="adopts-cite",
    severity=ERROR,
    title=("采用规则集没有可据的文件", "an adoption without its document"),
    why=(
        "规则从采用它的文件起始之日适用，所以要指明是哪一份。",
        "Rules hold from the start of the document that adopts them.",
    ),
    mend=(
        "写成 {profile: 编号, cite: 本变体的文件编号}。",
        "Write {profile: <id>, cite: <document of this variant>}.",
    ),
    example=Example(
        "overlay.yaml",
        bad="adopts: [{profile: five-principles, cite: 000000-2020-minfa20}]",
        good="adopts: [{profile: five-principles, cite: 130700-2021-local}]",
        words=("000000-2020-minfa20",),
        anchor="adopts: []",
        variant=True,
    ),
    fixed=True,
)
