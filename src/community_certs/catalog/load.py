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
        source: the directory or uncompressed zip of a release, or a folder of releases.
        release: the version wanted ("2026.11.0"), to be answered as the catalogue then knew:
            from the folder of releases that is the source, else from what is installed, the
            distribution ``community_certs_archive``, and the ``releases`` of a checkout.
        overlays: local variants to lay over it: their folders or sealed zips, or "installed" for
            those that installed packages offer (entry points ``community_certs.overlays``). They
            are read anew at every call, and the catalogue returned is a new one.

    Raises:
        InvalidArgument: if the source does not exist or is another release, or if the release
            wanted is not at hand.
        CatalogCorrupt: if it, or a sealed local variant, cannot be read, or a byte differs from its
            manifest.
        SchemaTooNew: if it, or a sealed local variant, was made for a newer library.
        OverlayRejected: if a local variant is invalid: it is refused whole, its ``diagnostics``
            say why, and the catalogue without it stays usable.
    """
    named = os.fspath(source) if source is not None else os.environ.get(_VARIABLE) or ""
    if named and os.path.isdir(named):
        from community_certs.catalog.archive import within  # noqa: PLC0415  (not for the snapshot)

        named = within(named, release)
    held = _opened(named)
    if release is not None and held.stamp.release != release:
        if source is not None or named not in ("", os.environ.get(_VARIABLE)):
            raise InvalidArgument(
                f"“{named}”是 {held.stamp.release} 版目录，不是 {release} 版；"
                "请用 source 指明其位置。",
                f"{named} is release {held.stamp.release}, not {release}: name its place in source",
            )
        held = _past(release)
    wanted = overlays if isinstance(overlays, (str, os.PathLike)) else tuple(overlays)
    if wanted:
        from community_certs.catalog.overlaying import lay_over  # noqa: PLC0415  (only on request)

        return lay_over(held.store, wanted)
    return held


def _opened(named: str) -> Catalog:
    """Return the catalogue of a source; "" stands for what is installed."""
    with _lock:
        held = _loaded.get(named)
        if held is None:
            held = Catalog(open_store(named) if named else _newest())
            _loaded[named] = held
    return held


def _past(release: str) -> Catalog:
    """Return a release that is not the one served: the bundled one, or one of an archive."""
    bundled = os.path.join(os.path.dirname(os.path.dirname(__file__)), "_catalog")
    if os.path.isdir(bundled):
        held = _opened(bundled)
        if held.stamp.release == release:
            return held
    from community_certs.catalog.archive import find_release  # noqa: PLC0415  (only on request)

    return _opened(find_release(release))


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
    except CommunityCertsError as error:
        from warnings import warn  # noqa: PLC0415  (only where something is wrong)

        warn(
            f"改用随程序发布的目录 {bundled.release} / serving the bundled catalogue "
            f"{bundled.release}: {error}",
            RuntimeWarning,
            stacklevel=4,
        )
        return bundled
    from community_certs.catalog.archive import order  # noqa: PLC0415  (only where there are two)

    return installed if order(installed.release) > order(bundled.release) else bundled


def _distribution() -> str | None:
    """Return where the data distribution keeps its release, without importing it."""
    for entry in sys.path:
        folder = os.path.join(entry or os.curdir, _DISTRIBUTION, "release")
        if os.path.isfile(os.path.join(folder, "manifest.json")):
            return folder
    return None
