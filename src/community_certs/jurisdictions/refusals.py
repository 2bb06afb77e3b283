"""What is said when a name gives no place: why, and what to write instead."""

from __future__ import annotations

from community_certs.errors import (
    AmbiguousJurisdiction,
    JurisdictionNotInForce,
    UnknownJurisdiction,
)
from community_certs.jurisdictions.unit import BEGINNING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from community_certs.jurisdictions.gazetteer import Gazetteer
    from community_certs.jurisdictions.unit import Unit

__all__ = ["ambiguous", "not_in_force", "unknown"]

_SHOWN = 8


def unknown(name: str) -> UnknownJurisdiction:
    """Return the error for a name that no division ever bore."""
    shown = name[:40]
    return UnknownJurisdiction(
        f"找不到行政区划“{shown}”。请写县级以上地名的全称（可带上级，如“河北省张家口市”），"
        "或6位行政区划代码；街道、乡镇、社区、村请写所在的县（市、区）。",
        f"no division {shown!r} is known: write the full name of a county or higher division "
        "(with what it lies in, such as 河北省张家口市), or its 6-digit code",
    )


def ambiguous(
    gazetteer: Gazetteer, text: str, units: Sequence[Unit], on: str
) -> AmbiguousJurisdiction:
    """Return the error for a name that several divisions of that day bear."""
    candidates = _pairs(gazetteer, units)
    zh, en = _listed(candidates)
    return AmbiguousJurisdiction(
        f"“{text[:40]}”在{on}有{len(candidates)}个：{zh}。请带上级地名（如“{candidates[0][1]}”）"
        "或改用6位代码。",
        f"{text[:40]!r} means {len(candidates)} divisions on {on}: {en}. "
        f"Write what it lies in (such as {candidates[0][1]}), or the 6-digit code",
        candidates,
    )


def not_in_force(
    gazetteer: Gazetteer, text: str, units: Sequence[Unit], on: str
) -> JurisdictionNotInForce:
    """Return the error for divisions that all ended before that day, or began after it."""
    ended = _last(gazetteer, [unit for unit in units if unit.gone <= on])
    coming = _first(gazetteer, [unit for unit in units if unit.opens > on])
    successors = _pairs(gazetteer, _followed(gazetteer, ended, on, "succ"))
    predecessors = _pairs(gazetteer, _followed(gazetteer, coming, on, "pred"))
    zh = [f"“{text[:40]}”在{on}不是现行的行政区划。"]
    en = [f"{text[:40]!r} is not in force on {on}."]
    for unit in ended[:_SHOWN]:
        zh.append(f"{unit.code} {gazetteer.path(unit)}于{_year(unit.end)}年撤销或变更。")
        en.append(f"{unit.code} {gazetteer.path(unit)} ended or changed in {_year(unit.end)}.")
    for unit in coming[:_SHOWN]:
        if unit.start == BEGINNING:
            zh.append(f"{unit.code} {gazetteer.path(unit)}：资料始于{BEGINNING}年，此前不详。")
            en.append(f"{unit.code} {gazetteer.path(unit)}: the data begin in {BEGINNING}.")
        else:
            zh.append(f"{unit.code} {gazetteer.path(unit)}自{_year(unit.start)}年起才有。")
            en.append(f"{unit.code} {gazetteer.path(unit)} began in {_year(unit.start)}.")
    for pairs, chinese, english in (
        (successors, "请改用当日的后继区划：", "Use what stands there that day: "),
        (predecessors, "请改用当日的原区划：", "Use what stood there that day: "),
    ):
        if pairs:
            listed = _listed(pairs)
            zh.append(f"{chinese}{listed[0]}。")
            en.append(f"{english}{listed[1]}.")
    if not successors and not predecessors:
        zh.append("没有查到对应的区划，请核对名称和日期。")
        en.append("No counterpart is known: check the name and the day.")
    return JurisdictionNotInForce("".join(zh), " ".join(en), predecessors, successors)


def _last(gazetteer: Gazetteer, units: Sequence[Unit]) -> list[Unit]:
    """Leave out units after which another of the same name began in the same province."""
    return [
        unit
        for unit in units
        if not any(
            unit.gone <= other.settled and _together(gazetteer, unit, other) for other in units
        )
    ]


def _first(gazetteer: Gazetteer, units: Sequence[Unit]) -> list[Unit]:
    """Leave out units before which another of the same name ended in the same province."""
    return [
        unit
        for unit in units
        if not any(
            other.gone <= unit.settled and _together(gazetteer, unit, other) for other in units
        )
    ]


def _together(gazetteer: Gazetteer, unit: Unit, other: Unit) -> bool:
    return gazetteer.chain(unit)[1] is gazetteer.chain(other)[1]


def _followed(gazetteer: Gazetteer, units: Sequence[Unit], on: str, way: str) -> list[Unit]:
    """Follow successions forwards or backwards to what may be in force on the day."""
    found: dict[str, Unit] = {}
    seen = {(unit.code, unit.start) for unit in units}
    queue = list(units)
    while queue:
        unit = queue.pop()
        for code in getattr(unit, way):
            near = [other for other in gazetteer.units(code) if _touch(unit, other, way)]
            for other in near:
                if other.possible(on):
                    held = found.get(code)
                    if held is None or held.opens < other.opens:
                        found[code] = other
                elif (code, other.start) not in seen:
                    seen.add((code, other.start))
                    queue.append(other)
    return list(found.values())


def _touch(unit: Unit, other: Unit, way: str) -> bool:
    """Whether ``other`` took over when ``unit`` ended (backwards: gave land when it began)."""
    if other.code == unit.code and other.start == unit.start:
        return False
    if way == "succ":
        return other.opens <= unit.unsettled < other.unsettled
    if unit.code in other.succ:
        return other.unsettled == unit.opens
    return other.opens < unit.opens < other.unsettled


def _pairs(gazetteer: Gazetteer, units: Sequence[Unit]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(unit.code, gazetteer.path(unit)) for unit in units}))


def _listed(pairs: Sequence[tuple[str, str]]) -> tuple[str, str]:
    shown = [f"{code} {path}" for code, path in pairs[:_SHOWN]]
    rest = len(pairs) - len(shown)
    zh = "、".join(shown) + (f"等{len(pairs)}个" if rest else "")
    return zh, ", ".join(shown) + (f" and {rest} more" if rest else "")


def _year(printed: str | None) -> str:
    return (printed or "?")[:4]
