"""Small local variants for the tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from community_certs.authoring.compile import build
from community_certs.authoring.compile.source import shards_of
from community_certs.authoring.tree import load_tree

ROOT = Path(__file__).resolve().parents[2]

Data = dict[str, Any]
Write = Callable[..., Path]


def document(id: str = "350500-2025-list", **changes: Any) -> Data:
    """A document of Quanzhou with one complete list; ``changes`` replace its keys."""
    return {
        "id": id,
        "title": "示例清单",
        "number": None,
        "issuers": ["示例单位"],
        "jurisdiction": id[:6],
        "force": "normative_document",
        "stage": "binding",
        "dates": {"issued": "2025-06-01"},
        "sources": [
            {
                "key": "s1",
                "publisher": "示例",
                "published": "2025-06-01",
                "grade": "official",
                "url": None,
            }
        ],
        "verified_on": "2026-11-01",
        "lists": [
            {
                "key": "may",
                "side": "may_issue",
                "complete": True,
                "source": "s1",
                "entries": [{"n": 1, "printed": "居住证明", "items": ["residence"]}],
            }
        ],
        **changes,
    }


def item(id: str = "x-350500-old-house", **changes: Any) -> Data:
    """A place-local item."""
    return {
        "id": id,
        "name": "古厝修缮情况证明",
        "category": "other",
        "act": "certificate",
        "broader": None,
        "proves": "示例",
        **changes,
    }


def lay_out(
    folder: Path,
    documents: list[Data] | None = None,
    items: list[Data] | None = None,
    files: dict[str, str] | None = None,
    **manifest: Any,
) -> Path:
    """Write a variant into a folder; JSON is YAML."""
    held = {
        "overlay.yaml": {
            "id": "cn-350500",
            "name": "泉州市",
            "roots": ["350500"],
            "schema": 1,
            "base": "2026.11.0",
            **manifest,
        }
    }
    for one in documents if documents is not None else [document()]:
        held[f"documents/{one['id'][:6]}/{one['id'][7:]}.yaml"] = one
    for one in items or ():
        held[f"items/{one['id']}.yaml"] = one
    texts = {path: json.dumps(value, ensure_ascii=False) for path, value in held.items()}
    for path, text in {**texts, **(files or {})}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return folder


@pytest.fixture(name="release", scope="session")
def release_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree's catalogue as a release."""
    out = tmp_path_factory.mktemp("release") / "2026.11.0"
    build(shards_of(load_tree(ROOT / "catalog_data")), "2026.11.0", out)
    return out


@pytest.fixture(name="write")
def write_fixture(tmp_path: Path) -> Write:
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
