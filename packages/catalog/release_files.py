"""Build hook: put the release into the wheel as package data, and into the sdist."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))

from release_version import folder  # type: ignore[import-not-found]


class ReleaseHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the files of the release."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folder and where it goes."""
        target = "release" if self.target_name == "sdist" else "community_certs_catalog/release"
        build_data["force_include"][str(folder())] = target
