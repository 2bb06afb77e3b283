"""Load a catalogue: an explicit source, the environment, the data distribution, or the snapshot."""

from __future__ import annotations

import os
import sys
from _thread import allocate_lock

from community_certs.catalog.catalog import Catalog
from community_certs.errors import CommunityCertsError, InvalidArgument
from community_certs.store import Store, open_bundled, open_store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["load_catalog", "preload"]

_VARIABLE = "COMMUNITY_CERTS_CATALOG"
_DISTRIBUTION = "community_certs_catalog"
_lock = allocate_lock()
_loaded: dict[str, Catalog] = {}


def load_catalog(
    source: str | os.PathLike[str] | None = None,
    *,
    release: str | None = None,
    overlays: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
) -> Catalog:
    """Return a catalogue, loaded once per source and shared between threads.

    Taken in order: ``source``; the directory or zip that the environment variable
    ``COMMUNITY_CERTS_CATALOG`` names; the installed distribution ``community_certs_catalog``, if it
    is newer than the snapshot in this package and readable; that snapshot.

    Arguments:
        source: the directory or uncompressed zip of a release.
        release: the version wanted ("2026.11.0"); an error if the source holds another.
        overlays: local variants to lay over it: their folders, or "installed" for those that
            installed packages offer (entry points ``community_certs.overlays``). They are read
            anew at every call, and the catalogue returned is a new one.

    Raises:
        InvalidArgument: if the source does not exist or holds another release.
        CatalogCorrupt: if it cannot be read, or a byte differs from its manifest.
        SchemaTooNew: if it was made for a newer library.
        OverlayRejected: if a local variant is invalid: it is refused whole, its ``diagnostics``
            say why, and the catalogue without it stays usable.
    """
    named = os.fspath(source) if source is not None else os.environ.get(_VARIABLE) or ""
    with _lock:
        held = _loaded.get(named)
        if held is None:
            held = Catalog(open_store(named) if named else _newest())
            _loaded[named] = held
    if release is not None and held.stamp.release != release:
        raise InvalidArgument(
            f"所载目录的版本是 {held.stamp.release}，不是 {release}；请用 source 指明其位置。",
            f"the catalogue here is {held.stamp.release}, not {release}: name its place in source",
        )
    wanted = overlays if isinstance(overlays, (str, os.PathLike)) else tuple(overlays)
    if wanted:
        from community_certs.catalog.overlaying import lay_over  # noqa: PLC0415  (only on request)

        return lay_over(held.store, wanted)
    return held


def preload(*places: str) -> None:
    """Read what answers for these places need, so that workers forked later share it.

    Arguments:
        places: codes, names or paths as they are called today.

    Raises:
        UnknownJurisdiction, AmbiguousJurisdiction: for a place.
    """
    catalog = load_catalog()
    catalog.warm(places)


def _newest() -> Store:
    """Return the data distribution if it is newer than the snapshot and readable."""
    bundled = open_bundled()
    folder = _distribution()
    if folder is None:
        return bundled
    try:
        installed = open_store(folder)
    except CommunityCertsError:
        return bundled
    return installed if _order(installed.release) > _order(bundled.release) else bundled


def _order(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split(".") if part.isdigit())


def _distribution() -> str | None:
    """Return where the data distribution keeps its release, without importing it."""
    for entry in sys.path:
        folder = os.path.join(entry or os.curdir, _DISTRIBUTION, "release")
        if os.path.isfile(os.path.join(folder, "manifest.json")):
            return folder
    return None
