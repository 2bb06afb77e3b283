"""A may entry for what a closed higher list lacks."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.answers import Answers
from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.losses import losses_of
from community_certs.authoring.tree import DOCUMENTS
from community_certs.diagnostics import NOTICE, WARNING, Diagnostic

__all__ = ["CHECK"]

CLOSED = """id: 130700-2020-burden
title: 某措施
number: null
issuers: []
jurisdiction: "130700"
force: normative_document
stage: binding
dates: {issued: "2020-03-01"}
sources:
- {key: s1, publisher: 某网站, published: "2020", grade: official, url: null}
verified_on: "2026-11-24"
lists:
- key: may
  side: may_issue
  stated_count: 1
  complete: true
  off_list: must_not_issue
  source: s1
  entries:
  - {n: 1, printed: 居民在社区居住, items: [residence]}
"""
HOBBY = """id: hobby
name: 爱好证明
category: family
act: certificate
broader: null
proves: 某人的爱好
"""
LOWER = """id: 130702-2021-more
title: 某区措施
number: null
issuers: []
jurisdiction: "130702"
force: normative_document
stage: binding
dates: {issued: "2021"}
sources:
- {key: s1, publisher: 某网站, published: "2021", grade: official, url: null}
verified_on: "2026-11-24"
lists:
- key: may
  side: may_issue
  complete: false
  source: s1
  entries:
  - {n: 1, printed: 居住, items: [residence]}
"""


def _ask(asked: Answers) -> Iterator[Diagnostic]:
    for loss in losses_of(asked):
        if not loss.closure:
            continue
        yield asked.tree.diagnose(
            DOCUMENTS,
            loss.document,
            "closed-by-higher-list",
            loss.path,
            f"{loss.entry_id}（{loss.item_name}）不在上级的封闭清单 {loss.by_text} 之内，"
            "不能出具。",
            f"{loss.entry_id} ({loss.item_name}) is not on the closed higher list {loss.by_text}",
            *CHECK.mend,
            severity=WARNING if asked.tree.base is not None else NOTICE,
        )


CHECK = Check(
    code="closed-by-higher-list",
    severity=WARNING,
    title=("上级的封闭清单没有这一项", "an entry that a closed higher list forbids"),
    why=(
        "上级清单是完整的，又说清单外不得出具；下级另列的事项因此不能出具。",
        (
            "The higher list is complete and says that nothing else may be issued; what a "
            "lower list adds cannot be issued."
        ),
    ),
    mend=(
        "核对上级清单：它若允许地方另定清单，应写 delegates: true；"
        "否则删去本条，或写明理由后忽略此检查。",
        "Check the higher list: if it lets localities make their own, it has delegates: true; else "
        "delete the entry, or suppress this with the reason.",
    ),
    example=Example(
        "documents/130702/2021-more.yaml",
        bad=LOWER.replace("residence", "hobby"),
        good=LOWER,
        words=("130700-2020-burden/may", "封闭"),
        anchor="*",
        shown="- {n: 1, printed: 亲属关系, items: [hobby]}",
        more={LOCAL: CLOSED, "items/hobby.yaml": HOBBY},
    ),
    ask=_ask,
)
