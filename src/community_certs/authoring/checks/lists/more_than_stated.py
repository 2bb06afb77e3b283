"""A list with more entries than its document states, unexplained."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for name, document in tree.documents.items():
        for at, one in enumerate(document.lists):
            captured = sum(entry.withdrawn is None for entry in one.entries)
            if one.stated_count is None or one.note is not None or captured <= one.stated_count:
                continue
            yield tree.diagnose(
                DOCUMENTS,
                name,
                "more-than-stated",
                ("lists", at, "stated_count"),
                f"文件称 {one.stated_count} 项，却录入了 {captured} 条。",
                f"{captured} entries, but the document states {one.stated_count}",
                *CHECK.mend,
                severity=WARNING,
            )


CHECK = Check(
    code="more-than-stated",
    severity=WARNING,
    title=("条数多于文件所称", "longer than stated"),
    why=(
        "多出来的条目可能是重录，或者从别的清单混进来的。",
        "What is too much may stand twice, or come from another list.",
    ),
    mend=(
        "核对条数；若文件按类计数（13类45项），请在清单的 note 中说明。",
        ("Check the number; if the document counts classes, say so in the note of the list."),
    ),
    example=Example(
        LOCAL,
        bad="stated_count: 1",
        good="stated_count: 1\n  note: 文件按类计数",
        words=("1 项", "按类计数"),
        anchor="stated_count: 2",
    ),
    run=_run,
)
