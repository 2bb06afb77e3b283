"""The exact names: canonical spelling to item, read from small shards."""

from __future__ import annotations

from community_certs.model.enums import Method

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

__all__ = ["BUCKETS", "KINDS", "Names", "bucket_path"]

BUCKETS = 16
"""How many shards the exact names are spread over."""

KINDS = ("name", "alias", "id")
_METHODS = (Method.NAME, Method.ALIAS, Method.ID)


def bucket_path(canonical: str) -> str:
    """Return the shard that would hold this canonical name."""
    return f"names/exact-{(ord(canonical[0]) + ord(canonical[-1])) % BUCKETS:02d}.json"


class Names:
    """Looks up canonical names. An entry is ``[kind, item, printed, item, printed, …]``."""

    __slots__ = ("_read", "_shards")

    def __init__(self, read: Callable[[str], Any]) -> None:
        self._read = read
        self._shards: dict[str, dict[str, list[Any]]] = {}

    def find(self, canonical: str) -> tuple[Method, tuple[tuple[str, str], ...]] | None:
        """Return the kind of name and the ``(item, rule)`` pairs that bear it.

        Two pairs mean that the catalogue gives the name to two items.
        """
        if not canonical:
            return None
        path = bucket_path(canonical)
        shard = self._shards.get(path)
        if shard is None:
            try:
                shard = self._read(path)
            except KeyError:
                shard = {}
            self._shards[path] = shard
        entry = shard.get(canonical)
        if entry is None:
            return None
        kind = entry[0]
        pairs = tuple(
            (item, rule_of(kind, item, printed))
            for item, printed in zip(entry[1::2], entry[2::2], strict=True)
        )
        return _METHODS[kind], pairs


def rule_of(kind: int, item: str, printed: str) -> str:
    """Return how an answer names the rule, for instance ``kinship/aliases/亲属证明``."""
    return f"{item}/aliases/{printed}" if kind == 1 else f"{item}/{KINDS[kind]}"
