"""What strict reading gives: plain values, and where each of them stands in its file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["Mark", "PathPart", "Reading", "Spots"]

PathPart = str | int
"""One step into a value: a key of a mapping or an index of a list."""


class Mark(Protocol):
    """A place in a file; line and column count from 0 (as PyYAML does)."""

    line: int
    column: int


Spots = Any
"""For each key or index: (mark of the key, mark of the value, spots inside the value or None)."""


class Reading:
    """One strictly read YAML file.

    Attributes:
        path: the file's name in messages, relative to the root.
        value: the tree of dicts, lists, strings, integers, booleans and None; None if nothing
            could be read (then ``diagnostics`` say why).
        diagnostics: what the strict reading found, in reading order.
        whole: whether the file was read to its end; if not, ``value`` lacks the rest.

    """

    __slots__ = ("_root", "_spots", "diagnostics", "path", "value", "whole")

    def __init__(
        self,
        path: str,
        value: Any,
        diagnostics: tuple[Diagnostic, ...],
        root: Mark | None = None,
        spots: Spots = None,
        *,
        whole: bool = False,
    ) -> None:
        self.path = path
        self.whole = whole
        self.value = value
        self.diagnostics = diagnostics
        self._root = root
        self._spots = spots

    @property
    def usable(self) -> bool:
        """Whether the file was read without errors (warnings do not count)."""
        return all(one.severity != ERROR for one in self.diagnostics)

    def at(self, path: Sequence[PathPart], *, key: bool = False) -> tuple[int, int]:
        """Return line and column, both counted from 1, of what ``path`` leads to.

        Arguments:
            path: keys and indices from the root. A path that leads nowhere (a missing key) gives
                the place of the innermost value that exists.
            key: the place of the last key instead of its value.

        """
        mark = self._root
        spots = self._spots
        for depth, part in enumerate(path, start=1):
            try:
                key_mark, value_mark, inner = spots[part]
            except (KeyError, IndexError, TypeError):
                break
            mark = key_mark if key and depth == len(path) else value_mark
            spots = inner
        return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)

    def diagnose(
        self,
        code: str,
        path: Sequence[PathPart],
        zh: str,
        en: str,
        hint_zh: str = "",
        hint_en: str = "",
        *,
        severity: str = ERROR,
        key: bool = False,
    ) -> Diagnostic:
        """Return a finding about what ``path`` leads to, with its line and column."""
        line, column = self.at(path, key=key)
        return Diagnostic(code, severity, self.path, line, column, zh, en, hint_zh, hint_en)
