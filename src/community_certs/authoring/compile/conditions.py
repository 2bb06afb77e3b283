"""Conditions in words, so that an answer can print them without the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from community_certs.model.enums import Committee

__all__ = ["in_words"]

_OUTSIDE = {"city": "要求单位在本市以外", "province": "要求单位在本省以外", "country": "用于境外"}


def in_words(when: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return a condition in Chinese; ``names`` gives the names of purposes and requesters."""
    parts = []
    for key, wanted in when.items():
        if key == "requester_place":
            parts.append(_OUTSIDE[wanted["outside"]])
        elif key == "committee":
            parts.append("出具者为" + Committee(wanted).zh)
        elif key in ("purpose", "requester"):
            label = "用途为" if key == "purpose" else "要求单位为"
            parts.append(label + "、".join(names.get(one, one) for one in wanted))
    return "；".join(parts)
