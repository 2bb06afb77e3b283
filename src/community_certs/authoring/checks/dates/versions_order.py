"""Versions of a statute that do not stand in order."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.models import Version
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.dates import earliest_day, latest_day
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for name, document in tree.documents.items():
        yield from _versions(tree, name, document.versions)


def _versions(tree: Tree, name: str, versions: list[Version]) -> Iterator[Diagnostic]:
    before: str | None = None
    for at, version in enumerate(versions):
        start = version.effective_from or version.issued
        if start is None:
            continue
        if before is not None and latest_day(start) < earliest_day(before):
            yield tree.diagnose(
                DOCUMENTS,
                name,
                "versions-order",
                ("versions", at),
                f"版本“{version.key}”（{start}）排在更晚的版本（{before}）之后。",
                f'version "{version.key}" ({start}) stands after a later one ({before})',
                *CHECK.mend,
                severity=WARNING,
            )
        before = start


CHECK = Check(
    code="versions-order",
    severity=WARNING,
    title=("法规的版本没有从早到晚排列", "versions out of order"),
    why=(
        "一个版本到下一个版本施行为止，次序错了起止就错了。",
        "A version lasts until the next one; out of order, both ends are wrong.",
    ),
    mend=("按从早到晚的次序排列版本。", "Order the versions from the first to the last."),
    example=Example(
        LOCAL,
        bad='versions: [{key: "2019", issued: "2019"}, {key: "2003", issued: "2003"}]\nrecords: []',
        good='versions: [{key: "2003", issued: "2003"}, {key: "2019", issued: "2019"}]\n'
        "records: []",
        words=("从早到晚", "2003"),
        anchor="records: []",
    ),
    run=_run,
)
