"""A catalogue with ten times the documents and entries, for measuring how cost grows."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from community_certs.authoring.compile import build, compile_tree
from community_certs.authoring.divisions import compile_divisions
from community_certs.authoring.tree import read_tree

__all__ = ["build_tenfold", "multiplied"]


def multiplied(document: dict[str, Any], times: int) -> list[dict[str, Any]]:
    """Return a document and its copies under other ids, their lists renamed alike."""
    copies = [document]
    for number in range(1, times):
        other = copy.deepcopy(document)
        other["id"] = f"{document['id']}-copy{number}"
        for one in other.get("lists", ()):
            for key in ("replaces", "extends"):
                one[key] = [
                    f"{head}-copy{number}/{tail}"
                    for head, _, tail in (ref.rpartition("/") for ref in one.get(key) or ())
                ]
        for rule in other.get("rules", ()):
            rule.pop("refines", None)
        copies.append(other)
    return copies


def build_tenfold(source: Path, out: Path, times: int = 10) -> Path:
    """Compile ``source`` with every document ``times`` times into ``out`` and return it."""
    tree = read_tree(source)
    documents = [
        one for name in tree.documents for one in multiplied(tree.raw("documents", name), times)
    ]
    shards = compile_tree(
        documents,
        [tree.raw("items", one) for one in tree.items],
        profiles=[tree.raw("profiles", one) for one in tree.profiles],
        vocabulary={kind: tree.raw("vocabulary", kind) for kind in tree.vocabulary},
        divisions=compile_divisions(source / "divisions"),
    )
    build(shards, "2026.11.0", out)
    return out
