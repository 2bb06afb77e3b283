"""Days as clerks write them: 2023.5.6, 2023年5月6日, 20230506, 二〇二三年五月六日, a serial."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from math import isfinite

from community_certs.text import fold

__all__ = ["read_day", "read_period"]

_PARTS = re.compile(
    r"(?P<y>\d{4}|\d{2})\s*[年.\-/,、\s]\s*(?P<m>\d{1,2})\s*[月.\-/,、\s]\s*(?P<d>\d{1,2})\s*[日号]?"
    r"(?:\s+\d{1,2}:\d{2}(?::\d{2})?|T\d{2}:\d{2}(?::\d{2})?|\s*[上下]午)?"
)
_PACKED = re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})")
_MONTH_DAY = re.compile(r"(?P<m>\d{1,2})\s*[月.\-/]\s*(?P<d>\d{1,2})\s*[日号]?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_CHINESE = str.maketrans("〇零○Ｏ一二三四五六七八九元", "00001234567891")
_TENS = re.compile(r"(\d?)十(\d?)")
_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
_WIDE = str.maketrans("０１２３４５６７８９．－／：", "0123456789.-/:")


def read_day(value: object, year: int | None = None) -> tuple[str | None, str | None]:
    """Read a day from a cell.

    Arguments:
        value: a date, a number (an Excel serial, 1900 system) or text.
        year: the year of the ledger, for days written without one (5月6日) or with two digits.

    Returns:
        The ISO day, or None; and what is wrong: "empty", "impossible" (2023.2.30), "no_year",
        "unreadable", or None.
    """
    if isinstance(value, datetime):
        return value.date().isoformat(), None
    if isinstance(value, date):
        return value.isoformat(), None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _read_number(value, year)
    if not isinstance(value, str):
        return None, "empty" if value is None else "unreadable"
    text = value.strip().strip("'’").translate(_WIDE)
    if not text:
        return None, "empty"
    return _read_text(text, year)


def _read_number(number: float, year: int | None) -> tuple[str | None, str | None]:
    day = _serial(number)
    if day is not None:
        return day, None
    if not isfinite(number):
        return None, "unreadable"
    return _read_text(str(int(number)) if number == int(number) else str(number), year)


def _read_text(text: str, year: int | None) -> tuple[str | None, str | None]:
    if any(char in text for char in "〇零○一二三四五六七八九十元"):
        text = _TENS.sub(
            lambda found: f"{found[1] or '1'}{found[2] or '0'}", text.translate(_CHINESE)
        )
    found = _PARTS.fullmatch(text) or _PACKED.fullmatch(text)
    if found is not None:
        printed = int(found["y"])
        if len(found["y"]) == 2:
            if year is None or year % 100 != printed:
                return None, "no_year"
            printed = year
        return _day(printed, int(found["m"]), int(found["d"]))
    if _SERIAL.fullmatch(text):
        serial = _serial(float(text))
        return serial, None if serial is not None else "unreadable"
    found = _MONTH_DAY.fullmatch(text)
    if found is not None:
        if year is None:
            return None, "no_year"
        return _day(year, int(found["m"]), int(found["d"]))
    return None, "unreadable"


def _serial(number: float) -> str | None:
    if _FIRST_SERIAL <= number < _LAST_SERIAL:
        return (_EPOCH + timedelta(days=int(number))).isoformat()
    return None


def _day(year: int, month: int, day: int) -> tuple[str | None, str | None]:
    try:
        return date(year, month, day).isoformat(), None
    except ValueError:
        return None, "impossible"


_PERIOD = re.compile(
    r"(\d{4})年(\d{1,2})月(\d{1,2})日?[^0-9]{1,4}(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日"
)


def read_period(text: str) -> tuple[str, str] | None:
    """Return the first and last day of a period printed in a title, or None.

    >>> read_period("（2023年1月1日—7月31日）")
    ('2023-01-01', '2023-07-31')
    """
    found = _PERIOD.search(fold(text).replace(",", "-"))
    if found is None:
        return None
    first, fault = _day(int(found[1]), int(found[2]), int(found[3]))
    last, other = _day(int(found[4] or found[1]), int(found[5]), int(found[6]))
    if fault or other or first is None or last is None or last < first:
        return None
    return first, last
