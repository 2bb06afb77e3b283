"""Dates as people print them, read into the form that the data has."""

from __future__ import annotations

import re
import unicodedata

from community_certs.dates import earliest_day
from community_certs.errors import InvalidArgument

__all__ = ["printed_date"]

_FORMS = (
    re.compile(r"([0-9]{4})年(?:([0-9]{1,2})月(?:([0-9]{1,2})[日号])?)?"),
    re.compile(r"([0-9]{4})(?:[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?)?"),
)
_DIGITS = {char: str(n % 10) for n, char in enumerate("〇一二三四五六七八九零")} | {"○": "0"}
_NUMBER = re.compile("[〇○零一二三四五六七八九十]+")


def printed_date(text: str) -> str | None:
    """Return a date as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None if it is none.

    2025年3月10日, 2025.3.10, 2025/03/10, 二〇二五年三月十日 and the form itself are read. The
    precision stays that of the text.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    plain = _NUMBER.sub(lambda found: _arabic(found.group()), plain)
    for form in _FORMS:
        found = form.fullmatch(plain)
        if found is not None:
            parts = [part for part in found.groups() if part is not None]
            date = "-".join([parts[0], *(part.zfill(2) for part in parts[1:])])
            try:
                earliest_day(date)
            except InvalidArgument:
                return None
            return date
    return None


def _arabic(said: str) -> str:
    """Return digits for a number up to 99, or for digits that stand one by one."""
    tens, ten, ones = said.partition("十")
    if not ten:
        return "".join(_DIGITS[char] for char in said)
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return said
    return (_DIGITS[tens] if tens else "1") + (_DIGITS[ones] if ones else "0")
