"""Token rules: which of them hold in a text, and which reading explains the whole of it.

A rule holds if every group of ``all`` occurs (one of its tokens) and no token of ``none`` does. A
reading is accepted only if the rest of the text is explained as well: by filler words, people,
purposes and units. A rule of one word tolerates nothing unknown; each further word tolerates a
little. An unexplained negation or stop word is never tolerated. So 残疾车证明 is not 残疾证明, and
无亲属关系证明 is not 亲属关系证明.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from community_certs.matching.lexicon import Lexicon, Scan

__all__ = ["Reading", "Verdict", "read_phrases"]

_PER_WORD = 4
_MOST = 12


class Reading:
    """A rule that holds in the text: its item, where, and how much else it tolerates."""

    __slots__ = ("allowance", "item", "literal", "mask", "rule", "start")

    def __init__(self, item: str, rule: str, literal: bool, mask: int, allowance: int) -> None:
        self.item = item
        self.rule = rule
        self.literal = literal
        self.mask = mask
        self.allowance = allowance
        self.start = (mask & -mask).bit_length() - 1

    @property
    def end(self) -> int:
        """The place after the last word of the rule."""
        return self.mask.bit_length()

    @property
    def last(self) -> int:
        """Where the last unbroken run of its words begins."""
        place = self.end
        while place and self.mask >> (place - 1) & 1:
            place -= 1
        return place

    @property
    def weight(self) -> int:
        """How many characters the rule accounts for."""
        return self.mask.bit_count()


class Verdict:
    """What the rules make of a text: one reading, several, rivals, or only partial ones."""

    __slots__ = ("outcome", "readings")

    def __init__(self, outcome: str, readings: list[Reading]) -> None:
        self.outcome = outcome
        self.readings = readings


def read_phrases(scan: Scan, lexicon: Lexicon) -> Verdict:
    """Return the verdict on a scanned text (``item``, ``several``, ``ambiguous``, ``none``)."""
    readings = _undominated(_holding(scan, lexicon))
    if not readings:
        return Verdict("none", [])
    whole = [one for one in readings if scan.unexplained(one.mask) <= one.allowance]
    if whole:
        best = _choose(whole, lexicon)
        if len(best) == 1:
            return Verdict("item", best)
        if not _joined(best, scan, lexicon):
            best = [one for one in best if scan.is_head(one.end)] or best
            if len(best) == 1:
                return Verdict("item", best)
        return Verdict("several" if _joined(best, scan, lexicon) else "ambiguous", best)
    best = _best_of_each(readings)
    if len(best) > 1:
        union = 0
        for one in best:
            union |= one.mask
        if scan.unexplained(union) <= max(one.allowance for one in best):
            family = _family(best, lexicon)
            if family:
                return Verdict("item", family)
            return Verdict("several" if _joined(best, scan, lexicon) else "ambiguous", best)
    elif len(readings) > 1:
        union = 0
        for one in readings:
            union |= one.mask
        if scan.unexplained(union) <= max(one.allowance for one in readings):
            return Verdict("item", best)
    return Verdict("none", readings)


def _holding(scan: Scan, lexicon: Lexicon) -> list[Reading]:
    tried: set[int] = set()
    held: list[Reading] = []
    marked = scan.any_of(lexicon.markers)
    for symbol in tuple(scan.hits):
        for number in lexicon.anchors.get(symbol, ()):
            if number in tried:
                continue
            tried.add(number)
            item, rule, literal, groups, excluded = lexicon.rules[number]
            if literal and not marked:
                continue
            mask, words = _mask_of(scan, groups, lexicon)
            if mask and not any(
                scan.occurrences(pattern) for pattern in excluded
            ):
                allowance = min(_PER_WORD * (words - 1), _MOST)
                held.append(Reading(item, rule, bool(literal), mask, allowance))
    held.sort(key=lambda one: (one.start, -one.weight, one.rule))
    return held


def _mask_of(
    scan: Scan, groups: list[list[list[int]]], lexicon: Lexicon
) -> tuple[int, int]:
    """Return where all groups occur, and of how many telling words the rule was put together.

    A lone filler (证明, 老人) may be required, but it tells nothing and tolerates nothing.
    """
    mask = words = fillers = 0
    for group in groups:
        found = most = lone = 0
        for pattern in group:
            telling = len(pattern) > 1 or pattern[0] not in lexicon.empty
            count = sum(1 for element in pattern if element >= 0 and element not in lexicon.light)
            for _, _, part in scan.occurrences(pattern):
                if telling:
                    found |= part
                    most = max(most, count)
                else:
                    lone |= part
        if not found and not lone:
            return 0, 0
        mask |= found
        fillers |= lone
        words += most
    return mask or fillers, max(words, 1)


def _undominated(readings: list[Reading]) -> list[Reading]:
    """Drop each reading whose words lie inside those of a longer one."""
    return [
        one
        for one in readings
        if not any(
            other.mask != one.mask and one.mask & ~other.mask == 0 for other in readings
        )
    ]


def _best_of_each(readings: list[Reading]) -> list[Reading]:
    best: dict[str, Reading] = {}
    for one in readings:
        held = best.get(one.item)
        if held is None or one.weight > held.weight:
            best[one.item] = one
    return sorted(best.values(), key=lambda one: (one.start, one.rule))


def _choose(readings: list[Reading], lexicon: Lexicon) -> list[Reading]:
    """Reduce readings that each explain everything.

    Of readings of the same words the one that uses most of them wins. An item and its kinds are
    no rivals either: the heavier one wins, and of equals the narrower.
    """
    best = _best_of_each(readings)
    if len(best) == 1:
        return best
    items = {one.item for one in best}
    heaviest, *others = sorted(best, key=lambda one: (-one.weight, one.start, one.rule))
    if all(heaviest.weight > one.weight and heaviest.mask & one.mask for one in others):
        return [heaviest]
    return _family(best, lexicon) or best


def _family(readings: list[Reading], lexicon: Lexicon) -> list[Reading]:
    """Return the one reading to take if the items are one line of narrower items, else nothing."""
    items = {one.item for one in readings}
    for one in sorted(readings, key=lambda one: (-one.weight, -len(lexicon.ancestors[one.item]))):
        family = {one.item, *lexicon.ancestors[one.item]}
        family.update(item for item in items if one.item in lexicon.ancestors[item])
        if items <= family:
            return [one]
    return []


def _joined(readings: list[Reading], scan: Scan, lexicon: Lexicon) -> bool:
    """Whether a conjunction, a mark or another 证明 parts each reading from the next."""
    ordered = sorted(readings, key=lambda one: (one.end, one.start))
    return all(
        left.end < right.end
        and scan.between(lexicon.conjunctions, left.end, max(left.end, right.last))
        for left, right in zip(ordered, ordered[1:], strict=False)
    )
