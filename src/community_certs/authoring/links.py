"""Which list replaces or extends which, with the dates of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from community_certs.authoring.compile.dating import Start, of_version, override, start_of
from community_certs.authoring.models import Document
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.dates import latest_day, previous_day

__all__ = ["Link", "links_of", "start_and_end"]


@dataclass(frozen=True)
class Link:
    """One ``replaces`` or ``extends``.

    Attributes:
        name: the id of the document whose list points.
        document: that document.
        at: the position of the list in it.
        relation: "replaces" or "extends".
        position: the position in that key.
        note: the note of the list, if any.
        start: when the pointing list starts, or None if unknown.
        target_id: the id of the list pointed to.
        target: its document, or None if it is unknown.
        target_start: when that list starts, or None if unknown.
        target_end: its printed last day, or None.
    """

    name: str
    document: Document
    at: int
    relation: str
    position: int
    note: str | None
    start: Start | None
    target_id: str
    target: Document | None
    target_start: Start | None
    target_end: str | None


def links_of(tree: Tree) -> tuple[Link, ...]:
    """Return every link of a tree's own lists; targets may stand in its base."""
    return tree.once("links", lambda one: tuple(_links(one)))


def start_and_end(tree: Tree, list_id: str) -> tuple[Start | None, str | None]:
    """Return when a list starts, and the last day it can be in force (None: no end known)."""
    _, start, end = tree.once("dated lists", _dated)[list_id]
    last = None if end is None else latest_day(end)
    for link in links_of(tree):
        if link.relation == "replaces" and link.target_id == list_id and link.start is not None:
            day = previous_day(link.start["latest"])
            last = day if last is None else min(last, day)
    return start, last


def _links(tree: Tree) -> Iterator[Link]:
    dated = tree.once("dated lists", _dated)
    for name, document in tree.documents.items():
        if document.withdrawn is not None:
            continue
        for at, one in enumerate(document.lists):
            _, start, _ = dated[f"{name}/{one.key}"]
            for relation, targets in (("replaces", one.replaces), ("extends", one.extends)):
                for position, target in enumerate(targets):
                    owner, target_start, target_end = dated.get(target, (None, None, None))
                    yield Link(
                        name,
                        document,
                        at,
                        relation,
                        position,
                        one.note,
                        start,
                        target,
                        owner,
                        target_start,
                        target_end,
                    )


Dated = dict[str, tuple[Document | None, Start | None, str | None]]


def _dated(tree: Tree) -> Dated:
    found: Dated = {} if tree.base is None else _dated(tree.base)
    for name, document in tree.documents.items():
        raw: Mapping[str, Any] = tree.raw(DOCUMENTS, name)
        versions = {one["key"]: one for one in raw.get("versions") or ()}
        for one in raw.get("lists") or ():
            dates = dict(raw.get("dates") or {})
            version = versions.get(one.get("version"))
            if version is not None:
                dates = of_version(dates, version)
            dates = override(dates, one.get("dates"))
            found[f"{name}/{one['key']}"] = (document, start_of(dates), dates.get("effective_to"))
    return found
