"""A table of places that contradicts itself or cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import Check, Example
from community_certs.authoring.places import wrong_divisions
from community_certs.authoring.tree import Tree
from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["CHECK"]

TABLE = """代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更/弃用时间,新代码
130000,河北省,,河北省,省级,在用,1981,,
130700,河北省,张家口市,张家口市,地级,在用,1983,,
"""


def _run(tree: Tree) -> Iterator[Diagnostic]:
    """Yield what keeps the tree's own table from being compiled; it has no line of its own."""
    wrong = wrong_divisions(tree)
    if wrong is not None:
        zh, en = wrong
        yield Diagnostic(
            "divisions-invalid", ERROR, "divisions/patches.yaml", 0, 0, zh, en, *CHECK.mend
        )


CHECK = Check(
    code="divisions-invalid",
    severity=ERROR,
    title=("行政区划表有误", "a table of places that is wrong"),
    why=(
        "没有可用的区划表，就不知道文件属于哪里。",
        "Without a usable table nobody knows which place a document is for.",
    ),
    mend=(
        "照信息改正 divisions/ 中的表或补丁。",
        "Correct the table or the patches in divisions/ as the message says.",
    ),
    example=Example(
        "divisions/patches.yaml",
        bad="说明: &a 甲\n",
        good="说明: 甲\n",
        words=("patches.yaml:1", "锚点"),
        anchor="*",
        more={"divisions/areacodes-1981-2024.csv": TABLE},
    ),
    run=_run,
    fixed=True,
)
