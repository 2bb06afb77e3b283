"""Past releases: where they are kept, and how one of them is found by its version.

They lie as uncompressed zips, ``<version>.zip``, in the distribution ``community_certs_archive``,
and in the folder ``releases`` of a checkout. A folder given as a source may hold them as well, as
zips or as directories.
"""

from __future__ import annotations

import os
import sys

from community_certs.errors import InvalidArgument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["archived", "find_release", "order", "past_releases", "within"]

_DISTRIBUTION = "community_certs_archive"


def order(release: str) -> tuple[int, ...]:
    """Return what releases are sorted by: "2026.9.10" comes after "2026.9.9"."""
    return tuple(int(part) for part in release.split(".") if part.isdigit())


def within(folder: str, release: str | None) -> str:
    """Return the release that a source folder means: itself, or one of those that it holds.

    Arguments:
        folder: the directory of a release, or a folder of releases.
        release: the version wanted; default: the newest held.

    Raises:
        InvalidArgument: if the folder holds releases, and not the one wanted.
    """
    if os.path.isfile(os.path.join(folder, "manifest.json")):
        return folder
    held = archived(folder)
    if not held:
        return folder
    return held[[*held][-1]] if release is None else find_release(release, folder)


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
