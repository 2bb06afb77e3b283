"""A reference to a version that does not exist."""

from __future__ import annotations

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.references import unknown
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="unknown-version",
    severity=ERROR,
    title=("没有所引用的版本", "no such version"),
    why=(
        "条目引用了不存在的版本，答复就会落空。",
        "What refers to a version that does not exist leads nowhere.",
    ),
    mend=("改正编号，或先增加这个版本。", "Correct the id or add the version."),
    example=Example(
        LOCAL,
        bad='version: "2003"\n  source: s1',
        good="source: s1",
        words=("没有版本“2003”",),
        anchor="source: s1",
    ),
    run=lambda tree: unknown(tree, "versions"),
    fixed=True,
)
