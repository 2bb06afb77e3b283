"""A may entry that prevails over a higher bar."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.answers import Answers
from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.losses import wins_of
from community_certs.authoring.tree import DOCUMENTS
from community_certs.diagnostics import NOTICE, WARNING, Diagnostic

__all__ = ["CHECK"]

NARROWER = """id: kinship-twins
name: 双胞胎关系证明
category: family
act: certificate
broader: kinship
proves: 两人是双胞胎
"""


def _ask(asked: Answers) -> Iterator[Diagnostic]:
    for one in wins_of(asked):
        yield asked.tree.diagnose(
            DOCUMENTS,
            one.document,
            "overrides-higher",
            one.path,
            f"{one.entry_id}（{one.item_name}）胜过上级的禁止 {one.over_text}，"
            f"答复为“可由”：{one.clause[0]}。",
            f"{one.entry_id} ({one.item_name}) prevails over the higher bar {one.over_text}, and "
            f"the answer is may_issue: {one.clause[1]}",
            *CHECK.mend,
            severity=WARNING if asked.tree.base is not None else NOTICE,
        )


CHECK = Check(
    code="overrides-higher",
    severity=WARNING,
    title=("可由条目胜过上级的禁止", "an entry that prevails over a higher bar"),
    why=(
        "上级说不应出具，下级说可以，按效力规则答复为“可由”。错答“可以出具”最坏，须有人核实过。"
        "在地方变体中为警告，在基础目录中为提示。",
        'A higher list says must not, a lower one may, and by precedence the answer is "may". A '
        'wrong "may" is the worst error, so somebody should have looked. A warning in a local '
        "variant, a notice in the base catalogue.",
    ),
    mend=(
        "核对两处原文：本条的事项是否录窄了，日期和效力位阶对不对。属实的，在 overlay.yaml 的 "
        "acknowledges 中写明上级条目和所据文件（基础目录中写明理由后忽略此检查）；答复不变。"
        "怎样判定谁起作用，见 docs/answers.md 第 3 节。",
        "Compare both texts: is the item too narrow, are dates and force right? If so, name the "
        "higher entry and your document under acknowledges in overlay.yaml (in the base catalogue, "
        "suppress this with the reason); the answer stays the same. What decides: docs/answers.md, "
        "section 3.",
    ),
    example=Example(
        LOCAL,
        bad="printed: 双胞胎关系, items: [kinship-twins]",
        good="printed: 居民在社区居住, items: [residence]",
        words=("000000-2020-minfa20/first/1", "130700-2020-burden/may/1", "胜过"),
        more={"items/kinship-twins.yaml": NARROWER},
    ),
    ask=_ask,
)
