"""What must hold beyond the form of each file; one module is one subject.

Every check is a function from a read tree to findings. It sees only files that fit their models;
references to files that do not are left alone, since those files are reported themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from community_certs.authoring.checks import (
    alternatives,
    counts,
    cycles,
    dates,
    entries,
    ids,
    keys,
    references,
    rules,
    sources,
)
from community_certs.authoring.tree import Tree
from community_certs.diagnostics import Diagnostic

__all__ = ["CHECKS", "Check"]

Check = Callable[[Tree], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    ids.check,
    keys.check,
    entries.check,
    counts.check,
    dates.check,
    sources.check,
    rules.check,
    alternatives.check,
    references.check,
    cycles.check,
)
"""All checks, in the order in which they run."""
