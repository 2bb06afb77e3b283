"""A reference to a requester that does not exist."""

from __future__ import annotations

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.references import unknown
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="unknown-requester",
    severity=ERROR,
    title=("没有所引用的要求单位", "no such requester"),
    why=(
        "条目引用了不存在的要求单位，答复就会落空。",
        "What refers to a requester that does not exist leads nowhere.",
    ),
    mend=("改正编号，或先增加这个要求单位。", "Correct the id or add the requester."),
    example=Example(
        LOCAL,
        bad="items: [residence], when: {requester: [banks]}",
        good="items: [residence], when: {requester: [bank]}",
        words=("没有要求单位“banks”", "是不是“bank”"),
        anchor="items: [residence]",
    ),
    run=lambda tree: unknown(tree, "requesters"),
    fixed=True,
)
