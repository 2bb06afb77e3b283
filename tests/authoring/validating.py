"""Laying out a small catalogue to validate."""

from __future__ import annotations

import shutil
from pathlib import Path

from community_certs.cli import main

EXAMPLES = Path(__file__).parent / "examples"


def catalogue(top: Path, **changes: str) -> Path:
    """Lay the example catalogue into ``top``; ``residence`` replaces that item's ``proves``."""
    root = Path(shutil.copytree(EXAMPLES / "base", top / "catalogue"))
    (root / "release.txt").write_text("2020.06.0\n", "utf-8")
    item = root / "items" / "residence.yaml"
    text = item.read_text("utf-8")
    for old, new in changes.items():
        text = text.replace(f"{old}: ", f"{old}: {new}", 1)
    item.write_text(text, "utf-8")
    return root


def spoiled(top: Path) -> Path:
    """Lay a catalogue with an error, a warning and a notice."""
    root = catalogue(top)
    item = root / "items" / "residence.yaml"
    text = item.read_text("utf-8")
    text = text.replace("category: family", "category: money")
    text = text.replace("proves: 某人居住在某处", "proves: 某人居住在某处А，<&>")
    item.write_text(text, "utf-8")
    document = root / "documents" / "000000" / "2020-minfa20.yaml"
    held = document.read_text("utf-8")
    document.write_text(held.replace("grade: official", "grade: secondary"), "utf-8")
    return root


def run(*arguments: str | Path) -> int:
    """Run ``community-certs validate`` in this process."""
    return main(["validate", *map(str, arguments)])
