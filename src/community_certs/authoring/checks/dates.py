"""Nothing ends before it starts, and statutes' versions stand in order."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.models import Dates, Document, EntryDates, Rule, Version
from community_certs.authoring.strict_yaml import PathPart
from community_certs.authoring.tree import DOCUMENTS, ITEMS, PROFILES, Tree
from community_certs.dates import earliest_day, latest_day
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["check"]

Path = tuple[PathPart, ...]


def check(tree: Tree) -> Iterator[Diagnostic]:
    """Yield ``dates-reversed`` (error), ``versions-order`` and ``no-start`` (warnings)."""
    for name in tree.documents:
        yield from _document(tree, name)
    for name, profile in tree.profiles.items():
        yield from _rules(tree, PROFILES, name, profile.rules)
    for name, item in tree.items.items():
        for at, alternative in enumerate(item.alternatives):
            start, end = alternative.effective_from, alternative.effective_to
            path = ("alternatives", at, "effective_to")
            yield from _reversed(tree, ITEMS, name, start, end, path)


def _document(tree: Tree, name: str) -> Iterator[Diagnostic]:
    document = tree.documents[name]
    yield from _dates(tree, DOCUMENTS, name, document.dates, ("dates",))
    if not _starts(document):
        yield tree.diagnose(
            DOCUMENTS,
            name,
            "no-start",
            ("dates",),
            "没有任何起始日期，这份文件不会参与判断。",
            "no start of any kind: the document decides nothing",
            "知道上下界就写 estimated，某日页面可证就写 known_by；都不知道可以留着。",
            "write estimated or known_by if a bound is known; otherwise leave it",
            severity=WARNING,
        )
    for at, version in enumerate(document.versions):
        yield from _span(tree, DOCUMENTS, name, version, ("versions", at))
    yield from _versions(tree, name, document.versions)
    for at, one in enumerate(document.lists):
        if one.dates is not None:
            yield from _dates(tree, DOCUMENTS, name, one.dates, ("lists", at, "dates"))
        for place, entry in enumerate(one.entries):
            if entry.dates is not None:
                path: Path = ("lists", at, "entries", place, "dates")
                yield from _span(tree, DOCUMENTS, name, entry.dates, path)
    yield from _rules(tree, DOCUMENTS, name, document.rules)


def _starts(document: Document) -> bool:
    dates = document.dates
    if dates.effective_from or dates.issued or dates.estimated or dates.known_by:
        return True
    return bool(document.versions) or any(one.dates is not None for one in document.lists)


def _rules(tree: Tree, kind: str, name: str, rules: list[Rule]) -> Iterator[Diagnostic]:
    for at, rule in enumerate(rules):
        if rule.dates is not None:
            yield from _dates(tree, kind, name, rule.dates, ("rules", at, "dates"))


def _dates(tree: Tree, kind: str, name: str, dates: Dates, path: Path) -> Iterator[Diagnostic]:
    estimated = dates.estimated
    if estimated is not None:
        where = (*path, "estimated", "latest")
        yield from _reversed(tree, kind, name, estimated.earliest, estimated.latest, where)
    start = dates.effective_from or dates.issued
    if start is None and estimated is not None:
        start = estimated.earliest
    yield from _reversed(tree, kind, name, start, dates.effective_to, (*path, "effective_to"))
    if dates.published is not None:
        where = (*path, "published")
        yield from _reversed(tree, kind, name, dates.issued, dates.published, where)


def _span(
    tree: Tree, kind: str, name: str, dates: EntryDates | Version, path: Path
) -> Iterator[Diagnostic]:
    where = (*path, "effective_to")
    yield from _reversed(tree, kind, name, dates.effective_from, dates.effective_to, where)


def _reversed(
    tree: Tree, kind: str, name: str, start: str | None, end: str | None, path: Path
) -> Iterator[Diagnostic]:
    if start is None or end is None or earliest_day(start) <= latest_day(end):
        return
    yield tree.diagnose(
        kind,
        name,
        "dates-reversed",
        path,
        f"“{end}”早于起始的“{start}”。",
        f"{end} is before its start, {start}",
        "核对来源所印的两个日期。",
        "check both dates in the source",
    )


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
                "按从早到晚的次序排列版本。",
                "order the versions from the first to the last",
                severity=WARNING,
            )
        before = start
