"""Personal data in a ledger: masked wherever it is printed, linked only through a keyed hash.

ID numbers hold so few plausible values that an unkeyed hash of one can be turned back; persons are
therefore linked by an HMAC under a key that the caller keeps. Clerks write numbers into any cell,
so masking looks into every text, not only into the columns meant for them.
"""

from __future__ import annotations

import hmac
import re

from community_certs.casework.identity import id_fault, normal_id
from community_certs.text import canonicalize_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from community_certs.casework.rows import LedgerRow

__all__ = ["Pseudonyms", "ids_in", "mask_id", "mask_phone", "mask_text", "masked"]

_GAP = r"[ \t\u00a0\u3000\-‐–]?"
_LONG = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{13,}}(?:{_GAP}[xXｘＸ×])?")
_RUN = re.compile(r"\d{15}")
_MOBILE = re.compile(rf"(?<!\d)(?:(?:\+|00)?86{_GAP})?[1１](?:{_GAP}\d){{10}}(?!\d)")
_HIDDEN_MOBILE = re.compile(r"\d*[1１][3-9３-９]\d{9,}")
_LANDLINE = re.compile(r"(?<!\d)[0０]\d{2,3}[\-—–)） \u3000]{0,2}\d{7,8}(?!\d)")
_HINT = re.compile(r"\d[\d \t\u00a0\u3000\-‐–—)）]{6,}")


def mask_id(number: str) -> str:
    """Return an ID number with all but its first three and last two characters hidden."""
    kept = normal_id(number)
    return kept[:3] + "*" * (len(kept) - 5) + kept[-2:] if len(kept) >= 10 else "*" * len(kept)


def mask_phone(number: str) -> str:
    """Return a phone number with all but its first three and last two characters hidden."""
    kept = "".join(number.split())
    return kept[:3] + "*" * (len(kept) - 5) + kept[-2:] if len(kept) >= 7 else "*" * len(kept)


def mask_text(text: str) -> str:
    """Return a text with every ID, card and phone number in it masked.

    Arguments:
        text: any cell. Digits may be full-width, and grouped by spaces or hyphens.
    """
    if _HINT.search(text) is None:
        return text
    text = _LONG.sub(_mask_long, text)
    text = _MOBILE.sub(_mask_phone, text)
    text = _LANDLINE.sub(_mask_phone, text)
    # A mobile number with other digits written up against it.
    return _HIDDEN_MOBILE.sub(_mask_phone, text)


def _mask_phone(found: re.Match[str]) -> str:
    return mask_phone(found[0])


def _mask_long(found: re.Match[str]) -> str:
    """Mask what is as long as an ID number, holds one, or is one long number; leave days alone."""
    kept = normal_id(found[0])
    if len(kept) in (15, 18) or _RUN.search(found[0]) or _holds_id(kept):
        return mask_id(kept)
    return found[0]


def _holds_id(digits: str) -> bool:
    return any(id_fault(digits[at : at + 18]) is None for at in range(len(digits) - 17))


def ids_in(text: str) -> tuple[str, ...]:
    """Return the well-formed ID numbers that a text holds, in their normal form."""
    if _HINT.search(text) is None:
        return ()
    found = (normal_id(one[0]) for one in _LONG.finditer(text))
    return tuple(one for one in found if id_fault(one) is None)


def masked(row: LedgerRow) -> LedgerRow:
    """Return a row fit to be printed: numbers masked in every cell, the address cut off.

    A certificate number stays as it is, unless it holds a well-formed ID number: numbers made of
    the place's code and the date look like phones and cards.
    """
    values = {name: getattr(row, name) for name in row.__slots__}  # type: ignore[attr-defined]
    for name in (
        "committee",
        "applicant",
        "proof",
        "purpose",
        "requester",
        "handler",
        "note",
        "said",
    ):
        values[name] = mask_text(values[name])
    values["number"] = mask_text(row.number) if ids_in(row.number) else row.number
    values["id_number"] = mask_id(row.id_number) if row.id_number else ""
    values["phone"] = mask_phone(row.phone) if row.phone else ""
    values["address"] = "***" if row.address else ""
    return type(row)(**values)


class Pseudonyms:
    """Tokens that link the rows of one person under a key.

    Arguments:
        key: at least 16 secret bytes. The same key gives the same tokens in another run.

    Raises:
        ValueError: for a shorter key.
    """

    __slots__ = ("_held", "_key")

    def __init__(self, key: bytes) -> None:
        if len(key) < 16:
            raise ValueError("the key must have at least 16 bytes")
        self._key = key
        self._held: dict[str, str] = {}

    def token(self, row: LedgerRow) -> str:
        """Return the token of the applicant: by ID number, else by name within the committee.

        Two people of one name in one community cannot be told apart without ID numbers; what
        rests on such a token is for a person to look at.
        """
        number = (
            normal_id(row.id_number) if row.id_number else next(iter(ids_in(row.applicant)), "")
        )
        # A number that Excel cut short, or half a number, may be another person's too.
        if number and id_fault(number) not in ("length", "character"):
            return self._of("id\0" + number)
        name = canonicalize_name(row.applicant)
        return self._of(f"name\0{row.committee}\0{name}") if name else ""

    def _of(self, text: str) -> str:
        held = self._held.get(text)
        if held is None:
            digest = hmac.digest(self._key, text.encode(), "sha256").hex()[:24]
            held = self._held[text] = digest
        return held
