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
        release: the version wanted ("2026.11.0"), to be answered as the catalogue then knew: from
            ``source`` if it is given, else from what would answer without it, what is installed,
            the distribution ``community_certs_archive``, and the ``releases`` of a checkout. Only
            what was released counts, not a state of the data on the way to the next release.
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
    held = _opened(_whole(named)) if release is None else _release(release, named, source is None)
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


def _whole(named: str) -> str:
    """Return the release that a source means: itself, or the newest of a folder of releases."""
    if named and os.path.isdir(named):
        from community_certs.catalog.archive import within  # noqa: PLC0415  (not for the snapshot)

        return within(named)
    return named


def _release(release: str, named: str, anywhere: bool) -> Catalog:
    """Return a release from a source ("": what is installed), or, if allowed, from elsewhere."""
    from community_certs.catalog.archive import (  # noqa: PLC0415  (only on request)
        archived,
        find_release,
    )

    whole = os.path.isfile(os.path.join(named, "manifest.json"))
    past = {} if not named or whole else archived(named)
    if release in past:
        return _named(past[release], release)
    if past and not anywhere:
        find_release(release, named)  # which says what there is
    held = None if past else _opened(named)
    if held is not None and not anywhere:
        if held.store.release == release:
            return held  # a state that was never released as well: the caller says which
        raise InvalidArgument(
            f"“{named}”是 {held.store.release} 版目录，不是 {release} 版；请用 source 指明其位置。",
            f"{named} is release {held.store.release}, not {release}: name its place in source",
        )
    if held is not None and _is_release(held.store, release):
        return held
    for place in _installed():
        try:
            other = _opened(place)
        except CommunityCertsError:
            continue
        if _is_release(other.store, release):
            return other
    try:
        found = find_release(release)
    except InvalidArgument:
        if held is None or held.store.release != release:
            raise
        raise InvalidArgument(
            f"“{held.store.origin}”不是 {release} 版，而是其后尚未发布的状态；"
            "请安装 community-certs-archive，或用 source 指明该版的位置。",
            f"{held.store.origin} is no release {release}, but a later state that was never "
            "released: install community-certs-archive, or name its place in source",
        ) from None
    return _named(found, release)


def _named(place: str, release: str) -> Catalog:
    from community_certs.catalog.archive import check_named  # noqa: PLC0415  (only on request)

    held = _opened(place)
    check_named(held.store, release)
    return held


def _is_release(store: Store, release: str) -> bool:
    return store.release == release and store.released is not None


def _installed() -> list[str]:
    """Return where releases are installed: the data distribution, and the snapshot."""
    bundled = os.path.join(os.path.dirname(os.path.dirname(__file__)), "_catalog")
    distribution = _distribution()
    places = [] if distribution is None else [distribution]
    return [*places, bundled] if os.path.isdir(bundled) else places


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
