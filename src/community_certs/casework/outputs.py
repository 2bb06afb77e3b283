"""Write an output file so that it is replaced only when the new one is whole."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager

from community_certs.errors import InvalidArgument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["replacing"]


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[str]:
    """Give the path of a temporary file beside ``path``, and move it there at the end.

    If anything is raised inside, the temporary file goes and ``path`` stays as it was.

    Raises:
        InvalidArgument: if the folder cannot be written to.
    """
    target = os.fspath(path)
    folder, name = os.path.split(os.path.abspath(target))
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{name}.", suffix=".part", dir=folder)
    except OSError as error:
        raise InvalidArgument(
            f"无法写入“{target}”：{error.strerror}。", f"cannot write {target}: {error.strerror}"
        ) from None
    os.close(handle)
    try:
        yield temporary
        with open(temporary, "rb+") as file:
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)
        os.replace(temporary, target)
    except BaseException:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise
