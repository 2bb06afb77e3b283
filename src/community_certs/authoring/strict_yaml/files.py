"""Reading files under a root, and never outside it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator

from community_certs.authoring.strict_yaml.findings import Findings
from community_certs.errors import system_reason

__all__ = ["MOST_BYTES", "read_bytes", "walk"]

MOST_BYTES = 4 * 1024 * 1024
"""A file may have this many bytes."""

_OPEN = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


def read_bytes(root: str, relative: str, findings: Findings) -> bytes | None:
    """Return the bytes of a file under ``root``, or None if it may or can not be read.

    Symbolic links are refused wherever they stand below the root, and so are absolute paths,
    ``..``, what is no regular file (a pipe would block) and what exceeds :data:`MOST_BYTES`.

    Arguments:
        root: the folder that must not be left.
        relative: the file's path below it, with "/" between its parts.
        findings: receives ``outside-root``, ``symlink``, ``file-unreadable``, ``file-too-large``.

    """
    parts = relative.split("/")
    if not _stays_inside(parts):
        findings.add(
            "outside-root",
            0,
            0,
            f"路径“{relative[:80]}”离开了目录，拒绝读取。",
            f'"{relative[:80]}" leaves the folder; it is not read',
            "路径只能指向目录之内，不能用绝对路径或“..”。",
            'name a file inside the folder, without ".." and not from "/"',
        )
        return None
    place = root
    for part in parts:
        place = os.path.join(place, part)
        if os.path.islink(place):
            _report_link(findings)
            return None
    try:
        return _read_regular(place, findings)
    except OSError as error:
        findings.add(
            "file-unreadable",
            0,
            0,
            f"文件无法读取（{system_reason(error)}）。",
            f"the file cannot be read ({error.strerror})",
            "检查文件是否存在、有无读取权限。",
            "check that it exists and may be read",
        )
        return None


def walk(root: str, findings: dict[str, Findings]) -> Iterator[str]:
    """Yield the path of every regular file below ``root``, in a fixed order.

    Arguments:
        root: the folder.
        findings: receives, by path, a ``symlink`` finding for every link met; links are not
            followed and not yielded.

    """
    for folder, folders, files in os.walk(root, followlinks=False):
        folders.sort()
        for name in sorted((*folders, *files)):
            place = os.path.join(folder, name)
            relative = os.path.relpath(place, root).replace(os.sep, "/")
            if os.path.islink(place):
                findings.setdefault(relative, Findings(relative))
                _report_link(findings[relative])
            elif name in files:
                yield relative
        folders[:] = [name for name in folders if not name.startswith(".")]


def _stays_inside(parts: list[str]) -> bool:
    return all(
        part not in ("", ".", "..") and "\\" not in part and ":" not in part and "\x00" not in part
        for part in parts
    )


def _report_link(findings: Findings) -> None:
    findings.add(
        "symlink",
        0,
        0,
        "这是符号链接，拒绝读取。",
        "this is a symbolic link; it is not followed",
        "用文件本身代替链接。",
        "put the file itself in its place",
    )


def _read_regular(place: str, findings: Findings) -> bytes | None:
    handle = os.open(place, _OPEN)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            findings.add(
                "file-unreadable",
                0,
                0,
                "这不是普通文件，拒绝读取。",
                "this is no regular file; it is not read",
                "只放普通文件。",
                "keep regular files only",
            )
            return None
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        findings.add(
            "file-too-large",
            0,
            0,
            f"文件超过 {MOST_BYTES // 1024 // 1024} MiB，未读取。",
            f"the file is larger than {MOST_BYTES // 1024 // 1024} MiB; it was not read",
            "一个文件只写一件事：请拆成多个文件。",
            "one file is one thing: split it",
        )
        return None
    return data
