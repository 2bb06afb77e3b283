"""A document for a place outside the roots."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="outside-roots",
    severity=ERROR,
    title=("条目超出适用地方", "a document outside the roots"),
    why=(
        "变体只能增加自己地方的内容，否则会改变别处的答复。",
        ("A variant may add for its own places only, or it would change answers elsewhere."),
    ),
    mend=(
        "改正 jurisdiction，或把该地代码加入 overlay.yaml 的 roots。",
        "Correct the jurisdiction, or add its code to roots.",
    ),
    example=Example(
        "overlay.yaml",
        bad='roots: ["130702"]',
        good='roots: ["130700"]',
        words=("适用地方", "130702"),
        variant=True,
    ),
    fixed=True,
)
