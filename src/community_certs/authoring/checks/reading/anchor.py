"""An anchor marks content for aliases."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="anchor",
    severity=ERROR,
    title=("使用了锚点 &", "an anchor (&)"),
    why=(
        "锚点与引用让同一内容分散两处，还能被用来撑爆内存。",
        "Anchors put the same content in two places, and can blow up the memory.",
    ),
    mend=("删去锚点，内容重复写出来。", "Delete the anchor and repeat the content."),
    example=Example(
        "items/residence.yaml",
        bad="name: &a 居住证明",
        good="name: 居住证明",
        words=("锚点", "&a"),
    ),
    fixed=True,
)
