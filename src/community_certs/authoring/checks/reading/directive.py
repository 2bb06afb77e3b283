"""A YAML directive."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="directive",
    severity=ERROR,
    title=("以 % 开头的指令", "a directive (%)"),
    why=("指令会改变文件的读法。", "A directive changes how a file is read."),
    mend=("删去文件开头的“%”行。", 'Delete the line that starts with "%".'),
    example=Example(
        "items/residence.yaml",
        bad="%YAML 1.1\n---\nid: residence",
        good="id: residence",
        words=("指令",),
    ),
    fixed=True,
)
