"""A list that replaces another whose printed end does not meet its start (gap)."""

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
from community_certs.dates import latest_day, previous_day
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["CHECK"]


def _gap(link: Link, start: Start, end: str) -> Both | None:
    if latest_day(end) >= previous_day(start["earliest"]):
        return None
    return (
        f"原清单“{link.target_id}”{end} 终止，本清单 {start['printed']} 才开始，中间留有空档。",
        f"{link.target_id} ends on {end}, but this list starts only on {start['printed']}",
    )


def _run(tree: Tree) -> Iterator[Diagnostic]:
    return replacements(tree, CHECK, _gap)


CHECK = Check(
    code="replaces-gap",
    severity=WARNING,
    title=("取代之间留有空档", "a gap before the list that replaces"),
    why=(
        "两份清单之间的空档里没有清单可依；重叠则说明有一个日期抄错了，或者并非取代。",
        "Between the two no list is in force: one date may be wrong.",
    ),
    mend=MEND_REPLACEMENT,
    example=replacement_example("2018-05-31", "空档"),
    run=_run,
)
