"""Decide: item, place, day and circumstances give a decision. Pure, and free of the clock."""

from __future__ import annotations

from community_certs.decide.decision import decide

__all__ = ["decide"]
