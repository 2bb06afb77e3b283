"""Build hook: put every release into the wheel as package data, and into the sdist."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))

from release_version import folder  # type: ignore[import-not-found]


class ReleasesHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the zips of all releases."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name each file and where it goes."""
        inside = "releases" if self.target_name == "sdist" else "community_certs_archive/releases"
        for one in sorted(folder().glob("*.zip")):
            build_data["force_include"][str(one)] = f"{inside}/{one.name}"
