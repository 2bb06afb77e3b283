"""Read what arguments name: ledgers, a period, a file of settings, the key that links persons."""

from __future__ import annotations

import json
import os
import sys

from community_certs.cli.progress import Progress
from community_certs.dates import day_of
from community_certs.errors import InvalidArgument, system_reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from community_certs.casework.ledger import Ledger

__all__ = ["json_object", "ledger_of", "link_key", "period_of"]

_LARGEST_SETTINGS = 1_000_000
_SMALLEST_KEY, _LARGEST_KEY = 16, 4096
_SMALL_LEDGER = 100_000


def ledger_of(args: argparse.Namespace) -> Ledger:
    """Read the ledgers that the arguments name, with a bar if that takes long.

    Arguments:
        args: with ``ledgers``, ``place``, ``mapping``, ``lang`` and perhaps ``period``.

    Raises:
        UnsafeFile, InvalidArgument, MissingExtra: see :mod:`community_certs.casework.ledger`.
    """
    from community_certs.casework.ledger import read_ledger, size_of  # noqa: PLC0415  (readers)

    period, mapping = period_of(getattr(args, "period", None)), json_object(args.mapping)
    label = "reading" if args.lang == "en" else "读取"
    with Progress(label, size_of(args.ledgers), small=_SMALL_LEDGER) as progress:
        return read_ledger(
            args.ledgers, place=args.place, period=period, mapping=mapping, progress=progress.at
        )


def period_of(given: str | None) -> tuple[str, str] | None:
    """Return the first and the last day of a period written FIRST/LAST; None if none is given.

    Raises:
        InvalidArgument: if it is no such period.
    """
    if given is None:
        return None
    first, _, last = given.partition("/")
    period = day_of(first), day_of(last)
    if period[0] > period[1]:
        raise InvalidArgument(
            f"期间“{given}”起止颠倒。", f"the period {given} ends before it begins"
        )
    return period


def json_object(path: str | None) -> dict[str, Any] | None:
    """Return the JSON object that a file holds; None if no file is given.

    What the file holds may be personal: no error says anything of it.

    Arguments:
        path: the file, in UTF-8 with or without BOM; "-" is standard input.

    Raises:
        InvalidArgument: if it cannot be read, or holds something else.
    """
    if path is None:
        return None
    try:
        if path == "-":
            raw = sys.stdin.buffer.read(_LARGEST_SETTINGS + 1)
        else:
            with open(path, "rb") as file:
                raw = file.read(_LARGEST_SETTINGS + 1)
        if len(raw) > _LARGEST_SETTINGS:
            raise InvalidArgument(f"“{path}”过大，未读取。", f"{path} is too large to be read")
        read = json.loads(raw.decode("utf-8-sig"))
    except OSError as error:
        raise InvalidArgument(
            f"无法读取“{path}”：{system_reason(error)}。", f"cannot read {path}: {error.strerror}"
        ) from None
    except (ValueError, RecursionError):
        raise InvalidArgument(f"“{path}”不是 JSON。", f"{path} is no JSON") from None
    if not isinstance(read, dict):
        raise InvalidArgument(f"“{path}”应为一个 JSON 对象。", f"{path} must hold a JSON object")
    return read


def link_key(path: str | None, lang: str) -> bytes | None:
    """Return the key that links the rows of one person: the bytes of a file, all of them.

    The key comes from a file and from nowhere else. Other programs see a command line, and shells
    keep it; the environment is passed on to every program that is started, and printed when one
    crashes. Whoever has the key and a list of ID numbers can tell who is behind each token.

    Arguments:
        path: the file, 16 to 4096 bytes; None if none is given.
        lang: of the warning if other users can read the file.

    Raises:
        InvalidArgument: if it cannot be read, or is too short or too long to be a key.
    """
    if path is None:
        return None
    try:
        with open(path, "rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            key = file.read(_LARGEST_KEY + 1)
    except OSError as error:
        raise InvalidArgument(
            f"无法读取密钥文件“{path}”：{system_reason(error)}。",
            f"cannot read the key file {path}: {error.strerror}",
        ) from None
    if not _SMALLEST_KEY <= len(key) <= _LARGEST_KEY:
        raise InvalidArgument(
            f"密钥文件“{path}”应为 {_SMALLEST_KEY} 至 {_LARGEST_KEY} 字节。",
            f"the key file {path} must have {_SMALLEST_KEY} to {_LARGEST_KEY} bytes",
        )
    if os.name == "posix" and mode & 0o077:
        print(
            f"warning: other users can read the key file {path}; chmod 600 keeps it to you"
            if lang == "en"
            else f"警告：密钥文件“{path}”其他用户也能读取，请用 chmod 600 限制",
            file=sys.stderr,
        )
    return key
