"""Print: text laid out for a terminal (Chinese is two columns wide, a line has 80), or JSON."""

from __future__ import annotations

import json
import sys
from unicodedata import east_asian_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

__all__ = ["Page", "print_json", "width"]

_COLUMNS = 80
_NO_BREAK_BEFORE = frozenset("，。；：、）》”’」』！？,.;:)]}%")
_NO_BREAK_AFTER = frozenset("（《“〔")
_COLOURS = {"good": "32", "bad": "31", "unsure": "33", "head": "1", "dim": "2"}


def width(text: str) -> int:
    """Return how many columns ``text`` takes."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


class Page:
    """Lines with labels at the left and wrapped text beside them.

    Arguments:
        out: where to print; colour only if it is a terminal.
    """

    def __init__(self, out: TextIO | None = None, *, label_width: int = 10) -> None:
        self._out = out or sys.stdout
        self._colour = self._out.isatty()
        self._label_width = label_width

    def paint(self, text: str, colour: str) -> str:
        """Return ``text`` in a colour ("good", "bad", "unsure", "head", "dim") on a terminal."""
        return f"\033[{_COLOURS[colour]}m{text}\033[0m" if self._colour else text

    def line(self, text: str = "", colour: str | None = None) -> None:
        """Print a line, wrapped at 80 columns."""
        for part in wrapped(text, _COLUMNS) or [""]:
            print(self.paint(part, colour) if colour else part, file=self._out)

    def row(self, label: str, lines: str | Iterable[str], colour: str | None = None) -> None:
        """Print a label and, beside it, one or more wrapped lines; nothing if there is none."""
        texts = [lines] if isinstance(lines, str) else list(lines)
        indent = " " * self._label_width
        head = label + " " * (self._label_width - width(label))
        if texts and width(label) >= self._label_width:
            self.line(label, "dim")  # too long to stand beside
            head = indent
        for text in texts:
            for part in wrapped(text, _COLUMNS - self._label_width):
                shown = self.paint(part, colour) if colour else part
                print(self.paint(head, "dim") + shown, file=self._out)
                head = indent


def print_json(value: object) -> None:
    """Print a value as JSON, indented, its Chinese as it is."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def wrapped(text: str, columns: int) -> list[str]:
    """Return ``text`` in lines of at most ``columns``; a word of the Latin script stays whole."""
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for piece in _pieces(text):
        size = width(piece)
        if used + size > columns and line:
            kept = _break(line, piece)
            if kept:
                lines.append("".join(line[:kept]).rstrip())
                line = line[kept:]
                while line and line[0] == " ":
                    del line[0]
                used = sum(map(width, line))
            if piece == " " and not line:
                continue
        line.append(piece)
        used += size
    if "".join(line).strip():
        lines.append("".join(line).rstrip())
    return lines


def _break(line: list[str], following: str) -> int:
    """Return how many pieces of a full line stay on it: no line starts or ends amiss."""
    kept = len(line)
    while kept and (
        following in _NO_BREAK_BEFORE or line[kept - 1] in _NO_BREAK_AFTER or line[kept - 1] == " "
    ):
        kept -= 1
        following = line[kept]
    return kept


def _pieces(text: str) -> list[str]:
    """Cut into pieces between which a line may break: single wide characters, or words."""
    pieces: list[str] = []
    word = ""
    for char in text:
        if char != " " and east_asian_width(char) not in "WF":
            word += char
            continue
        if word:
            pieces.append(word)
            word = ""
        pieces.append(char)
    if word:
        pieces.append(word)
    return pieces
