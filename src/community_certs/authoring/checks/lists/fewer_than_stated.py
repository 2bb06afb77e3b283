"""A list called complete that has fewer entries than its document states."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for name, document in tree.documents.items():
        for at, one in enumerate(document.lists):
            captured = sum(entry.withdrawn is None for entry in one.entries)
            if one.complete and one.stated_count is not None and captured < one.stated_count:
                yield tree.diagnose(
                    DOCUMENTS,
                    name,
                    "fewer-than-stated",
                    ("lists", at, "stated_count"),
                    f"清单标为完整，文件称 {one.stated_count} 项，只录入了 {captured} 条。",
                    f"called complete, but {captured} of {one.stated_count} stated are captured",
                    *CHECK.mend,
                )


CHECK = Check(
    code="fewer-than-stated",
    severity=ERROR,
    title=("标为完整，条数却少于文件所称", "called complete, but shorter than stated"),
    why=(
        "完整的清单可以“关门”：没列的都不予出具。漏录一条，就会错拒群众的请求。",
        (
            "A complete list may close: what it lacks is not issued. One entry left out "
            "wrongly turns people away."
        ),
    ),
    mend=("补齐条目，或写 complete: false。", "Capture the rest, or write complete: false."),
    example=Example(LOCAL, bad="stated_count: 5", good="stated_count: 2", words=("5 项", "2 条")),
    run=_run,
)
