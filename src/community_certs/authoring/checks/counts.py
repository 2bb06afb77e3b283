"""The number a document states, and what was captured of its list."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.diagnostics import ERROR, WARNING, Diagnostic

__all__ = ["check"]


def check(tree: Tree) -> Iterator[Diagnostic]:
    """Yield ``stated-count``.

    Fewer entries than stated in a list that is called complete is an error: a complete list may
    close (everything it lacks is then not issued), so one that only seems complete does harm. More
    entries than stated happens where the document counts classes (13类45项); it is a warning unless
    the list's ``note`` explains it. Withdrawn entries do not count.
    """
    for name, document in tree.documents.items():
        for at, one in enumerate(document.lists):
            if one.stated_count is None:
                continue
            captured = sum(entry.withdrawn is None for entry in one.entries)
            if one.complete and captured < one.stated_count:
                severity = ERROR
                zh = f"清单标为完整，文件称 {one.stated_count} 项，只录入了 {captured} 条。"
                en = f"called complete, but {captured} of {one.stated_count} stated are captured"
                hint_zh = "补齐条目，或写 complete: false。"
                hint_en = "capture the rest, or write complete: false"
            elif captured > one.stated_count and one.note is None:
                severity = WARNING
                zh = f"文件称 {one.stated_count} 项，却录入了 {captured} 条。"
                en = f"{captured} entries, but the document states {one.stated_count}"
                hint_zh = "核对条数；若文件按类计数，请在清单的 note 中说明。"
                hint_en = (
                    "check the number; if the document counts classes, say so in the list's note"
                )
            else:
                continue
            yield tree.diagnose(
                DOCUMENTS,
                name,
                "stated-count",
                ("lists", at, "stated_count"),
                zh,
                en,
                hint_zh,
                hint_en,
                severity=severity,
            )
