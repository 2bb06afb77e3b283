"""Measure an old workbook (.xls) before a reader opens it: what it would build, not what it is.

Only as much of the container (compound file) and of its records (BIFF) is read as is needed to find
the farthest cell of each sheet and to add up the shared texts that its cells point to.
"""

from __future__ import annotations

import struct
from array import array

from community_certs.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Measure", "measure"]

_FREE = 0xFFFFFFFA
_SMALL = 4096
_BOF, _SST, _CONTINUE, _LABELSST, _FILEPASS = 0x0809, 0x00FC, 0x003C, 0x00FD, 0x002F
_CELLS = frozenset(
    {_LABELSST, 0x0203, 0x027E, 0x00BD, 0x0006, 0x0204, 0x0205, 0x00D6, 0x0003, 0x0002, 0x0004}
)


class Measure(Record):
    """The cells that the sheets span together, and the characters of all shared texts, repeated."""

    cells: int
    text: int
    encrypted: bool


def measure(data: bytes) -> Measure:
    """Measure a compound file.

    Raises:
        ValueError: if it is damaged.
    """
    try:
        return _measured(_stream(data))
    except (struct.error, IndexError, OverflowError):
        raise ValueError("damaged") from None


def _stream(data: bytes) -> bytes:
    """Return the stream of the workbook; b"" if it is so small that it needs no measuring."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in (512, 4096):
        raise ValueError("damaged")
    heads = [one for one in struct.unpack_from("<109I", data, 76) if one < _FREE]
    more = struct.unpack_from("<I", data, 68)[0]
    seen = 0
    while more < _FREE and seen < 1000:
        seen += 1
        sector = struct.unpack_from(f"<{size // 4}I", data, size * (more + 1))
        heads += [one for one in sector[:-1] if one < _FREE]
        more = sector[-1]
    table = array("I")
    for head in heads:
        table.extend(struct.unpack_from(f"<{size // 4}I", data, size * (head + 1)))
    directory = _chain(data, table, struct.unpack_from("<I", data, 48)[0], size)
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, length - 2)].decode("utf-16-le", "replace").lower()
        if name in ("workbook", "book"):
            start, whole = struct.unpack_from("<II", directory, at + 116)
            return b"" if whole < _SMALL else _chain(data, table, start, size)[:whole]
    raise ValueError("damaged")


def _chain(data: bytes, table: array[int], sector: int, size: int) -> bytes:
    parts: list[bytes] = []
    while sector < _FREE:
        if len(parts) > len(data) // size:
            raise ValueError("damaged")
        parts.append(data[size * (sector + 1) : size * (sector + 2)])
        sector = table[sector]
    return b"".join(parts)


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _measured(stream: bytes) -> Measure:
    texts: list[bytes] = []
    lengths = array("I")
    cells = row = column = total = 0
    gathering = False
    for kind, body in _records(stream):
        if kind == _FILEPASS:
            return Measure(0, 0, True)
        if kind == _SST or (gathering and kind == _CONTINUE):
            gathering = True
            texts.append(body)
            continue
        if gathering:
            gathering = False
            lengths = _lengths(texts)
        if kind == _BOF:
            cells += row * column
            row = column = 0
        elif kind in _CELLS and len(body) >= 4:
            here = struct.unpack_from("<HH", body)
            row, column = max(row, here[0] + 1), max(column, here[1] + len(body) // 6)
            if kind == _LABELSST and len(body) >= 10:
                index = struct.unpack_from("<I", body, 6)[0]
                total += lengths[index] if index < len(lengths) else 0
    return Measure(cells + row * column, total, False)


def _lengths(parts: list[bytes]) -> array[int]:
    """Return the number of characters of each shared text; a text may go on in the next part."""
    found = array("I")
    unique = struct.unpack_from("<I", parts[0], 4)[0]
    number, at = 0, 8
    while len(found) < unique and number < len(parts):
        if at >= len(parts[number]):
            number, at = number + 1, 0
            continue
        count, flags = struct.unpack_from("<HB", parts[number], at)
        at += 3
        skip = 0
        if flags & 8:
            skip += 4 * struct.unpack_from("<H", parts[number], at)[0]
            at += 2
        if flags & 4:
            skip += struct.unpack_from("<I", parts[number], at)[0]
            at += 4
        found.append(count)
        left, width = count, 1 + (flags & 1)
        while left:
            here = (len(parts[number]) - at) // width
            if here >= left:
                at += left * width
                break
            left -= here
            number += 1
            width, at = 1 + (parts[number][0] & 1), 1
        while skip and number < len(parts):
            here = min(skip, len(parts[number]) - at)
            skip, at = skip - here, at + here
            if skip:
                number, at = number + 1, 0
    return found
