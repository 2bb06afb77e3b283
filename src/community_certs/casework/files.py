"""Write a file whole or not at all: a temporary file beside it, then one move."""

from __future__ import annotations

import os
import tempfile

from community_certs.errors import InvalidArgument

__all__ = ["write_whole"]


def write_whole(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file, replacing the old one only when the new one is whole.

    Arguments:
        path: the file; its folder is made.
        data: what it shall hold.

    Raises:
        InvalidArgument: if it cannot be written; nothing is left behind.
    """
    target = os.fspath(path)
    folder = os.path.dirname(target) or "."
    beside = ""
    try:
        os.makedirs(folder, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o644)
        os.replace(beside, target)
    except OSError as error:
        if beside and os.path.exists(beside):
            os.unlink(beside)
        raise InvalidArgument(
            f"无法写入“{target}”：{error.strerror}。", f"cannot write {target}: {error.strerror}"
        ) from None
