"""Finding the known words of a text in one pass, the patterns they form, and what is left over.

Words are looked up by first character and length, so the time is linear in the text however many
rules exist, and an unknown name costs no rule at all.
"""

from __future__ import annotations

from community_certs.matching.lexicon import END, GAP, SEALED_HEAD, START

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from community_certs.matching.lexicon import Lexicon

__all__ = ["Scan"]

_REACH = 14
_HARD = 100
_FREE = frozenset(",、()0123456789" + SEALED_HEAD)
_CLOSERS = frozenset(",、()")
_OPENERS = frozenset(",(、")
_OPENING_WORDS = (
    *("要的", "用的", "需要的", "开", "开个", "开具", "出具", "出", "个", "张", "份", "要"),
    *("需要", "社区", "居委会", "村委会", "村里", "办", "办理", "请问"),
)
_ASKING = (
    SEALED_HEAD,
    "章",
    "怎么开",
    "哪开",
    "哪里开",
    "怎么写",
    "能开",
    "可以开",
    "开具",
    "出具",
)
_LIST_SIGNS = frozenset(("、", ",", "和", "及", "以及", "或", "或者", "与", "还有"))
_DENIALS = frozenset("不无非没未别勿免除拒")
_JOINING = frozenset("和及与或并、")
_AFTER_A_NAME = frozenset("和与跟同是的、某系")
_KINDS = ("人", "的", "情况", "状况", "的")


class Scan:
    """The words found in one canonical, sealed text.

    Attributes:
        hits: for each symbol, where its words stand.
        cores: where the cores of names stand: ``(start, end, rule)``.
    """

    __slots__ = (
        *("_costs", "_edges", "_found", "_hidden", "_leading", "_lexicon"),
        *("cores", "hits", "text"),
    )

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self._lexicon = lexicon
        self._edges: list[list[int]] | None = None
        self._leading: list[tuple[int, int]] = []
        self._costs: list[int] = []
        self.hits: dict[int, list[tuple[int, int]]] = {}
        self.cores: list[tuple[int, int, str]] = []
        found, hidden, longer = self._words()
        self._found = found
        self._hidden = hidden
        hits = self.hits
        for start, end, symbols, core in found:
            if hidden and _inside(start, end, hidden):
                continue
            if core is not None and not _inside(start, end, longer):
                self.cores.append((start, end, core))
            for symbol in symbols:
                held = hits.get(symbol)
                if held is None:
                    hits[symbol] = [(start, end)]
                else:
                    held.append((start, end))

    def _words(
        self,
    ) -> tuple[
        list[tuple[int, int, tuple[int, ...], str | None]],
        list[tuple[int, int]],
        list[tuple[int, int]],
    ]:
        """Return the words, where words hide the shorter ones inside them, and where cores are."""
        text, starting, unpack = self.text, self._lexicon.starting, self._lexicon.unpack
        found: list[tuple[int, int, tuple[int, ...], str | None]] = []
        hidden: list[tuple[int, int]] = []
        longer: list[tuple[int, int]] = []
        size = len(text)
        for start, first in enumerate(text):
            held = starting.get(first)
            if held is None:
                held = unpack(first)
            if not held:
                continue
            single, by_second = held
            if single is not None:
                found.append((start, start + 1, single[0], single[1]))
            begun = by_second.get(text[start + 1 : start + 2])
            if begun is None:
                continue
            words = begun[1]
            for length in begun[0]:
                end = start + length
                if end > size:
                    break
                word = words.get(text[start:end])
                if word is not None:
                    symbols, core, masks = word
                    found.append((start, end, symbols, core))
                    if masks:
                        hidden.append((start, end))
                    if core is not None:
                        longer.append((start, end))
        return found, hidden, longer

    def any_of(self, symbols: frozenset[int]) -> bool:
        """Whether a word of one of the symbols occurs."""
        return not symbols.isdisjoint(self.hits)

    def is_service(self) -> bool:
        """Whether the text ends in the name of a service, not in what someone does (由我继承)."""
        text, services = self.text, self._lexicon.services
        if not text.endswith(services):
            return False
        place = len(text) - max(len(one) for one in services if text.endswith(one))
        return self.speaker(place) == place

    def asks_for_proof(self) -> bool:
        """Whether 证明 or a seal is spoken of, so that a question is about a proof."""
        return any(word in self.text for word in _ASKING)

    def speaker(self, start: int) -> int:
        """Return where the people begin of whom a phrase says something: 我|是残疾人."""
        spoken = [one for symbol in self._lexicon.people for one in self.hits.get(symbol, ())]
        moved = True
        while moved:
            moved = False
            for left, right in spoken:
                if right == start:
                    start, moved = left, True
        return start

    def denies(self, place: int, mask: int = 0) -> bool:
        """Whether a sign of denial stands before a place in its clause or bracket.

        Those in ``mask`` belong to what is proved (无犯罪); those inside a word that hides shorter
        ones and stops no reading deny nothing (不动产).
        """
        return self._after_denial(place, mask) > 0

    def _after_denial(self, place: int, mask: int = 0) -> int:
        """Return where the last denial before a place in its clause ends, or 0."""
        while place and self.text[place - 1] not in _CLOSERS:
            place -= 1
            if self.text[place] in _DENIALS and not mask >> place & 1:
                around = [one for one in self._hidden if one[0] <= place < one[1]]
                if not around or any(
                    one in self.hits.get(symbol, ())
                    for symbol in self._lexicon.stops
                    for one in around
                ):
                    return place + 1
        return 0

    def listed(self, end: int, start: int) -> bool:
        """Whether nothing but 证明 and one sign of a list stands between two places."""
        return end < start and self.text[end:start].removeprefix(SEALED_HEAD) in _LIST_SIGNS

    def between(self, symbols: frozenset[int], start: int, end: int) -> bool:
        """Whether such a word, a mark that separates or 证明 lies between two places."""
        between = self.text[start:end]
        if SEALED_HEAD in between or any(char in ",、" for char in between):
            return True
        return any(
            start <= left and right <= end
            for symbol in symbols
            for left, right in self.hits.get(symbol, ())
        )

    def is_head(self, end: int) -> bool:
        """Whether 证明 follows here: in a Chinese noun phrase the head stands last."""
        after = self.text[end : end + 8]
        for kind in _KINDS:
            after = after.removeprefix(kind)
        return after.startswith(SEALED_HEAD)

    def is_named(self, end: int) -> bool:
        """Whether a name and its 证明 end here, or 证明 follows at once."""
        return self.text.startswith(SEALED_HEAD, end) or self.text.endswith(SEALED_HEAD, 0, end)

    def occurrences(self, pattern: Sequence[int]) -> list[tuple[int, int, int]]:
        """Return where a pattern occurs: first position, end, and the mask of its words."""
        if len(pattern) == 1:
            return [
                (start, end, span_mask(start, end)) for start, end in self.hits.get(pattern[0], ())
            ]
        for element in pattern:
            if element >= 0 and element not in self.hits:
                return []
        states: list[tuple[int, int, int]] | None = None
        gap = bound = False
        for element in pattern:
            if element == GAP:
                gap = True
            elif element == START:
                bound = True
            elif element == END:
                states = [one for one in states or () if self.ends_clause(one[1])]
            elif states is None:
                states = [
                    (start, end, span_mask(start, end))
                    for start, end in self.hits[element]
                    if not bound or self._starts_clause(start)
                ]
            else:
                states = self._continued(states, self.hits[element], gap)
                gap = False
            if states is not None and not states:
                return []
        return states or []

    def _continued(
        self, states: list[tuple[int, int, int]], hits: list[tuple[int, int]], gap: bool
    ) -> list[tuple[int, int, int]]:
        """Extend each state by the next word; of those that reach one place keep the first."""
        reach = _REACH if gap else 0
        kept: dict[int, tuple[int, int, int]] = {}
        for first, reached, mask in states:
            for start, end in hits:
                if start > reached + reach:
                    break
                if start >= reached and end not in kept and "," not in self.text[reached:start]:
                    kept[end] = (first, end, mask | span_mask(start, end))
        return list(kept.values())

    def _starts_clause(self, start: int) -> bool:
        before = self.text[:start].removesuffix(SEALED_HEAD)
        return not before or before[-1] in _OPENERS or before.endswith(_OPENING_WORDS)

    def ends_clause(self, end: int) -> bool:
        """Whether nothing but fillers (的证明怎么开) follows in the clause."""
        text, lexicon = self.text, self._lexicon
        place = end
        while place < len(text) and text[place] not in _CLOSERS:
            longest = 1 if text[place] in _FREE else 0
            for start, reached, symbols, _ in self._found:
                if start == place and not lexicon.fillers.isdisjoint(symbols):
                    longest = max(longest, reached - start)
            if not longest:
                return False
            place += longest
        return True

    def unexplained(self, mask: int, slack: int = 0, also: int = 0) -> int:
        """Return how much of the text is neither in ``mask`` nor a filler word.

        A negation or a word that makes the text something other than a request for a proof
        counts as very much. ``slack`` unknown characters right before the first word are free.
        ``also`` are further places that are explained.
        Purposes and units explain what stands before the words or after 证明, not between.
        """
        edges = self._edges if self._edges is not None else self._prepare()
        before = (mask & -mask).bit_length() - 1
        end = mask.bit_length()
        head = self.text.find(SEALED_HEAD, end)
        after = head if head >= 0 else len(self.text)
        leading = [
            one
            for one in self._leading
            if one[1] <= before or one[0] >= after or before <= one[0] < one[1] <= end
        ]
        for start in range(max(0, before - slack), before):
            if max(self._costs[start:before]) < _HARD and not any(
                left < before and right > start for left, right, _ in self.cores
            ):
                leading.append((start, before))
        mask |= also
        best = [0] * (len(self._costs) + 1)
        for at, cost in enumerate(self._costs):
            least = best[at] if mask >> at & 1 else best[at] + cost
            for start in edges[at + 1]:
                least = min(least, best[start])
            for start, end in leading:
                if end == at + 1:
                    least = min(least, best[start])
            best[at + 1] = least
        return best[-1]

    def _prepare(self) -> list[list[int]]:
        """Work out what each character costs and which stretches are explained."""
        self._costs = self._priced()
        self._leading += self._possessed()
        edges: list[list[int]] = [[] for _ in range(len(self.text) + 1)]
        for start, end in (*self._filled(), *self._said_before(), *self._named()):
            edges[end].append(start)
        self._edges = edges
        return edges

    def _priced(self) -> list[int]:
        text = self.text
        costs = [0 if char in _FREE else 1 for char in text]
        opened = text.find("(")
        while opened >= 0:
            closed = text.find(")", opened)
            costs[opened:closed] = [0] * (closed - opened)
            opened = text.find("(", closed)
        for symbol in self._lexicon.stops:
            for start, end in self.hits.get(symbol, ()):
                costs[start:end] = [_HARD] * (end - start)
        for start, end in self._tags():
            costs[start:end] = [0] * (end - start)
        return costs

    def _tags(self) -> list[tuple[int, int]]:
        """Return where a negation ends a clause and so only asks: 能开不, 结婚了没."""
        text = self.text
        return [
            (start, end)
            for symbol in self._lexicon.tags
            for start, end in self.hits.get(symbol, ())
            if start and (end == len(text) or text[end] in _CLOSERS)
        ]

    def _filled(self) -> list[tuple[int, int]]:
        """Return where fillers and frames stand, and note the words that may only come first."""
        lexicon = self._lexicon
        filled: list[tuple[int, int]] = []
        for symbol, hits in self.hits.items():
            if symbol in lexicon.fillers:
                filled += hits
            if symbol in lexicon.leaders:
                self._leading += [one for one in hits if self.text[one[1] :][:1] not in _JOINING]
            for pattern in lexicon.frames.get(symbol, ()):
                filled += [(start, end) for start, end, _ in self.occurrences(pattern)]
        return filled

    def _said_before(self) -> list[tuple[int, int]]:
        """Return what stands before 要的, 用的: for whom or what, not what is proved.

        A denial is no part of it: 不是收养登记用的 leaves 不是 to be explained.
        """
        return [
            (max(self.text.rfind(",", 0, start) + 1, self._after_denial(start)), end)
            for symbol in self._lexicon.relatives
            for start, end in self.hits.get(symbol, ())
        ]

    def _possessed(self) -> list[tuple[int, int]]:
        """Return what ends in 的: it may stand before what is proved if it has no stop word."""
        text, found = self.text, []
        place = text.find("的")
        while place >= 0:
            start = text.rfind(",", 0, place) + 1
            if max(self._costs[start : place + 1]) < _HARD:
                found.append((start, place + 1))
            place = text.find("的", place + 1)
        return found

    def _named(self) -> list[tuple[int, int]]:
        """Return where personal names stand: a surname, one or two characters, then 和, 的, 是."""
        text, surnames = self.text, self._lexicon.surnames
        return [
            (start, end)
            for start, char in enumerate(text)
            if char in surnames
            for end in (start + 2, start + 3)
            if end < len(text) and text[end] in _AFTER_A_NAME
        ]


def _inside(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a stretch lies inside a longer one."""
    return any(
        left <= start and end <= right and end - start < right - left for left, right in spans
    )


def span_mask(start: int, end: int) -> int:
    """Return the bits of the places from ``start`` to before ``end``."""
    return (1 << end) - (1 << start)
