"""An item, profile or word that is not named for its place."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="local-id",
    severity=ERROR,
    title=("地方编号没有以 x-代码- 开头", "a local id without its place"),
    why=(
        "地方事项以 x-代码- 开头，以免与基础目录将来的编号相同。",
        "Local ids start with x-<adcode>-, so that no later id of the base is the same.",
    ),
    mend=(
        "照提示改编号，文件名也要改。",
        "Change the id as the help says, and the name of the file.",
    ),
    example=Example(
        "items/abode.yaml",
        bad=(
            "id: abode\n"
            "name: 某地特有证明\n"
            "category: family\n"
            "act: certificate\n"
            "broader: null\n"
            "proves: 某地特有的事\n"
        ),
        good="",
        words=("x-130700-abode",),
        anchor="*",
        variant=True,
    ),
    fixed=True,
)
