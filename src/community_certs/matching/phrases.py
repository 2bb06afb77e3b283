"""Token rules: which of them hold in a text, and which reading explains the whole of it.

A rule holds if every group of ``all`` occurs (one of its tokens) and no token of ``none`` does. A
reading is accepted only if the rest of the text is explained as well: by filler words, people,
purposes and units. A rule of one word tolerates nothing unknown; each further word tolerates a
little. An unexplained negation or stop word is never tolerated. So 残疾车证明 is not 残疾证明, and
无亲属关系证明 is not 亲属关系证明.
"""

from __future__ import annotations

from community_certs.matching.lexicon import HEAD
from community_certs.matching.scan import span_mask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from community_certs.matching.lexicon import Groups, Lexicon
    from community_certs.matching.scan import Scan

__all__ = ["Reading", "Verdict", "read_phrases"]

_PER_WORD = 4
_MOST = 12
_LONG = 4
_STRAY = 2
_NAME = "/name"


class Reading:
    """A rule that holds in the text: its item, where, and how much else it tolerates.

    ``literal`` is true for a name or alias, false for a phrase rule. ``required`` are the places
    of words that the rule needs though they tell nothing, ``needed`` those of the words that it
    cannot do without.
    """

    __slots__ = (
        *("allowance", "end", "item", "literal", "mask", "needed", "required", "rule"),
        *("start", "weight"),
    )

    def __init__(
        self,
        rule: str,
        literal: bool,
        mask: int,
        allowance: int,
        required: int = 0,
        needed: int = -1,
    ) -> None:
        self.item = rule[: rule.index("/")]
        self.rule = rule
        self.literal = literal
        self.mask = mask
        self.allowance = allowance
        self.needed = needed & mask
        self.required = required
        self.start = (mask & -mask).bit_length() - 1
        self.end = mask.bit_length()
        self.weight = mask.bit_count()

    @property
    def last(self) -> int:
        """Where the last unbroken run of its words begins."""
        place = self.end
        while place and self.mask >> (place - 1) & 1:
            place -= 1
        return place


class Verdict:
    """What the rules make of a text.

    ``outcome`` is ``item`` (one reading), ``several``, ``ambiguous`` or ``none`` (the readings,
    if any, leave something unexplained).
    """

    __slots__ = ("outcome", "readings")

    def __init__(self, outcome: str, readings: list[Reading]) -> None:
        self.outcome = outcome
        self.readings = readings


def read_phrases(scan: Scan, lexicon: Lexicon) -> Verdict:
    """Return the verdict on a scanned text."""
    holding = _holding(scan, lexicon)
    if not holding:
        return Verdict("none", [])
    verdict = _weighed(_undominated(holding), scan, lexicon)
    if verdict.outcome in ("item", "several"):
        passed_over = _passed_over(holding, verdict.readings, scan, lexicon)
        if passed_over:
            others = [
                one
                for one in verdict.readings
                if not any(_is_broader(one, named, lexicon) for named in passed_over)
            ]
            return _side_by_side(_best_of_each([*others, *passed_over]), scan, lexicon)
    return verdict


def _passed_over(
    holding: list[Reading], chosen: list[Reading], scan: Scan, lexicon: Lexicon
) -> list[Reading]:
    """Return the readings of proofs that are asked for by name but have no part in the answer.

    What else is said may be let pass; 收入证明 in 我家里很困难,要收入证明 may not.
    """
    named = [one for one in holding if one.literal and scan.is_named(one.end)]
    named += [
        Reading(name, True, span_mask(start, end), 0)
        for start, end, name in scan.cores
        if name.endswith(_NAME)
        and not lexicon.names[name[: -len(_NAME)]].endswith(HEAD)
        and scan.ends_clause(end)
    ]
    return [one for one in named if not any(_heeds(other, one, scan, lexicon) for other in chosen)]


def _heeds(chosen: Reading, named: Reading, scan: Scan, lexicon: Lexicon) -> bool:
    """Whether an answer covers a named proof, or is of its kind and says more of the same.

    A name of the catalogue must be words that the answer's rule cannot do without, among others of
    their clause: 丧偶单身,要死亡证明 asks for 死亡证明 though the rule would take 死亡 for 丧偶.
    """
    if chosen.item == named.item:
        return True
    if _is_broader(chosen, named, lexicon):
        return False
    kin = chosen.item in lexicon.ancestors(named.item) or named.item in lexicon.ancestors(
        chosen.item
    )
    run = span_mask(named.last, named.end)
    if named.rule.endswith(_NAME):
        clause = span_mask(scan.text.rfind(",", 0, named.last) + 1, named.end)
        if chosen.needed & run and (kin or chosen.mask & clause & ~run):
            return True
    elif chosen.mask & run:
        return True
    return kin and not _joined([chosen, named], scan, lexicon)


def _is_broader(chosen: Reading, named: Reading, lexicon: Lexicon) -> bool:
    """Whether an answer takes just the words of a named proof for an item above it."""
    return (
        named.rule.endswith(_NAME)
        and (chosen.last, chosen.end) == (named.last, named.end)
        and chosen.item in lexicon.ancestors(named.item)
    )


def _weighed(readings: list[Reading], scan: Scan, lexicon: Lexicon) -> Verdict:
    whole = [
        one
        for one in readings
        if scan.unexplained(one.mask, _slack(one, scan, lexicon), one.required) <= one.allowance
    ]
    if whole:
        whole = _after_demand(whole, scan, lexicon)
        listed = _listed_with(whole, readings, scan)
        if listed:
            best = _best_of_each([*whole, *listed])
            return _side_by_side(_family(best, lexicon) or best, scan, lexicon)
        return _among_rivals(whole, scan, lexicon)
    if len(readings) > 1:
        together = 0
        for one in readings:
            together |= one.mask
        if scan.unexplained(together) <= max(one.allowance for one in readings):
            best = _best_of_each(readings)
            return _side_by_side(_family(best, lexicon) or best, scan, lexicon)
    return Verdict("none", readings)


def _after_demand(whole: list[Reading], scan: Scan, lexicon: Lexicon) -> list[Reading]:
    """Drop what only says for whom if something is asked for after it (银行要证明我妈是我妈)."""
    for symbol in lexicon.relatives:
        for start, end in scan.hits.get(symbol, ()):
            asked = [one for one in whole if one.start >= end]
            if asked:
                whole = [one for one in whole if one.end > start]
    return whole


def _listed_with(whole: list[Reading], readings: list[Reading], scan: Scan) -> list[Reading]:
    """Return the readings that stand in one list with a whole one: 居住、收入及|亲属关系证明."""
    found: list[Reading] = []
    reached, others = [*whole], [*readings]
    while reached:
        near = reached.pop()
        new = [
            one
            for one in others
            if (scan.listed(one.end, near.start) or scan.listed(near.end, one.start))
            and all(one.mask & other.mask == 0 for other in whole)
        ]
        others = [one for one in others if one not in new]
        reached += new
        found += new
    return found


def _slack(reading: Reading, scan: Scan, lexicon: Lexicon) -> int:
    """Return how many unknown characters may stand before the head of a phrase.

    A few only, before a long name, or before what is said of people alone (未婚, 居住).
    """
    if not reading.literal or not scan.is_head(reading.end):
        return 0
    word = scan.text[reading.start : reading.end]
    return _STRAY if reading.weight >= _LONG or word in lexicon.personal else 0


def _holding(scan: Scan, lexicon: Lexicon) -> list[Reading]:
    marked = scan.any_of(lexicon.markers)
    if (scan.any_of(lexicon.questions) or scan.is_service()) and not scan.asks_for_proof():
        return []
    literal: dict[str, int] = {}
    if marked:
        for start, end, name in scan.cores:
            literal[name] = literal.get(name, 0) | span_mask(start, end)
    held = [Reading(name, True, mask, 0) for name, mask in literal.items()]
    anchors = lexicon.anchors
    called = [anchors[symbol] for symbol in scan.hits if symbol in anchors]
    if called:
        for number in dict.fromkeys(number for numbers in called for number in numbers):
            rule = lexicon.rule(number)
            if (rule.is_name and not marked) or not _possible(scan, rule.groups):
                continue
            mask, words, required, needed = _mask_of(scan, rule.groups, lexicon)
            if mask and not any(scan.occurrences(pattern) for pattern in rule.excluded):
                allowance = min(_PER_WORD * (words - 1), _MOST)
                held.append(Reading(rule.name, rule.is_name, mask, allowance, required, needed))
    held.sort(key=lambda one: (one.start, -one.weight, one.rule))
    return held


def _possible(scan: Scan, groups: Groups) -> bool:
    """Whether each group has a pattern whose first word occurs: most rules end here."""
    hits = scan.hits
    for group in groups:
        for pattern in group:
            if (pattern[0] if pattern[0] >= 0 else pattern[1]) in hits:
                break
        else:
            return False
    return True


def _mask_of(scan: Scan, groups: Groups, lexicon: Lexicon) -> tuple[int, int, int, int]:
    """Return where all groups occur, of how many telling words, and where words tell nothing.

    A lone filler (证明, 老人) may be required, but it tells nothing and tolerates nothing. Last
    come the places that every way of meeting some group takes up.
    """
    mask = words = fillers = needed = 0
    for group in groups:
        found = most = lone = 0
        shared = -1
        for pattern in group:
            occurrences = scan.occurrences(pattern)
            if not occurrences:
                continue
            telling = len(pattern) > 1 or pattern[0] not in lexicon.empty
            for _, _, part in occurrences:
                shared &= part
                if telling:
                    found |= part
                else:
                    lone |= part
            if telling:
                most = max(most, sum(one >= 0 and one not in lexicon.light for one in pattern))
        if not found and not lone:
            return 0, 0, 0, 0
        mask |= found
        fillers |= lone
        needed |= shared
        words += most
    return mask or fillers, max(words, 1), fillers, needed


def _undominated(readings: list[Reading]) -> list[Reading]:
    """Drop each reading whose words lie inside those of a longer one of another item."""
    return [
        one
        for one in readings
        if not any(
            other.item != one.item and other.mask != one.mask and one.mask & ~other.mask == 0
            for other in readings
        )
    ]


def _best_of_each(readings: list[Reading]) -> list[Reading]:
    """Return the heaviest reading of each item, in the order of the text."""
    best: dict[str, Reading] = {}
    for one in readings:
        held = best.get(one.item)
        if held is None or one.weight > held.weight:
            best[one.item] = one
    return sorted(best.values(), key=lambda one: (one.start, one.rule))


def _among_rivals(whole: list[Reading], scan: Scan, lexicon: Lexicon) -> Verdict:
    """Choose among readings that each explain everything.

    Of readings of the same words the one that uses most of them wins. An item and its kinds are
    no rivals: the heavier wins, and of equals the narrower. Of words side by side the last is the
    head of the phrase, unless a conjunction makes them two.
    """
    best = _best_of_each(whole)
    heaviest, *others = sorted(best, key=lambda one: (-one.weight, one.start, one.rule))
    if all(heaviest.weight > one.weight and heaviest.mask & one.mask for one in others):
        return Verdict("item", [heaviest])
    best = _family(best, lexicon) or best
    if len(best) > 1 and not _joined(best, scan, lexicon):
        best = [one for one in best if scan.is_head(one.end)] or best
    return _side_by_side(best, scan, lexicon)


def _side_by_side(best: list[Reading], scan: Scan, lexicon: Lexicon) -> Verdict:
    if len(best) == 1:
        return Verdict("item", best)
    return Verdict("several" if _joined(best, scan, lexicon) else "ambiguous", best)


def _family(readings: list[Reading], lexicon: Lexicon) -> list[Reading]:
    """Return the one reading to take if the items are one line of narrower items, else nothing."""
    items = {one.item for one in readings}
    for one in sorted(readings, key=lambda one: (-one.weight, -len(lexicon.ancestors(one.item)))):
        family = {one.item, *lexicon.ancestors(one.item)}
        family.update(item for item in items if one.item in lexicon.ancestors(item))
        if items <= family:
            return [one]
    return []


def _joined(readings: list[Reading], scan: Scan, lexicon: Lexicon) -> bool:
    """Whether a conjunction, a mark or another 证明 parts each reading from the next."""
    ordered = sorted(readings, key=lambda one: (one.end, one.start))
    for place in range(1, len(ordered)):
        left, right = ordered[place - 1], ordered[place]
        if left.end == right.end or not scan.between(
            lexicon.conjunctions, left.end, max(left.end, right.last)
        ):
            return False
    return True
