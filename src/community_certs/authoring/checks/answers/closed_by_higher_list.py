"""A may entry for what a closed higher list lacks."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.answers import Answers
from community_certs.authoring.check import LOCAL, Both, Check, Example
from community_certs.authoring.checks.answers import lost_entries
from community_certs.authoring.checks.examples import RESIDENCE_LIST, document_text
from community_certs.authoring.losses import Loss
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["CHECK"]

CLOSED = document_text(
    "130700-2020-burden",
    '{issued: "2020-03-01"}',
    """lists:
- key: may
  side: may_issue
  stated_count: 1
  complete: true
  off_list: must_not_issue
  source: s1
  entries:
  - {n: 1, printed: 居民在社区居住, items: [residence]}
""",
)
HOBBY = """id: hobby
name: 爱好证明
category: family
act: certificate
broader: null
proves: 某人的爱好
"""
LOWER = document_text("130702-2021-more", '{issued: "2021"}', RESIDENCE_LIST, title="某区措施")


def _lost(loss: Loss) -> Both:
    return (
        f"{loss.entry_id}（{loss.item_name}）不在上级的封闭清单 {loss.by_text} 之内，不能出具。",
        f"{loss.entry_id} ({loss.item_name}) is not on the closed higher list {loss.by_text}",
    )


def _ask(asked: Answers) -> Iterator[Diagnostic]:
    return lost_entries(asked, CHECK, _lost, closure=True)


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
