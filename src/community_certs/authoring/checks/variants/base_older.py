"""A base older than the one the variant was written for."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="base-older",
    severity=ERROR,
    title=("基础目录早于变体所依据的版本", "a base older than the variant asks for"),
    why=("较早的目录没有变体所依据的内容。", "An older base lacks what the variant builds upon."),
    mend=(
        "升级目录，或核对后改写 base。",
        "Upgrade the catalogue, or check the variant and change base.",
    ),
    example=Example(
        "overlay.yaml",
        bad='base: "2099.01.0"',
        good='base: "2020.06.0"',
        words=("2099.01.0",),
        variant=True,
    ),
    fixed=True,
)
