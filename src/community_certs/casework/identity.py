"""Chinese citizen ID numbers (公民身份号码): the check digit and what can be wrong with one.

The check digit is ISO 7064 MOD 11-2, as GB 11643 prescribes. Numbers that begin with 81, 82 or 83
belong to residence permits of residents of Hong Kong, Macao and Taiwan (港澳台居民居住证) and are
valid; no table of divisions is consulted, since numbers outlive divisions.
"""

from __future__ import annotations

from datetime import date

__all__ = ["check_digit", "id_fault", "normal_id"]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_DIGITS = "10X98765432"
_PROVINCES = frozenset(
    (
        *(*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47)),
        *(*range(50, 55), *range(61, 66), 71, 81, 82, 83, 91),
    )
)
_WIDE = str.maketrans("０１２３４５６７８９ｘＸ×", "0123456789XXX")


def normal_id(text: str) -> str:
    """Return an ID number without spaces and hyphens, in ASCII, with a capital X."""
    kept = "".join(text.split()).replace("-", "").translate(_WIDE)
    return kept.upper()


def check_digit(first17: str) -> str:
    """Return the check digit of the first 17 digits.

    Raises:
        ValueError: if they are not 17 ASCII digits.
    """
    if len(first17) != 17 or not (first17.isascii() and first17.isdigit()):
        raise ValueError("17 digits are needed")
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first17, strict=True))
    return _DIGITS[total % 11]


def id_fault(number: str) -> str | None:
    """Return what is wrong with an ID number, or None.

    Arguments:
        number: as :func:`normal_id` returns it.

    Returns:
        "length", "character", "area", "birth" or "check". A number of the first generation (15
        digits) has no check digit.
    """
    if len(number) not in (15, 18):
        return "length"
    digits, last = (number, "0") if len(number) == 15 else (number[:17], number[17])
    if not (digits.isascii() and digits.isdigit() and last in _DIGITS):
        return "character"
    if int(digits[:2]) not in _PROVINCES:
        return "area"
    born = "19" + digits[6:12] if len(number) == 15 else digits[6:14]
    if not _is_day(born):
        return "birth"
    return "check" if len(number) == 18 and check_digit(digits) != last else None


def _is_day(packed: str) -> bool:
    try:
        date(int(packed[:4]), int(packed[4:6]), int(packed[6:]))
    except ValueError:
        return False
    return True
