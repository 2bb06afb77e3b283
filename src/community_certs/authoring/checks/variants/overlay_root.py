"""A root that is no division below the nation."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="overlay-root",
    severity=ERROR,
    title=("适用地方不对", "a root that is no place below the nation"),
    why=(
        "变体只能为一地说话，不能代表全国，也不能代表不存在的地方。",
        ("A variant speaks for a place, not for the nation, nor for a place that does not exist."),
    ),
    mend=(
        "写省、市、县的六位代码；全国性文件提交到基础目录。",
        "Name a province, prefecture or county; national documents go to the base.",
    ),
    example=Example(
        "overlay.yaml",
        bad='roots: ["130700", "139999"]',
        good='roots: ["130700"]',
        words=("139999",),
        variant=True,
    ),
    fixed=True,
)
