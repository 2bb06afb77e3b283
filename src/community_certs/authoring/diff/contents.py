"""What differs between two releases beside the answers: ids, names, sources, wording, guidance."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from community_certs.authoring.diff.places import PlaceChange
from community_certs.matching.lexicon import Lexicon, Rule
from community_certs.store import Store

__all__ = ["Contents", "compare_contents"]

Raw = Mapping[str, Any]
_WORDING = ("printed", "article", "provided", "note", "condition", "name", "batch", "stated_count")
_HEADING = ("title", "number", "issuers", "notes", "subdivision", "verified_on")


@dataclass
class Contents:
    """The differences; every value is sorted by id.

    Attributes:
        added, removed: ids by kind (``documents``, ``lists``, ``entries``, ``rules``, ``items``,
            ``alternatives``).
        withdrawn: documents withdrawn since, with the reason.
        ended: documents, lists and rules that got an end, or another one: id, before, after.
        renamed: documents and items with another title or name: id, before, after.
        sources: documents whose sources differ: the keys added, dropped and changed.
        wording: what is printed differently, and decides nothing: id and the keys.
        guidance: items whose alternatives differ: the ids added, removed and changed.
        names: texts that are read as another item, as one now, or as none any more.
        phrases: items whose phrase rules differ.
        divisions: the places whose history differs.
    """

    added: dict[str, list[str]] = field(default_factory=dict)
    removed: dict[str, list[str]] = field(default_factory=dict)
    withdrawn: list[dict[str, str]] = field(default_factory=list)
    ended: list[dict[str, Any]] = field(default_factory=list)
    renamed: list[dict[str, Any]] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    wording: list[dict[str, Any]] = field(default_factory=list)
    guidance: list[dict[str, Any]] = field(default_factory=list)
    names: list[dict[str, Any]] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    divisions: list[PlaceChange] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return the differences as ``schemas/diff.schema.json`` describes them."""
        found = {key: getattr(self, key) for key in self.__dataclass_fields__}
        return {**found, "divisions": [one.to_dict() for one in self.divisions]}

    def dropped_sources(self) -> Iterator[tuple[str, str]]:
        """Yield every source that a document no longer has: the document, the source's key."""
        for one in self.sources:
            for key in one["dropped"]:
                yield one["document"], key


class _Holdings:
    """All records of a release by kind and id."""

    def __init__(self, store: Store) -> None:
        self.documents: dict[str, Raw] = {}
        self.lists: dict[str, Raw] = {}
        self.entries: dict[str, Raw] = {}
        self.rules: dict[str, Raw] = {}
        self.items: dict[str, Raw] = {}
        self.alternatives: dict[str, Raw] = {}
        self.names: dict[str, Any] = {}
        for path in store.paths():
            if path.startswith("documents/"):
                shard = store.read(path)
                self.documents.update(shard["documents"])
                self.lists.update(shard["lists"])
                for entries in shard["entries"].values():
                    self.entries.update({one["id"]: one for one in entries})
                self.rules.update(shard["rules"])
            elif path.startswith("items/") and path != "items/index.json":
                item = store.read(path)
                self.items[item["id"]] = item
                self.alternatives.update({one["id"]: one for one in item["alternatives"]})
            elif path.startswith("names/exact-"):
                self.names.update(store.read(path))


# The words that every rule is read with: what may stand around a name, deny it, or join two.
_SHARED = (
    *("empty", "fillers", "stops", "conjunctions", "markers", "questions", "relatives"),
    *("leaders", "light", "people", "tags", "personal"),
)
_KINDS = ("documents", "lists", "entries", "rules", "items", "alternatives")


def compare_contents(old: Store, new: Store, divisions: list[PlaceChange]) -> Contents:
    """Compare what two releases hold.

    Arguments:
        old: the release before.
        new: the release after.
        divisions: the places whose history differs.
    """
    mine, theirs = _Holdings(old), _Holdings(new)
    found = Contents(divisions=divisions)
    for kind in _KINDS:
        before, after = getattr(mine, kind), getattr(theirs, kind)
        found.added[kind] = sorted(id for id in after if id not in before)
        found.removed[kind] = sorted(id for id in before if id not in after)
    for id, was, now in _both(mine.documents, theirs.documents):
        if now["withdrawn"] and not was["withdrawn"]:
            found.withdrawn.append({"document": id, "reason": now["withdrawn"]["reason"]})
        _compare_sources(found, id, was["sources"], now["sources"])
    for kind in ("documents", "lists", "rules"):
        for id, was, now in _both(getattr(mine, kind), getattr(theirs, kind)):
            if was["end"] != now["end"]:
                found.ended.append({"id": id, "before": was["end"], "after": now["end"]})
    for id, was, now in _both(mine.documents, theirs.documents):
        if (was["title"], was["number"]) != (now["title"], now["number"]):
            found.renamed.append({"id": id, "before": _title(was), "after": _title(now)})
    for id, was, now in _both(mine.items, theirs.items):
        if was["name"] != now["name"]:
            found.renamed.append({"id": id, "before": was["name"], "after": now["name"]})
        _compare_guidance(found, id, was["alternatives"], now["alternatives"])
    _compare_wording(found, mine, theirs)
    for text in sorted({*mine.names, *theirs.names}):
        item_before, item_after = _item(mine.names.get(text)), _item(theirs.names.get(text))
        if item_before != item_after:
            found.names.append({"text": text, "before": item_before, "after": item_after})
    found.phrases = _phrases(old, new)
    return found


def _both(before: Mapping[str, Raw], after: Mapping[str, Raw]) -> Iterator[tuple[str, Raw, Raw]]:
    for id in sorted(before):
        if id in after and before[id] != after[id]:
            yield id, before[id], after[id]


def _title(document: Raw) -> str:
    return " ".join(one for one in (document["number"], document["title"]) if one)


def _compare_sources(found: Contents, id: str, was: Raw, now: Raw) -> None:
    if was == now:
        return
    # A source is what it says it is, whatever its key: it may get another, or lose its own.
    dropped = [key for key, one in was.items() if not _is_kept(one, now.get(key), now.values())]
    found.sources.append(
        {
            "document": id,
            "added": sorted(key for key in now if key not in was),
            "dropped": sorted(dropped),
            "changed": sorted(key for key in now if key in was and was[key] != now[key]),
        }
    )


def _is_kept(source: Raw, same_key: Raw | None, now: Collection[Raw]) -> bool:
    """Whether a source is still cited: as it was, or under its key with a better name or page."""
    said = source["publisher"], source["url"]
    if any((one["publisher"], one["url"]) == said for one in now):
        return True
    if same_key is None:
        return False
    if source["url"] is None:
        # A page may have been found for what was known from a copy.
        return bool(same_key["published"] == source["published"])
    return bool(same_key["url"] == source["url"])


def _compare_guidance(found: Contents, id: str, was: list[Raw], now: list[Raw]) -> None:
    before, after = {one["id"]: one for one in was}, {one["id"]: one for one in now}
    if was == now:
        return
    found.guidance.append(
        {
            "item": id,
            "added": sorted(one for one in after if one not in before),
            "removed": sorted(one for one in before if one not in after),
            "changed": sorted(one for one, _, _ in _both(before, after)),
            "order": [*before] != [*after],
        }
    )


def _compare_wording(found: Contents, mine: _Holdings, theirs: _Holdings) -> None:
    def keys(was: Raw, now: Raw, wanted: tuple[str, ...]) -> list[str]:
        return [key for key in wanted if was.get(key) != now.get(key)]

    pick: dict[str, tuple[str, ...]] = {
        "documents": _HEADING,
        "lists": (*_WORDING, "source"),
        "entries": (*_WORDING, "source"),
        "rules": ("says", "article", "sources"),
        "items": ("proves", "category", "notes", "online", "risk", "complexity", "act"),
    }
    for kind, wanted in pick.items():
        for id, was, now in _both(getattr(mine, kind), getattr(theirs, kind)):
            if differing := keys(was, now, wanted):
                found.wording.append({"id": id, "keys": differing})
    # How a date is printed decides nothing as long as its days are the same.
    shown: Callable[[Raw], list[Any]] = lambda one: [  # noqa: E731
        part and (part.get("printed"), part["basis"]) for part in (one["start"], one["end"])
    ]
    for kind in ("documents", "lists"):
        for id, was, now in _both(getattr(mine, kind), getattr(theirs, kind)):
            if shown(was) != shown(now):
                found.wording.append({"id": id, "keys": ["dates"]})


def _item(held: Any) -> str | None:
    return None if held is None else str(held[1])


def _phrases(old: Store, new: Store) -> list[str]:
    """Return the items whose phrase rules differ, and ``*`` if what all rules share does."""
    path = "names/phrases.json"
    if old.digest_of(path) == new.digest_of(path):
        return []
    before, after = (_rules_by_item(store.read(path)) for store in (old, new))
    return sorted(one for one in {*before, *after} if before.get(one) != after.get(one))


def _rules_by_item(shard: dict[str, Any]) -> dict[str, list[Any]]:
    """Return the rules with their words instead of the numbers that stand for them."""
    lexicon = Lexicon(shard)
    texts: dict[int, list[str]] = {}
    for first in shard["words"]:
        single, longer = lexicon.unpack(first) or (None, {})
        words = {first: single} if single else {}
        for _, held in longer.values():
            words.update(held)
        for text, (symbols, _, _) in words.items():
            for symbol in symbols:
                texts.setdefault(symbol, []).append(text)

    def spelled(patterns: Iterable[Iterable[int]]) -> list[list[list[str]]]:
        return sorted([sorted(texts.get(one, [str(one)])) for one in each] for each in patterns)

    found: dict[str, list[Any]] = {}
    for packed in shard["rules"]:
        rule = Rule(packed)
        content = [rule.is_name, [spelled(one) for one in rule.groups], spelled(rule.excluded)]
        found.setdefault(rule.name.partition("/")[0], []).append([rule.name, *content])
    found["*"] = [shard[key] for key in ("typos", "services", "surnames")]
    for key in _SHARED:
        kept = (texts.get(one, ()) if isinstance(one, int) else [one] for one in shard[key])
        found["*"].append(sorted(text for each in kept for text in each))
    return found
