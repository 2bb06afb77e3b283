"""How requests are read: names, aliases, phrases, and the examples that must hold."""

from __future__ import annotations

__all__ = ["TITLE"]

TITLE = ("名称与识别", "Names and reading")
