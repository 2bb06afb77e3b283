"""An id that two things bear."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import Check, Example
from community_certs.authoring.ids import declared
from community_certs.authoring.tree import Tree
from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    """Yield it for an id of another file, and for one of the base; vocabulary is read so."""
    known = {(kind, name) for kind, name, _ in declared(tree)}
    for kind, name, own in declared(tree):
        if own != name and (kind, own) in known:
            other = tree.readings[kind, own].path
            yield tree.diagnose(
                kind,
                name,
                "duplicate-id",
                ("id",),
                f"编号“{own}”已由 {other} 使用。",
                f'the id "{own}" is that of {other}',
                *CHECK.mend,
            )
        if tree.base is not None and (kind, name) in tree.base.readings:
            yield tree.diagnose(
                kind,
                name,
                "duplicate-id",
                ("id",),
                f"编号“{name}”在基础目录中已有。",
                f'the id "{name}" exists in the base catalogue',
                "只能增加，不能覆盖：换一个编号。",
                "a local variant only adds: choose another id",
            )


CHECK = Check(
    code="duplicate-id",
    severity=ERROR,
    title=("编号重复", "an id that stands twice"),
    why=(
        "同一编号指两样东西时，引用落在哪一个上全凭运气。",
        "Where an id means two things, a reference finds either.",
    ),
    mend=("编号不能重复：换一个编号。", "Choose another id."),
    example=Example(
        "vocabulary/authorities.yaml",
        bad="- {id: notary, name: 公证机构, aliases: [公证处]}\n"
        "- {id: notary, name: 公证员, aliases: []}",
        good="- {id: notary, name: 公证机构, aliases: [公证处]}",
        words=("notary", "重复"),
    ),
    run=_run,
    fixed=True,
)
