"""What the tests of cases, letters and forms share: the catalogue, compiled once, and a plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework_cases.rows import PLAN
from community_certs import load_catalog
from community_certs.authoring.compile import build
from community_certs.authoring.compile.source import shards_of
from community_certs.authoring.tree import load_tree
from community_certs.casework.workplan import Workplan, read_workplan
from community_certs.catalog import Catalog

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree's catalogue as a release."""
    out = tmp_path_factory.mktemp("release") / "2026.11.0"
    build(shards_of(load_tree(ROOT / "catalog_data")), "2026.11.0", out)
    return out


@pytest.fixture(scope="session")
def catalog(release: Path) -> Catalog:
    return load_catalog(release)


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.ini"
    path.write_text(PLAN, "utf-8")
    return path


@pytest.fixture
def plan(plan_file: Path) -> Workplan:
    return read_workplan(plan_file)
