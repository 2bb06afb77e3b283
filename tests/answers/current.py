"""The catalogue as ``catalog_data`` is now, compiled in memory once for all tests of a session."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from community_certs.authoring.compile import canonical, manifest_of
from community_certs.authoring.compile.source import compile_folder
from community_certs.authoring.tree import Tree
from community_certs.catalog import Catalog
from community_certs.model.holdings import Document, Entry, PolicyList
from community_certs.store import Store

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "catalog_data"


@cache
def _compiled() -> tuple[Tree, dict[str, object]]:
    tree, shards = compile_folder(DATA)
    if shards is None:
        raise AssertionError("\n".join(one.render("en") for one in tree.diagnostics))
    return tree, shards


def tree() -> Tree:
    """The YAML as read."""
    return _compiled()[0]


@cache
def files() -> dict[str, bytes]:
    """Every file of the release by its path, as a directory would hold it."""
    found = {path: canonical(shard) for path, shard in _compiled()[1].items()}
    release = (DATA / "release.txt").read_text("utf-8").strip()
    return {**found, "manifest.json": canonical(manifest_of(found, release))}


@cache
def store() -> Store:
    """The release in memory."""
    return Store(files().__getitem__, "memory")


@cache
def catalog() -> Catalog:
    """The catalogue over it, shared by all tests: it is immutable."""
    return Catalog(store())


@cache
def documents() -> tuple[Document, ...]:
    """Every document with its lists."""
    return tuple(catalog().document(one) for one in catalog().documents)


@cache
def entries() -> dict[str, tuple[Document, PolicyList, Entry]]:
    """Every entry by its id, with where it stands."""
    return {
        entry.id: (document, listed, entry)
        for document in documents()
        for listed in document.lists
        for entry in listed.entries
    }


@cache
def jurisdictions() -> tuple[str, ...]:
    """The codes that have a document of their own, and the nation."""
    return tuple(sorted({"000000", *(document.jurisdiction for document in documents())}))


def shard(path: str) -> Any:
    """A parsed file of the release."""
    return store().shard(path)
