"""An entry that names neither items nor says that it is a catch-all, or both."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for name, document in tree.documents.items():
        for at, one in enumerate(document.lists):
            for place, entry in enumerate(one.entries):
                path = ("lists", at, "entries", place)
                if entry.items is None and entry.open_ended is None:
                    yield tree.diagnose(
                        DOCUMENTS,
                        name,
                        "entry-items",
                        path,
                        f"第 {entry.n} 条既没有写 items，也没有写 open_ended。",
                        f"entry {entry.n} has neither items nor open_ended",
                        "写出事项编号；“其他证明”一类的兜底条款写 open_ended: true。",
                        "name the items, or write open_ended: true for a catch-all",
                    )
                elif entry.items is not None and entry.open_ended is not None:
                    yield tree.diagnose(
                        DOCUMENTS,
                        name,
                        "entry-items",
                        (*path, "open_ended"),
                        f"第 {entry.n} 条同时写了 items 和 open_ended。",
                        f"entry {entry.n} has both items and open_ended",
                        "兜底条款不列事项：只留其一；一句话兼有两者的拆成两条。",
                        "a catch-all names no items: keep one, or split the entry",
                        key=True,
                    )


CHECK = Check(
    code="entry-items",
    severity=ERROR,
    title=(
        "条目既无事项也非兜底，或两者都写",
        "an entry with neither items nor open_ended, or with both",
    ),
    why=(
        "条目要么对应证明事项，要么是“其他证明”一类的兜底条款。",
        "An entry is about items, or is a catch-all.",
    ),
    mend=(
        "写出事项编号；“其他证明”一类的兜底条款写 open_ended: true；一句话兼有两者的拆成两条。",
        ("Name the items, or write open_ended: true for a catch-all; split an entry that is both."),
    ),
    example=Example(
        LOCAL,
        bad="printed: 居民在社区居住}",
        good="printed: 居民在社区居住, items: [residence]}",
        words=("既没有写 items", "open_ended"),
    ),
    run=_run,
    fixed=True,
)
