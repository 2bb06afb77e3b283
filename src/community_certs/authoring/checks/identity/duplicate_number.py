"""Two documents with the same number."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.diagnostics import WARNING, Diagnostic
from community_certs.text import canonicalize_name

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    layer = tree.base
    while layer is not None:
        for name, document in layer.documents.items():
            if document.number is not None and document.withdrawn is None:
                first.setdefault(canonicalize_name(document.number), name)
        layer = layer.base
    for name, document in tree.documents.items():
        if document.number is None or document.withdrawn is not None:
            continue
        other = first.setdefault(canonicalize_name(document.number), name)
        if other != name:
            yield tree.diagnose(
                DOCUMENTS,
                name,
                "duplicate-number",
                ("number",),
                f"文号“{document.number}”与文件 {other} 相同。",
                f"the number {document.number} is also that of {other}",
                *CHECK.mend,
                severity=WARNING,
            )


CHECK = Check(
    code="duplicate-number",
    severity=WARNING,
    title=("两份文件的文号相同", "two documents with one number"),
    why=(
        "同一文号多半是同一份文件录了两次，条目会重复计算。",
        "Two records with one number are usually one document recorded twice.",
    ),
    mend=(
        "合并两份记录；确是两份文件的，在两份的 notes 中说明并写明依据。",
        "Join the records; if they are two documents, suppress this with the reason.",
    ),
    example=Example(
        LOCAL,
        bad="number: 民发〔2020〕20号",
        good="number: 张政发〔2020〕3号",
        words=("民发〔2020〕20号", "000000-2020-minfa20"),
        anchor="number: null",
    ),
    run=_run,
)
