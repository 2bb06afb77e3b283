"""Every fact has a source, and every source key exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from community_certs.authoring.models import PolicyList, Rule, Source
from community_certs.authoring.strict_yaml import PathPart
from community_certs.authoring.tree import DOCUMENTS, PROFILES, Tree
from community_certs.diagnostics import Diagnostic

__all__ = ["check"]

Path = tuple[PathPart, ...]
Cited = tuple[list[str] | None, Path]


def check(tree: Tree) -> Iterator[Diagnostic]:
    """Yield ``unknown-source`` and ``no-source``."""
    for name, document in tree.documents.items():
        cited: list[Cited] = [
            (one.source, ("versions", at, "source")) for at, one in enumerate(document.versions)
        ]
        cited += [
            (one.source, ("dates", "renewed", at, "source"))
            for at, one in enumerate(document.dates.renewed)
        ]
        for at, one in enumerate(document.lists):
            cited += _of_list(one, ("lists", at))
        cited += _of_rules(document.rules)
        yield from _unknown(tree, DOCUMENTS, name, document.sources, cited)
        for at, one in enumerate(document.lists):
            yield from _without(tree, name, one, ("lists", at))
    for name, profile in tree.profiles.items():
        yield from _unknown(tree, PROFILES, name, profile.sources, _of_rules(profile.rules))


def _of_list(one: PolicyList, path: Path) -> Iterator[Cited]:
    yield one.source, (*path, "source")
    if one.dates is not None:
        for at, renewal in enumerate(one.dates.renewed):
            yield renewal.source, (*path, "dates", "renewed", at, "source")
    for place, entry in enumerate(one.entries):
        yield entry.source, (*path, "entries", place, "source")


def _of_rules(rules: Iterable[Rule]) -> Iterator[Cited]:
    for at, rule in enumerate(rules):
        yield rule.source, ("rules", at, "source")


def _unknown(
    tree: Tree, kind: str, name: str, sources: Iterable[Source], cited: Iterable[Cited]
) -> Iterator[Diagnostic]:
    known = [one.key for one in sources]
    for keys, path in cited:
        for at, key in enumerate(keys or ()):
            if key in known:
                continue
            yield tree.diagnose(
                kind,
                name,
                "unknown-source",
                (*path, at),
                f"本文件没有来源“{key}”。",
                f'this file has no source "{key}"',
                f"现有来源：{'、'.join(known)}。",
                f"its sources: {', '.join(known)}",
            )


def _without(tree: Tree, name: str, one: PolicyList, path: Path) -> Iterator[Diagnostic]:
    if one.source is not None:
        return
    for place, entry in enumerate(one.entries):
        if entry.source is None:
            yield tree.diagnose(
                DOCUMENTS,
                name,
                "no-source",
                (*path, "entries", place),
                f"第 {entry.n} 条没有来源，清单也没有默认来源。",
                f"entry {entry.n} has no source, nor has its list",
                "在条目或清单上写 source。",
                "write source at the entry or at the list",
            )
