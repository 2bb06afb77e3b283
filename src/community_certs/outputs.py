"""Write an output file so that it is replaced only when the new one is whole."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager

from community_certs.errors import InvalidArgument, system_reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["replacing", "write_whole"]


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[str]:
    """Give the path of a temporary file beside ``path``, and move it there at the end.

    If anything is raised inside, the temporary file goes and ``path`` stays as it was. A file that
    stood there keeps its permissions; of a symbolic link, the file that it leads to is replaced.

    Raises:
        InvalidArgument: if it cannot be written, or if a folder or a device stands there.
    """
    said = os.fspath(path)
    try:
        target = os.path.realpath(said)
        mode = _mode(target, said)
        temporary = _fresh(target, mode)
    except OSError as error:
        raise _unwritable(said, error) from None
    try:
        yield temporary
        try:
            with open(temporary, "rb+") as file:
                os.fsync(file.fileno())
            if mode is not None:
                os.chmod(temporary, mode)
            os.replace(temporary, target)
        except OSError as error:
            raise _unwritable(said, error) from None
    except BaseException:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise


def write_whole(
    path: str | os.PathLike[str], data: bytes | str, *, make_folder: bool = False
) -> None:
    """Write a file, replacing the old one only when the new one is whole.

    Arguments:
        path: the file.
        data: what it shall hold; text is written as UTF-8, its line ends as they are.
        make_folder: whether to make the folder if there is none.

    Raises:
        InvalidArgument: if it cannot be written; nothing is left behind.
    """
    whole = data.encode("utf-8") if isinstance(data, str) else data
    try:
        if make_folder:
            os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        with replacing(path) as temporary, open(temporary, "wb") as file:
            file.write(whole)
    except OSError as error:
        raise _unwritable(os.fspath(path), error) from None


def _mode(target: str, said: str) -> int | None:
    """Return the permissions of the file that stands there, or None if none does."""
    try:
        found = os.stat(target).st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found):
        raise InvalidArgument(
            f"无法写入“{said}”：那里不是普通文件。", f"cannot write {said}: that is no regular file"
        )
    return stat.S_IMODE(found)


def _fresh(target: str, mode: int | None) -> str:
    """Make an empty file beside the target, which nobody reads who could not read the target."""
    folder, name = os.path.split(target)
    # The name of a file may be as long as names may be: what is added must not be too much.
    temporary = os.path.join(folder, f".{name[:40]}.{os.urandom(6).hex()}.part")
    # A new file gets the permissions that any would get: the umask cuts these down.
    os.close(
        os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if mode is None else 0o600)
    )
    return temporary


def _unwritable(path: str, error: OSError) -> InvalidArgument:
    return InvalidArgument(
        f"无法写入“{path}”：{system_reason(error)}。", f"cannot write {path}: {error.strerror}"
    )
