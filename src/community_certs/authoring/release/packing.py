"""A release as one uncompressed zip: the same files give the same bytes, on every machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from community_certs.errors import CatalogCorrupt
from community_certs.store import Store, open_store

__all__ = ["files_of", "names_of", "pack", "strays"]

_DATE = (1980, 1, 1, 0, 0, 0)
_REGULAR = 0o100644


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return the zip of a release's files.

    Members are stored, sorted by path, of one date and one set of permissions.

    Arguments:
        files: the bytes of every file by its path in the release, ``manifest.json`` included.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(files):
            member = zipfile.ZipInfo(path, _DATE)
            member.create_system = 3
            member.external_attr = _REGULAR << 16
            member.compress_type = zipfile.ZIP_STORED
            archive.writestr(member, files[path])
    return out.getvalue()


def files_of(store: Store) -> dict[str, bytes]:
    """Return every file of a release, each checked against the manifest.

    Raises:
        CatalogCorrupt: if one is missing or differs.
    """
    files = {path: store.raw(path) for path in store.paths()}
    files["manifest.json"] = store.manifest
    return files


def strays(path: str) -> tuple[str, ...]:
    """Check every byte of a release; return the files in it that its manifest does not name.

    Arguments:
        path: its directory or zip.

    Raises:
        CatalogCorrupt, SchemaTooNew, InvalidArgument: as :func:`community_certs.store.open_store`.
    """
    named = {*files_of(open_store(path))}
    return tuple(sorted(one for one in names_of(Path(path)) if one not in named))


def names_of(path: Path) -> Iterator[str]:
    """Yield the path of every file in a directory or zip.

    Raises:
        CatalogCorrupt: if it is neither, or a zip that holds a name twice.
    """
    if path.is_dir():
        for one in path.rglob("*"):
            if one.is_file():
                yield one.relative_to(path).as_posix()
        return
    try:
        with zipfile.ZipFile(path) as archive:
            names = [one.filename for one in archive.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise CatalogCorrupt(
            f"“{path}”不是完整的 zip 文件，请重新获取。",
            f"{path} is no whole zip file: fetch it again",
        ) from None
    if len(names) != len({*names}):
        raise CatalogCorrupt(
            f"“{path}”中有重名的文件，请重新获取。",
            f"{path} holds a name twice: fetch it again",
        )
    yield from names
