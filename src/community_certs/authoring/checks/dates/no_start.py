"""A document without any start."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.models import Document
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for name, document in tree.documents.items():
        if not _starts(document):
            yield tree.diagnose(
                DOCUMENTS,
                name,
                "no-start",
                ("dates",),
                "没有任何起始日期，这份文件不会参与判断。",
                "no start of any kind: the document decides nothing",
                *CHECK.mend,
                severity=WARNING,
            )


def _starts(document: Document) -> bool:
    dates = document.dates
    if dates.effective_from or dates.issued or dates.estimated or dates.known_by:
        return True
    return bool(document.versions) or any(one.dates is not None for one in document.lists)


CHECK = Check(
    code="no-start",
    severity=WARNING,
    title=("没有任何起始日期", "no start of any kind"),
    why=(
        "没有起始日期的文件不参与判断，只列为相关文件。",
        "A document without a start decides nothing; it is only shown as related.",
    ),
    mend=(
        "知道上下界就写 estimated，某日页面可证就写 known_by；都不知道可以留着。",
        "Write estimated or known_by if a bound is known; otherwise leave it.",
    ),
    example=Example(
        LOCAL,
        bad='dates: {published: "2020-03"}',
        good='dates: {known_by: "2020-03"}',
        words=("起始日期", "known_by"),
        anchor='dates: {issued: "2020-03"}',
    ),
    run=_run,
)
