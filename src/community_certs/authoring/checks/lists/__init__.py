"""Lists with their entries, and rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from community_certs.authoring.check import LOCAL, Both, Check, Example
from community_certs.authoring.checks.examples import RESIDENCE_LIST, document_text
from community_certs.authoring.compile.dating import Start
from community_certs.authoring.links import Link, links_of
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.diagnostics import Diagnostic

__all__ = ["MEND_REPLACEMENT", "TITLE", "replacement_example", "replacements"]

TITLE = ("清单、条目和规则", "Lists, entries and rules")
MEND_REPLACEMENT = (
    "核对两份文件所印的日期；日期无误的，用 note 说明。",
    "Check the dates that both documents print; if they are right, say so in a note of the list.",
)
"""How to mend a list that replaces another whose printed end does not meet its start."""


def replacements(
    tree: Tree, check: Check, wrong: Callable[[Link, Start, str], Both | None]
) -> Iterator[Diagnostic]:
    """Yield what is wrong between the printed end of a replaced list and the start of the new one.

    A list with a note has said why, and is left alone.

    Arguments:
        tree: what is checked.
        check: the check that finds it.
        wrong: given the link, the start of the new list and the printed last day of the old one,
            says what is wrong, or returns None.
    """
    for link in links_of(tree):
        end = link.target_end
        if link.relation != "replaces" or link.start is None or end is None or link.note:
            continue
        said = wrong(link, link.start, end)
        if said is not None:
            yield tree.diagnose(
                DOCUMENTS,
                link.name,
                check.code,
                ("lists", link.at, "replaces", link.position),
                *said,
                *check.mend,
                severity=check.severity,
            )


def replacement_example(effective_to: str, word: str) -> Example:
    """Return the example of such a check: the local list replaces one of 2018.

    Arguments:
        effective_to: the last day that the old document prints.
        word: what the Chinese message says.
    """
    dates = f'{{issued: "2018-01", effective_to: "{effective_to}"}}'
    old = document_text("130700-2018-old", dates, RESIDENCE_LIST, title="旧措施")
    return Example(
        LOCAL,
        bad="replaces: [130700-2018-old/may]",
        good="replaces: [130700-2018-old/may]\n  note: 两个日期均已核对",
        words=("130700-2018-old/may", word),
        anchor="replaces: []",
        more={"documents/130700/2018-old.yaml": old},
    )
