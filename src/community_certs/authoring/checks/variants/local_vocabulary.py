"""A vocabulary that a variant cannot add to."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="local-vocabulary",
    severity=ERROR,
    title=("变体不能增加这种词", "a vocabulary that a variant cannot add to"),
    why=(
        "用途、要求单位、词类决定请求怎样识别，改动会影响别处。",
        "Purposes, requesters and word classes decide how requests are read everywhere.",
    ),
    mend=(
        "只能增加 authorities 和 substitutes；其余提交到基础目录。",
        "Add authorities and substitutes; send others to the base.",
    ),
    example=Example(
        "vocabulary/purposes.yaml",
        bad="- {id: x-130700-visit, name: 走访, aliases: []}\n",
        good="",
        words=("purposes",),
        anchor="*",
        variant=True,
    ),
    fixed=True,
)
