"""An example of an item that is not read as it says."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.answers import Answers
from community_certs.authoring.check import Check, Example
from community_certs.authoring.tree import ITEMS
from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["CHECK"]


def _ask(asked: Answers) -> Iterator[Diagnostic]:
    tree = asked.tree
    for name, item in tree.items.items():
        for key, texts in (("match", item.examples.match), ("reject", item.examples.reject)):
            for at, text in enumerate(texts):
                found = asked.resolve(text)
                if (found == {name}) if key == "match" else name not in found:
                    continue
                others = "、".join(sorted(found - {name}))
                if key == "reject":
                    zh = f"“{text}”不应识别为“{name}”，却识别为它。"
                    en = f'"{text}" must not be read as "{name}", but is'
                elif others:
                    zh = f"“{text}”应识别为“{name}”，却识别为“{others}”。"
                    en = f'"{text}" should be read as "{name}", but is read as "{others}"'
                else:
                    zh = f"“{text}”应识别为“{name}”，却没有识别出来。"
                    en = f'"{text}" should be read as "{name}", but is not recognised'
                yield tree.diagnose(
                    ITEMS, name, "example-fails", ("examples", key, at), zh, en, *CHECK.mend
                )


CHECK = Check(
    code="example-fails",
    severity=ERROR,
    title=("例子没有按预期识别", "an example that fails"),
    why=(
        "例子是对识别的约定；不成立，说明别名、短语或例子有误。",
        (
            "Examples are a promise of how requests are read; one that fails shows a wrong "
            "alias, phrase or example."
        ),
    ),
    mend=(
        "改正别名或短语；例子本身不当的，改例子。community-certs explain 可逐步查看识别过程。",
        ("Correct the alias or phrase, or the example; community-certs explain shows the steps."),
    ),
    example=Example(
        "items/kinship.yaml",
        bad="match: [我妈是我妈, 我爸的事]",
        good="match: [我妈是我妈]",
        words=("我爸的事", "没有识别"),
    ),
    ask=_ask,
)
