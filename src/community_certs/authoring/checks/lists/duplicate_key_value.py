"""A key, number or source key that stands twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.strict_yaml import PathPart
from community_certs.authoring.tree import DOCUMENTS, ITEMS, PROFILES, VOCABULARY, Tree
from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["CHECK"]

Keyed = tuple[str | int, tuple[PathPart, ...]]


class _HasKey(Protocol):
    @property
    def key(self) -> str | int: ...


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for name, document in tree.documents.items():
        shared = [*_keys("lists", document.lists), *_keys("rules", document.rules)]
        yield from _twice(tree, DOCUMENTS, name, shared)
        yield from _twice(tree, DOCUMENTS, name, _keys("sources", document.sources))
        yield from _twice(tree, DOCUMENTS, name, _keys("versions", document.versions))
        for at, one in enumerate(document.lists):
            numbers = (
                (entry.n, ("lists", at, "entries", place, "n"))
                for place, entry in enumerate(one.entries)
            )
            yield from _twice(tree, DOCUMENTS, name, numbers)
    for name, profile in tree.profiles.items():
        yield from _twice(tree, PROFILES, name, _keys("rules", profile.rules))
        yield from _twice(tree, PROFILES, name, _keys("sources", profile.sources))
    for name, item in tree.items.items():
        yield from _twice(tree, ITEMS, name, _keys("phrases", item.phrases))
        yield from _twice(tree, ITEMS, name, _keys("alternatives", item.alternatives))
    for name, words in tree.vocabulary.items():
        if not words or tree.broken(VOCABULARY, name):
            continue
        places = {
            word["id"]: at for at, word in reversed(list(enumerate(tree.raw(VOCABULARY, name))))
        }
        for word in words.values():
            phrases = _keys("phrases", word.phrases, (places[word.id],))
            yield from _twice(tree, VOCABULARY, name, phrases)


def _keys(
    field: str, parts: Iterable[_HasKey], above: tuple[PathPart, ...] = ()
) -> Iterator[Keyed]:
    """Yield the key of every part of a field, with the path to it."""
    for at, one in enumerate(parts):
        yield one.key, (*above, field, at, "key")


def _twice(tree: Tree, kind: str, name: str, keyed: Iterable[Keyed]) -> Iterator[Diagnostic]:
    first: dict[str | int, tuple[PathPart, ...]] = {}
    for key, path in keyed:
        if key not in first:
            first[key] = path
            continue
        line = tree.readings[kind, name].at(first[key])[0]
        yield tree.diagnose(
            kind,
            name,
            "duplicate-key-value",
            path,
            f"“{key}”重复，已见于第 {line} 行。",
            f'"{key}" stands twice: first on line {line}',
            "编号由它组成，不能重复：换一个。",
            "ids are made of it: choose another",
        )


CHECK = Check(
    code="duplicate-key-value",
    severity=ERROR,
    title=("同一处的键或序号重复", "a key or number that stands twice"),
    why=(
        "清单、条目、规则、来源的编号由这些键组成。",
        "The ids of lists, entries, rules and sources are made of them.",
    ),
    mend=("换一个键或序号。", "Choose another."),
    example=Example(
        LOCAL,
        bad="n: 1, printed: 其他证明",
        good="n: 2, printed: 其他证明",
        words=("重复", "第 25 行"),
    ),
    run=_run,
    fixed=True,
)
