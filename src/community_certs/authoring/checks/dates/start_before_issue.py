"""A start long before the document was issued."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.models import Dates
from community_certs.authoring.strict_yaml import PathPart
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.dates import add_years, earliest_day, latest_day
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["CHECK"]

Path = tuple[PathPart, ...]
_YEARS = 1


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for name, document in tree.documents.items():
        dates: list[tuple[Dates, Path]] = [(document.dates, ("dates",))]
        for at, one in enumerate(document.lists):
            if one.dates is not None:
                dates.append((one.dates, ("lists", at, "dates")))
        for held, path in dates:
            # The dates of a list stand in for those of its document, key by key.
            issued = held.issued or document.dates.issued
            start = held.effective_from
            if start is None or issued is None:
                continue
            if add_years(latest_day(start), _YEARS) < earliest_day(issued):
                yield tree.diagnose(
                    DOCUMENTS,
                    name,
                    "start-before-issue",
                    (*path, "effective_from"),
                    f"施行日期“{start}”比印发日期“{issued}”早一年以上。",
                    f"the start, {start}, is more than a year before the issue, {issued}",
                    *CHECK.mend,
                    severity=WARNING,
                )


CHECK = Check(
    code="start-before-issue",
    severity=WARNING,
    title=("施行远早于印发", "a start long before the issue"),
    why=(
        "文件一般自印发之日或其后施行；早一年以上的多半抄错了年份，过去的答复会因此改变。",
        "A document starts when it is issued or later; a start more than a year before is most "
        "likely a miscopied year, and changes answers about the past.",
    ),
    mend=(
        "核对来源所印的两个日期；文件确实写明追溯施行的，写明理由后忽略此检查。",
        "Check both dates in the source; if it really says so, suppress this with the reason.",
    ),
    example=Example(
        LOCAL,
        bad='issued: "2020-03", effective_from: "2010-04-01"',
        good='issued: "2020-03", effective_from: "2020-04-01"',
        words=("2010-04-01", "2020-03", "早一年以上"),
        anchor='issued: "2020-03"',
    ),
    run=_run,
)
