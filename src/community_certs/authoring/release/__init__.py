"""Releases of the catalogue: checked, told, packed, frozen."""

from __future__ import annotations

__all__: list[str] = []
