"""A document that only secondary sources attest."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.diagnostics import NOTICE, Diagnostic
from community_certs.model.enums import Grade

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for name, document in tree.documents.items():
        grades = {one.grade for one in document.sources}
        if grades == {Grade.SECONDARY} and document.withdrawn is None:
            yield tree.diagnose(
                DOCUMENTS,
                name,
                "weak-source",
                ("sources",),
                "只有转载一类的来源，答复会标为“来源非官方”。",
                "only secondary sources attest it: answers are marked so",
                *CHECK.mend,
                severity=NOTICE,
            )


CHECK = Check(
    code="weak-source",
    severity=NOTICE,
    title=("只有转载一类的来源", "secondary sources only"),
    why=(
        "只有转载、汇编作证的文件，答复标为“来源非官方”。",
        "Where only secondary sources attest a document, its answers are marked so.",
    ),
    mend=(
        "找到发文机关或媒体的原页面，补为来源。",
        "Find the page of the issuing authority or of the press and add it as a source.",
    ),
    example=Example(LOCAL, bad="grade: secondary", good="grade: official", words=("转载",)),
    run=_run,
)
