"""A source key that the file does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.models import PolicyList, Rule, Source
from community_certs.authoring.strict_yaml import PathPart
from community_certs.authoring.tree import DOCUMENTS, PROFILES, Tree
from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["CHECK"]

Path = tuple[PathPart, ...]
Cited = tuple[list[str] | None, Path]


def _run(tree: Tree) -> Iterator[Diagnostic]:
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


CHECK = Check(
    code="unknown-source",
    severity=ERROR,
    title=("没有这个来源键", "no such source"),
    why=("事实要能追到出处。", "A fact must lead back to where it was read."),
    mend=(
        "改正来源键，或在 sources 中增加这个来源。",
        "Correct the key, or add the source to sources.",
    ),
    example=Example(LOCAL, bad="source: s2", good="source: s1", words=("没有来源“s2”", "s1")),
    run=_run,
    fixed=True,
)
