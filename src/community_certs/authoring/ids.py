"""The ids that the files of a tree declare."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.tree import DOCUMENTS, ITEMS, PROFILES, Tree

__all__ = ["declared"]


def declared(tree: Tree) -> Iterator[tuple[str, str, str]]:
    """Yield the kind of every file, the id that its path gives, and the id that it declares."""
    for name, document in tree.documents.items():
        yield DOCUMENTS, name, document.id
    for name, item in tree.items.items():
        yield ITEMS, name, item.id
    for name, profile in tree.profiles.items():
        yield PROFILES, name, profile.id
