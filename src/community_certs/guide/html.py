"""Write a sheet as one HTML file that needs nothing else and prints on A4."""

from __future__ import annotations

from html import escape
from math import ceil

from community_certs.guide.sheet import Cell, Line, Reference, Row, Section, Sheet

__all__ = ["to_html"]

_TYPED = 60
"""Longer addresses are linked only: nobody types them from paper."""
_LARGEST, _SMALLEST, _LEADING = 9.0, 6.0, 1.12
_ACROSS = 194 / 0.3528
"""The width of a side of A4 between its margins, in points."""
_TWO_SIDES = 2 * 281 / 0.3528 * 0.93
"""The height of two sides, less what is lost where a row does not fit any more."""
_STYLE = """
@page { size: A4; margin: 8mm; }
* { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body {
  margin: 0 auto; max-width: 52rem; padding: 1.2rem 1rem 2rem; color: #1b1b1b; background: #fff;
  font: 15px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
    "Heiti SC", "WenQuanYi Micro Hei", SimHei, sans-serif;
}
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .2rem; text-align: center; }
h2 {
  font-size: 1.05rem; margin: 1rem 0 .35rem; padding: .15rem .5rem; break-after: avoid;
  border-left: .35rem solid #555; background: #f0f0f0;
}
h2.good { border-color: #1a7f37; background: #e9f5ec; }
h2.bad { border-color: #b3261e; background: #fbecea; }
h2.unsure { border-color: #9a6700; background: #fcf4df; }
p { margin: .15rem 0; }
.head p { text-align: center; color: #444; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td {
  border: 1px solid #b9b9b9; padding: .2rem .45rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere;
}
th { background: #f7f7f7; font-weight: 600; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
.strong { font-weight: 600; }
.small { font-size: .86em; color: #444; }
sup { white-space: nowrap; font-size: .72em; line-height: 0; color: #333; }
ol.references { margin: .2rem 0; padding-left: 1.9rem; font-size: .84rem; }
ol.references li { break-inside: avoid; overflow-wrap: anywhere; }
a { color: inherit; }
footer { margin-top: .8rem; border-top: 1px solid #b9b9b9; padding-top: .3rem; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.2pt; line-height: 1.4; }
  h1 { font-size: 16pt; }
  h2 { font-size: 11pt; margin: 3mm 0 1mm; padding: .3mm 2mm; }
  th, td { padding: .7mm 1.8mm; }
  ol.references { font-size: 8pt; line-height: 1.3; padding-left: 7mm; }
  a { text-decoration: none; }
  .dense { font-size: var(--size); line-height: 1.12; }
  .dense h1 { font-size: 1.75em; }
  .dense h2 { font-size: 1.2em; margin: .55em 0 .2em; padding: 0 .6em; }
  .dense th, .dense td { padding: .07em .45em; }
  .dense p { margin: .04em 0; }
  .dense ol.references {
    columns: 3; column-gap: 4mm; font-size: .85em; line-height: 1.12; padding-left: 2.4em;
  }
  .dense footer { margin-top: .4em; padding-top: .2em; font-size: .92em; }
}
""".strip()


def to_html(sheet: Sheet) -> str:
    """Return a whole HTML5 document: no script, no other file, every text escaped."""
    language = "en" if sheet.lang == "en" else "zh-CN"
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{language}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(sheet.title)}</title>",
        f"<style>\n{_STYLE}\n</style>",
        "</head>",
        f'<body class="dense" style="--size:{_size(sheet)}pt">' if sheet.dense else "<body>",
        "<header>",
        f"<h1>{escape(sheet.title)}</h1>",
        *_block("head", sheet.head),
        "</header>",
        "<main>",
    ]
    for section in sheet.sections:
        parts += _section(section)
    if sheet.references:
        parts += _references(sheet.references_heading, sheet.references)
    parts += ["</main>", *_footer(sheet.foot), "</body>", "</html>"]
    return "\n".join(parts) + "\n"


def _size(sheet: Sheet) -> float:
    """Return the size of type, in points, at which a dense page fits on two sides of A4.

    It is reckoned, not measured: full-width characters in lines, lines in pages. Below the smallest
    size nobody could read it; the page then runs on to a third side.
    """
    size = _LARGEST
    while size > _SMALLEST and _lines(sheet, size) * size * _LEADING > _TWO_SIDES:
        size = round(size - 0.1, 1)
    return size


def _lines(sheet: Sheet, size: float) -> float:
    """Return how many lines a page takes at a size of type."""
    across = _ACROSS / size
    count = 6.0 + sum(_wrapped(one, across) for one in sheet.foot)
    for section in sheet.sections:
        count += 2.0 + sum(_wrapped(one, across) for one in (*section.lead, *section.tail))
        shares = section.shares or (100,)
        for row in section.rows:
            count += 0.25 + max(
                sum(_wrapped(line, across * share / 100 - 1) for line in one)
                for one, share in zip(row.cells, shares, strict=False)
            )
    column = (across / 0.85) / 3 - 3
    references = sum(
        _wrapped(Line(one.text + "".join(f"{t} {u or ''}"[:90] for t, u in one.sources)), column)
        for one in sheet.references
    )
    return count + 2.0 + references * 0.85 / 3


def _wrapped(line: Line, across: float) -> float:
    """Return the height of a line of text, in lines of plain text."""
    wide = sum(0.55 if char.isascii() else 1.0 for char in line.text) + 1.3 * len(line.marks)
    small = 0.86 if line.weight == "small" else 1.0
    return max(1, ceil(wide * small / across)) * small


def _block(kind: str, lines: Cell) -> list[str]:
    if not lines:
        return []
    return [f'<div class="{kind}">', *(f"<p>{_line(one)}</p>" for one in lines), "</div>"]


def _footer(lines: Cell) -> list[str]:
    if not lines:
        return []
    return ["<footer>", *(f"<p>{_line(one)}</p>" for one in lines), "</footer>"]


def _section(section: Section) -> list[str]:
    tone = "" if section.tone == "plain" else f' class="{section.tone}"'
    parts = ["<section>", f"<h2{tone}>{escape(section.heading)}</h2>"]
    parts += _block("lead", section.lead)
    if section.rows:
        parts.append("<table>")
        if section.shares:
            columns = "".join(f'<col style="width:{share}%">' for share in section.shares)
            parts.append(f"<colgroup>{columns}</colgroup>")
        if section.columns:
            heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in section.columns)
            parts.append(f"<thead><tr>{heads}</tr></thead>")
        parts.append("<tbody>")
        parts += [_row(row, labelled=not section.columns) for row in section.rows]
        parts += ["</tbody>", "</table>"]
    parts += _block("tail", section.tail)
    parts.append("</section>")
    return parts


def _row(row: Row, *, labelled: bool) -> str:
    written = []
    for at, one in enumerate(row.cells):
        inside = "<br>".join(_line(line) for line in one)
        if labelled and at == 0:
            written.append(f'<th scope="row">{inside}</th>')
        else:
            written.append(f"<td>{inside}</td>")
    return f"<tr>{''.join(written)}</tr>"


def _line(line: Line) -> str:
    text = escape(line.text)
    if line.marks:
        links = ",".join(f'<a href="#r{one}">{one}</a>' for one in line.marks)
        text += f"&#8288;<sup>[{links}]</sup>"
    return text if line.weight == "plain" else f'<span class="{line.weight}">{text}</span>'


def _references(heading: str, references: tuple[Reference, ...]) -> list[str]:
    parts = ["<section>", f"<h2>{escape(heading)}</h2>", '<ol class="references">']
    for one in references:
        sources = []
        for text, url in one.sources:
            sources.append(_source(text, url))
        inside = escape(one.text) + ("。" if sources else "") + "；".join(sources)
        parts.append(f'<li id="r{one.number}">{inside}</li>')
    return [*parts, "</ol>", "</section>"]


def _source(text: str, url: str | None) -> str:
    """Return a source as a link; an address that a reader could type is printed as well."""
    if url is None or not url.startswith(("http://", "https://")):
        return escape(text)
    link = f'<a href="{escape(url)}">{escape(text)}</a>'
    return f"{link} {escape(url)}" if len(url) <= _TYPED else link
