"""Seal a local variant: check it, and put a manifest of its files beside them.

The sealed form holds what the variant says and nothing else: no cases, no README, no pyproject. Its
files are those of the folder byte for byte, but for line ends, so that a checkout on any machine
gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from community_certs.authoring.compile.release import canonical
from community_certs.authoring.overlay import MANIFEST, Base, Variant, read_variants
from community_certs.authoring.overlay_seal import KIND, READS_SCHEMA, SEAL, Seal, sealed_at
from community_certs.authoring.overlay_variant import check_seal, read_manifest
from community_certs.authoring.publishers import FILE as PUBLISHERS
from community_certs.authoring.settings import Settings
from community_certs.authoring.tree import load_tree
from community_certs.authoring.validation import examine
from community_certs.diagnostics import ERROR, Diagnostic
from community_certs.errors import CatalogCorrupt, InvalidArgument

__all__ = ["examined", "seal", "verified"]


def examined(
    folder: Path, base: Base, settings: Settings | None = None
) -> tuple[Variant, tuple[Diagnostic, ...]]:
    """Read a variant as ``validate`` does, and return it with everything that is wrong with it.

    Arguments:
        folder: holds ``overlay.yaml``.
        base: the release it is read against.
        settings: which checks, how severe; None for all as they are.

    Raises:
        CatalogCorrupt, SchemaTooNew: for a folder that is sealed already, and not whole.
    """
    report = examine([folder], base, settings=settings)
    (variant,) = read_variants([folder], base)
    # What would refuse it on loading cannot be lowered or called known.
    told = {(one.code, one.line, one.column) for one in report.diagnostics}
    refusing = [
        one
        for one in variant.diagnostics
        if one.severity == ERROR and (one.code, one.line, one.column) not in told
    ]
    return variant, tuple(sorted({*report.diagnostics, *refusing}))


def seal(variant: Variant, version: str | None = None) -> dict[str, bytes]:
    """Return every file of the sealed form by path, the manifest included.

    Arguments:
        variant: one without errors.
        version: the version that it must have; None for whatever ``overlay.yaml`` says.

    Raises:
        InvalidArgument: if it states no version, or another one.
        ValueError: if it has errors.
    """
    if not variant.usable:
        raise ValueError("a variant with errors is not sealed")
    said = variant.overlay
    if said.version is None:
        raise InvalidArgument(
            f"“{variant.root}”的 {MANIFEST} 没有写 version，封装前请写上本变体的版本，"
            f'例如 version: "{said.base}"。',
            f"{MANIFEST} in {variant.root} states no version: write the version of this variant, "
            f'such as version: "{said.base}"',
        )
    if version is not None and version != said.version:
        raise InvalidArgument(
            f"{MANIFEST} 写的版本是 {said.version}，不是 {version}；请改写其中的 version。",
            f"{MANIFEST} states version {said.version}, not {version}: change it there",
        )
    files = {path: _plain(variant, path) for path in sorted(_paths(variant))}
    lists = [one for document in variant.tree.documents.values() for one in document.lists]
    manifest: Mapping[str, object] = {
        "kind": KIND,
        "id": said.id,
        "name": said.name,
        "version": said.version,
        "schema": READS_SCHEMA,
        "base": said.base,
        "roots": list(said.roots),
        "counts": {
            "documents": len(variant.tree.documents),
            "lists": len(lists),
            "entries": sum(len(one.entries) for one in lists),
            "items": len(variant.tree.items),
        },
        "content": "sha256:" + variant.digest,
        "files": {
            path: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            for path, content in files.items()
        },
    }
    return {**files, SEAL: canonical(manifest)}


def verified(path: Path) -> Seal | None:
    """Check every byte of a sealed variant, and that its manifest says of it what it says itself.

    Whether it is valid over a base is for ``validate``.

    Arguments:
        path: a directory, or a zip.

    Returns:
        Its seal; None for a folder of plain YAML.

    Raises:
        InvalidArgument, CatalogCorrupt, SchemaTooNew: as :func:`.overlay_seal.sealed_at` does.
    """
    held = sealed_at(path)
    if held is None:
        return None
    reading, said, findings = read_manifest(path, held.files)
    tree = load_tree(path, files=held.files)
    for one in (*findings, *tree.diagnostics):
        if one.severity == ERROR:
            raise CatalogCorrupt(
                f"地方变体“{path}”有错误，未经 release build 封装：{one.place()} {one.zh}",
                f"the variant {path} has an error and was not sealed by release build: "
                f"{one.place()} {one.en}",
            )
    if said is not None:
        check_seal(path, held, reading, said, tree)
    return held


def _paths(variant: Variant) -> set[str]:
    paths = {MANIFEST, *(one.path for one in variant.tree.readings.values())}
    return paths | {PUBLISHERS} if variant.tree.holds(PUBLISHERS) else paths


def _plain(variant: Variant, path: str) -> bytes:
    """Return a file with the line ends of Unix; that it is UTF-8 was checked when it was read."""
    content = variant.tree.bytes_of(path)
    if content is None:
        raise InvalidArgument(
            f"“{variant.root}”中的 {path} 无法读取。", f"{path} in {variant.root} cannot be read"
        )
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
