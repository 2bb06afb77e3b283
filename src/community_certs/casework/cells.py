"""Cells: their text as a person reads it, and texts that no spreadsheet will take for a formula."""

from __future__ import annotations

from datetime import date, datetime, time

__all__ = ["MOST_CHARACTERS", "column_letters", "harmless", "text_of"]

MOST_CHARACTERS = 32_000
"""A cell of Excel holds 32,767 characters."""
_STARTERS = frozenset("=+-@＝＋－＠﹣−\t\r\n|%")
_LEADING = (
    "\t\r\n\v\f \u00a0\u3000\u1680\u202f\u205f\ufeff\u2060\u200b\u200c\u200d\"'"
    "\x00\x1c\x1d\x1e\x1f\x85\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
)


def text_of(value: object) -> str:
    """Return a cell as text: whole numbers without ".0", days as ISO days, texts trimmed."""
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        whole = value.time() == time(0)
        return value.date().isoformat() if whole else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def harmless(text: str) -> str:
    """Return a text that a spreadsheet opening a CSV file does not take for a formula.

    A text is prefixed with an apostrophe if any of its lines, after spaces of any kind, begins with
    a character that starts a formula, full-width forms included. Signed numbers stay as they are.
    """
    plain = not text or (text[0] > "~" and text[0] not in _LEADING and text[0] not in _STARTERS)
    if plain and "\n" not in text and "\r" not in text:
        return text
    for line in text.replace("\r", "\n").split("\n"):
        kept = line.lstrip(_LEADING)
        if (kept and kept[0] in _STARTERS and not _is_number(kept)) or line[:1] in ("\t", "\r"):
            return "'" + text
    return text


def _is_number(text: str) -> bool:
    return text[0] in "+-" and text[1:].replace(".", "", 1).isdecimal() and text.isascii()


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1 (27 is "AA")."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
