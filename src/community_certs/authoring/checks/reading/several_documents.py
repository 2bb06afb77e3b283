"""A second document in one file."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="several-documents",
    severity=ERROR,
    title=("一个文件里有几份文档", "several documents in one file"),
    why=("“---”之后的内容，许多工具根本不读。", 'Many tools do not read what follows "---".'),
    mend=("移到单独的文件，或删去“---”。", 'Move it to a file of its own, or delete the "---".'),
    example=Example(
        "items/residence.yaml",
        bad="alternatives: []\n---\nid: other",
        good="alternatives: []",
        words=("一份文档",),
    ),
    fixed=True,
)
