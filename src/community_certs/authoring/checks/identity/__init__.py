"""Ids, paths, numbers of documents, and codes of places."""

from __future__ import annotations

__all__ = ["TITLE"]

TITLE = ("编号", "Ids")
