"""When things start and end."""

from __future__ import annotations

__all__ = ["TITLE"]

TITLE = ("日期", "Dates")
