"""A list of a version that has no date."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.models import Document
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for name, document in tree.documents.items():
        yield from _lists(tree, name, document)


def _lists(tree: Tree, name: str, document: Document) -> Iterator[Diagnostic]:
    undated = {one.key for one in document.versions if not (one.effective_from or one.issued)}
    for at, one in enumerate(document.lists):
        own = one.dates
        if one.version not in undated or (
            own is not None and (own.effective_from or own.issued or own.estimated or own.known_by)
        ):
            continue
        yield tree.diagnose(
            DOCUMENTS,
            name,
            "version-no-start",
            ("lists", at, "version"),
            f"版本“{one.version}”没有任何日期，属于它的清单不会参与判断。",
            f'version "{one.version}" has no date: its list decides nothing',
            *CHECK.mend,
            severity=WARNING,
        )


CHECK = Check(
    code="version-no-start",
    severity=WARNING,
    title=("清单所属的版本没有日期", "a list of a version without dates"),
    why=(
        "清单自其所属版本施行之日起有效，不沿用文件最初的日期；版本没有日期，清单就不参与判断。",
        "A list stands from the start of its version, never from the first start of the "
        "document; without a date of the version it decides nothing.",
    ),
    mend=(
        "在 versions 中写明该版本的 issued 或 effective_from；"
        "只查得到清单自己的日期，就写在清单的 dates。",
        "Write issued or effective_from at the version; if only the list's own date is known, "
        "write it in the dates of the list.",
    ),
    example=Example(
        LOCAL,
        bad='versions: [{key: "2020"}]\nlists:\n- key: may\n  version: "2020"',
        good='versions: [{key: "2020", issued: "2020-03"}]\nlists:\n- key: may\n  version: "2020"',
        words=("版本“2020”", "effective_from"),
        anchor="lists:\n- key: may",
    ),
    run=_run,
)
