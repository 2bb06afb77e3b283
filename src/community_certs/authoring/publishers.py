"""Which hosts are whose: the list that ``foreign-host`` goes by.

``publishers.yaml`` beside this module holds the hosts met so far, each reviewed by a person; a tree
may add its own in a file of that name in its root, whose form ``publishers-form`` checks. A
publisher stands there without what its sources add in brackets: 柴达木日报（转新华社） is
柴达木日报.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from community_certs.authoring.strict_yaml import Reading, read
from community_certs.authoring.tree import Tree

__all__ = ["FILE", "Publishers", "host_of", "publishers_of"]

FILE = "publishers.yaml"
"""The name of the list, here and in the root of a tree."""


def host_of(url: str) -> str:
    """Return the host of an address, in lower case; "" if it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


class Publishers:
    """Hosts and whose they are.

    Arguments:
        known: host to the names of its publishers.
    """

    def __init__(self, known: Mapping[str, Iterable[str]]) -> None:
        self._known = {host: frozenset(names) for host, names in known.items()}

    def owns(self, publisher: str, url: str) -> bool:
        """Whether the host of an address is known as one of the publisher's."""
        return plain_name(publisher) in self._known.get(host_of(url), ())


def plain_name(publisher: str) -> str:
    """Return a publisher's name without what stands in brackets or after a blank."""
    return publisher.partition("（")[0].strip()


def publishers_of(tree: Tree) -> Publishers:
    """Return the hosts known for a tree: those of this library and its own."""
    known: dict[str, list[str]] = {}
    layer: Tree | None = tree
    while layer is not None:
        if layer.holds(FILE):
            _add(known, layer.read(FILE))
        layer = layer.base
    _add(known, read(Path(__file__).parent, FILE))
    return Publishers(known)


def _add(known: dict[str, list[str]], reading: Reading) -> None:
    rows: Any = reading.value
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("host"), str):
            names = row.get("publishers")
            known.setdefault(row["host"], []).extend(
                str(one) for one in (names if isinstance(names, list) else ())
            )
