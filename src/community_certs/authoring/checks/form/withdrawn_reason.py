"""A withdrawn record that does not say why."""

from __future__ import annotations

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="withdrawn-reason",
    severity=ERROR,
    title=("撤回没有写理由", "a withdrawal without a reason"),
    why=(
        "编号不再使用，读者须知道错在哪里。",
        "The id is never used again; readers must know what was wrong.",
    ),
    mend=(
        "写 reason：错在哪里、依据什么改正。",
        "Write reason: what was wrong, and how that was found.",
    ),
    example=Example(
        LOCAL,
        bad='withdrawn: {on: "2026-11-24"}\nrecords: []',
        good='withdrawn: {on: "2026-11-24", reason: 把征求意见稿当成了正式文件}\nrecords: []',
        words=("理由",),
        anchor="records: []",
    ),
    fixed=True,
)
