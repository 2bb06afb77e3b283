"""Days and printed dates.

A day is an ISO string ("2020-02-29"): such strings sort as the days do, and travel through JSON
unchanged. A printed date keeps the precision of its source ("2020", "2020-03", "2020-03-01") and
therefore stands for an interval of days.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from community_certs.errors import InvalidArgument

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "add_years",
    "day_of",
    "earliest_day",
    "latest_day",
    "next_day",
    "previous_day",
]

FIRST_DAY = "0001-01-01"
"""Stands for "since ever": before every printed date."""
LAST_DAY = "9999-12-31"
"""Stands for "no end known": after every printed date."""

_ONE = timedelta(days=1)
_KNOWN: set[str] = set()
"""Days that were read before: a portal asks about the same few over and over."""
_MOST_KNOWN = 4096


def day_of(value: date | str) -> str:
    """Return ``value`` as an ISO day.

    Arguments:
        value: a ``datetime.date``, or text of the form ``YYYY-MM-DD``.

    Raises:
        InvalidArgument: for a ``datetime`` (whose time zone would decide the day), an impossible
            day such as 2021-02-30, or any other form.
    """
    if type(value) is str and value in _KNOWN:
        return value
    if isinstance(value, datetime):
        raise InvalidArgument(
            "日期参数不能是 datetime（时区会影响日期），请给出 date 或“YYYY-MM-DD”。",
            "a datetime is not a day (its time zone would decide): pass a date or 'YYYY-MM-DD'",
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and _is_day(value):
        if len(_KNOWN) < _MOST_KNOWN:
            _KNOWN.add(str(value))
        return value
    shown = value[:40] if isinstance(value, str) else type(value).__name__
    raise InvalidArgument(
        f"日期“{shown}”无法识别，请写成“YYYY-MM-DD”，例如 2020-06-01。",
        f"not a day: {shown!r}; write YYYY-MM-DD, such as 2020-06-01",
    )


def _is_day(text: str) -> bool:
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def earliest_day(printed: str) -> str:
    """Return the first day that a printed date can mean ("2020-03" gives "2020-03-01").

    Raises:
        InvalidArgument: if ``printed`` is no year, month or day.
    """
    if len(printed) == 4:
        return day_of(printed + "-01-01")
    if len(printed) == 7:
        return day_of(printed + "-01")
    return day_of(printed)


def latest_day(printed: str) -> str:
    """Return the last day that a printed date can mean ("2020-02" gives "2020-02-29").

    Raises:
        InvalidArgument: if ``printed`` is no year, month or day.
    """
    first = earliest_day(printed)
    if len(printed) == 4:
        return printed + "-12-31"
    if len(printed) == 7:
        year, month = int(first[:4]), int(first[5:7])
        if month == 12:
            return printed + "-31"
        return previous_day(f"{year:04d}-{month + 1:02d}-01")
    return first


def next_day(day: str) -> str:
    """Return the day after ``day``; the last day of all stays itself."""
    return day if day == LAST_DAY else (date.fromisoformat(day) + _ONE).isoformat()


def previous_day(day: str) -> str:
    """Return the day before ``day``; the first day of all stays itself."""
    return day if day == FIRST_DAY else (date.fromisoformat(day) - _ONE).isoformat()


def add_years(day: str, years: int) -> str:
    """Return the same day ``years`` later; 29 February becomes the 28th in a common year."""
    year, rest = int(day[:4]) + years, day[4:]
    if year > 9999:
        return LAST_DAY
    moved = f"{year:04d}{rest}"
    return moved if _is_day(moved) else f"{year:04d}-02-28"
