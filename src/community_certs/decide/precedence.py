"""Which of two entries prevails: force, then speciality with time and level, then time.

A may entry beats a bar if (a) its document has higher force; or (b) force is equal, it is narrower,
not older, and its level is not lower or the bar's list delegates; or (c) it is of the same
jurisdiction and force, names the same item, and is later. Nothing else does.
"""

from __future__ import annotations

from community_certs.model.enums import Force, comparable, ranks_above

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from community_certs.model.enums import StatusReason

__all__ = ["Ground", "beats", "order_is_unsure", "outranks"]


class Ground:
    """One thing that speaks for or against issuing: an entry, or the closure of a list.

    ``depth`` is how far its item lies above the one asked for (0: the same); a closure speaks of
    everything and lies above every item. ``reasons`` say why it applies only provisionally.
    """

    __slots__ = (
        "depth",
        "document",
        "entry",
        "force",
        "header",
        "level",
        "met",
        "reasons",
        "start",
    )

    def __init__(
        self,
        header: Mapping[str, Any],
        entry: Mapping[str, Any] | None,
        document: Mapping[str, Any],
        level: int,
        depth: int,
        met: int,
        reasons: frozenset[StatusReason],
    ) -> None:
        self.header = header
        self.entry = entry
        self.document = document
        self.force = Force(document["force"])
        self.level = level
        self.depth = depth
        self.met = met
        self.reasons = reasons
        dates = (entry or {}).get("dates") or header
        self.start: Mapping[str, str] = dates["start"]

    @property
    def id(self) -> str:
        """The entry's id, or the list's for a closure."""
        return str(self.header["id"] if self.entry is None else self.entry["id"])

    def narrower_than(self, other: Ground) -> bool:
        """Whether its item lies below the other's, or is the same with more met conditions."""
        if self.depth != other.depth:
            return self.depth < other.depth
        return self.met > other.met

    def newer_than(self, other: Ground) -> bool:
        """Whether it certainly started later."""
        return self.start["earliest"] > other.start["latest"]

    def not_older_than(self, other: Ground) -> bool:
        """Whether it certainly did not start earlier."""
        return self.of_one_age(other) or self.start["earliest"] >= other.start["latest"]

    def of_one_age(self, other: Ground) -> bool:
        """Whether both came with one document: what it dates apart is as old as its own date."""
        return (
            self.header["document"] == other.header["document"]
            and self.start["earliest"] == other.start["earliest"]
            and self.start["latest"] == other.start["latest"]
        )


def beats(may: Ground, bar: Ground) -> str | None:
    """Return the clause ("a", "b" or "c") by which a may entry beats a bar, or None."""
    if ranks_above(may.force, bar.force):
        return "a"
    if may.force is not bar.force:
        return None
    if (
        may.narrower_than(bar)
        and may.not_older_than(bar)
        and (may.level <= bar.level or bar.header["delegates"])
    ):
        return "b"
    if _same_matter(may, bar) and may.newer_than(bar):
        return "c"
    return None


def _same_matter(may: Ground, bar: Ground) -> bool:
    # Within a chain a level is one place; a predecessor whose documents carried over is the same.
    return may.level == bar.level and may.depth == bar.depth


def order_is_unsure(may: Ground, bar: Ground) -> bool:
    """Whether a clause fails only because printed dates leave open which of the two is older."""
    if may.force is not bar.force or may.of_one_age(bar) or beats(may, bar) is not None:
        return False
    special = may.narrower_than(bar) and (may.level <= bar.level or bar.header["delegates"])
    if special and may.start["latest"] >= bar.start["earliest"]:
        return True
    return _same_matter(may, bar) and may.start["latest"] > bar.start["earliest"]


def outranks(loser: Ground, winner: Ground) -> bool:
    """Whether the loser is such that a person should look at the result.

    So it is if the loser is higher in force or level, newer, or narrower than the winner, or if
    their forces cannot be ranked.
    """
    return (
        not comparable(loser.force, winner.force)
        or ranks_above(loser.force, winner.force)
        or loser.level < winner.level
        or loser.newer_than(winner)
        or loser.narrower_than(winner)
    )
