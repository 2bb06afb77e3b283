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
    """Return the catalogue's version.

    Raises:
        ValueError: if the snapshot was never released: a distribution is named after a release and
            holds its bytes, or is not made.
    """
    manifest = json.loads((folder() / "manifest.json").read_text("utf-8"))
    if manifest["released"] is None:
        raise ValueError(
            f"{folder()} is a state of the data on the way from release {manifest['release']} to "
            "the next one: run community-certs release make, or check out that release"
        )
    return str(manifest["release"])
