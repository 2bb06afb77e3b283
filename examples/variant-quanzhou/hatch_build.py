"""打包时检查并封装本变体；有错误就不打包。 / Seals this variant into its wheel."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

from community_certs.cli import main


class SealHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the sealed variant into the wheel as a package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Seal it; everything that is wrong is printed."""
        self.work = Path(tempfile.mkdtemp())
        if main(["release", "build", self.root, str(self.work / "sealed")]):
            shutil.rmtree(self.work)
            raise SystemExit("没有打包：请先改正以上错误 / no wheel: mend the errors above")
        build_data["force_include"][str(self.work / "sealed")] = "community_certs_cn_350500"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear away what was sealed."""
        shutil.rmtree(self.work)
