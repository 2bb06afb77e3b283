"""A page before it is written: sections of tables whose cells are lines of text."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Cell", "Line", "Reference", "Row", "Section", "Sheet", "cell"]


@dataclass(frozen=True)
class Line:
    """One line of a cell or a note.

    ``marks`` are the numbers of references that it rests on; ``weight`` is ``strong``, ``plain`` or
    ``small``.
    """

    text: str
    marks: tuple[int, ...] = ()
    weight: str = "plain"


Cell = tuple[Line, ...]


def cell(*lines: str | Line) -> Cell:
    """Return a cell of lines; empty texts are left out."""
    made = (Line(one) if isinstance(one, str) else one for one in lines)
    return tuple(one for one in made if one.text or one.marks)


@dataclass(frozen=True)
class Row:
    """One row: a cell for every column."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Section:
    """A heading, a few lines, and a table.

    ``columns`` may be empty: then the first cell of every row is its label. ``tone`` is ``good``,
    ``bad``, ``unsure`` or ``plain``; ``shares`` are the widths of the columns in percent.
    """

    heading: str
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    lead: Cell = ()
    tail: Cell = ()
    tone: str = "plain"
    shares: tuple[int, ...] = ()


@dataclass(frozen=True)
class Reference:
    """A document that the page rests on: how it is cited, and where it was read."""

    number: int
    text: str
    sources: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A whole page.

    ``lang`` is ``zh`` or ``en``: the language of its labels. A ``dense`` page is printed small.
    """

    title: str
    lang: str
    head: Cell = ()
    sections: tuple[Section, ...] = ()
    references: tuple[Reference, ...] = ()
    references_heading: str = ""
    foot: Cell = ()
    dense: bool = False
