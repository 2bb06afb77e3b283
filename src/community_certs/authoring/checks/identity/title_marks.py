"""A title in book-title marks, which answers would show twice."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["CHECK", "without_marks"]

_OPEN, _CLOSE = "《", "》"


def without_marks(title: str) -> str:
    """Return a title without the one pair of 《》 that stands around all of it.

    《甲》实施办法, 《甲》《乙》 and 关于《甲》的通知 stay as they are.
    """
    text = title.strip()
    depth = 0
    for at, char in enumerate(text):
        depth += (char == _OPEN) - (char == _CLOSE)
        if depth <= 0:
            whole = at == len(text) - 1 and char == _CLOSE and len(text) > 2
            return text[1:-1].strip() if whole else text
    return text


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for name, document in tree.documents.items():
        title = document.title
        if title is not None and without_marks(title) != title:
            yield tree.diagnose(
                DOCUMENTS,
                name,
                "title-marks",
                ("title",),
                f"标题带有书名号：“{title}”，答复会印成《{title}》。",
                f"the title has book-title marks: {title}",
                *CHECK.mend,
                severity=WARNING,
            )


CHECK = Check(
    code="title-marks",
    severity=WARNING,
    title=("标题带有书名号", "a title in book-title marks"),
    why=(
        "答复会给标题加上书名号；标题自己再带一对，就印成两层。",
        "Answers put the marks around a title; with its own it would have two pairs.",
    ),
    mend=("去掉标题首尾的《》。", "Take the marks around the title away."),
    example=Example(
        LOCAL,
        bad="title: 《关于减轻社区负担的措施》",
        good="title: 关于减轻社区负担的措施",
        words=("书名号", "《《"),
    ),
    run=_run,
)
