"""Normalising Chinese names: one function decides when two spellings are the same name.

The order matters. Radicals become ordinary characters (NFKC for the Kangxi block, a table for the
supplement), because both may be traditional; then traditional characters become simplified; then
spacing, quotation marks and invisible characters go, and punctuation is reduced to four marks:
``,`` between clauses, ``、`` between the members of an enumeration, and ``(`` ``)``.
"""

from __future__ import annotations

import unicodedata

__all__ = ["align", "canonicalize_name", "fold", "simplify"]

_FIRST, _LAST = "\u4e00", "\u9fff"
_QUOTE_BRACKETS = "《》〈〉「」『』<>"
_LIST_MARKS = "、/\\|·•&+"
_CLAUSE_MARKS = ",;:.!?…—-–―~。，；：！？\n\r"
_MARKS = frozenset(",、()")
_SEPARATORS = frozenset(",、")
_HAN = "\u3400"


def _reduce(char: str) -> str:
    """Return what one NFKC-normalised character becomes."""
    if char in _QUOTE_BRACKETS:
        return ""
    if char in _LIST_MARKS:
        return "、"
    if char in _CLAUSE_MARKS:
        return ","
    category = unicodedata.category(char)
    if category[0] in "LN":
        return char
    if category == "Ps":
        return "("
    return ")" if category == "Pe" else ""


class _Reduction(dict[int, str]):
    """The character table of :func:`fold`, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        value = self[code] = _reduce(chr(code))
        return value


_reduction = _Reduction()
_radicals: dict[int, str] = {}
_stable = set("0123456789abcdefghijklmnopqrstuvwxyz")
"""Characters that folding leaves alone: these, and each unified ideograph once it was met."""
_same: set[str] = set()
_simplified: dict[int, str] = {}
"""Characters that simplifying leaves alone, and what it makes of others, as they are met."""

_MOST_LEARNT = 50_000


def fold(text: str) -> str:
    """Reduce width, radicals, case, spacing and punctuation; keep the script.

    Arguments:
        text: any string.

    Returns:
        Letters, digits and the marks ``, 、 ( )``; folding it again changes nothing.
    """
    if _stable.issuperset(text):
        return text
    for char in text:
        if char not in _stable:
            if not _FIRST <= char <= _LAST:
                break
            _stable.add(char)
    else:
        return text
    for _ in range(len(text) + 2):
        folded = _fold_once(text)
        if folded == text:
            break
        text = folded
    return text


def _fold_once(text: str) -> str:
    if not _radicals:
        from community_certs.text.radicals import RADICALS  # noqa: PLC0415  (rarely needed)

        _radicals.update(RADICALS)
    wide = unicodedata.normalize("NFKC", text.translate(_radicals)).lower()
    return _tidy(wide.translate(_reduction))


def _tidy(text: str) -> str:
    """Drop marks that separate nothing, unpaired brackets and pinyin set in brackets."""
    if _MARKS.isdisjoint(text):
        return text
    kept: list[str] = []
    opened: list[int] = []
    for char in text:
        if char in _SEPARATORS:
            _separate(kept, char)
        elif char == ")":
            if opened:
                _close(kept, opened.pop())
        else:
            if char == "(":
                opened.append(len(kept))
            kept.append(char)
    for start in reversed(opened):
        del kept[start]
    _trim(kept)
    return "".join(kept)


def _separate(kept: list[str], mark: str) -> None:
    if kept and kept[-1] in _SEPARATORS:
        if mark == ",":
            kept[-1] = ","
    elif kept and kept[-1] != "(":
        kept.append(mark)


def _close(kept: list[str], start: int) -> None:
    _trim(kept)
    if len(kept) == start + 1 or _is_noise(kept, start):
        del kept[start:]
    else:
        kept.append(")")


def _trim(kept: list[str]) -> None:
    while kept and kept[-1] in _SEPARATORS:
        kept.pop()


def _is_noise(kept: list[str], start: int) -> bool:
    """Whether a bracket holds only Latin letters after a Chinese character: 關(guān)系."""
    if not start or kept[start - 1] < _HAN:
        return False
    return all(char.isalpha() and char < _HAN for char in kept[start + 1 :])


def simplify(text: str) -> str:
    """Replace each traditional character by its simplified form; the length stays the same."""
    if not _same.issuperset(text):
        _learn(text)
    return text if _same.issuperset(text) else text.translate(_simplified)


def _learn(text: str) -> None:
    """Look up the characters that were not met before; building a whole table takes longer."""
    from community_certs.text.script_table import (  # noqa: PLC0415  (not for a known name)
        SIMPLIFIED,
        TRADITIONAL,
    )

    if len(_same) > _MOST_LEARNT:
        _same.clear()
    for char in text:
        if char not in _same and ord(char) not in _simplified:
            place = TRADITIONAL.find(char)
            if place < 0:
                _same.add(char)
            else:
                _simplified[ord(char)] = SIMPLIFIED[place]


def canonicalize_name(text: str) -> str:
    """Return the one form that all spellings of a name share.

    Arguments:
        text: a name or request as written, in any width, script, spacing and punctuation.

    Returns:
        The canonical form; it is for comparing, the printed form is for showing. Canonicalising
        it again changes nothing.
    """
    return simplify(fold(text))


def align(text: str, canonical: str) -> list[int]:
    """Find where each canonical character came from.

    Arguments:
        text: the original.
        canonical: ``canonicalize_name(text)``.

    Returns:
        For each character of ``canonical`` its index in ``text``. If they cannot be aligned (a
        character that was composed from several), every index is 0 up to the end of the text.
    """
    if len(text) == len(canonical):
        return list(range(len(text)))
    found: list[int] = []
    wanted = len(canonical)
    for index, char in enumerate(text):
        for piece in canonicalize_name(char) or _reduction[ord(char[0])]:
            if len(found) < wanted and canonical[len(found)] == piece:
                found.append(index)
    while len(found) < wanted:
        found.append(len(text) - 1)
    return found
