"""A phrase rule that reads the name of another item."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.answers import Answers
from community_certs.authoring.check import Check, Example
from community_certs.authoring.tree import ITEMS
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["CHECK"]


def _ask(asked: Answers) -> Iterator[Diagnostic]:
    tree = asked.tree
    for name, item in tree.items.items():
        for at, phrase in enumerate(item.phrases):
            for other, printed in asked.read_by(f"{name}/phrases/{phrase.key}"):
                yield tree.diagnose(
                    ITEMS,
                    name,
                    "phrase-collision",
                    ("phrases", at),
                    f"短语规则 {name}/phrases/{phrase.key} 也符合事项“{other}”的名称“{printed}”。",
                    f'the phrase {name}/phrases/{phrase.key} also reads "{printed}", '
                    f'a name of "{other}"',
                    *CHECK.mend,
                    severity=WARNING,
                )


CHECK = Check(
    code="phrase-collision",
    severity=WARNING,
    title=("短语规则抢走了别的事项的名称", "a phrase that reads another item's name"),
    why=(
        "短语规则若也符合别的事项的名称，加上“办理”“开”一类的字就会认错。",
        (
            "A phrase that fits another item's name gives the wrong item as soon as a word "
            "is added to it."
        ),
    ),
    mend=(
        "给短语加一组必须出现的词，或在 none 中排除那个名称里的词。",
        "Add a group of words that must occur, or exclude a word of that name in none.",
    ),
    example=Example(
        "items/kinship.yaml",
        bad="none: [无, 未]}\n- {key: 2, all: [[居住]]}",
        good="none: [无, 未]}\n- {key: 2, all: [[我爸], [是我爸]]}",
        words=("kinship/phrases/2", "居住证明"),
        anchor="none: [无, 未]}",
        more={"vocabulary/words.yaml": "- {id: courtesy, name: 客气, aliases: [请给我开, 谢谢]}\n"},
    ),
    ask=_ask,
)
