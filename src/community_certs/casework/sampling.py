"""A random sample for spot checks that anybody can draw again.

Rows are ranked by a hash of the seed and of what the row says; chance depends on nothing else, so
the same ledger and seed give the same sample on every machine, in every order of files.
"""

from __future__ import annotations

from hashlib import sha256
from heapq import nsmallest

from community_certs.errors import InvalidArgument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from community_certs.casework.rows import JudgedRow

__all__ = ["draw"]


def draw(
    rows: Sequence[JudgedRow], size: int, seed: str, *, per_committee: bool = False
) -> list[JudgedRow]:
    """Draw a sample without replacement.

    Arguments:
        rows: the judged rows.
        size: how many; all rows if there are fewer.
        seed: any text, for example the date and the draw's number; keep it in the record.
        per_committee: draw so many from each committee instead of from all.

    Returns:
        The rows drawn, in the order of the ledger.

    Raises:
        InvalidArgument: for a size below 1.
    """
    if size < 1:
        raise InvalidArgument(f"抽样数应为正整数，不能是 {size}。", f"a sample of {size}?")
    groups: dict[str, list[int]] = {}
    for at, one in enumerate(rows):
        groups.setdefault(one.row.committee if per_committee else "", []).append(at)
    drawn: list[int] = []
    for group in groups.values():
        drawn.extend(nsmallest(size, group, key=lambda at: (_rank(seed, rows[at]), at)))
    return [rows[at] for at in sorted(drawn)]


def _rank(seed: str, one: JudgedRow) -> bytes:
    row = one.row
    parts = (seed, row.path, row.sheet, str(row.line), row.number, row.proof, row.issued or "")
    return sha256("\0".join(parts).encode()).digest()
