"""The version of this distribution: that of the newest release it holds."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def folder() -> Path:
    """Return the releases: in an unpacked sdist beside this file, else those of the checkout."""
    packed = _HERE / "releases"
    return packed if packed.is_dir() else _HERE.parents[1] / "releases"


def release() -> str:
    """Return the newest version."""
    versions = [one.stem for one in folder().glob("*.zip")]
    return max(versions, key=lambda one: [int(part) for part in one.split(".")])
