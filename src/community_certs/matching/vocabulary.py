"""Purposes and requesting units: those that a text states, and those that a caller names."""

from __future__ import annotations

from community_certs.matching.lexicon import SEALED_HEAD
from community_certs.matching.scan import span_mask
from community_certs.text import canonicalize_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from community_certs.matching.lexicon import Lexicon
    from community_certs.matching.scan import Scan

__all__ = ["Vocabulary", "infer"]

_PURPOSE_BEFORE = ("办理", "申请", "申办", "申领", "用于", "为了", "作为", "办", "为", "因", "领")
_PURPOSE_AFTER = ("用", "要", "所需", "需要", "需", "使用", "用途", "时", "的时候")
_DEMANDS = ("要", "让", "叫", "需要", "要求", "非要", "必须", "规定", "索要", "说要", "那边要")
_TO_UNIT = ("交给", "提交给", "提供给", "给", "交到", "送到", "提交", "用于")
_NEAR = 3
_DENIED_AFTER = ("以外", "之外", "除外", "无关", "不", "没", "未", "免")
_USE = ("用途", "用", "时", "的")


class Vocabulary:
    """Names and aliases of one vocabulary, canonical, to ids."""

    __slots__ = ("_ids", "names")

    def __init__(self, raw: dict[str, Any]) -> None:
        self._ids: dict[str, str] = raw["ids"]
        self.names: dict[str, str] = raw["names"]

    def find(self, text: str) -> str | None:
        """Return the id that a free text or an id names, or null."""
        if not isinstance(text, str) or len(text) > 200:
            return None
        if text in self.names:
            return text
        return self._ids.get(canonicalize_name(text))


def infer(scan: Scan, lexicon: Lexicon, mask: int) -> tuple[str | None, str | None]:
    """Return the purpose and the requester that a text states outside ``mask``.

    Both count as given, so they are read only where the wording says so (收养登记用的…, 银行要的…)
    and no word of denial stands before them in their clause (不是收养登记用的…); two different ones
    of a kind cancel each other.
    """
    stated = [
        (start, end, kind, kinds[symbol])
        for kind, kinds in enumerate((lexicon.purposes, lexicon.requesters))
        for symbol in scan.hits
        if symbol in kinds
        for start, end in scan.hits[symbol]
        if not mask & span_mask(start, end) and not scan.denies(start, mask)
    ]
    longest = [
        one
        for one in stated
        if not any(
            left <= one[0] and one[1] <= right and right - left > one[1] - one[0]
            for left, right, _, _ in stated
        )
    ]
    purposes = {
        name
        for start, end, kind, name in longest
        if not kind and _is_purpose(scan, start, end, mask)
    }
    requesters = {
        name for start, end, kind, name in longest if kind and _is_demand(scan.text, start, end)
    }
    return (
        purposes.pop() if len(purposes) == 1 else None,
        requesters.pop() if len(requesters) == 1 else None,
    )


def _is_purpose(scan: Scan, start: int, end: int, mask: int) -> bool:
    text = scan.text
    if _is_denied_after(scan, end, mask):
        return False
    if text[:start].endswith(_PURPOSE_BEFORE) or text[end:].startswith(_PURPOSE_AFTER):
        return True
    opened = text.rfind("(", 0, start)
    return opened >= 0 and text.find(")", opened) >= end


def _is_denied_after(scan: Scan, end: int, mask: int) -> bool:
    """Whether what follows a purpose excludes it: 收养登记除外, 与收养无关, 贷款不用."""
    text = scan.text
    for word in _USE:
        if text.startswith(word, end):
            end += len(word)
    return text.startswith(_DENIED_AFTER, end) and not mask >> end & 1


def _is_demand(text: str, start: int, end: int) -> bool:
    near = text[end : end + _NEAR]
    for word in _DEMANDS:
        at = near.find(word)
        if at >= 0 and not any(char in "不没未无," for char in near[:at]):
            return True
    after = text[end:]
    return text[:start].endswith(_TO_UNIT) and not after.startswith(SEALED_HEAD)
