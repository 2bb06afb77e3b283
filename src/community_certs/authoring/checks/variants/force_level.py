"""A force that no such place can give."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="force-level",
    severity=ERROR,
    title=("效力位阶与地方不符", "a force that the place cannot give"),
    why=(
        "地方不能制定法律、行政法规、部门规章；写高了会压过上级的禁止。",
        "No locality makes laws; written too high, its document would beat higher bars.",
    ),
    mend=(
        "地方性法规写 local_regulation，政府规章写 local_rule，其余写 normative_document。",
        "Write local_regulation, local_rule or normative_document.",
    ),
    example=Example(
        "documents/130700/2021-local.yaml",
        bad="force: law",
        good="force: normative_document",
        words=("效力位阶", "法律"),
        variant=True,
    ),
    fixed=True,
)
