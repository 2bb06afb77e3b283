"""Something that ends before it starts."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.models import Dates, EntryDates, Rule, Version
from community_certs.authoring.strict_yaml import PathPart
from community_certs.authoring.tree import DOCUMENTS, ITEMS, PROFILES, Tree
from community_certs.dates import earliest_day, latest_day
from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["CHECK"]

Path = tuple[PathPart, ...]


def _run(tree: Tree) -> Iterator[Diagnostic]:
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
    for at, version in enumerate(document.versions):
        yield from _span(tree, DOCUMENTS, name, version, ("versions", at))
    for at, one in enumerate(document.lists):
        if one.dates is not None:
            yield from _dates(tree, DOCUMENTS, name, one.dates, ("lists", at, "dates"))
        for place, entry in enumerate(one.entries):
            if entry.dates is not None:
                path: Path = ("lists", at, "entries", place, "dates")
                yield from _span(tree, DOCUMENTS, name, entry.dates, path)
    yield from _rules(tree, DOCUMENTS, name, document.rules)


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
        *CHECK.mend,
    )


CHECK = Check(
    code="dates-reversed",
    severity=ERROR,
    title=("终止早于起始", "ends before it starts"),
    why=(
        "终止早于起始的记录从未有效，多半是抄错了一个日期。",
        "What ends before it starts was never in force: a date was miscopied.",
    ),
    mend=("核对来源所印的两个日期。", "Check both dates in the source."),
    example=Example(
        LOCAL,
        bad='issued: "2020-03", effective_to: "2019-12-31"',
        good='issued: "2020-03", effective_to: "2020-12-31"',
        words=("2019-12-31", "早于起始"),
        anchor='issued: "2020-03"',
    ),
    run=_run,
)
