from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from community_certs.authoring.divisions import compile_divisions
from community_certs.jurisdictions import Gazetteer

DIVISIONS = Path(__file__).parents[2] / "catalog_data" / "divisions"


@pytest.fixture(scope="session")
def shards() -> dict[str, Any]:
    # Through JSON, as a release holds them.
    compiled: dict[str, Any] = json.loads(json.dumps(compile_divisions(DIVISIONS)))
    return compiled


@pytest.fixture(scope="session")
def gazetteer(shards: dict[str, Any]) -> Gazetteer:
    return Gazetteer(shards.__getitem__)


@pytest.fixture(scope="session")
def table() -> list[dict[str, str]]:
    path = DIVISIONS / "areacodes-1981-2024.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
