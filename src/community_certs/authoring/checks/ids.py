"""An id equals the path of its file, and stands once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from community_certs.authoring.tree import DOCUMENTS, ITEMS, PROFILES, Tree
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["check"]


def check(tree: Tree) -> Iterator[Diagnostic]:
    """Yield ``id-path``, ``duplicate-id`` and ``id-jurisdiction``."""
    yield from _paths(tree, DOCUMENTS, {name: one.id for name, one in tree.documents.items()})
    yield from _paths(tree, ITEMS, {name: one.id for name, one in tree.items.items()})
    yield from _paths(tree, PROFILES, {name: one.id for name, one in tree.profiles.items()})
    for name, document in tree.documents.items():
        if not document.id.startswith(document.jurisdiction + "-"):
            yield tree.diagnose(
                DOCUMENTS,
                name,
                "id-jurisdiction",
                ("jurisdiction",),
                f"行政区划“{document.jurisdiction}”与文件编号“{document.id}”的代码不同。",
                f"the jurisdiction {document.jurisdiction} differs from the code in {document.id}",
                "核对是谁的文件；编号已发布过的不再改动。",
                "check whose document it is; a published id stays",
                severity=WARNING,
            )


def _paths(tree: Tree, kind: str, declared: Mapping[str, str]) -> Iterator[Diagnostic]:
    known = set(declared)
    for name, own in declared.items():
        if own != name:
            yield tree.diagnose(
                kind,
                name,
                "id-path",
                ("id",),
                f"编号“{own}”与路径不符，按路径应为“{name}”。",
                f'the id "{own}" is not that of the path, "{name}"',
                "改正编号，或移动文件。",
                "correct the id or move the file",
            )
        if own != name and own in known:
            other = tree.readings[kind, own].path
            yield tree.diagnose(
                kind,
                name,
                "duplicate-id",
                ("id",),
                f"编号“{own}”已由 {other} 使用。",
                f'the id "{own}" is that of {other}',
                "编号不能重复：换一个编号。",
                "choose another id",
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
