"""Ids that a file refers to."""

from __future__ import annotations

__all__ = ["TITLE"]

TITLE = ("引用的编号", "References")
