"""Compile the name index: exact names, token rules, vocabularies and suggestions.

Everything here is derived from the maintainers' data: the names, aliases and phrases of the items,
the purposes and requesting units, and the word classes of ``vocabulary/words.yaml``.

A token of a phrase rule is a word; ``<亲属>`` stands for any word of that class; words and classes
written together are adjacent; ``..`` is a gap within a clause; ``^`` and ``$`` bind to the start
and end of a clause. There are no regular expressions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from community_certs.matching.lexicon import END, GAP, HEAD, SEALED_HEAD, START, seal
from community_certs.matching.names import BUCKETS, bucket_path
from community_certs.text import canonicalize_name

__all__ = ["BadToken", "compile_names", "name_conflicts"]

Raw = Mapping[str, Any]
_NAME, _ALIAS, _ID = range(3)
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
}


class BadToken(ValueError):
    """A token that cannot be compiled: an unknown class or an empty word."""


def name_conflicts(items: Mapping[str, Raw]) -> dict[str, tuple[str, ...]]:
    """Return the canonical names that two or more items bear, each with those items."""
    bearers: dict[str, set[str]] = {}
    for item, raw in items.items():
        for printed, _ in _names_of(raw):
            bearers.setdefault(canonicalize_name(printed), set()).add(item)
    return {name: tuple(sorted(held)) for name, held in sorted(bearers.items()) if len(held) > 1}


def compile_names(
    items: Mapping[str, Raw],
    purposes: Iterable[Raw],
    requesters: Iterable[Raw],
    words: Iterable[Raw] = (),
) -> dict[str, object]:
    """Return the shards of the name index by path.

    Arguments:
        items: the items by id, in the form of ``docs/data-format.md``.
        purposes, requesters, words: the entries of the vocabularies of these names.

    Raises:
        BadToken: if a phrase names an unknown class or an empty word.
    """
    held_purposes, held_requesters = list(purposes), list(requesters)
    shards: dict[str, object] = dict(_exact(items))
    shards["names/phrases.json"] = _Compiler(items, held_purposes, held_requesters, words).shard()
    shards["names/vocabulary.json"] = {
        "purposes": _vocabulary(held_purposes),
        "requesters": _vocabulary(held_requesters),
    }
    shards["names/suggest.json"] = _suggestions(items)
    return shards


def _names_of(raw: Raw) -> list[tuple[str, int]]:
    """Return the names of an item and their kinds; the id is one of them."""
    named = [(str(raw["name"]), _NAME)]
    named += [(str(alias["name"]), _ALIAS) for alias in raw.get("aliases") or ()]
    return [*named, (str(raw["id"]).replace("-", "、"), _ID)]


def _exact(items: Mapping[str, Raw]) -> dict[str, dict[str, list[Any]]]:
    shards: dict[str, dict[str, list[Any]]] = {
        f"names/exact-{number:02d}.json": {} for number in range(BUCKETS)
    }
    for item in sorted(items):
        for printed, kind in _names_of(items[item]):
            canonical = canonicalize_name(str(items[item]["id"]) if kind == _ID else printed)
            if not canonical:
                continue
            shard = shards[bucket_path(canonical)]
            entry = shard.get(canonical)
            if entry is None or kind < entry[0]:
                shard[canonical] = [kind, item, printed]
            elif kind == entry[0] and item not in entry[1::2]:
                entry += [item, printed]
    return {path: dict(sorted(shard.items())) for path, shard in shards.items()}


def core_of(name: str) -> str:
    """Return what a name says without 证明 and the person it is about; "" if too little is left."""
    core = canonicalize_name(name)
    if "(" in core or "," in core or "、" in core:
        return ""
    core = core.removesuffix(HEAD)
    for subject in _SUBJECTS:
        rest = core.removeprefix(subject)
        if rest != core and len(rest) >= 2 and rest[0] not in "的":
            core = rest
            break
    return core if len(core) >= _SHORTEST_CORE else ""


def _vocabulary(entries: list[Raw]) -> dict[str, object]:
    ids: dict[str, str] = {}
    for entry in entries:
        for name in (entry["id"], entry["name"], *(entry.get("aliases") or ())):
            ids.setdefault(canonicalize_name(str(name)), str(entry["id"]))
    return {
        "ids": dict(sorted(ids.items())),
        "names": {str(entry["id"]): str(entry["name"]) for entry in entries},
    }


def _suggestions(items: Mapping[str, Raw]) -> dict[str, object]:
    names: dict[tuple[str, str], None] = {}
    for item in sorted(items):
        for printed, kind in _names_of(items[item]):
            canonical = canonicalize_name(printed)
            if kind != _ID and canonical:
                names[canonical, item] = None
    sizes: list[int] = []
    postings: dict[str, list[int]] = {}
    for number, (canonical, _) in enumerate(names):
        core = canonical.replace(HEAD, "").replace("的", "")
        grams = set(map("".join, zip(core, core[1:], strict=False))) or set(core)
        sizes.append(len(grams))
        for gram in sorted(grams):
            postings.setdefault(gram, []).append(number)
    return {
        "names": [list(one) for one in names],
        "sizes": sizes,
        "postings": dict(sorted(postings.items())),
    }


class _Compiler:
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
        self.uses: list[int] = []
        self.leaders: list[int] = []
        self.weak: frozenset[str] = frozenset()
        self.surnames = ""
        self._classes: dict[str, Raw] = {}
        self._cores = self._all_cores()
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
        use, lead = self._symbol("<use>"), self._symbol("<lead>")
        self.uses, self.leaders = [use], [lead]
        for entry in entries:
            symbol = self._symbol(f"<{kind}:{entry['id']}>")
            held[symbol] = str(entry["id"])
            for word in (entry["name"], *(entry.get("aliases") or ())):
                own = self._word(str(word))
                canonical = seal(canonicalize_name(str(word)))
                self.words[canonical].add(symbol)
                if canonical in self._cores:
                    # 继承 and 就业 are also what a proof may say: they are a use only in a frame
                    # or before what is proved.
                    self.words[canonical].add(lead)
                    self.frames += [[self._word(before), own] for before in _BEFORE_USE]
                    self.frames += [[own, self._word(after)] for after in _AFTER_USE]
                else:
                    self.words[canonical].add(use)
        return held

    def _all_cores(self) -> frozenset[str]:
        return frozenset(
            core_of(printed)
            for raw in self.items.values()
            for printed, kind in _names_of(raw)
            if kind != _ID
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
        rules: list[list[Any]] = []
        anchors: dict[int, list[int]] = {}
        for item in sorted(self.items):
            for rule in self._rules_of(item):
                for pattern in min(rule[3], key=self._commonness):
                    first = max((one for one in pattern if one >= 0), key=self._length)
                    numbers = anchors.setdefault(first, [])
                    if len(rules) not in numbers:
                        numbers.append(len(rules))
                rules.append(rule)
        return {
            "words": {word: sorted(held) for word, held in sorted(self.words.items())},
            "rules": rules,
            "anchors": {str(key): anchors[key] for key in sorted(anchors)},
            "frames": self.frames,
            "uses": self.uses,
            "leaders": self.leaders,
            "surnames": self.surnames,
            "purposes": {str(key): value for key, value in self.purposes.items()},
            "requesters": {str(key): value for key, value in self.requesters.items()},
            "names": {item: str(self.items[item]["name"]) for item in sorted(self.items)},
            "ancestors": {item: self._ancestors(item) for item in sorted(self.items)},
            **self.roles,
        }

    def _rules_of(self, item: str) -> Iterable[list[Any]]:
        raw = self.items[item]
        cores: dict[str, str] = {}
        for printed, kind in _names_of(raw):
            core = core_of(printed) if kind != _ID else ""
            if core in self.weak:
                core = f"^{core}{HEAD}" if canonicalize_name(printed).endswith(HEAD) else ""
            if core:
                rule = f"{item}/name" if kind == _NAME else f"{item}/aliases/{printed}"
                cores.setdefault(core, rule)
        for core, rule in cores.items():
            yield [item, rule, 1, [[self.pattern(core)]], []]
        for phrase in raw.get("phrases") or ():
            groups = [[self.pattern(str(token)) for token in group] for group in phrase["all"]]
            excluded = [self.pattern(str(token)) for token in phrase.get("none") or ()]
            yield [item, f"{item}/phrases/{phrase['key']}", 0, groups, excluded]

    def _commonness(self, group: list[list[int]]) -> tuple[int, int]:
        shortest = min(max(self._length(one) for one in pattern if one >= 0) for pattern in group)
        return -shortest, len(group)

    def _length(self, symbol: int) -> int:
        """Return how telling a symbol is: its length, and less for a class."""
        for key, held in self.symbols.items():
            if held == symbol:
                return 1 if key.startswith("<") else len(key.replace(SEALED_HEAD, ""))
        return 0

    def _ancestors(self, item: str) -> list[str]:
        found: list[str] = []
        parent = self.items[item].get("broader")
        while parent is not None and parent not in found and parent in self.items:
            found.append(str(parent))
            parent = self.items[parent].get("broader")
        return found
