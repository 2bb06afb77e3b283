"""The findings of one file, bounded: a hostile file cannot fill the memory with messages."""

from __future__ import annotations

from community_certs.diagnostics import ERROR, NOTICE, Diagnostic

__all__ = ["MOST_FINDINGS", "Findings"]

MOST_FINDINGS = 200
"""No more findings than this are kept of one file; one more line says how many were left off."""


class Findings:
    """Collects what is wrong in one file.

    Arguments:
        path: the file's name in the messages.

    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._kept: list[Diagnostic] = []
        self._left_off = 0

    @property
    def full(self) -> bool:
        """Whether further findings would only be counted."""
        return len(self._kept) >= MOST_FINDINGS

    def add(
        self,
        code: str,
        line: int,
        column: int,
        zh: str,
        en: str,
        hint_zh: str = "",
        hint_en: str = "",
        severity: str = ERROR,
    ) -> None:
        """Add a finding; line and column count from 1."""
        if self.full:
            self._left_off += 1
            return
        self._kept.append(
            Diagnostic(code, severity, self.path, line, column, zh, en, hint_zh, hint_en)
        )

    def left_off(self, count: int) -> None:
        """Count findings that were not even made."""
        self._left_off += count

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Return the findings in reading order."""
        kept = sorted(self._kept)
        if self._left_off:
            last = kept[-1]
            kept.append(
                Diagnostic(
                    "too-many-findings",
                    NOTICE,
                    self.path,
                    last.line,
                    last.column,
                    f"问题太多，只列出前 {MOST_FINDINGS} 个，另有 {self._left_off} 个未列出。",
                    f"only the first {MOST_FINDINGS} findings of this file are shown; "
                    f"{self._left_off} more were left off",
                    "先改正上面列出的问题，再重新检查。",
                    "mend those above, then validate again",
                )
            )
        return tuple(kept)
