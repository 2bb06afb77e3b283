"""A list that replaces another whose printed end does not meet its start (overlap)."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import Both, Check
from community_certs.authoring.checks.lists import (
    MEND_REPLACEMENT,
    replacement_example,
    replacements,
)
from community_certs.authoring.compile.dating import Start
from community_certs.authoring.links import Link
from community_certs.authoring.tree import Tree
from community_certs.dates import earliest_day
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["CHECK"]


def _overlap(link: Link, start: Start, end: str) -> Both | None:
    if earliest_day(end) < start["latest"]:
        return None
    return (
        f"原清单“{link.target_id}”写明到 {end} 才终止，本清单 {start['printed']} 已经取代它。",
        f"{link.target_id} states that it ends on {end}, but this list replaces it from "
        f"{start['printed']}",
    )


def _run(tree: Tree) -> Iterator[Diagnostic]:
    return replacements(tree, CHECK, _overlap)


CHECK = Check(
    code="replaces-overlap",
    severity=WARNING,
    title=("取代之后原清单仍然有效", "the replaced list outlives its replacement"),
    why=(
        "一份清单被取代就不再有效；写明的终止日期更晚，说明有一个日期抄错了，或者并非取代。",
        (
            "A replaced list is no longer in force; if it prints a later end, a date is "
            "wrong or it was not replaced."
        ),
    ),
    mend=MEND_REPLACEMENT,
    example=replacement_example("2021-12-31", "才终止"),
    run=_run,
)
