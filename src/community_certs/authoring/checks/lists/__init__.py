"""Lists with their entries, and rules."""

from __future__ import annotations

__all__ = ["TITLE"]

TITLE = ("清单、条目和规则", "Lists, entries and rules")
