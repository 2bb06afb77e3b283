"""Say in words in which circumstances an answer changes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from community_certs.authoring.diff.circumstances import OTHER, Class, Scenario

__all__ = ["told_circumstances"]

Name = Callable[[str, str], str]
_AXES = {
    "purpose": ("用途为", "purpose"),
    "requester": ("要求单位为", "unit"),
    "requester_place": ("单位在", "place of the unit"),
    "committee": ("出具的是", "committee"),
}
_VALUES = {
    "inside": ("本市", "in the city"),
    "outside_city": ("外市", "outside the city"),
    "outside_province": ("外省", "outside the province"),
    "abroad": ("境外", "abroad"),
    "resident": ("居委会", "resident"),
    "village": ("村委会", "village"),
}
_VOCABULARIES = {"purpose": "purposes", "requester": "requesters"}
_CLOSED = ({"inside", "outside_city", "outside_province", "abroad"}, {"resident", "village"})
_MOST = 3


def told_circumstances(said: tuple[Scenario, ...] | None, name: Name, lang: str) -> str:
    """Return the circumstances in brackets, or nothing if they do not matter.

    Arguments:
        said: the scenarios; None: all.
        name: returns the name of a purpose or requester, given the vocabulary and the id.
        lang: "zh" or "en".
    """
    if said is None:
        return ""
    en = lang == "en"
    axes = {axis: list(dict.fromkeys(getattr(one, axis) for one in said)) for axis in _AXES}
    whole = {tuple(getattr(one, axis) for axis in _AXES) for one in said}
    told = [one for one in axes if axes[one] != [None]]
    if whole == set(product(*axes.values())):
        telling = [axis for axis in told if not _is_whole(axes[axis])]
        parts = [_axis(axis, axes[axis], name, lang) for axis in telling]
        text = ("; " if en else "；").join(parts)
    else:
        each = [
            ("; " if en else "；").join(
                _axis(axis, [getattr(one, axis)], name, lang) for axis in told
            )
            for one in said[:_MOST]
        ]
        text = (" or " if en else "，或").join(each)
        if len(said) > _MOST:
            more = len(said) - _MOST
            text += (
                f" and {more} more (see the JSON)"
                if en
                else f"，等 {len(said)} 种情形（详见 JSON）"
            )
    return f" (where {text})" if en else f"（仅当{text}）"


def _axis(axis: str, classes: list[Class | None], name: Name, lang: str) -> str:
    en = lang == "en"
    texts = []
    for one in classes:
        if not one:
            texts.append("not said" if en else "未说明")
        elif one[0] == OTHER:
            texts.append("another" if en else "其他")
        else:
            texts += [_value(axis, value, name, lang) for value in one]
    return f"{_AXES[axis][1]} {' / '.join(texts)}" if en else _AXES[axis][0] + "、".join(texts)


def _is_whole(classes: list[Class | None]) -> bool:
    """Whether nothing that a caller could say on an axis is left out."""
    values = {value for one in classes for value in one or () if one and one[0] != OTHER}
    others = [one[1:] for one in classes if one and one[0] == OTHER]
    closed = any(values >= all_of for all_of in _CLOSED)
    return () in classes and (closed or any(values >= set(one) for one in others))


def _value(axis: str, value: str, name: Name, lang: str) -> str:
    if axis in _VOCABULARIES:
        return name(_VOCABULARIES[axis], value)
    return _VALUES[value][1 if lang == "en" else 0]
