"""Which ids a tree refers to, and which exist: in it and in its base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from community_certs.authoring.models import When
from community_certs.authoring.strict_yaml import PathPart
from community_certs.authoring.tree import DOCUMENTS, ITEMS, PROFILES, VOCABULARY, Tree
from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["CALLED", "unknown"]

Path = tuple[PathPart, ...]
Reference = tuple[str, str, str, str, Path]
"""What is referred to ("items", "purposes", "lists" …), the id, the file's kind and name, where."""

CALLED = {
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
}
"""What can be referred to, in Chinese and English."""


def unknown(tree: Tree, called: str) -> Iterator[Diagnostic]:
    """Yield ``unknown-<what>`` for every reference of one kind that leads nowhere.

    Arguments:
        tree: the tree; references to files of it that are broken themselves are left alone.
        called: a key of :data:`CALLED`.
    """
    known = tree.once("known ids", _known)[called]
    zh, en = CALLED[called]
    for what, target, kind, name, path in tree.once("references", _references):
        if what != called or target in known or _reported_itself(tree, called, target):
            continue
        close = get_close_matches(target, sorted(known), n=1, cutoff=0.7)
        shown, close_to = target, "".join(close)
        if called == "versions":
            shown, close_to = target.rsplit("/", 1)[1], close_to.rsplit("/", 1)[-1]
        yield tree.diagnose(
            kind,
            name,
            f"unknown-{en}",
            path,
            f"没有{zh}“{shown}”。",
            f'there is no {en} "{shown}"',
            f"是不是“{close_to}”？" if close else f"改正编号，或先增加这个{zh}。",
            f'did you mean "{close_to}"?' if close else f"correct the id or add the {en}",
            severity=ERROR,
        )


def _known(tree: Tree) -> dict[str, set[str]]:
    ids: dict[str, set[str]] = {called: set() for called in (*CALLED, "words")}
    layer: Tree | None = tree
    while layer is not None:
        ids[ITEMS] |= layer.items.keys()
        ids[DOCUMENTS] |= layer.documents.keys()
        ids[PROFILES] |= layer.profiles.keys()
        for file, words in layer.vocabulary.items():
            ids[file] |= words.keys()
        for name, document in layer.documents.items():
            ids["lists"].update(f"{name}/{one.key}" for one in document.lists)
            ids["rules"].update(f"{name}/{one.key}" for one in document.rules)
            ids["versions"].update(f"{name}/{one.key}" for one in document.versions)
        for name, profile in layer.profiles.items():
            ids["rules"].update(f"{name}/{one.key}" for one in profile.rules)
        layer = layer.base
    return ids


def _reported_itself(tree: Tree, called: str, target: str) -> bool:
    if called in ("lists", "rules", "versions"):
        owner = target.split("/", 1)[0]
        return tree.broken(DOCUMENTS, owner) or tree.broken(PROFILES, owner)
    kind = called if called in (ITEMS, DOCUMENTS, PROFILES) else VOCABULARY
    return tree.broken(kind, target if kind == called else called)


def _references(tree: Tree) -> tuple[Reference, ...]:
    found: list[Reference] = []
    for kind, names, choose in (
        (DOCUMENTS, tree.documents, _of_document),
        (PROFILES, tree.profiles, _of_profile),
        (ITEMS, tree.items, _of_item),
    ):
        for name in names:
            found += [(what, target, kind, name, path) for what, target, path in choose(tree, name)]
    return tuple(found)


Named = tuple[str, str, Path]


def _all(called: str, ids: Iterable[str] | None, path: Path) -> Iterator[Named]:
    for at, one in enumerate(ids or ()):
        yield called, one, (*path, at)


def _when(when: When | None, path: Path) -> Iterator[Named]:
    if when is not None:
        yield from _all("purposes", when.purpose, (*path, "when", "purpose"))
        yield from _all("requesters", when.requester, (*path, "when", "requester"))


def _of_document(tree: Tree, name: str) -> Iterator[Named]:
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
    for at, rule in enumerate(document.rules):
        yield from _all("rules", rule.refines, ("rules", at, "refines"))
        yield from _when(rule.when, ("rules", at))


def _of_profile(tree: Tree, name: str) -> Iterator[Named]:
    for at, rule in enumerate(tree.profiles[name].rules):
        yield from _all("rules", rule.refines, ("rules", at, "refines"))
        yield from _when(rule.when, ("rules", at))


def _of_item(tree: Tree, name: str) -> Iterator[Named]:
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
