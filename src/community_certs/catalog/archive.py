"""Past releases: where they are kept, and how one of them is found by its version.

They lie as uncompressed zips, ``<version>.zip``, in the distribution ``community_certs_archive``,
and in the folder ``releases`` of a checkout. A folder given as a source may hold them as well, as
zips or as directories.
"""

from __future__ import annotations

import os
import sys

from community_certs.errors import CatalogCorrupt, InvalidArgument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from community_certs.store import Store

__all__ = ["archived", "check_named", "find_release", "order", "past_releases", "within"]

_DISTRIBUTION = "community_certs_archive"


def order(release: str) -> tuple[int, ...]:
    """Return what releases are sorted by: "2026.9.10" comes after "2026.9.9"."""
    return tuple(int(part) for part in release.split(".") if part.isdigit())


def within(folder: str) -> str:
    """Return the release that a source folder means: itself, or the newest that it holds.

    Arguments:
        folder: the directory of a release, or a folder of releases.
    """
    if os.path.isfile(os.path.join(folder, "manifest.json")):
        return folder
    held = archived(folder)
    return held[[*held][-1]] if held else folder


def archived(folder: str) -> dict[str, str]:
    """Return the releases in a folder: version to path, the oldest first."""
    found = {}
    try:
        names = os.listdir(folder)
    except OSError:
        return {}
    for name in names:
        path = os.path.join(folder, name)
        version = name[:-4] if name.endswith(".zip") else name
        whole = name.endswith(".zip") or os.path.isfile(os.path.join(path, "manifest.json"))
        if whole and len(order(version)) == 3 and version.replace(".", "").isdigit():
            found[version] = path
    return {version: found[version] for version in sorted(found, key=order)}


def check_named(store: Store, release: str) -> None:
    """Check that what lies in an archive under a version is that release.

    Raises:
        CatalogCorrupt: if it is another one, or a state of the data that was never released.
    """
    if store.release != release:
        raise CatalogCorrupt(
            f"“{store.origin}”的名称是 {release} 版，内容却是 {store.release} 版，"
            "请重新获取该版本。",
            f"{store.origin} is named {release} and holds {store.release}: fetch it again",
        )
    if store.released is None:
        raise CatalogCorrupt(
            f"“{store.origin}”不是 {release} 版，而是尚未发布的状态，请重新获取该版本。",
            f"{store.origin} is no release {release}, but a state that was never released: "
            "fetch it again",
        )


def past_releases(source: str | None = None) -> dict[str, str]:
    """Return every past release that is at hand: version to path, the oldest first.

    Arguments:
        source: a folder of releases; default: those installed, and those of a checkout.
    """
    found: dict[str, str] = {}
    for folder in [source] if source else _folders():
        for version, path in archived(folder).items():
            found.setdefault(version, path)
    return {version: found[version] for version in sorted(found, key=order)}


def find_release(release: str, source: str | None = None) -> str:
    """Return where a past release lies.

    Arguments:
        release: its version, "2026.11.0".
        source: a folder of releases; default: those installed, and those of a checkout.

    Raises:
        InvalidArgument: if it is not at hand.
    """
    held = past_releases(source)
    if release in held:
        return held[release]
    known = "、".join(held) or "无"
    raise InvalidArgument(
        f"手头没有目录 {release} 版（已有：{known}）；请安装 community-certs-archive，"
        "或用 source 指明其位置。",
        f"release {release!r} is not at hand (there are: {', '.join(held) or 'none'}): install "
        "community-certs-archive, or name its place in source",
    )


def _folders() -> Iterator[str]:
    for entry in sys.path:
        yield os.path.join(entry or os.curdir, _DISTRIBUTION, "releases")
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    yield os.path.join(os.path.dirname(os.path.dirname(package)), "releases")
