"""What the lists say together: an entry that never decides."""

from __future__ import annotations

__all__ = ["TITLE"]

TITLE = ("答复", "Answers")
