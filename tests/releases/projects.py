"""A small project on disk, in which releases can be made, and edits to its data."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIST = "documents/000000/2020-minfa20.yaml"
CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n### 0.1.0\n\n- Something.\n"

ADDED = """\
id: 130700-2020-burden
title: 关于减轻社区负担的措施
number: null
issuers: [某市]
jurisdiction: "130700"
force: normative_document
stage: binding
dates: {issued: "2020-03"}
sources:
- {key: s1, publisher: 某网站, published: "2020-03", grade: official, url: "https://www.example.org/b"}
verified_on: "2026-01-01"
records: []
lists:
- key: may
  side: may_issue
  committees: [resident]
  stated_count: 1
  complete: true
  source: [s1]
  entries:
  - {n: 1, printed: 居住证明, items: [residence]}
rules: []
"""


def project(folder: Path) -> Path:
    """Write the project and return its folder."""
    data = folder / "catalog_data"
    shutil.copytree(ROOT / "tests" / "authoring" / "examples" / "base", data)
    shutil.copytree(ROOT / "catalog_data" / "divisions", data / "divisions")
    (folder / "CHANGELOG.md").write_text(CHANGELOG, "utf-8")
    (folder / "changes").mkdir()
    (folder / "src" / "community_certs").mkdir(parents=True)
    return folder


def replace(root: Path, path: str, old: str, new: str) -> None:
    """Edit a file of the data."""
    file = root / "catalog_data" / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def add_document(root: Path, issued: str = "2020-03") -> None:
    """Add a list of Zhangjiakou."""
    file = root / "catalog_data" / "documents" / "130700" / "2020-burden.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(ADDED.replace('issued: "2020-03"', f'issued: "{issued}"'), "utf-8")


def state(root: Path) -> str:
    """Return one digest for every file of a project that is not hidden."""
    digest = hashlib.sha256()
    for file in sorted(root.rglob("*")):
        path = file.relative_to(root)
        if file.is_file() and not path.parts[0].startswith("."):
            digest.update(f"{path} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
