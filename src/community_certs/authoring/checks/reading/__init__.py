"""What the strict reader refuses, before anything is understood."""

from __future__ import annotations

__all__ = ["TITLE"]

TITLE = ("读取文件（严格 YAML）", "Reading files (strict YAML)")
