"""What a caller says about a request, and whether a condition of the data holds for it."""

from __future__ import annotations

from community_certs.model.enums import Committee
from community_certs.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

__all__ = ["ABROAD", "NOTHING_SAID", "Circumstances", "holds"]

ABROAD = "abroad"
"""The ``requester_place`` of a unit outside the country."""


class Circumstances(Record):
    """Purpose and requester as ids of the vocabulary, the requester's place, the committee.

    ``requester_place`` maps level ("nation", "province", "prefecture", "county") to adcode, or is
    ``(("abroad", ""),)``; None stands for "not said" everywhere.
    """

    purpose: str | None = None
    requester: str | None = None
    requester_place: tuple[tuple[str, str], ...] | None = None
    committee: Committee | None = None


NOTHING_SAID = Circumstances()
_MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})


def holds(
    when: Mapping[str, Any], said: Circumstances, place: Mapping[str, str]
) -> tuple[bool | None, int]:
    """Whether a condition holds, and how many of its parts do.

    Arguments:
        when: the condition of an entry or a rule.
        said: the circumstances.
        place: level to adcode of the place that is asked about.

    Returns:
        True, False, or None if the caller did not say; and the number of parts that are met.
    """
    state: bool | None = True
    met = 0
    for key, wanted in when.items():
        one: bool | None
        if key == "purpose":
            one = None if said.purpose is None else said.purpose in wanted
        elif key == "requester":
            one = None if said.requester is None else said.requester in wanted
        elif key == "committee":
            one = None if said.committee is None else said.committee.value == wanted
        elif key == "requester_place":
            one = _outside(wanted["outside"], said.requester_place, place)
        else:
            continue
        if one:
            met += 1
        elif one is False:
            state = False
        elif state:
            state = None
    return state, met


def _outside(
    bound: str, asks: tuple[tuple[str, str], ...] | None, place: Mapping[str, str]
) -> bool | None:
    """Whether the requester sits outside the city, province or country of the place."""
    if asks is None:
        return None
    theirs = dict(asks)
    if ABROAD in theirs or bound == "country":
        return ABROAD in theirs
    province, their_province = place.get("province"), theirs.get("province")
    if province is None or their_province is None:
        return None
    if province != their_province:
        return True
    # A municipality is itself the city.
    if bound == "province" or province in _MUNICIPALITIES:
        return False
    # Where there is no prefecture (仙桃) the county is the city, and any prefecture is elsewhere.
    ours = place.get("prefecture") or place.get("county")
    there = theirs.get("prefecture") or theirs.get("county")
    # One that is named only by its province may be here or elsewhere.
    return None if ours is None or there is None else there != ours
