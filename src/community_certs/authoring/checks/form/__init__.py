"""What does not fit the data format; the same rules stand in the JSON Schemas."""

from __future__ import annotations

__all__ = ["TITLE"]

TITLE = ("内容的格式（JSON Schema）", "The form of the content (JSON Schema)")
