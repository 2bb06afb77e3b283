"""Put the compiled parts into shards, and the shards into a release with its manifest.

The layout (schema 1), readable from any language:

- ``manifest.json``: release, schema, counts, and the SHA-256 of every shard;
- ``items/index.json``: id, name, broader, category and act of every item;
- ``items/<id>.json``: an item, its alternatives, and every entry that can bear on it, with the
  headers of the lists and documents that these stand in: all that an answer cites;
- ``policy/<pp>.json``: what speaks of every item in the divisions whose adcode starts with these
  two digits ("00": the nation): the lists held (headers), and of the rules what decides;
- ``documents/<pp>.json``: every document of these divisions whole, with lists, entries and rules;
- ``divisions/…`` and ``names/…``: places and the names of items;
- ``source/…``: the maintainers' texts, which local variants are read against; no answer reads them.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from community_certs.authoring.compile.documents import (
    brief,
    compile_documents,
    heard,
    is_heard,
    is_held,
)
from community_certs.authoring.compile.items import compile_items
from community_certs.authoring.compile.texts import source_shards
from community_certs.authoring.names import compile_names

__all__ = ["SCHEMA", "build", "canonical", "compile_tree", "manifest_of", "write_files"]

SCHEMA = 1
"""The version of the compiled layout that this library writes and reads."""

Raw = Mapping[str, Any]


def canonical(value: object) -> bytes:
    """Return ``value`` as canonical JSON: sorted keys, no spaces, UTF-8, one final newline."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return (text + "\n").encode()


def compile_tree(
    documents: Iterable[Raw],
    items: Iterable[Raw],
    *,
    profiles: Iterable[Raw] = (),
    vocabulary: Mapping[str, Iterable[Raw]] | None = None,
    divisions: Mapping[str, object],
) -> dict[str, object]:
    """Return every shard of a catalogue by path, as values that JSON can hold.

    Arguments:
        documents: mappings in the form of ``docs/data-format.md``.
        items: likewise.
        profiles: likewise.
        vocabulary: the five vocabularies by name.
        divisions: the shards of :func:`community_certs.authoring.divisions.compile_divisions`.
    """
    words = {kind: list(entries) for kind, entries in (vocabulary or {}).items()}
    raw_documents = {one["id"]: one for one in documents}
    raw_items = sorted(items, key=lambda one: str(one["id"]))
    raw_profiles = {one["id"]: one for one in profiles}
    said = [*words.get("purposes", ()), *words.get("requesters", ())]
    policy = compile_documents(
        raw_documents.values(),
        raw_profiles,
        {one["id"]: one["name"] for one in said},
    )
    shards: dict[str, object] = dict(divisions)
    shards.update(source_shards(raw_documents.values(), raw_items, raw_profiles.values(), words))
    shards.update(
        compile_names(
            {one["id"]: one for one in raw_items},
            words.get("purposes", []),
            words.get("requesters", []),
            words.get("words", []),
        )
    )
    compiled = compile_items(raw_items, words, policy, raw_documents)
    shards["items/index.json"] = {
        one: {key: shard[key] for key in ("name", "broader", "category", "act")}
        for one, shard in compiled.items()
    }
    for one, shard in compiled.items():
        shards[f"items/{one}.json"] = shard
    held = {key: one for key, one in policy.lists.items() if is_held(one)}
    for bucket in sorted({one["jurisdiction"][:2] for one in policy.documents.values()}):
        mine = {key for key, one in policy.documents.items() if one["jurisdiction"][:2] == bucket}
        lists = {key: one for key, one in held.items() if one["document"] in mine}
        every_rule = {key: one for key, one in policy.rules.items() if one["document"] in mine}
        rules = {key: heard(one) for key, one in every_rule.items() if is_heard(one)}
        speaking = {one["document"] for one in (*lists.values(), *rules.values())}
        shards[f"policy/{bucket}.json"] = {
            "documents": {key: brief(policy.documents[key]) for key in sorted(speaking)},
            "lists": lists,
            "rules": rules,
        }
        every = {key: one for key, one in policy.lists.items() if one["document"] in mine}
        shards[f"documents/{bucket}.json"] = {
            "documents": {key: policy.documents[key] for key in sorted(mine)},
            "lists": every,
            "entries": {key: policy.entries[key] for key in every},
            "rules": every_rule,
        }
    return shards


def manifest_of(
    files: Mapping[str, bytes], release: str, history: Raw | None = None
) -> dict[str, object]:
    """Return the manifest of compiled shards.

    Arguments:
        files: the canonical bytes of every shard by path.
        release: the catalogue's version, ``YYYY.MM.N``.
        history: ``released`` (the day), ``previous`` (a version or null), and the documents
            ``added`` and ``withdrawn`` since; None for a snapshot that is no release yet.
    """
    told = history or {"released": None, "previous": None, "added": [], "withdrawn": []}
    policy = [json.loads(files[path]) for path in sorted(files) if path.startswith("documents/")]
    return {
        "release": release,
        "released": told["released"],
        "previous": told["previous"],
        "documents": {"added": told["added"], "withdrawn": told["withdrawn"]},
        "schema": SCHEMA,
        "counts": {
            "documents": sum(len(one["documents"]) for one in policy),
            "lists": sum(len(one["lists"]) for one in policy),
            "entries": sum(
                header["captured"] for one in policy for header in one["lists"].values()
            ),
            "items": len(json.loads(files["items/index.json"])),
        },
        "shards": {path: hashlib.sha256(files[path]).hexdigest() for path in sorted(files)},
    }


def build(shards: Mapping[str, object], release: str, out: Path, history: Raw | None = None) -> str:
    """Write a release to the directory ``out`` and return its digest.

    The directory is replaced only when the new one is whole.

    Arguments:
        shards: as :func:`compile_tree` gives them.
        release: the catalogue's version.
        out: the directory, replaced whole.
        history: as for :func:`manifest_of`.

    Returns:
        ``sha256:`` and the hexadecimal digest of ``manifest.json``.

    Raises:
        OSError: if the directory cannot be written; what stood there before is then unharmed.
    """
    files = {path: canonical(value) for path, value in shards.items()}
    manifest = canonical(manifest_of(files, release, history))
    write_files({**files, "manifest.json": manifest}, out)
    return "sha256:" + hashlib.sha256(manifest).hexdigest()


def write_files(files: Mapping[str, bytes], out: Path) -> None:
    """Write files to the directory ``out``, which is replaced only when the new one is whole.

    Arguments:
        files: the bytes of every file by its path, with "/".
        out: the directory, replaced whole.

    Raises:
        OSError: if it cannot be written; what stood there before is then unharmed.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        for path, content in files.items():
            target = fresh / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        fresh.chmod(0o755)
        _swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, out: Path) -> None:
    """Put ``fresh`` where ``out`` is, so that a reader sees the old tree or the new one."""
    if not out.exists():
        os.replace(fresh, out)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    os.replace(out, old / "tree")
    try:
        os.replace(fresh, out)
    except OSError:
        os.replace(old / "tree", out)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
