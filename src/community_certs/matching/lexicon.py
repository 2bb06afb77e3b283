"""The compiled lexicon: words, word classes, fillers, and the rules over them.

Words map to symbols: a word's own symbol and those of the classes it belongs to (``<亲属>``). A
pattern is a list of symbols, adjacent unless ``GAP`` stands between them, bound to the start or
end of a clause by ``START`` and ``END``. A core is what a name or alias says without 证明.

Words and rules stand packed in the shard, and are unpacked when a text first needs them: those of
one first character together, and each rule by itself. :mod:`community_certs.authoring.name_rules`
packs them.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Word = tuple[tuple[int, ...], str | None, bool]
    Words = tuple[Word | None, dict[str, tuple[tuple[int, ...], dict[str, Word]]]]
    Groups = tuple[tuple[tuple[int, ...], ...], ...]

__all__ = [
    "EMPTY",
    "END",
    "ENTRY",
    "FIELD",
    "GAP",
    "HEAD",
    "MASK",
    "NAME",
    "SEALED_HEAD",
    "START",
    "Lexicon",
    "Rule",
    "seal",
]

GAP, START, END = -1, -2, -3
HEAD = "证明"
SEALED_HEAD = "\ue000\ue001"
"""Stands for 证明 while scanning, so that 居住证 is never read out of 居住证明."""

ENTRY, FIELD = "~", "|"
"""What parts packed entries, and the fields of one; no canonical text holds them."""

NAME, EMPTY, MASK = "=", "-", "!"
"""How a packed core says that it is the item's name, and a packed word that it is empty, masks."""

_NOTHING: tuple[()] = ()


def seal(text: str) -> str:
    """Replace 证明 by its stand-in of the same length."""
    return text.replace(HEAD, SEALED_HEAD)


class Rule:
    """A rule of patterns: every group must occur by one of its patterns, no excluded one may.

    ``is_name`` is true if it stands for a name that is only read in full (a weak word).
    """

    __slots__ = ("excluded", "groups", "is_name", "name")

    def __init__(self, packed: str) -> None:
        self.name, is_name, groups, excluded = packed.split(FIELD)
        self.is_name = is_name == "1"
        self.groups: Groups = tuple(_patterns(group) for group in groups.split(";"))
        self.excluded = _patterns(excluded) if excluded else ()


def _patterns(packed: str) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(map(int, pattern.split())) for pattern in packed.split("/"))


class Lexicon:
    """What ``names/phrases.json`` holds.

    Attributes:
        starting: for a first character, the word that it is by itself, and for each second one
            the lengths of the words that begin so, and those words. Of a word: its symbols, the
            rule that it is the core of, and whether it hides the shorter ones inside it. Filled
            by :meth:`unpack` as characters are met.
        anchors: the numbers of the rules that a symbol calls up; those of a word's own symbol are
            added when the word is unpacked.

    Arguments:
        raw: the parsed shard.
    """

    __slots__ = (
        "_ancestors",
        "_ids",
        "_misspelled",
        "_packed",
        "_packed_rules",
        "_rules",
        "anchors",
        "conjunctions",
        "empty",
        "fillers",
        "frames",
        "leaders",
        "light",
        "markers",
        "names",
        "people",
        "personal",
        "purposes",
        "questions",
        "relatives",
        "requesters",
        "services",
        "starting",
        "stops",
        "surnames",
        "tags",
    )

    def __init__(self, raw: dict[str, Any]) -> None:
        self._packed: dict[str, str] = raw["words"]
        self._packed_rules: list[str] = raw["rules"]
        self._rules: dict[int, Rule] = {}
        self._misspelled: dict[str, list[list[str]]] = raw["typos"]
        self._ancestors: dict[str, list[str]] = raw["ancestors"]
        self.starting: dict[str, Words | tuple[()]] = {}
        self.anchors: dict[int, list[int]] = _by_symbol(raw["anchors"])
        self.frames: dict[int, list[list[int]]] = _by_symbol(raw["frames"])
        self.empty: set[int] = set(raw["empty"])
        self.fillers = frozenset(raw["fillers"])
        self.stops = frozenset(raw["stops"])
        self.conjunctions = frozenset(raw["conjunctions"])
        self.markers = frozenset(raw["markers"])
        self.questions = frozenset(raw["questions"])
        self.relatives = frozenset(raw["relatives"])
        self.leaders = frozenset(raw["leaders"])
        self.light = frozenset(raw["light"])
        self.people = frozenset(raw["people"])
        self.tags = frozenset(raw["tags"])
        self.personal = frozenset(raw["personal"])
        self.services: tuple[str, ...] = tuple(raw["services"])
        self.surnames = frozenset(raw["surnames"])
        self.purposes: dict[int, str] = _by_symbol(raw["purposes"])
        self.requesters: dict[int, str] = _by_symbol(raw["requesters"])
        self.names: dict[str, str] = raw["names"]
        self._ids = list(self.names)

    def ancestors(self, item: str) -> list[str]:
        """Return the items above an item, the nearest first."""
        return self._ancestors.get(item, [])

    def rule(self, number: int) -> Rule:
        """Return the rule of that number."""
        held = self._rules.get(number)
        if held is None:
            held = self._rules[number] = Rule(self._packed_rules[number])
        return held

    def unpack(self, first: str) -> Words | tuple[()]:
        """Return the words that begin with a character, and keep them in ``starting``."""
        packed = self._packed.get(first)
        if packed is None:
            self.starting[first] = _NOTHING
            return _NOTHING
        single: Word | None = None
        longer: dict[str, dict[str, Word]] = {}
        for entry in packed.split(ENTRY):
            rest, core, *fields = entry.split(FIELD)
            symbols, masks = self._symbols(*fields) if fields else (_NOTHING, False)
            word = symbols, self._rule_of(core, first + rest) if core else None, masks
            if rest:
                longer.setdefault(rest[0], {})[first + rest] = word
            else:
                single = word
        held = (
            single,
            {
                second: (tuple(sorted(set(map(len, words)))), words)
                for second, words in longer.items()
            },
        )
        self.starting[first] = held
        return held

    def _rule_of(self, packed: str, core: str) -> str:
        """Return the rule that a core stands for: a name, or an alias printed so or otherwise."""
        number, _, printed = packed.partition(" ")
        if number.endswith(NAME):
            return f"{self._ids[int(number[:-1])]}/name"
        return f"{self._ids[int(number)]}/aliases/{printed or core + HEAD}"

    def _symbols(self, own: str, classes: str, anchors: str) -> tuple[tuple[int, ...], bool]:
        """Return the symbols of a word and whether it masks; note whether it is empty."""
        symbols = tuple(map(int, classes.split()))
        masks = own.startswith(MASK)
        if masks:
            own = own[1:]
        if own:
            symbol = abs(int(own))
            if own[0] == EMPTY:
                self.empty.add(symbol)
            if anchors:
                self.anchors[symbol] = list(map(int, anchors.split()))
            symbols = (symbol, *symbols)
        return symbols, masks

    def spelled(self, canonical: str) -> str:
        """Return the text with the declared misspellings put right; its length stays the same."""
        if self._misspelled.keys().isdisjoint(canonical):
            return canonical
        for char in canonical:
            for wrong, right in self._misspelled.get(char, ()):
                if wrong in canonical:
                    canonical = canonical.replace(wrong, right)
        return canonical


def _by_symbol(raw: dict[str, Any]) -> dict[int, Any]:
    return {int(symbol): value for symbol, value in raw.items()}
