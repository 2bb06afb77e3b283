"""A document whose code is not that of its id."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for name, document in tree.documents.items():
        if not document.id.startswith(document.jurisdiction + "-"):
            yield tree.diagnose(
                DOCUMENTS,
                name,
                "id-jurisdiction",
                ("jurisdiction",),
                f"行政区划“{document.jurisdiction}”与文件编号“{document.id}”的代码不同。",
                f"the jurisdiction {document.jurisdiction} differs from the code in {document.id}",
                *CHECK.mend,
                severity=WARNING,
            )


CHECK = Check(
    code="id-jurisdiction",
    severity=WARNING,
    title=("文件编号的代码与行政区划不同", "the code of the id is not the jurisdiction"),
    why=(
        "编号以发文地的代码开头；不同多半是抄错了一个。",
        "An id starts with the code of its place; if they differ, one was miscopied.",
    ),
    mend=(
        "核对是谁的文件；编号已发布过的不再改动。",
        "Check whose document it is; a published id stays.",
    ),
    example=Example(
        LOCAL,
        bad='jurisdiction: "130100"',
        good='jurisdiction: "130700"',
        words=("130100", "代码不同"),
    ),
    run=_run,
)
