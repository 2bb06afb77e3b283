"""What must hold of a local variant beyond what holds of every tree."""

from __future__ import annotations

__all__ = ["TITLE"]

TITLE = ("地方变体", "Local variants")
