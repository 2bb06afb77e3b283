"""The version of this distribution: that of the release it carries."""

from __future__ import annotations

import json
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def folder() -> Path:
    """Return the release: in an sdist beside this file, else the snapshot of the checkout."""
    packed = _HERE / "release"
    return packed if packed.is_dir() else _HERE.parents[1] / "src" / "community_certs" / "_catalog"


def release() -> str:
    """Return the catalogue's version."""
    manifest = json.loads((folder() / "manifest.json").read_text("utf-8"))
    return str(manifest["release"])
