"""Write bytes to a file whole or not at all, making its folder."""

from __future__ import annotations

import os

from community_certs.casework.outputs import replacing
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
    folder = os.path.dirname(os.fspath(path)) or "."
    try:
        os.makedirs(folder, exist_ok=True)
        with replacing(path) as temporary, open(temporary, "wb") as file:
            file.write(data)
    except OSError as error:
        raise InvalidArgument(
            f"无法写入“{os.fspath(path)}”：{error.strerror}。",
            f"cannot write {os.fspath(path)}: {error.strerror}",
        ) from None
