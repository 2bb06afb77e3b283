"""What the lists say together: an entry that never decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from community_certs.authoring.answers import Answers
from community_certs.authoring.check import Both, Check
from community_certs.authoring.losses import Loss, losses_of
from community_certs.authoring.tree import DOCUMENTS
from community_certs.diagnostics import NOTICE, WARNING, Diagnostic

__all__ = ["TITLE", "lost_entries"]

TITLE = ("答复", "Answers")


def lost_entries(
    asked: Answers, check: Check, lost: Callable[[Loss], Both], *, closure: bool
) -> Iterator[Diagnostic]:
    """Yield the may entries that never decide: a warning in a local variant, a notice in the base.

    Arguments:
        asked: the answers of the tree that is checked.
        check: the check that finds it.
        lost: says of an entry what overrides it.
        closure: whether to take those that only the closure of a list overrides, or the others.
    """
    for loss in losses_of(asked):
        if loss.closure is closure:
            yield asked.tree.diagnose(
                DOCUMENTS,
                loss.document,
                check.code,
                loss.path,
                *lost(loss),
                *check.mend,
                severity=WARNING if asked.tree.base is not None else NOTICE,
            )
