"""From a folder of YAML to shards: read, refuse what is wrong, compile."""

from __future__ import annotations

from pathlib import Path

from community_certs.authoring.compile.release import compile_tree
from community_certs.authoring.places import divisions_of
from community_certs.authoring.tree import Tree, read_tree

__all__ = ["compile_folder", "shards_of"]


def compile_folder(root: Path) -> tuple[Tree, dict[str, object] | None]:
    """Read and compile a ``catalog_data`` folder.

    Returns:
        The tree with its diagnostics, and its shards; None instead of shards if the tree has
        errors.
    """
    tree = read_tree(root)
    return tree, shards_of(tree) if tree.usable else None


def shards_of(tree: Tree) -> dict[str, object]:
    """Compile a tree without errors.

    Raises:
        ValueError: if there is no table of places, neither its own nor in the bundled release.
    """
    divisions = tree.once("divisions", divisions_of)
    if divisions is None:
        raise ValueError("no table of places to compile the tree with")
    return compile_tree(
        [tree.raw("documents", one) for one in tree.documents],
        [tree.raw("items", one) for one in tree.items],
        profiles=[tree.raw("profiles", one) for one in tree.profiles],
        vocabulary={
            kind: tree.raw("vocabulary", kind)
            for kind in tree.vocabulary
            if ("vocabulary", kind) in tree.readings
        },
        divisions=divisions,
    )
