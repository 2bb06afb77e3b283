"""Write a sheet as Markdown with pipe tables."""

from __future__ import annotations

import re

from community_certs.guide.sheet import Cell, Line, Section, Sheet

__all__ = ["escaped", "table", "to_markdown"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#])")
_LIST_HEAD = re.compile(r"^(\d+)([.)])(?=\s)")


def escaped(text: str) -> str:
    """Return a text in which nothing has a meaning in Markdown or HTML."""
    plain = _SPECIAL.sub(r"\\\1", " ".join(text.split())).replace("&", "&amp;")
    plain = _LIST_HEAD.sub(r"\1\\\2", plain)
    return "\\" + plain if plain.startswith(("-", "+", "=")) else plain


def table(columns: list[str], rows: list[list[str]]) -> list[str]:
    """Return the lines of a pipe table whose cells are Markdown already."""
    return [
        "| " + " | ".join(columns) + " |",
        "|" + " --- |" * len(columns),
        *("| " + " | ".join(row) + " |" for row in rows),
    ]


def to_markdown(sheet: Sheet) -> str:
    """Return the whole page; the references are numbered as in the text."""
    lines = [f"# {escaped(sheet.title)}", ""]
    lines += _paragraphs(sheet.head)
    for section in sheet.sections:
        lines += [f"## {escaped(section.heading)}", "", *_paragraphs(section.lead)]
        lines += _table(section)
        lines += _paragraphs(section.tail)
    if sheet.references:
        lines += [f"## {escaped(sheet.references_heading)}", ""]
        for one in sheet.references:
            sources = "；".join(
                escaped(text) + (f" <{url}>" if url and url.startswith("http") else "")
                for text, url in one.sources
            )
            lines.append(f"{one.number}. {escaped(one.text)}" + (f"。{sources}" if sources else ""))
        lines.append("")
    if sheet.foot:
        lines += ["---", "", *_paragraphs(sheet.foot)]
    return "\n".join(lines).rstrip() + "\n"


def _paragraphs(lines: Cell) -> list[str]:
    return [part for one in lines for part in (_line(one), "")]


def _table(section: Section) -> list[str]:
    if not section.rows:
        return []
    heads = [escaped(one) for one in section.columns] or [""] * len(section.rows[0].cells)
    rows = [["<br>".join(_line(line) for line in one) for one in row.cells] for row in section.rows]
    return [*table(heads, rows), ""]


def _line(line: Line) -> str:
    text = escaped(line.text)
    if line.weight == "strong" and text:
        text = f"**{text}**"
    marks = ",".join(str(one) for one in line.marks)
    return text + (f"\\[{marks}\\]" if marks else "")
