"""A word that is none of the choices."""

from __future__ import annotations

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="unknown-choice",
    severity=ERROR,
    title=("不在可选范围之内", "not one of the choices"),
    why=("程序只认识这几个词。", "The program knows these words only."),
    mend=("从列出的词中选一个。", "Choose one of those listed."),
    example=Example(
        LOCAL, bad="side: may_isue", good="side: may_issue", words=("是不是", "may_issue")
    ),
    fixed=True,
)
