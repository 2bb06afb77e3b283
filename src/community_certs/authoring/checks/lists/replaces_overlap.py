"""A list that replaces another whose printed end does not meet its start (overlap)."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.links import links_of
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.dates import earliest_day
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["CHECK"]

OLD = """id: 130700-2018-old
title: 旧措施
number: null
issuers: []
jurisdiction: "130700"
force: normative_document
stage: binding
dates: {issued: "2018-01", effective_to: "2021-12-31"}
sources:
- {key: s1, publisher: 某网站, published: null, grade: official, url: null}
verified_on: "2026-11-24"
lists:
- key: may
  side: may_issue
  complete: false
  source: s1
  entries:
  - {n: 1, printed: 居住, items: [residence]}
"""


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for link in links_of(tree):
        end = link.target_end
        if link.relation != "replaces" or link.start is None or end is None or link.note:
            continue
        if earliest_day(end) >= link.start["latest"]:
            yield tree.diagnose(
                DOCUMENTS,
                link.name,
                "replaces-overlap",
                ("lists", link.at, "replaces", link.position),
                f"原清单“{link.target_id}”写明到 {end} 才终止，"
                f"本清单 {link.start['printed']} 已经取代它。",
                f"{link.target_id} states that it ends on {end}, but this list replaces it from "
                f"{link.start['printed']}",
                *CHECK.mend,
                severity=WARNING,
            )


CHECK = Check(
    code="replaces-overlap",
    severity=WARNING,
    title=("取代之后原清单仍然有效", "the replaced list outlives its replacement"),
    why=(
        "一份清单被取代就不再有效；写明的终止日期更晚，说明有一个日期抄错了，或者并非取代。",
        (
            "A replaced list is no longer in force; if it prints a later end, a date is "
            "wrong or it was not replaced."
        ),
    ),
    mend=(
        "核对两份文件所印的日期；日期无误的，用 note 说明。",
        (
            "Check the dates that both documents print; if they are right, say so in a "
            "note of the list."
        ),
    ),
    example=Example(
        LOCAL,
        bad="replaces: [130700-2018-old/may]",
        good="replaces: [130700-2018-old/may]\n  note: 两个日期均已核对",
        words=("130700-2018-old/may", "才终止"),
        anchor="replaces: []",
        more={"documents/130700/2018-old.yaml": OLD},
    ),
    run=_run,
)
