"""A progress bar on long work: on standard error, and only if that is a terminal."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO, TypeVar

    T = TypeVar("T")

__all__ = ["Progress"]

_WIDTH = 30
_SMALL = 2_000


class Progress:
    """A bar that appears only on a terminal, and only if the work is long.

    Arguments:
        label: what is done.
        total: how many steps it takes.
        out: where to draw; standard error if not given.
        small: work of fewer steps is not long.
    """

    def __init__(
        self, label: str, total: int, out: TextIO | None = None, *, small: int = _SMALL
    ) -> None:
        self._label = label
        self._total = total
        self._out = sys.stderr if out is None else out
        self._shown = total >= small and self._out.isatty()
        self._percent = -1

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown and self._percent >= 0:
            self._out.write("\r\033[K")
            self._out.flush()

    def at(self, done: int) -> None:
        """Show that so many steps are done."""
        if not self._shown:
            return
        percent = min(100, done * 100 // self._total)
        if percent != self._percent:
            self._percent = percent
            full = percent * _WIDTH // 100
            bar = "█" * full + "░" * (_WIDTH - full)
            self._out.write(f"\r{self._label} {bar} {percent:3d}%")
            self._out.flush()

    def over(self, steps: Iterable[T]) -> Iterator[T]:
        """Yield the steps and show how many there were."""
        for done, step in enumerate(steps, 1):
            yield step
            if self._shown and not done & 1023:
                self.at(done)
