"""Ledgers of a district, read and judged once."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.ledgers import PLACE, district
from community_certs.casework.judging import Judge
from community_certs.casework.ledger import Ledger, read_ledger
from community_certs.casework.rows import JudgedRow
from community_certs.catalog import Catalog, load_catalog

PERIOD = ("2023-01-01", "2023-07-31")


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return district(tmp_path_factory.mktemp("district"))


@pytest.fixture(scope="session")
def ledger(files: list[Path]) -> Ledger:
    return read_ledger(files, place=PLACE, period=PERIOD)


@pytest.fixture(scope="session")
def judged(ledger: Ledger, catalog: Catalog) -> tuple[JudgedRow, ...]:
    return tuple(Judge(catalog, key=b"k" * 16).judge(ledger.rows))
