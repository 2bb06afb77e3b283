"""The version of this distribution: that of the newest release it holds."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def folder() -> Path:
    """Return the releases: in an unpacked sdist beside this file, else those of the checkout."""
    packed = _HERE / "releases"
    return packed if packed.is_dir() else _HERE.parents[1] / "releases"


def release() -> str:
    """Return the newest version.

    Raises:
        ValueError: if a file is not the release that it is named after.
    """
    versions = []
    for path in sorted(folder().glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read("manifest.json"))
        if manifest["release"] != path.stem or manifest["released"] is None:
            raise ValueError(
                f"{path} holds {manifest['release']}, released {manifest['released']}: "
                "it is not the release that it is named after"
            )
        versions.append(path.stem)
    return max(versions, key=lambda one: [int(part) for part in one.split(".")])
