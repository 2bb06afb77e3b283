"""What the tests of local variants share: the real catalogue, compiled once, and small variants."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from variants import ROOT, Data, lay_out

from community_certs.authoring.compile import build
from community_certs.authoring.compile.source import shards_of
from community_certs.authoring.tree import load_tree

Write = Callable[..., Path]


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree's catalogue as a release."""
    out = tmp_path_factory.mktemp("release") / "2026.11.0"
    build(shards_of(load_tree(ROOT / "catalog_data")), "2026.11.0", out)
    return out


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a variant: ``write(name, documents=[…], items=[…], roots=[…], …)``."""

    def write_variant(
        name: str = "v",
        documents: list[Data] | None = None,
        items: list[Data] | None = None,
        files: dict[str, str] | None = None,
        **manifest: Any,
    ) -> Path:
        return lay_out(tmp_path / name, documents, items, files, **manifest)

    return write_variant
