"""A list that replaces another whose printed end does not meet its start (gap)."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.links import links_of
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.dates import latest_day, previous_day
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["CHECK"]

OLD = """id: 130700-2018-old
title: 旧措施
number: null
issuers: []
jurisdiction: "130700"
force: normative_document
stage: binding
dates: {issued: "2018-01", effective_to: "2018-05-31"}
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
        if latest_day(end) < previous_day(link.start["earliest"]):
            yield tree.diagnose(
                DOCUMENTS,
                link.name,
                "replaces-gap",
                ("lists", link.at, "replaces", link.position),
                f"原清单“{link.target_id}”{end} 终止，本清单 {link.start['printed']} 才开始，"
                "中间留有空档。",
                f"{link.target_id} ends on {end}, but this list starts only on "
                f"{link.start['printed']}",
                *CHECK.mend,
                severity=WARNING,
            )


CHECK = Check(
    code="replaces-gap",
    severity=WARNING,
    title=("取代之间留有空档", "a gap before the list that replaces"),
    why=(
        "两份清单之间的空档里没有清单可依；重叠则说明有一个日期抄错了，或者并非取代。",
        "Between the two no list is in force: one date may be wrong.",
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
        words=("130700-2018-old/may", "空档"),
        anchor="replaces: []",
        more={"documents/130700/2018-old.yaml": OLD},
    ),
    run=_run,
)
