"""The places that a tree's documents can speak of: its own table, that of its base, or ours."""

from __future__ import annotations

import csv
import io

from community_certs.authoring.check import Both
from community_certs.authoring.divisions import DivisionsError, compile_table
from community_certs.authoring.strict_yaml import Findings, read
from community_certs.authoring.strict_yaml.files import read_bytes
from community_certs.authoring.tree import Tree
from community_certs.errors import CommunityCertsError
from community_certs.jurisdictions import Gazetteer
from community_certs.store import open_bundled

__all__ = ["divisions_of", "gazetteer_of", "wrong_divisions"]

_TABLE = "divisions/areacodes-1981-2024.csv"
_PATCHES = "divisions/patches.yaml"
Shards = dict[str, object]


def divisions_of(tree: Tree) -> Shards | None:
    """Return the shards ``divisions/…`` that hold for a tree; None if there are none.

    A tree without ``divisions/`` (a local variant, an example) has those of its base, and at last
    those of the release that is bundled with this library.
    """
    if _has_own(tree):
        return tree.once("own divisions", _own)[0]
    if tree.base is not None:
        return tree.base.once("divisions", divisions_of)
    try:
        store = open_bundled()
        return {one: store.shard(one) for one in store.paths() if one.startswith("divisions/")}
    except CommunityCertsError:
        return None


def wrong_divisions(tree: Tree) -> Both | None:
    """Return what keeps a tree's own table from being compiled, or None."""
    return tree.once("own divisions", _own)[1] if _has_own(tree) else None


def gazetteer_of(tree: Tree) -> Gazetteer | None:
    """Return the gazetteer of a tree's places, or None if there is no table of them."""
    if tree.base is not None and not _has_own(tree):
        return tree.base.once("gazetteer", gazetteer_of)
    shards = tree.once("divisions", divisions_of)
    return None if shards is None else Gazetteer(shards.__getitem__)


def _has_own(tree: Tree) -> bool:
    return (tree.root / _TABLE).exists() or (tree.root / _TABLE).is_symlink()


def _own(tree: Tree) -> tuple[Shards | None, Both | None]:
    """Compile a tree's own table; its files are read as strictly as all others."""
    findings = Findings(_TABLE)
    table = read_bytes(str(tree.root), _TABLE, findings)
    if table is None:
        first = findings.sorted()[0]
        return None, (f"{_TABLE}：{first.zh}", f"{_TABLE}: {first.en}")
    patches = read(tree.root, _PATCHES)
    if not patches.usable:
        first = patches.diagnostics[0]
        where = f"{_PATCHES}:{first.line}" if first.line else _PATCHES
        return None, (f"{where}：{first.zh}", f"{where}: {first.en}")
    try:
        text = table.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        return compile_table(rows, patches.value), None
    except DivisionsError as error:
        return None, (f"区划表有误：{error}。", f"the table is wrong: {error}")
    except (ValueError, KeyError, TypeError, AttributeError, csv.Error) as error:
        said = f"{type(error).__name__} {error}"
        return None, (
            f"区划表或补丁的格式不对（{said}）。",
            f"the table or a patch is malformed: {said}",
        )
