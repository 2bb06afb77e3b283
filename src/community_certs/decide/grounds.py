"""Collect what speaks for and against issuing an item in a place on a day."""

from __future__ import annotations

from community_certs.decide.precedence import Ground
from community_certs.model.answer import Conditional
from community_certs.model.enums import Outcome, Side, StatusReason
from community_certs.policy.circumstances import holds
from community_certs.policy.citations import cite
from community_certs.policy.shelf import reasons_for, reasons_of_dates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from community_certs.policy.circumstances import Circumstances
    from community_certs.policy.shelf import Shelf

__all__ = ["Grounds"]

_EVERYTHING = 1_000_000
"""The depth of a closure, which speaks of everything and so lies above every item."""
_SAYS = {
    Side.MAY_ISSUE: Outcome.MAY_ISSUE,
    Side.MUST_NOT_ISSUE: Outcome.MUST_NOT_ISSUE,
    Side.CANCELLED: Outcome.MUST_NOT_ISSUE,
}


class Grounds:
    """The may entries, the bars, and what would speak if more were known.

    ``held`` are the lists in force here that bind committees; ``unknown_bar`` is true if some bar
    has a condition of which the caller said nothing.
    """

    __slots__ = (
        "_covered",
        "_day",
        "_item",
        "_said",
        "_shelf",
        "bars",
        "conditional",
        "demand",
        "held",
        "mays",
        "unknown_bar",
    )

    def __init__(
        self,
        shelf: Shelf,
        item: Mapping[str, Any],
        day: str,
        said: Circumstances,
    ) -> None:
        self._shelf, self._item, self._day, self._said = shelf, item, day, said
        self.mays: list[Ground] = []
        self.bars: list[Ground] = []
        self.conditional: list[Conditional] = []
        self.demand: str | None = None
        self.unknown_bar = False
        self.held: list[tuple[Mapping[str, Any], frozenset[StatusReason]]] = []
        self._covered: set[str] = set()
        depth = {one: n for n, one in enumerate((item["id"], *item["ancestors"]))}
        for bucket in shelf.buckets:
            for entry in item["entries"].get(bucket, ()):
                header = item["lists"][entry["list"]]
                if header["jurisdiction"] in shelf.levels:
                    self._take(header, entry, depth.get(entry["item"]))
        self._take_lists()
        self.conditional.sort(key=lambda one: (one.why, one.citation.entry, one.item or ""))

    def _take(self, header: Mapping[str, Any], entry: Mapping[str, Any], depth: int | None) -> None:
        state, met = holds(entry.get("when") or {}, self._said, self._shelf.place)
        if state is False:
            return
        dormant = header["dormant"]
        if dormant == "undated" and (entry.get("dates") or header)["start"] is not None:
            dormant = None
        if dormant is not None:
            if depth is not None and header["binds"] == "committee" and self._might(header, entry):
                self._report(header, entry, dormant)
            return
        reasons = reasons_for(header, self._day, self._said.committee, entry.get("dates"))
        if reasons is None:
            return
        if depth is not None:
            self._covered.add(header["id"])
        if header["binds"] == "requesters":
            if depth is not None and state and header["side"] != "may_issue":
                self.demand = "barred"
            return
        if depth is None or state is None:
            self._report(header, entry, "narrower" if depth is None else "condition")
            if depth is not None and header["side"] != "may_issue":
                self.unknown_bar = True
            return
        if not entry["official"]:
            reasons.add(StatusReason.UNOFFICIAL_SOURCE)
        ground = Ground(
            header,
            entry,
            self._item["documents"][header["document"]],
            self._shelf.rank(header),
            depth,
            met,
            frozenset(reasons),
        )
        (self.mays if header["side"] == "may_issue" else self.bars).append(ground)

    def _might(self, header: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
        """Whether what decides nothing is worth showing: of this committee and this time."""
        committee = self._said.committee
        if committee is not None and committee.value not in header["committees"]:
            return False
        dates = entry.get("dates") or header
        start, end = dates["start"], dates["end"]
        if start is None:
            return end is None or self._day <= end["latest"]
        return reasons_of_dates(self._day, start, end, None, None) is not None

    def _take_lists(self) -> None:
        """Note the lists held, and close those that are complete and forbid all else."""
        for header in self._shelf.lists.values():
            reasons = reasons_for(header, self._day, self._said.committee)
            if reasons is None:
                continue
            if not self._official(header):
                reasons.add(StatusReason.UNOFFICIAL_SOURCE)
            self.held.append((header, frozenset(reasons)))
            if header["side"] == "may_issue":
                for entry in header["open"]:
                    self._take_catch_all(header, entry)
            if (
                header["closes"]
                and self._item["act"] == "certificate"
                and self._covered.isdisjoint(header["family"])
            ):
                closing = reasons_for(header, self._day, self._said.committee, closing=True)
                self.bars.append(
                    Ground(
                        header,
                        None,
                        self._shelf.documents[header["document"]],
                        self._shelf.rank(header),
                        _EVERYTHING,
                        0,
                        frozenset(reasons.union(closing or ())),
                    )
                )
                if header["off_list"] == "may_not_demand":
                    self.demand = "barred"

    def _take_catch_all(self, header: Mapping[str, Any], entry: Mapping[str, Any]) -> None:
        """Report an open-ended entry (其他证明): it never decides."""
        state, _ = holds(entry.get("when") or {}, self._said, self._shelf.place)
        if state is not False:
            self._report(header, entry, "catch_all")

    def _official(self, header: Mapping[str, Any]) -> bool:
        sources = self._shelf.documents[header["document"]]["sources"]
        return any(
            sources[key]["grade"] in ("official", "law_text_collection")
            for key in header["source"]
            if key in sources
        )

    def _report(self, header: Mapping[str, Any], entry: Mapping[str, Any], why: str) -> None:
        held = self._shelf.documents if why == "catch_all" else self._item["documents"]
        document = held[header["document"]]
        self.conditional.append(
            Conditional(
                cite(document, header, entry),
                _SAYS[Side(header["side"])],
                why,
                entry.get("condition"),
                entry.get("item"),
            )
        )
