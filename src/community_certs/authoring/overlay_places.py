"""Which places lie within the roots of a local variant."""

from __future__ import annotations

from collections.abc import Collection

from community_certs.jurisdictions import Gazetteer

__all__ = ["inside", "names_of", "same_place"]


def inside(gazetteer: Gazetteer, code: str, roots: Collection[str]) -> bool:
    """Whether a division is a root, lies in one, or was succeeded one to one by such a division.

    What counts is where the division lies now (or lay last): a county that has left a prefecture is
    no longer within it, or the prefecture's variant would speak in another's area.

    Arguments:
        gazetteer: the places of the base.
        code: the division's adcode.
        roots: adcodes.
    """
    units = gazetteer.units(code)
    if not units:
        return False
    last = units[-1]
    for link in gazetteer.chain(last):
        if link.code in roots or any(one in roots for one in link.carried):
            return True
    return any(
        inside(gazetteer, heir, roots)
        for heir in gazetteer.successors(code)
        if heir != code and any(code in unit.carried for unit in gazetteer.units(heir))
    )


def same_place(gazetteer: Gazetteer, code: str, other: str) -> bool:
    """Whether ``other`` is the same division, or one whose documents carry over to it."""
    return code == other or any(other in unit.carried for unit in gazetteer.units(code))


def names_of(gazetteer: Gazetteer, code: str) -> str:
    """Return a division's name with those above it, or its code if there is no such division."""
    units = gazetteer.units(code)
    return gazetteer.path(units[-1]) if units else code
