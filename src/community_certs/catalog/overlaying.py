"""Lay local variants over a catalogue: read and compile them, and refuse what is invalid.

Only here does the runtime use the authoring floor, which stands above it, and only when variants
are asked for: it is imported by name, so that an answer from the base never loads it.
"""

from __future__ import annotations

import os

from community_certs.catalog.catalog import Catalog
from community_certs.catalog.layers import Layer
from community_certs.diagnostics import ERROR, Diagnostic
from community_certs.errors import InvalidArgument, OverlayRejected
from community_certs.store import Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

__all__ = ["INSTALLED", "lay_over", "lay_variants"]

INSTALLED = "installed"
"""Asks for the variants of all installed packages."""
_GROUP = "community_certs.overlays"


def lay_over(
    base: Store, overlays: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
) -> Catalog:
    """Return a new catalogue: the base with local variants over it.

    Arguments:
        base: the release.
        overlays: the folders or sealed zips of variants, or "installed" for those that installed
            packages offer by entry points of the group ``community_certs.overlays``.

    Raises:
        InvalidArgument: if there is no variant at a path, or the release lacks its source texts.
        CatalogCorrupt: if a byte of a sealed variant differs from its manifest.
        SchemaTooNew: if a sealed variant was made for a newer library.
        OverlayRejected: if a variant is invalid; ``diagnostics`` say all that is wrong.
    """
    if isinstance(overlays, str) and overlays == INSTALLED:
        folders = _installed()
    elif isinstance(overlays, (str, os.PathLike)):
        folders = [os.fspath(overlays)]
    else:
        folders = [os.fspath(one) for one in overlays]
    for folder in folders:
        if not os.path.isdir(folder) and (
            not os.path.isfile(folder) or folder.endswith((".yaml", ".yml"))
        ):
            raise InvalidArgument(
                f"找不到地方变体“{folder}”，请给出含有 overlay.yaml 的文件夹，或封装好的 zip。",
                f"no overlay at {folder}: name the folder that holds overlay.yaml, or a sealed zip",
            )
    if not folders:
        return Catalog(base)
    authoring = _authoring("overlay")
    held = authoring.Base.of_store(base)
    variants = authoring.read_variants(dict.fromkeys(map(os.path.normpath, folders)), held)
    refused = [one for one in variants if not one.usable]
    if refused:
        raise _rejected(refused)
    return lay_variants(base, held, variants)


def lay_variants(base: Store, held: Any, variants: list[Any]) -> Catalog:
    """Return the catalogue of a base with variants that were read and found usable.

    Arguments:
        base: the release.
        held: the same release as an ``authoring.overlay.Base``.
        variants: ``authoring.overlay.Variant`` objects without errors.
    """
    authoring, compiling = _authoring("overlay"), _authoring("compile")
    shards, names = authoring.layered(held, variants)
    files = {path: compiling.canonical(value) for path, value in shards.items()}
    for path in base.paths():
        if path not in files:
            files[path] = compiling.canonical(base.shard(path))
    ordered = sorted(variants, key=lambda one: one.overlay.id)
    for one in ordered:  # so that two versions of a variant never make the same release
        said = {"id": one.overlay.id, "version": one.overlay.version, "digest": one.digest}
        files[f"overlays/{one.overlay.id}.json"] = compiling.canonical(said)
    manifest = compiling.manifest_of(files, base.release)
    manifest["overlays"] = [{"id": one.overlay.id, "digest": one.digest} for one in ordered]
    files["manifest.json"] = compiling.canonical(manifest)
    origin = "+".join([base.origin, *(one.overlay.id for one in ordered)])
    layers = tuple(_layer(base, one, names.get(one.overlay.id)) for one in ordered)
    return Catalog(Store(files.__getitem__, origin), layers)


def _layer(base: Store, variant: Any, names: Any) -> Layer:
    pinned = variant.overlay.base

    def changes() -> tuple[Any, ...]:
        from community_certs.catalog.load import load_catalog  # noqa: PLC0415  (it imports this)

        if pinned == base.release:
            return ()
        found: tuple[Any, ...] = _authoring("overlay_drift").drift_since(
            variant, load_catalog(release=pinned).store, base
        )
        return found

    return Layer(
        variant.overlay.id,
        variant.overlay.name,
        tuple(variant.overlay.roots),
        pinned,
        "sha256:" + variant.digest,
        variant.diagnostics,
        None if names is None else names.__getitem__,
        changes,
        variant.overlay.version,
    )


def _authoring(module: str) -> Any:
    from importlib import import_module  # noqa: PLC0415  (answers from the base do not need it)

    return import_module(f"community_certs.authoring.{module}")


def _rejected(variants: list[Any]) -> OverlayRejected:
    found = tuple(
        Diagnostic(
            one.code,
            one.severity,
            "/".join((str(variant.root).replace(os.sep, "/").rstrip("/"), one.path)),
            one.line,
            one.column,
            one.zh,
            one.en,
            one.hint_zh,
            one.hint_en,
        )
        for variant in variants
        for one in variant.diagnostics
    )
    errors = [one for one in found if one.severity == ERROR]
    named = "、".join(one.called for one in variants)
    first = errors[0] if errors else None
    return OverlayRejected(
        f"地方变体 {named} 有 {len(errors)} 处错误，整体未载入。"
        + (f"第一处：{first.place()} {first.zh}" if first else ""),
        f"overlay {named} has {len(errors)} errors and is not loaded"
        + (f"; the first: {first.place()} {first.en}" if first else ""),
        found,
    )


def _installed() -> list[str]:
    """Return where the variants lie that installed packages offer, without importing any.

    An entry point's value is a package, or a folder or sealed zip in it: ``my_variant`` or
    ``my_variant.data`` (for ``data/`` or ``data.zip``). Its code is never run. A package that is
    installed twice is found twice, unlike by ``entry_points()``: which of two versions answers must
    not hang on the order of ``sys.path``.
    """
    from importlib.metadata import distributions  # noqa: PLC0415  (only on request)

    found: dict[str, tuple[str, str, str]] = {}
    for one in distributions():
        for point in one.entry_points:
            if point.group == _GROUP:
                place = _place(one, point.value)
                if place is None:
                    raise InvalidArgument(
                        f"已安装的地方变体“{point.name}”指向 {point.value}，但找不到这个文件夹；"
                        "请重新安装它。",
                        f"the installed overlay {point.name} points to {point.value}, "
                        "which is no folder of a package: install it again",
                    )
                found.setdefault(os.path.realpath(place), (point.name, point.value, place))
    return [place for _, _, place in sorted(found.values())]


def _place(distribution: Any, value: str) -> str | None:
    """Return the folder or zip that an entry point means: its distribution's own, if it has one."""
    from importlib.machinery import PathFinder  # noqa: PLC0415  (only on request)

    package, *inner = value.replace(":", ".").split(".")
    places = [str(distribution.locate_file(package))]
    spec = PathFinder.find_spec(package)
    if spec is not None:
        places += spec.submodule_search_locations or ()
    for place in places:
        folder = os.path.join(place, *inner)
        if os.path.isdir(folder):
            return folder
        if inner and os.path.isfile(folder + ".zip"):
            return folder + ".zip"
    return None
