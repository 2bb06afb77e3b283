"""Open the release that a person names: by its place, or by its version."""

from __future__ import annotations

import os

from community_certs.authoring.overlay_seal import is_variant
from community_certs.catalog import Catalog
from community_certs.catalog.archive import within
from community_certs.catalog.load import load_catalog
from community_certs.catalog.overlaying import lay_over
from community_certs.errors import InvalidArgument
from community_certs.store import Store, open_store

__all__ = ["layered_at", "release_at"]


def layered_at(name: str) -> Catalog:
    """Return the catalogue of a release, or of one with local variants over it.

    Arguments:
        name: a release as :func:`release_at` takes it; ``RELEASE+VARIANT`` for one with a variant
            (a folder, or a sealed directory or zip) laid over it, or several: ``current+a+b.zip``.
            A path that holds "+" and exists is taken whole.

    Raises:
        InvalidArgument: if there is no such release or variant.
        CatalogCorrupt, SchemaTooNew, OverlayRejected: if one cannot be used.
    """
    if "+" not in name or os.path.exists(name):
        if is_variant(name):
            raise InvalidArgument(
                f"“{name}”是地方变体，请连同基础目录写成“版本+变体”，例如 current+{name}。",
                f"{name} is a local variant: name it with its base, as current+{name}",
            )
        return Catalog(release_at(name))
    release, *variants = name.split("+")
    return lay_over(release_at(release), variants)


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
        return open_store(within(name))
    if os.path.isfile(name) or os.sep in name or "/" in name:
        return open_store(name)
    return load_catalog(release=name).store
