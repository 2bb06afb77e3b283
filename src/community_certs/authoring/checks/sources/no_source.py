"""An entry without a source."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for name, document in tree.documents.items():
        for at, one in enumerate(document.lists):
            bare = [] if one.source is not None else one.entries
            for place, entry in enumerate(bare):
                if entry.source is None:
                    yield tree.diagnose(
                        DOCUMENTS,
                        name,
                        "no-source",
                        ("lists", at, "entries", place),
                        f"第 {entry.n} 条没有来源，清单也没有默认来源。",
                        f"entry {entry.n} has no source, nor has its list",
                        *CHECK.mend,
                    )


CHECK = Check(
    code="no-source",
    severity=ERROR,
    title=("条目没有来源", "an entry without a source"),
    why=("每条事实都要有出处。", "Every fact has a source."),
    mend=("在条目或清单上写 source。", "Write source at the entry or at the list."),
    example=Example(
        LOCAL,
        bad="extends: []\n  entries:",
        good="extends: []\n  source: s1\n  entries:",
        words=("没有来源",),
    ),
    run=_run,
)
