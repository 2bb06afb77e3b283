"""Text templates: a few lines that say what a document holds, readable in any editor.

    # a comment
    %page letter            the page: letter, report, form or table
    %issuer {{发文机关}}      the 发文机关标志 of a letter
    [title] 关于……的函       a paragraph in a style
    %table 20 60 76         a table; its column widths in mm
    ! 序号 | 名称 | 依据       a header row, repeated on every page
    | {{事项.序号}} | {{事项.名称}} | {{事项.依据}}
    %end

In a cell ``<2>`` stands for two columns; ``<v>`` begins and ``<^>`` continues a cell that is
several rows high.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from community_certs.casework.docx.sheet import PAGES, parts_of
from community_certs.casework.docx.styles import STYLES, twips
from community_certs.errors import InvalidArgument

__all__ = ["parts_of_text"]

_STYLED = re.compile(r"\[([a-z-]+)\] ?(.*)")
_CELL = re.compile(r"<(?:(\d)|(v)|(\^))> ?")


def parts_of_text(text: str, name: str) -> dict[str, bytes]:
    """Return the parts of the Word template that a text template describes.

    Arguments:
        text: the template.
        name: what to call it in errors.

    Raises:
        InvalidArgument: for a line that means nothing, naming its number.
    """
    page, issuer = "report", ""
    body: list[str] = []
    widths: list[int] | None = None
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.rstrip()
        command, _, rest = line.partition(" ")
        styled = _STYLED.fullmatch(line)
        if not line or line.startswith("#"):
            continue
        if widths is not None and command in ("!", "|", "%end"):
            if command == "%end":
                body.append("</w:tbl>")
                widths = None
            else:
                body.append(_row(rest, widths, command == "!", name, number))
        elif command == "%page" and rest in PAGES:
            page = rest
        elif command == "%issuer" and rest:
            issuer = rest
        elif command == "%table" and widths is None:
            widths = _widths(rest, name, number)
            body.append(_table(widths))
        elif styled is not None and styled[1] in STYLES and widths is None:
            body.append(_paragraph(styled[1], styled[2]))
        else:
            raise _bad(name, number)
    if widths is not None:
        raise InvalidArgument(f"模板“{name}”的表格缺少 %end。", f"{name}: a table without %end")
    # Word wants a paragraph behind a table at the end.
    if body and body[-1] == "</w:tbl>":
        body.append('<w:p><w:pPr><w:pStyle w:val="small"/></w:pPr></w:p>')
    return parts_of(page, "".join(body), issuer)


def _bad(name: str, number: int) -> InvalidArgument:
    return InvalidArgument(
        f"模板“{name}”第 {number} 行看不懂。", f"{name}:{number}: this line means nothing"
    )


def _paragraph(style: str, text: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def _widths(text: str, name: str, number: int) -> list[int]:
    found = text.split()
    if not found or not all(one.isascii() and one.isdigit() for one in found):
        raise _bad(name, number)
    return [twips(int(one)) for one in found]


def _table(widths: list[int]) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )


def _row(text: str, widths: list[int], head: bool, name: str, number: int) -> str:
    cells, at = [], 0
    for cell in text.split(" | ") if text else [""]:
        found = _CELL.match(cell)
        span, merge = 1, ""
        if found is not None:
            cell = cell[found.end() :]  # noqa: PLW2901
            if found[1]:
                span = int(found[1])
            else:
                start = ' w:val="restart"' if found[2] else ""
                merge = f"<w:vMerge{start}/>"
        across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        width = sum(widths[at : at + span])
        at += span
        style = "cell-head" if head else "cell"
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{merge}'
            f'<w:vAlign w:val="center"/></w:tcPr>{_paragraph(style, cell.strip())}</w:tc>'
        )
    if at != len(widths):
        raise InvalidArgument(
            f"模板“{name}”第 {number} 行的列数不对（应为 {len(widths)} 列）。",
            f"{name}:{number}: {at} columns instead of {len(widths)}",
        )
    repeated = "<w:tblHeader/>" if head else ""
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(8)}"/>{repeated}</w:trPr>'
        f"{''.join(cells)}</w:tr>"
    )
