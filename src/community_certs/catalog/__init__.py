"""The catalogue: load a release and ask it."""

from __future__ import annotations

from community_certs.catalog.catalog import Catalog
from community_certs.catalog.classification import Classification, Query
from community_certs.catalog.load import load_catalog, preload

__all__ = ["Catalog", "Classification", "Query", "load_catalog", "preload"]
