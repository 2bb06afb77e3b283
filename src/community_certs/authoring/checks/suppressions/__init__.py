"""Comments that silence a finding."""

from __future__ import annotations

__all__ = ["TITLE"]

TITLE = ("忽略", "Suppressions")
