"""What an unquoted word of YAML means here.

Text is text. Only ``null``, ``true``, ``false`` and plain decimal integers mean something else, and
whatever YAML 1.1 and 1.2 tools would read differently has to be quoted: ``000000`` (zero), ``yes``
(true), ``12:30`` (750), ``2020-03-01`` (a date), ``~`` or nothing (null).
"""

from __future__ import annotations

import re

__all__ = ["AMBIGUOUS", "plain"]


class _Ambiguous:
    """Marks a word that other tools would not read as the text it is."""


AMBIGUOUS = _Ambiguous()

_SUSPICIOUS = frozenset("0123456789+-.~nNtTfFyYoO=<")
_MEANT = {"null": None, "true": True, "false": False}
_INTEGER = re.compile("-?(?:0|[1-9][0-9]{0,8})")
_OTHERWISE = re.compile(
    "~|=|<<"
    "|null|true|false|yes|no|on|off|y|n"
    "|[-+]?[.](?:inf|nan)"
    "|[-+]?[0-9][0-9_]*"
    "|[-+]?0[xob][0-9a-f_]+"
    "|[-+]?(?:[0-9][0-9_]*)?[.]?[0-9_]*(?:e[-+]?[0-9]+)?"
    "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:[.][0-9_]*)?"
    "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t \t].*)?",
    re.IGNORECASE,
)


def plain(word: str) -> str | int | bool | _Ambiguous | None:
    """Return what the unquoted ``word`` stands for, or :data:`AMBIGUOUS` if it needs quotes."""
    if word and word[0] not in _SUSPICIOUS:
        return word
    if word in _MEANT:
        return _MEANT[word]
    if len(word) > 64:
        return word if word[:64].strip("0123456789_+-.:") else AMBIGUOUS
    if _INTEGER.fullmatch(word):
        return int(word)
    if not word or _OTHERWISE.fullmatch(word):
        return AMBIGUOUS
    return word
