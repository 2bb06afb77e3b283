"""Days as clerks write them: 2023.5.6, 2023年5月6日, 20230506, 二〇二三年五月六日, a serial."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from math import isfinite

from community_certs.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["period_in", "quoted", "read_day", "read_day_within", "read_period"]

_PARTS = re.compile(
    r"(?P<y>\d{4}|\d{2})\s*[年.\-/,、\s]\s*(?P<m>\d{1,2})\s*[月.\-/,、\s]\s*(?P<d>\d{1,2})\s*[日号]?"
    r"(?:\s+\d{1,2}:\d{2}(?::\d{2})?|T\d{2}:\d{2}(?::\d{2})?|\s*[上下]午)?"
)
_PACKED = re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})")
_MONTH_DAY = re.compile(r"(?P<m>\d{1,2})\s*[月.\-/]\s*(?P<d>\d{1,2})\s*[日号]?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_CHINESE = str.maketrans("〇零○Ｏ一二三四五六七八九元", "00001234567891")
_TENS = re.compile(r"(\d?)十(\d?)")
_MOST_YEARS = 5
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


def read_day_within(value: object, period: tuple[str, str]) -> tuple[str | None, str | None]:
    """Read a day whose year, written in two digits or not at all, the period makes plain.

    Where exactly one year puts the day inside the period, it is that year: 5月6日 under
    2022-09-01/2023-08-31 is 2023-05-06. If none or several do, there is no year.

    Arguments:
        value: as in :func:`read_day`.
        period: first and last day.
    """
    first, last = int(period[0][:4]), int(period[1][:4])
    if last - first > _MOST_YEARS:
        return None, "no_year"
    found = {
        day
        for year in range(first, last + 1)
        for day in (read_day(value, year)[0],)
        if day is not None and period[0] <= day <= period[1]
    }
    return (found.pop(), None) if len(found) == 1 else (None, "no_year")


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


_TO = r"[^0-9]{0,3}[-至到~][^0-9]{0,3}"
_PERIOD = re.compile(
    r"(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日?[^0-9]{1,4}(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日"
)
_MONTHS = re.compile(
    rf"(?<!\d)((?:19|20)\d\d)年(\d{{1,2}})(?:月份?)?{_TO}(?:(\d{{4}})年)?(\d{{1,2}})月(?!份?\d)"
)
_YEARS = re.compile(rf"(?<!\d)((?:19|20)\d\d)(?:年度?)?{_TO}((?:19|20)\d\d)年(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!\d)")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)年\d{1,2}月(?!份?\d|\d*[-至到~])")
_FILLED = ("填报", "填表", "制表", "报送", "日期", "时间")


def read_period(text: str) -> tuple[str, str] | None:
    """Return the first and last day of a period printed in a title, or None.

    Months count to their last day. Of a lone month only the year is taken: a ledger of the whole
    year may be called after the month in which it was handed in. The day on which a form was filled
    in is no period.

    >>> read_period("（2023年1月1日—7月31日）")
    ('2023-01-01', '2023-07-31')
    >>> read_period("（2023年1月—7月）")
    ('2023-01-01', '2023-07-31')
    >>> read_period("2023年度台账")
    ('2023-01-01', '2023-12-31')
    """
    return period_in((text,))


def period_in(titles: Iterable[str]) -> tuple[str, str] | None:
    """Return the period printed in any of the titles, days before months before years, or None.

    Arguments:
        titles: the texts above the header. Different lone years are no period.
    """
    texts = [_flat(one) for one in titles]
    for text in texts:
        found = _PERIOD.search(text)
        if found is not None:
            first, fault = _day(int(found[1]), int(found[2]), int(found[3]))
            last, other = _day(int(found[4] or found[1]), int(found[5]), int(found[6]))
            if not (fault or other or first is None or last is None or last < first):
                return first, last
    texts = [one for one in texts if not any(word in one for word in _FILLED)]
    for text in texts:
        found = _MONTHS.search(text)
        if found is not None:
            return _months(int(found[1]), int(found[2]), int(found[3] or found[1]), int(found[4]))
    spans = {(one[1], one[2]) for text in texts for one in _YEARS.finditer(text)}
    if not spans:
        spans = {
            (one[1], one[1])
            for text in texts
            for pattern in (_YEAR, _MONTH)
            for one in pattern.finditer(text)
        }
    if len(spans) != 1:
        return None
    first_year, last_year = spans.pop()
    return (f"{first_year}-01-01", f"{last_year}-12-31") if first_year <= last_year else None


def _flat(text: str) -> str:
    return "".join(fold(text).split()).replace(",", "-").replace("－", "-")


def _months(year: int, month: int, last_year: int, last_month: int) -> tuple[str, str] | None:
    if not (1 <= month <= 12 and 1 <= last_month <= 12) or (last_year, last_month) < (year, month):
        return None
    after = date(last_year + last_month // 12, last_month % 12 + 1, 1) - timedelta(days=1)
    return f"{year}-{month:02d}-01", after.isoformat()


_QUOTED = 24
_PIECES = re.compile(
    r"(?P<digits>[0-9]+)|(?P<mark>[年月日号时分秒.\-/、:：,，\s?？无])"
    r"|(?P<word>不详|不明|未知|去年|今年|同上|上午|下午|[上中下]旬|[初底](?![\u4e00-\u9fff])"
    r"|[〇零○元一二三四五六七八九十]+(?=[年月日号]))|(?P<other>.)"
)
_DIGITS = re.compile(r"[0-9]{1,6}|(?:19|20)[0-9]{6}")


def quoted(text: str) -> str:
    """Return what a cell for a day holds, fit for a message: all that is no day is masked.

    Digits that could belong to a phone or an ID number, and words that do not speak of days, become
    one ＊ for each character.
    """
    flat = " ".join(text.translate(_WIDE).split())
    kept = "".join(map(_day_or_mask, _PIECES.finditer(flat[:_QUOTED])))
    return kept + ("…" if len(flat) > _QUOTED else "")


def _day_or_mask(found: re.Match[str]) -> str:
    piece = found[0]
    shown = found["other"] is None and (not found["digits"] or _DIGITS.fullmatch(piece))
    return piece if shown else "＊" * len(piece)
