"""What a tree's data answers: it is compiled in memory, over its base, and asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from community_certs.authoring.compile.release import SCHEMA, compile_tree
from community_certs.authoring.models import Entry, PolicyList
from community_certs.authoring.places import divisions_of
from community_certs.authoring.tree import DOCUMENTS, ITEMS, PROFILES, VOCABULARY, Tree
from community_certs.catalog import Catalog, Classification
from community_certs.errors import CommunityCertsError
from community_certs.matching import Matcher
from community_certs.model.enums import Method
from community_certs.store import Store

__all__ = ["Answers", "entries_of"]

Raw = Mapping[str, Any]
_BEFORE, _AFTER = "请给我开", "，谢谢"


class _Shards:
    """Compiled shards in memory, in the form of a store."""

    def __init__(self, shards: Mapping[str, Any], release: str) -> None:
        self._shards = shards
        self.release, self.schema, self.digest = release, SCHEMA, "sha256:"
        self.origin = "memory"

    def paths(self) -> tuple[str, ...]:
        """Return the paths of all shards, sorted."""
        return tuple(sorted(self._shards))

    def has(self, path: str) -> bool:
        """Whether there is such a shard."""
        return path in self._shards

    def shard(self, path: str) -> Any:
        """Return a shard."""
        return self._shards[path]


class Answers:
    """A tree without errors, compiled over its base.

    Attributes:
        tree: the tree.
        catalog: answers from it and its base together.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        layers: list[Tree] = []
        layer: Tree | None = tree
        while layer is not None:
            layers.insert(0, layer)
            layer = layer.base
        divisions = tree.once("divisions", divisions_of)
        shards = compile_tree(
            _raw(layers, DOCUMENTS),
            _raw(layers, ITEMS),
            profiles=_raw(layers, PROFILES),
            vocabulary=_words(layers),
            divisions=divisions or {"divisions/index.json": {"provinces": []}},
        )
        store = _Shards(shards, (tree.as_of or "0001-01-01")[:7].replace("-", ".") + ".0")
        self.catalog = Catalog(cast(Store, store))
        self._matcher = Matcher(store.shard)
        self._names = [
            (name, printed)
            for one in layers
            for name, item in one.items.items()
            for printed in (item.name, *(alias.name for alias in item.aliases))
        ]
        self._misread: dict[str, list[tuple[str, str]]] | None = None

    def resolve(self, text: str) -> set[str]:
        """Return the items that a text is read as; empty if it is not recognised."""
        found = self._matcher.resolve(text)
        return {found.item} if found.item else {part.item for part in found.parts}

    def read_by(self, rule: str) -> list[tuple[str, str]]:
        """Return the names of other items that a phrase rule reads once a word is added to them.

        Arguments:
            rule: such as ``kinship/phrases/1``.

        Returns:
            (item, name) of each.
        """
        if self._misread is None:
            self._misread = {}
            for item, printed in self._names:
                found = self._matcher.resolve(f"{_BEFORE}{printed}{_AFTER}")
                match = found.match
                if found.item in (None, item) or match is None or match.method is not Method.PHRASE:
                    continue
                self._misread.setdefault(str(match.rule), []).append((item, printed))
        return self._misread.get(rule, [])

    def answer_for(
        self, document: str, one: PolicyList, entry: Entry, item: str, day: str
    ) -> Classification | None:
        """Return the answer for an item of an entry where all that the entry asks for is given.

        Arguments:
            document: the id of the document.
            one: the list.
            entry: the entry.
            item: one of the items of the entry.
            day: an ISO day.

        Returns:
            None if the place does not exist on that day.
        """
        place = self.tree.documents[document].jurisdiction
        when = entry.when
        committees = [str(kind) for kind in one.committees]
        said: dict[str, str] = {}
        if when is not None and when.purpose:
            said["purpose"] = when.purpose[0]
        if when is not None and when.requester:
            said["requester"] = when.requester[0]
        if when is not None and when.requester_place is not None:
            said["requester_place"] = "境外"
        if when is not None and when.committee is not None:
            said["committee"] = str(when.committee)
        elif len(committees) == 1:
            said["committee"] = committees[0]
        try:
            return self.catalog.decide(item, jurisdiction=place, on=day, **said)
        except CommunityCertsError:
            return None


def _raw(layers: list[Tree], kind: str) -> list[Raw]:
    found: list[Raw] = []
    for one in layers:
        held: Iterable[str] = {
            DOCUMENTS: tuple(one.documents),
            ITEMS: tuple(one.items),
            PROFILES: tuple(one.profiles),
        }[kind]
        found += [one.raw(kind, name) for name in held if (kind, name) in one.readings]
    return found


def _words(layers: list[Tree]) -> dict[str, list[Raw]]:
    words: dict[str, dict[str, Raw]] = {}
    for one in layers:
        for kind in one.vocabulary:
            if (VOCABULARY, kind) in one.readings:
                held = words.setdefault(kind, {})
                for word in one.raw(VOCABULARY, kind):
                    held.setdefault(word["id"], word)
    return {kind: list(held.values()) for kind, held in words.items()}


def entries_of(tree: Tree) -> Iterator[tuple[str, int, PolicyList, int, Entry]]:
    """Yield every entry that is not withdrawn, with where it stands.

    Yields:
        The id of the document, the position of the list, the list, the position of the entry,
        the entry.
    """
    for name, document in tree.documents.items():
        if document.withdrawn is not None:
            continue
        for at, one in enumerate(document.lists):
            for place, entry in enumerate(one.entries):
                if entry.withdrawn is None:
                    yield name, at, one, place, entry
