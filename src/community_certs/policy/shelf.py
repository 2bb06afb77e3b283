"""What lies on the shelf for a place: the lists and rules of its chain, and when they stand."""

from __future__ import annotations

from community_certs.model.enums import StatusReason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from community_certs.model.enums import Committee
    from community_certs.store import Store

__all__ = ["RANK", "Shelf", "reasons_for", "reasons_of_dates"]

RANK = {"nation": 0, "province": 1, "prefecture": 2, "county": 3}
"""The levels of a chain, the nation first."""


class Shelf:
    """The lists held, the rules, and their documents, for a chain of places.

    Arguments:
        store: the release.
        levels: adcode to level ("nation" …) of the chain, carried-over predecessors included.
        place: level to adcode of the chain.
    """

    __slots__ = ("_by_kind", "buckets", "documents", "levels", "lists", "place", "rules")

    def __init__(self, store: Store, levels: Mapping[str, str], place: Mapping[str, str]) -> None:
        self.levels = dict(levels)
        self.place = dict(place)
        self.buckets = tuple(sorted({adcode[:2] for adcode in levels}))
        self.documents: dict[str, Mapping[str, Any]] = {}
        self.lists: dict[str, Mapping[str, Any]] = {}
        self.rules: list[Mapping[str, Any]] = []
        self._by_kind: dict[str, list[Mapping[str, Any]]] | None = None
        for bucket in self.buckets:
            path = f"policy/{bucket}.json"
            if not store.has(path):
                continue
            shard = store.shard(path)
            self.documents.update(shard["documents"])
            for key, one in shard["lists"].items():
                if one["jurisdiction"] in levels:
                    self.lists[key] = one
            self.rules.extend(
                one for one in shard["rules"].values() if one["jurisdiction"] in levels
            )

    def rank(self, part: Mapping[str, Any]) -> int:
        """Return the level of the jurisdiction of a list or rule: 0 nation … 3 county."""
        return RANK[self.levels[part["jurisdiction"]]]

    def rules_of(self, kind: str) -> list[Mapping[str, Any]]:
        """Return the rules of one kind."""
        held = self._by_kind
        if held is None:
            held = {}
            for rule in self.rules:
                held.setdefault(rule["kind"], []).append(rule)
            self._by_kind = held
        return held.get(kind, [])

    def days(self) -> set[str]:
        """Return the first day of every state that any list or rule here passes through."""
        found: set[str] = set()
        for one in self.lists.values():
            found.update(one["days"])
        for one in self.rules:
            found.update(one["days"])
        return found


def reasons_of_dates(
    day: str,
    start: Mapping[str, Any] | None,
    end: Mapping[str, Any] | None,
    published: str | None,
    expires: str | None,
) -> set[StatusReason] | None:
    """Return why its standing on ``day`` is uncertain, or None if it does not stand at all."""
    if start is None or day < start["earliest"] or (end is not None and day > end["latest"]):
        return None
    found = set()
    if (
        start["firm"] is None
        or day < start["firm"]
        or (end is not None and day > end["earliest"])
        or (published is not None and day < published)
    ):
        found.add(StatusReason.PARTIAL_DATE)
    if expires is not None and day > expires:
        found.add(StatusReason.POSSIBLY_EXPIRED)
    return found


def reasons_for(
    header: Mapping[str, Any],
    day: str,
    committee: Committee | None,
    dates: Mapping[str, Any] | None = None,
    *,
    closing: bool = False,
) -> set[StatusReason] | None:
    """Return why a list applies only provisionally, or None if it does not apply that day.

    Arguments:
        header: the list; one that decides nothing (``dormant``) is the caller's to leave out.
        day: the day asked about.
        committee: the kind of committee, if the caller named it: a list for the other kind is
            excluded; unnamed, a list for one kind applies with ``committee_unknown``.
        dates: those of an entry, where they differ from the list's.
        closing: whether a list of what may be issued is asked for what it bars: all the rest.
    """
    scope = header["committees"]
    if committee is not None and committee.value not in scope:
        return None
    own = dates or header
    # Between issue and publication a bar is provisional; a permission is not.
    published = own["published"] if header["side"] != "may_issue" or closing else None
    found = reasons_of_dates(day, own["start"], own["end"], published, own["expires"])
    if found is None:
        return None
    if committee is None and len(scope) == 1:
        found.add(StatusReason.COMMITTEE_UNKNOWN)
    if header["guiding"]:
        found.add(StatusReason.GUIDING)
    if header["unverified"]:
        found.add(StatusReason.UNVERIFIED)
    return found
