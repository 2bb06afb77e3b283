"""A day that no calendar has."""

from __future__ import annotations

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="impossible-date",
    severity=ERROR,
    title=("没有这一天", "no such date"),
    why=("2021-02-30 这样的日期是抄错的。", "A date such as 2021-02-30 was copied wrongly."),
    mend=("核对来源所印的日期。", "Check the date in the source."),
    example=Example(
        LOCAL, bad='issued: "2021-02-30"', good='issued: "2020-03"', words=("2021-02-30",)
    ),
    fixed=True,
)
