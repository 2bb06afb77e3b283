"""An acknowledged entry that does not exist."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="unknown-entry",
    severity=ERROR,
    title=("没有所确认的条目", "an acknowledged entry that does not exist"),
    why=(
        "确认一条不存在的条目没有作用，多半是编号抄错了。",
        ("To acknowledge what does not exist does nothing; the id was probably miscopied."),
    ),
    mend=(
        "条目编号在检查提示和答复的依据里；条目已删去的，这一行也删去。",
        ("Entry ids stand in findings and citations; if the entry is gone, delete the line."),
    ),
    example=Example(
        "overlay.yaml",
        bad="acknowledges: [{entry: 000000-2020-minfa20/first/9, cite: 130700-2021-local}]",
        good="acknowledges: [{entry: 000000-2020-minfa20/first/1, cite: 130700-2021-local}]",
        words=("000000-2020-minfa20/first/9",),
        anchor="acknowledges: []",
        variant=True,
    ),
    fixed=True,
)
