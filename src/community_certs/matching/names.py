"""The exact names: canonical spelling to item, read from small shards."""

from __future__ import annotations

from community_certs.matching.resolution import Match, Resolution
from community_certs.model.enums import Method
from community_certs.text import align

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Found = tuple[Method, tuple[tuple[str, str], ...]]

__all__ = ["BUCKETS", "KINDS", "Names", "bears", "bucket_path"]

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
        self._shards: dict[int, dict[str, list[Any]]] = {}

    def find(self, canonical: str) -> Found | None:
        """Return the kind of name and the ``(item, rule)`` pairs that bear it.

        Two pairs mean that the catalogue gives the name to two items.
        """
        if not canonical:
            return None
        bucket = (ord(canonical[0]) + ord(canonical[-1])) % BUCKETS
        shard = self._shards.get(bucket)
        if shard is None:
            try:
                shard = self._read(bucket_path(canonical))
            except KeyError:
                shard = {}
            self._shards[bucket] = shard
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


def bears(text: str, canonical: str, found: Found, method: Method) -> Resolution:
    """Return the resolution of a text that as a whole bears the name of one item.

    Arguments:
        text: the text as written.
        canonical: its canonical form.
        found: what :meth:`Names.find` found; its first pair is taken.
        method: how the name was found.
    """
    item, rule = found[1][0]
    start, end = 0, len(text)
    if text != canonical:
        source = align(text, canonical)
        start, end = source[0], source[-1] + 1
    return Resolution(text, "item", item, Match(method, (start, end), text[start:end], rule, {}))
