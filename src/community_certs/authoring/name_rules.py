"""Compile the token rules: words and classes become symbols, tokens become patterns.

A token of a phrase rule is a word; ``<亲属>`` stands for any word of that class; words and classes
written together are adjacent; ``..`` is a gap within a clause; ``^`` and ``$`` bind to the start
and end of a clause. There are no regular expressions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from community_certs.matching.lexicon import (
    EMPTY,
    END,
    ENTRY,
    FIELD,
    GAP,
    HEAD,
    MASK,
    SEALED_HEAD,
    START,
    seal,
)
from community_certs.matching.lexicon import NAME as NAME_MARK
from community_certs.text import canonicalize_name

__all__ = ["ALIAS", "ID", "NAME", "BadToken", "RuleCompiler", "names_of"]

Raw = Mapping[str, Any]
NAME, ALIAS, ID = range(3)
_SUBJECTS = ("居民", "公民", "村民")
_SHORTEST_CORE = 2
_BEFORE_USE = ("办理", "申请", "办", "用于", "为了", "为", "因")
_AFTER_USE = ("用", "用的", "要", "要的", "需要", "需要的", "所需", "时", "要用的")
# What a class of words.yaml does, by its id; the other classes are only used by tokens.
_ROLES = {
    "fillers": (
        "filler",
        "courtesy",
        "issuer",
        "kin",
        "person",
        "time",
        "place",
        "purpose-word",
    ),
    "masks": ("card", "stop", "opaque"),
    "stops": ("negation", "stop"),
    "conjunctions": ("conjunction",),
    "markers": ("marker",),
    "relatives": ("relative",),
    "light": ("lack",),
    "questions": ("question",),
    "leaders": ("lead",),
    "people": ("kin", "person", "pronoun"),
    "tags": ("tag",),
}


class BadToken(ValueError):
    """A token that cannot be compiled: an unknown class or an empty word."""


def names_of(raw: Raw) -> list[tuple[str, int]]:
    """Return the names of an item and their kinds; the id is one of them."""
    named = [(str(raw["name"]), NAME)]
    named += [(str(alias["name"]), ALIAS) for alias in raw.get("aliases") or ()]
    return [*named, (str(raw["id"]).replace("-", "、"), ID)]


def _core_of(name: str) -> str:
    """Return what a name says without 证明 and the person it is about; "" if too little is left."""
    core = canonicalize_name(name)
    core = core.removesuffix(HEAD)
    for subject in _SUBJECTS:
        rest = core.removeprefix(subject)
        if rest != core and len(rest) >= 2 and rest[0] not in "的":
            core = rest
            break
    return core if len(core) >= _SHORTEST_CORE else ""


class RuleCompiler:
    """Numbers the words and classes and turns tokens into patterns."""

    def __init__(
        self,
        items: Mapping[str, Raw],
        purposes: list[Raw],
        requesters: list[Raw],
        words: Iterable[Raw],
    ) -> None:
        self.items = items
        self.symbols: dict[str, int] = {}
        self.words: dict[str, set[int]] = {}
        self.frames: list[list[int]] = []
        self.roles: dict[str, list[int]] = {role: [] for role in _ROLES}
        self.use = self._symbol("<use>")
        self.frames += [[self._word(before), self.use] for before in _BEFORE_USE]
        self.frames += [[self.use, self._word(after)] for after in _AFTER_USE]
        self.weak: frozenset[str] = frozenset()
        self.surnames = ""
        self.personal: list[str] = []
        self.services: list[str] = []
        self.typos: dict[str, str] = {}
        self._classes: dict[str, Raw] = {}
        for entry in words:
            self._classes[str(entry["name"])] = entry
        for entry in self._classes.values():
            self._add_class(entry)
        self.purposes = self._add_vocabulary(purposes, "purpose")
        self.requesters = self._add_vocabulary(requesters, "requester")

    def _symbol(self, key: str) -> int:
        return self.symbols.setdefault(key, len(self.symbols))

    def _word(self, text: str) -> int:
        canonical = seal(canonicalize_name(text))
        if not canonical:
            raise BadToken(f"空的词：{text!r} / empty word: {text!r}")
        symbol = self._symbol(canonical)
        self.words.setdefault(canonical, set()).add(symbol)
        return symbol

    def _add_class(self, entry: Raw) -> None:
        kind, name = str(entry["id"]), str(entry["name"])
        members = [str(word) for word in entry.get("aliases") or ()]
        if kind == "weak":
            self.weak = frozenset(canonicalize_name(word) for word in members)
            return
        if kind == "personal":
            self.personal = [canonicalize_name(word) for word in members]
            return
        if kind == "service":
            self.services = [canonicalize_name(word) for word in members]
            return
        if kind == "typo":
            self.typos = dict(_typo(word) for word in members)
            return
        if kind == "surname":
            self.surnames = "".join(members)
            return
        symbol = self._symbol(f"<{name}>")
        for role, kinds in _ROLES.items():
            if kind in kinds:
                self.roles[role].append(symbol)
        for word in members:
            if kind in _ROLES["fillers"] and ("<" in word or ".." in word):
                self.frames.append(self.pattern(word))
                continue
            self._word(word)
            self.words[seal(canonicalize_name(word))].add(symbol)

    def _add_vocabulary(self, entries: list[Raw], kind: str) -> dict[int, str]:
        held: dict[int, str] = {}
        for entry in entries:
            symbol = self._symbol(f"<{kind}:{entry['id']}>")
            held[symbol] = str(entry["id"])
            for word in (entry["name"], *(entry.get("aliases") or ())):
                self._word(str(word))
                self.words[seal(canonicalize_name(str(word)))] |= {symbol, self.use}
        return held

    def _all_cores(self) -> frozenset[str]:
        return frozenset(
            _core_of(printed)
            for raw in self.items.values()
            for printed, kind in names_of(raw)
            if kind != ID
        )

    def pattern(self, token: str) -> list[int]:
        """Turn a token into symbols; see the module's docstring."""
        elements: list[int] = []
        rest = token
        if rest.startswith("^"):
            elements.append(START)
            rest = rest[1:]
        bound = rest.endswith("$")
        rest = rest.removesuffix("$")
        for number, piece in enumerate(rest.split("..")):
            if number:
                elements.append(GAP)
            elements += self._adjacent(piece, token)
        if bound:
            elements.append(END)
        return elements

    def _adjacent(self, piece: str, token: str) -> list[int]:
        elements: list[int] = []
        while piece:
            before, opened, after = piece.partition("<")
            if before:
                elements.append(self._word(before))
            if not opened:
                break
            name, _, piece = after.partition(">")
            if name not in self._classes:
                raise BadToken(f"词类“{name}”未定义（{token}） / unknown class {name} in {token}")
            elements.append(self._symbol(f"<{name}>"))
        if not elements:
            raise BadToken(f"空的词：{token!r} / empty word: {token!r}")
        return elements

    def shard(self) -> dict[str, object]:
        """Return ``names/phrases.json``."""
        cores, rules = self._cores_and_rules()
        anchors: dict[int, list[int]] = {}
        telling = {symbol: self._telling(key) for key, symbol in self.symbols.items()}
        for number, rule in enumerate(rules):
            for symbol in _anchors(rule[2], telling):
                anchors.setdefault(symbol, []).append(number)
        sealed = {seal(core): rule for core, rule in cores.items()}
        roles = {role: held for role, held in self.roles.items() if role != "masks"}
        return {
            "words": self._packed_words(sealed, anchors),
            "rules": [_packed_rule(rule) for rule in rules],
            "anchors": {
                str(symbol): anchors[symbol] for symbol in self._classes_of(sorted(anchors))
            },
            "frames": self._frames(),
            "empty": self._classes_of(sorted(self._empty())),
            "surnames": self.surnames,
            "personal": self.personal,
            "services": self.services,
            "typos": self._misspelled(),
            "purposes": {str(key): value for key, value in self.purposes.items()},
            "requesters": {str(key): value for key, value in self.requesters.items()},
            "names": {item: str(self.items[item]["name"]) for item in sorted(self.items)},
            "ancestors": {
                item: above for item in sorted(self.items) if (above := self._ancestors(item))
            },
            **roles,
            "leaders": [*self.roles["leaders"], self.use],
        }

    def _classes_of(self, symbols: Iterable[int]) -> list[int]:
        """Return those symbols that are not a word's own."""
        own = {self.symbols[word] for word in self.words}
        return [symbol for symbol in symbols if symbol not in own]

    def _packed_words(
        self, cores: Mapping[str, str], anchors: Mapping[int, list[int]]
    ) -> dict[str, str]:
        """Return by first character the words and cores, packed as ``Lexicon.unpack`` reads them.

        The fields of a word: what follows its first character, the name or alias that it is the
        core of, its own symbol (with a mark if the word is empty or masks), its classes, and the
        rules that its own symbol calls up. A core that is no word has only the first two.
        """
        masks, empty = set(self.roles["masks"]), set(self._empty())
        numbers = {item: number for number, item in enumerate(sorted(self.items))}
        packed: dict[str, list[str]] = {}
        for word in sorted({*self.words, *cores}):
            fields = [word[1:], _packed_core(cores[word], word, numbers) if word in cores else ""]
            if word in self.words:
                own, symbols = self.symbols[word], self.words[word]
                fields += [
                    (MASK if symbols & masks else "") + (EMPTY if own in empty else "") + str(own),
                    " ".join(str(symbol) for symbol in sorted(symbols - {own})),
                    " ".join(map(str, anchors.get(own, ()))),
                ]
            packed.setdefault(word[0], []).append(FIELD.join(fields))
        return {first: ENTRY.join(held) for first, held in packed.items()}

    def _misspelled(self) -> dict[str, list[list[str]]]:
        """Return the misspellings, and what they stand for, by first character."""
        held: dict[str, list[list[str]]] = {}
        for wrong, right in self.typos.items():
            held.setdefault(wrong[0], []).append([wrong, right])
        return held

    def _cores_and_rules(self) -> tuple[dict[str, str], list[list[Any]]]:
        """Return the rule that each core stands for, and the rules made of patterns."""
        cores: dict[str, str] = {}
        rules: list[list[Any]] = []
        for item in sorted(self.items):
            for core, rule in self._cores_of(item).items():
                if core in self.weak:
                    if rule.endswith((HEAD, "/name")):
                        rules.append([rule, 1, [[self.pattern(f"^{core}{HEAD}")]], []])
                elif core in cores and _rank(cores[core]) <= _rank(rule):
                    continue
                else:
                    cores[core] = rule
            for phrase in self.items[item].get("phrases") or ():
                groups = [[self.pattern(str(token)) for token in group] for group in phrase["all"]]
                excluded = [self.pattern(str(token)) for token in phrase.get("none") or ()]
                rules.append([f"{item}/phrases/{phrase['key']}", 0, groups, excluded])
        return cores, rules

    def _cores_of(self, item: str) -> dict[str, str]:
        """Return the cores of an item's names, each with the rule that it stands for."""
        cores: dict[str, str] = {}
        for printed, kind in names_of(self.items[item]):
            core = _core_of(printed) if kind != ID else ""
            if core:
                rule = f"{item}/name" if kind == NAME else f"{item}/aliases/{printed}"
                cores.setdefault(core, rule)
        return cores

    def _frames(self) -> dict[str, list[list[int]]]:
        """Return the frames by the first symbol of each."""
        frames: dict[int, list[list[int]]] = {}
        for pattern in self.frames:
            held = frames.setdefault(_symbols(pattern)[0], [])
            if pattern not in held:
                held.append(pattern)
        return {str(key): frames[key] for key in sorted(frames)}

    def _empty(self) -> list[int]:
        """Return the symbols of fillers and markers, and of every word that is one of them."""
        classes = {*self.roles["fillers"], *self.roles["markers"]}
        empty = set(classes)
        for symbols in self.words.values():
            if symbols & classes:
                empty |= symbols
        return sorted(empty)

    @staticmethod
    def _telling(key: str) -> int:
        """Return how telling a symbol is: the length of its word, and little for a class."""
        return 1 if key.startswith("<") else len(key.replace(SEALED_HEAD, ""))

    def _ancestors(self, item: str) -> list[str]:
        found: list[str] = []
        parent = self.items[item].get("broader")
        while parent is not None and parent not in found and parent in self.items:
            found.append(str(parent))
            parent = self.items[parent].get("broader")
        return found


def _typo(member: str) -> tuple[str, str]:
    """Split ``错=对``; both sides must be equally long, so that spans stay right."""
    wrong, _, right = (canonicalize_name(part) for part in member.partition("="))
    if not wrong or len(wrong) != len(right):
        raise BadToken(f"错字须写作等长的“错=对”：{member} / bad misspelling: {member}")
    return wrong, right


def _symbols(pattern: list[int]) -> list[int]:
    return [element for element in pattern if element >= 0]


def _anchors(groups: list[list[list[int]]], telling: Mapping[int, int]) -> list[int]:
    """Return the symbols of which one must occur for a rule to hold, as telling as can be."""
    choices: list[tuple[int, int, list[int]]] = []
    for group in groups:
        symbols = [max(_symbols(pattern), key=telling.__getitem__) for pattern in group]
        choices.append((-min(map(telling.__getitem__, symbols)), len(symbols), symbols))
    return list(dict.fromkeys(min(choices)[2]))


def _rank(rule: str) -> tuple[bool, str]:
    """Order rules that claim the same core: names before aliases, then by rule."""
    return not rule.endswith("/name"), rule


def _packed_core(rule: str, core: str, numbers: Mapping[str, int]) -> str:
    """Pack the rule of a core; an alias that is printed as core and 证明 needs no more words."""
    item, kind, *printed = rule.split("/", 2)
    if kind == "name":
        return f"{numbers[item]}{NAME_MARK}"
    alias = "".join(printed)
    if alias == core + HEAD:
        return str(numbers[item])
    if ENTRY in alias or FIELD in alias:
        raise BadToken(f"别名含有“{ENTRY}”或“{FIELD}”：{alias} / unusable character in an alias")
    return f"{numbers[item]} {alias}"


def _packed_rule(rule: list[Any]) -> str:
    """Pack a rule as ``lexicon.Rule`` reads it."""
    name, is_name, groups, excluded = rule
    return FIELD.join(
        (name, str(is_name), ";".join(_packed(group) for group in groups), _packed(excluded))
    )


def _packed(patterns: list[list[int]]) -> str:
    return "/".join(" ".join(map(str, pattern)) for pattern in patterns)
