"""Open the release that a person names: by its place, or by its version."""

from __future__ import annotations

import os

from community_certs.catalog.archive import find_release, within
from community_certs.catalog.load import load_catalog
from community_certs.store import Store, open_store

__all__ = ["release_at"]


def release_at(name: str) -> Store:
    """Return a release.

    Arguments:
        name: a directory, a zip, a folder of releases (its newest), a version that is at hand
            ("2026.11.0"), or ``current`` for the catalogue that answers here.

    Raises:
        InvalidArgument: if there is no such release.
        CatalogCorrupt, SchemaTooNew: if it cannot be read.
    """
    if name == "current":
        return load_catalog().store
    if os.path.isdir(name):
        return open_store(within(name, None))
    if os.path.isfile(name) or os.sep in name or "/" in name:
        return open_store(name)
    current = load_catalog().store
    return current if current.release == name else open_store(find_release(name))
