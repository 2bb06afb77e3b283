"""Kinds of proof."""

from __future__ import annotations

__all__ = ["TITLE"]

TITLE = ("证明事项", "Items")
