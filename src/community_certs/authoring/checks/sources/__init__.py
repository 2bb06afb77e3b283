"""Where facts were read."""

from __future__ import annotations

__all__ = ["TITLE"]

TITLE = ("来源", "Sources")
