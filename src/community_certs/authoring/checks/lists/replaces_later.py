"""A list that replaces or extends one that starts later."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.checks.examples import RESIDENCE_LIST, document_text
from community_certs.authoring.links import links_of
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["CHECK"]


def _old(year: int, issued: int) -> str:
    dates = f'{{issued: "{issued}"}}'
    return document_text(f"130700-{year}-old", dates, RESIDENCE_LIST, title="旧措施")


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for link in links_of(tree):
        if link.start is None or link.target_start is None:
            continue
        if link.start["latest"] < link.target_start["earliest"]:
            yield tree.diagnose(
                DOCUMENTS,
                link.name,
                "replaces-later",
                ("lists", link.at, link.relation, link.position),
                f"{link.relation} 指向更晚（{link.target_start['printed']}）的清单"
                f"“{link.target_id}”。",
                f"{link.relation} points to a later list, {link.target_id}"
                f" ({link.target_start['printed']})",
                *CHECK.mend,
            )


CHECK = Check(
    code="replaces-later",
    severity=ERROR,
    title=("取代或增补了更晚的清单", "replaces or extends a later list"),
    why=(
        "先前的清单不能取代后来的：那样后来的清单从未有效。",
        ("An earlier list cannot replace a later one: that would never have been in force."),
    ),
    mend=(
        "核对两份清单的日期，或把 replaces、extends 写到较晚的那份上。",
        "Check both dates, or write replaces or extends at the later list.",
    ),
    example=Example(
        LOCAL,
        bad="replaces: [130700-2019-old/may]",
        good="replaces: [130700-2018-old/may]",
        words=("130700-2019-old/may", "更晚"),
        anchor="replaces: []",
        more={
            "documents/130700/2019-old.yaml": _old(2019, 2021),
            "documents/130700/2018-old.yaml": _old(2018, 2018),
        },
    ),
    run=_run,
)
