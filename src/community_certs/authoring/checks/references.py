"""Every id that a file refers to exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from community_certs.authoring.models import When
from community_certs.authoring.strict_yaml import PathPart
from community_certs.authoring.tree import DOCUMENTS, ITEMS, PROFILES, VOCABULARY, Tree
from community_certs.diagnostics import Diagnostic

__all__ = ["check"]

Path = tuple[PathPart, ...]
Reference = tuple[str, str, Path]
"""What is referred to ("items", "purposes", "lists" …), the id, and where it stands."""

_CALLED = {
    ITEMS: ("证明事项", "item"),
    DOCUMENTS: ("文件", "document"),
    PROFILES: ("规则集", "profile"),
    "lists": ("清单", "list"),
    "rules": ("规则", "rule"),
    "versions": ("版本", "version"),
    "authorities": ("单位", "authority"),
    "categories": ("类别", "category"),
    "purposes": ("用途", "purpose"),
    "requesters": ("要求单位", "requester"),
    "substitutes": ("替代材料", "substitute"),
    "words": ("词类", "word class"),
}


def check(tree: Tree) -> Iterator[Diagnostic]:
    """Yield ``unknown-…``: of items, documents, profiles, lists, rules, versions, vocabulary."""
    known = _Known(tree)
    for name in tree.documents:
        yield from known.unknown(DOCUMENTS, name, _of_document(tree, name))
    for name in tree.profiles:
        yield from known.unknown(PROFILES, name, _of_rules(tree, PROFILES, name))
    for name in tree.items:
        yield from known.unknown(ITEMS, name, _of_item(tree, name))


class _Known:
    """Which ids exist, here and in the base."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._ids: dict[str, set[str]] = {called: set() for called in _CALLED}
        layer: Tree | None = tree
        while layer is not None:
            self._add(layer)
            layer = layer.base

    def _add(self, tree: Tree) -> None:
        self._ids[ITEMS] |= tree.items.keys()
        self._ids[DOCUMENTS] |= tree.documents.keys()
        self._ids[PROFILES] |= tree.profiles.keys()
        for file, words in tree.vocabulary.items():
            self._ids[file] |= words.keys()
        for name, document in tree.documents.items():
            self._ids["lists"].update(f"{name}/{one.key}" for one in document.lists)
            self._ids["rules"].update(f"{name}/{one.key}" for one in document.rules)
            self._ids["versions"].update(f"{name}/{one.key}" for one in document.versions)
        for name, profile in tree.profiles.items():
            self._ids["rules"].update(f"{name}/{one.key}" for one in profile.rules)

    def unknown(
        self, kind: str, name: str, references: Iterable[Reference]
    ) -> Iterator[Diagnostic]:
        """Yield a finding for each reference that leads nowhere."""
        for called, target, path in references:
            if target in self._ids[called] or self._reported_itself(called, target):
                continue
            zh, en = _CALLED[called]
            shown = target.rsplit("/", 1)[1] if called == "versions" else target
            close = get_close_matches(target, sorted(self._ids[called]), n=1, cutoff=0.7)
            close_to = (
                close[0].rsplit("/", 1)[1] if close and called == "versions" else "".join(close)
            )
            yield self._tree.diagnose(
                kind,
                name,
                f"unknown-{en}",
                path,
                f"没有{zh}“{shown}”。",
                f'there is no {en} "{shown}"',
                f"是不是“{close_to}”？" if close else f"改正编号，或先增加这个{zh}。",
                f'did you mean "{close_to}"?' if close else f"correct the id or add the {en}",
            )

    def _reported_itself(self, called: str, target: str) -> bool:
        if called in ("lists", "rules", "versions"):
            owner = target.split("/", 1)[0]
            return self._tree.broken(DOCUMENTS, owner) or self._tree.broken(PROFILES, owner)
        kind: str = called if called in (ITEMS, DOCUMENTS, PROFILES) else VOCABULARY
        return self._tree.broken(kind, target if kind == called else called)


def _all(called: str, ids: Iterable[str] | None, path: Path) -> Iterator[Reference]:
    for at, one in enumerate(ids or ()):
        yield called, one, (*path, at)


def _when(when: When | None, path: Path) -> Iterator[Reference]:
    if when is not None:
        yield from _all("purposes", when.purpose, (*path, "when", "purpose"))
        yield from _all("requesters", when.requester, (*path, "when", "requester"))


def _of_document(tree: Tree, name: str) -> Iterator[Reference]:
    document = tree.documents[name]
    yield from _all(PROFILES, document.adopts, ("adopts",))
    for at, one in enumerate(document.lists):
        path: Path = ("lists", at)
        yield from _all("authorities", one.issuer, (*path, "issuer"))
        yield from _all("lists", one.replaces, (*path, "replaces"))
        yield from _all("lists", one.extends, (*path, "extends"))
        if one.version is not None:
            yield "versions", f"{name}/{one.version}", (*path, "version")
        for place, entry in enumerate(one.entries):
            inner = (*path, "entries", place)
            yield from _all(ITEMS, entry.items, (*inner, "items"))
            yield from _when(entry.when, inner)
    yield from _of_rules(tree, DOCUMENTS, name)


def _of_rules(tree: Tree, kind: str, name: str) -> Iterator[Reference]:
    rules = tree.documents[name].rules if kind == DOCUMENTS else tree.profiles[name].rules
    for at, rule in enumerate(rules):
        yield from _all("rules", rule.refines, ("rules", at, "refines"))
        yield from _when(rule.when, ("rules", at))


def _of_item(tree: Tree, name: str) -> Iterator[Reference]:
    item = tree.items[name]
    yield "categories", item.category, ("category",)
    if item.broader is not None:
        yield ITEMS, item.broader, ("broader",)
    for at, alias in enumerate(item.aliases):
        if alias.source != "speech":
            yield DOCUMENTS, alias.source, ("aliases", at, "source")
    for at, one in enumerate(item.alternatives):
        path: Path = ("alternatives", at)
        yield from _all("authorities", one.authority, (*path, "authority"))
        for group, ids in enumerate(one.any_of):
            yield from _all("substitutes", ids, (*path, "any_of", group))
        yield from _all(DOCUMENTS, one.source, (*path, "source"))
