"""Two entries of one list with the same text."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.diagnostics import WARNING, Diagnostic
from community_certs.text import canonicalize_name

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    """Yield it for equal text under the same conditions, however it is spaced or punctuated."""
    for name, document in tree.documents.items():
        for at, one in enumerate(document.lists):
            first: dict[object, int] = {}
            for place, entry in enumerate(one.entries):
                if entry.withdrawn is not None or entry.note is not None:
                    continue
                own = tree.raw(DOCUMENTS, name)["lists"][at]["entries"][place]
                key = (
                    canonicalize_name(entry.printed),
                    repr(own.get("when")),
                    repr(own.get("article")),
                    repr(own.get("dates")),
                )
                other = first.setdefault(key, entry.n)
                if other != entry.n:
                    yield tree.diagnose(
                        DOCUMENTS,
                        name,
                        "duplicate-entry",
                        ("lists", at, "entries", place, "printed"),
                        f"第 {entry.n} 条与第 {other} 条文字相同。",
                        f"entry {entry.n} has the same text as entry {other}",
                        *CHECK.mend,
                        severity=WARNING,
                    )


CHECK = Check(
    code="duplicate-entry",
    severity=WARNING,
    title=("同一清单里有两条文字相同", "two entries with the same text"),
    why=(
        "重复的条目使项数对不上，多半是录了两遍。",
        "An entry that stands twice spoils the count; it was usually typed twice.",
    ),
    mend=(
        "删去其中一条；原文确实印了两遍的，给后一条写 note 说明。",
        "Delete one; if the source prints it twice, say so in a note of the second.",
    ),
    example=Example(
        LOCAL,
        bad="- {n: 1, printed: 居民在社区居住, items: [residence]}\n"
        "  - {n: 2, printed: 居民 在社区居住, items: [residence]}",
        good="- {n: 1, printed: 居民在社区居住, items: [residence]}\n"
        "  - {n: 2, printed: 居民在村居住, items: [residence]}",
        words=("第 2 条", "第 1 条", "相同"),
        anchor="- {n: 1, printed: 居民在社区居住, items: [residence]}\n"
        "  - {n: 2, printed: 其他证明, open_ended: true}",
    ),
    run=_run,
)
