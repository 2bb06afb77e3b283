"""Read the members of an uncompressed zip without holding it open.

A release in a zip may be shared by threads and by workers that were forked after it was opened, so
no file position is shared: every member is read from a file opened for it. What is read is checked
against the manifest by the caller.
"""

from __future__ import annotations

import os

from community_certs.errors import CatalogCorrupt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["members"]

_LOCAL_HEADER = 30
_MOST_BYTES = 1 << 28


def members(path: str) -> Callable[[str], bytes]:
    """Return what reads a member of the zip at ``path`` by its name.

    Raises:
        CatalogCorrupt: if the file is empty, cut short, or no zip of stored members.
    """
    import zipfile  # noqa: PLC0415  (only this form of a release needs it)

    if os.path.getsize(path) == 0:
        raise _refused(path, "是空文件", "is an empty file")
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise _refused(
            path, "不是完整的 zip 文件（可能下载不全）", "is no whole zip file; it may be cut short"
        ) from None
    if any(one.compress_type != zipfile.ZIP_STORED or one.flag_bits & 1 for one in infos):
        raise _refused(
            path, "是压缩过的 zip，发布版须不压缩存放", "has compressed members: a release has none"
        )
    held = {one.filename: (one.header_offset, one.file_size) for one in infos}

    def read(name: str) -> bytes:
        start, size = held[name]
        if size > _MOST_BYTES:
            raise OSError(name)
        with open(path, "rb") as file:
            file.seek(start)
            header = file.read(_LOCAL_HEADER)
            if len(header) < _LOCAL_HEADER:
                raise OSError(name)
            skipped = int.from_bytes(header[26:28], "little")
            skipped += int.from_bytes(header[28:30], "little")
            file.seek(start + _LOCAL_HEADER + skipped)
            return file.read(size)

    return read


def _refused(path: str, zh: str, en: str) -> CatalogCorrupt:
    return CatalogCorrupt(f"“{path}”{zh}，请重新获取该版本。", f"{path} {en}: fetch it again")
