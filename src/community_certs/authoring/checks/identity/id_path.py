"""An id that is not that of its path."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.ids import declared
from community_certs.authoring.tree import Tree
from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for kind, name, own in declared(tree):
        if own != name:
            yield tree.diagnose(
                kind,
                name,
                "id-path",
                ("id",),
                f"编号“{own}”与路径不符，按路径应为“{name}”。",
                f'the id "{own}" is not that of the path, "{name}"',
                *CHECK.mend,
            )


CHECK = Check(
    code="id-path",
    severity=ERROR,
    title=("编号与路径不符", "an id unlike its path"),
    why=("编号就是路径，查找、引用都靠它。", "The id is the path; everything is found by it."),
    mend=("改正编号，或移动文件。", "Correct the id or move the file."),
    example=Example(
        LOCAL,
        bad="id: 130700-2021-burden",
        good="id: 130700-2020-burden",
        words=("与路径不符", "130700-2020-burden"),
    ),
    run=_run,
    fixed=True,
)
