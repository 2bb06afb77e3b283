"""A local item whose name the base reads otherwise."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="name-taken",
    severity=ERROR,
    title=("名称已被基础目录占用", "a name that the base reads otherwise"),
    why=(
        "基础目录先识别，本地事项永远读不到；别名被占用时为警告。",
        (
            "The base is read first, so the local item is never reached; for an alias this "
            "is a warning."
        ),
    ),
    mend=(
        "条目改用基础目录的事项，或换一个不会混淆的名称。",
        "Use the item of the base, or a name that cannot be confused with it.",
    ),
    example=Example(
        "items/x-130700-abode.yaml",
        bad=(
            "id: x-130700-abode\n"
            "name: 居住证明\n"
            "category: family\n"
            "act: certificate\n"
            "broader: null\n"
            "proves: 某地特有的事\n"
        ),
        good=(
            "id: x-130700-abode\n"
            "name: 某地特有证明\n"
            "category: family\n"
            "act: certificate\n"
            "broader: null\n"
            "proves: 某地特有的事\n"
        ),
        words=("居住证明", "residence"),
        anchor="*",
        variant=True,
        also=frozenset({"name-collision"}),
    ),
    fixed=True,
)
