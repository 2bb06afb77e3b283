"""A reference to a profile that does not exist."""

from __future__ import annotations

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.references import unknown
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="unknown-profile",
    severity=ERROR,
    title=("没有所引用的规则集", "no such profile"),
    why=(
        "条目引用了不存在的规则集，答复就会落空。",
        "What refers to a profile that does not exist leads nowhere.",
    ),
    mend=("改正编号，或先增加这个规则集。", "Correct the id or add the profile."),
    example=Example(
        LOCAL,
        bad="adopts: [six]\nrecords: []",
        good="adopts: [five-principles]\nrecords: []",
        words=("没有规则集“six”",),
        anchor="records: []",
    ),
    run=lambda tree: unknown(tree, "profiles"),
    fixed=True,
)
