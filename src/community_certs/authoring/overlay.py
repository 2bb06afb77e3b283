"""Local variants (overlays): read them against a base, check them, and lay them over it.

A variant only adds, and only within its roots. However many are laid over a base, and in whatever
order, the answers are those of one catalogue that holds all their documents.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from community_certs.authoring.compile import compile_tree, texts
from community_certs.authoring.names import compile_names
from community_certs.authoring.overlay_base import Base
from community_certs.authoring.overlay_checks import CHECKS
from community_certs.authoring.overlay_conflicts import conflicts
from community_certs.authoring.overlay_seal import sealed_at
from community_certs.authoring.overlay_variant import (
    MANIFEST,
    Variant,
    check_seal,
    read_manifest,
)
from community_certs.authoring.tree import (
    DOCUMENTS,
    ITEMS,
    PROFILES,
    VOCABULARY,
    Tree,
    load_tree,
    read_tree,
)
from community_certs.diagnostics import Diagnostic

__all__ = ["MANIFEST", "Base", "Variant", "compiled", "layered", "read_variants"]

_NAMES = "names/"
_ALWAYS_OF_THE_BASE = (_NAMES, "divisions/", "source/")


def read_variants(folders: Iterable[str | os.PathLike[str]], base: Base) -> list[Variant]:
    """Read and check local variants together.

    Each may refer to what the base and the others hold. A clash (the same id, a round of
    ``replaces``) is reported at every variant involved.

    Arguments:
        folders: each holds an ``overlay.yaml``, or is a sealed variant: a directory or a zip.
        base: the release they are laid over.

    Returns:
        The variants in order of their ids; all findings are in their ``diagnostics``, and nothing
        is raised for bad data.

    Raises:
        InvalidArgument, CatalogCorrupt, SchemaTooNew: for a sealed variant that is not what it was
            when it was sealed; see :func:`.overlay_seal.sealed_at`.
    """
    roots = [Path(one) for one in folders]
    seals = [sealed_at(root) for root in roots]
    held = [None if one is None else one.files for one in seals]
    alone = [load_tree(root, files=files) for root, files in zip(roots, held, strict=True)]
    found: list[Variant] = []
    for at, root in enumerate(roots):
        reading, manifest, said = read_manifest(root, held[at])
        seal = seals[at]
        if seal is not None and manifest is not None:
            check_seal(root, seal, reading, manifest, alone[at])
        others = [tree for other, tree in enumerate(alone) if other != at]
        known = _joined(base.tree, alone[at], others) if others else base.tree
        tree = read_tree(root, known, files=held[at])
        found.append(Variant(root, reading, manifest, tree, [*said, *tree.diagnostics]))
    clashes: dict[int, list[Diagnostic]] = {}
    for variant, diagnostic in conflicts(found):
        clashes.setdefault(id(variant), []).append(diagnostic)
    checked = []
    for variant in found:
        said = [*variant.diagnostics, *clashes.get(id(variant), ())]
        if variant.manifest is not None:
            for check in CHECKS:
                said.extend(check(variant, base))
        checked.append(Variant(variant.root, variant.reading, variant.manifest, variant.tree, said))
    return sorted(checked, key=lambda one: (one.manifest.id if one.manifest else "", one.root))


def _joined(base: Tree, own: Tree, others: Sequence[Tree]) -> Tree:
    """Return the base with what the other variants add, for references only.

    What a variant holds itself is left out: such a clash is found by :mod:`.overlay_conflicts`, and
    is none with the base. So are items that it does not refer to: two places may give their own
    items the same name.
    """
    tree = Tree(base.root, base)
    meant = {one.broader for one in own.items.values()}
    meant.update(
        item
        for document in own.documents.values()
        for listed in document.lists
        for entry in listed.entries
        for item in entry.items or ()
    )
    tree.readings.update(base.readings)
    for other in others:
        for kind, models, into in (
            (DOCUMENTS, other.documents, tree.documents),
            (ITEMS, other.items, tree.items),
            (PROFILES, other.profiles, tree.profiles),
        ):
            for name, model in models.items():
                if (kind, name) not in own.readings and (kind != ITEMS or name in meant):
                    into[name] = model  # type: ignore[assignment]
                    tree.readings[kind, name] = other.readings[kind, name]
        for kind, words in other.vocabulary.items():
            tree.vocabulary[kind].update(words)
    return tree


def compiled(base: Base, variants: Iterable[Variant]) -> dict[str, object]:
    """Compile the base with variants over it.

    Arguments:
        base: the release.
        variants: usable ones, in any order.

    Returns:
        The shards that hold items, lists, rules and documents. The others (places, names of the
        base's items) stay those of the base.
    """
    return layered(base, variants)[0]


def layered(
    base: Base, variants: Iterable[Variant]
) -> tuple[dict[str, object], dict[str, dict[str, object]]]:
    """Compile the base with variants over it, and the names that each variant adds.

    Arguments:
        base: the release.
        variants: usable ones, in any order.

    Returns:
        The shards as :func:`compiled` has them; and by the id of each variant that adds items, the
        name shards for requests within its roots. The base's names are among them, so that a local
        item competes with them when a text that the base does not recognise is read again.
    """
    held = sorted(variants, key=lambda one: one.overlay.id)
    documents: list[Mapping[str, Any]] = list(base.shard(texts.DOCUMENTS))
    items: list[Mapping[str, Any]] = list(base.shard(texts.ITEMS))
    profiles: list[Mapping[str, Any]] = list(base.shard(texts.PROFILES))
    words = {kind: list(entries) for kind, entries in base.shard(texts.WORDS).items()}
    for variant in held:
        documents.extend(variant.raw_documents().values())
        items.extend(variant.raw(ITEMS).values())
        profiles.extend(variant.raw(PROFILES).values())
        for kind, entries in variant.raw(VOCABULARY).items():
            words.setdefault(kind, []).extend(entries)
    shards = compile_tree(documents, items, profiles=profiles, vocabulary=words, divisions={})
    adding = [one for one in held if one.tree.items]
    if len(adding) == 1:
        names = {path: one for path, one in shards.items() if path.startswith(_NAMES)}
        local = {adding[0].overlay.id: names}
    else:
        local = {one.overlay.id: _names_with(base, one) for one in adding}
    kept = {
        path: value for path, value in shards.items() if not path.startswith(_ALWAYS_OF_THE_BASE)
    }
    return kept, local


def _names_with(base: Base, variant: Variant) -> dict[str, object]:
    words = base.shard(texts.WORDS)
    items = {str(one["id"]): one for one in base.shard(texts.ITEMS)}
    items.update(variant.raw(ITEMS))
    return compile_names(
        items,
        words.get("purposes", ()),
        words.get("requesters", ()),
        words.get("words", ()),
    )
