"""A may entry that a higher bar overrides."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.answers import Answers
from community_certs.authoring.check import LOCAL, Both, Check, Example
from community_certs.authoring.checks.answers import lost_entries
from community_certs.authoring.losses import Loss
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["CHECK"]


def _lost(loss: Loss) -> Both:
    return (
        f"{loss.entry_id}（{loss.item_name}）从不起作用：{loss.by_text} 说不应出具，"
        f"{loss.clause[0]}。",
        f"{loss.entry_id} ({loss.item_name}) never decides: {loss.by_text} says must not; "
        f"{loss.clause[1]}",
    )


def _ask(asked: Answers) -> Iterator[Diagnostic]:
    return lost_entries(asked, CHECK, _lost, closure=False)


CHECK = Check(
    code="overridden-entry",
    severity=WARNING,
    title=("可由条目被上级的禁止推翻", "an entry that a higher bar overrides"),
    why=(
        "下级清单说可以出具，上级却说不应：按效力规则答复为“不应”，本条从不起作用。在地方变体中为警告，在基础目录中为提示。",
        (
            "A lower list says may, a higher one must not: by precedence the answer is "
            '"must not", and the entry never decides. A warning in a local variant, a '
            "notice in the base catalogue."
        ),
    ),
    mend=(
        "核对两处原文。确有冲突又各自属实的，在 overlay.yaml 的 acknowledges 中写明上级条目"
        "和所据文件；答复不变。怎样判定谁起作用，见 docs/answers.md 第 3 节。",
        (
            "Compare both texts. If both are true, name the higher entry and your document "
            "under acknowledges in overlay.yaml; the answer stays the same. What decides: "
            "docs/answers.md, section 3."
        ),
    ),
    example=Example(
        LOCAL,
        bad="printed: 亲属关系, items: [kinship]",
        good="printed: 居民在社区居住, items: [residence]",
        words=(
            "000000-2020-minfa20/first/1",
            "130700-2020-burden/may/1",
            "从不起作用",
            "docs/answers.md 第 3 节",
        ),
    ),
    ask=_ask,
)
