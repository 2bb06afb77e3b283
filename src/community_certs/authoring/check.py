"""What a check is: a code, what it looks for, why, how to mend it, and an example of each kind.

Every module of :mod:`community_certs.authoring.checks` holds one as ``CHECK``. Its code, severity
and texts make the documentation page, the rules of a SARIF report and ``validate --explain``; its
example is run by the tests: the bad form must give exactly this finding and the good one none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from community_certs.diagnostics import Diagnostic

if TYPE_CHECKING:
    from community_certs.authoring.tree import Tree

__all__ = ["Both", "Check", "Example"]

Both = tuple[str, str]
"""The same in Chinese and in English."""

LOCAL = "documents/130700/2020-burden.yaml"
"""The local document of the tree that the examples are laid over."""
NATIONAL = "documents/000000/2020-minfa20.yaml"
"""Its national document."""


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


@dataclass(frozen=True)
class Example:
    """A broken piece of a file and its mended neighbour.

    Attributes:
        file: the file, in the example tree that the tests lay out.
        bad: the text that triggers the check and no other.
        good: the text that does not.
        words: words of the Chinese message or help for the bad form.
        anchor: the text of the file that either replaces; "" if ``good`` itself stands there, and
            ``"*"`` for the whole file.
        more: other files of the tree, laid in both cases.
        variant: whether the tree is a local variant over the base of the examples.
        lay: writes the bad form, where it is no text that a file can simply hold.
        shown: what documentation shows for the bad form instead of ``bad``.
        also: other codes that the bad form cannot but trigger as well.
    """

    file: str
    bad: str
    good: str
    words: tuple[str, ...]
    anchor: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    variant: bool = False
    lay: Callable[[Path, str], None] = _write
    shown: str = ""
    also: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Check:
    """One check.

    Attributes:
        code: its stable identifier, a slug, which is also the name of its module.
        severity: "error", "warning" or "notice", unless a finding says otherwise.
        title: what it looks for, in a few words.
        why: why that matters.
        mend: how to mend it; the help of its findings, unless they say otherwise.
        example: a failing and a passing example.
        run: yields the findings of a tree. None if the findings come while files are read.
        ask: yields findings that need answers; run only on a tree without errors.
        fixed: whether it can be neither silenced nor lowered, since such data cannot be compiled.
    """

    code: str
    severity: str
    title: Both
    why: Both
    mend: Both
    example: Example
    run: Callable[[Tree], Iterator[Diagnostic]] | None = None
    ask: Callable[[Any], Iterator[Diagnostic]] | None = None
    fixed: bool = False
