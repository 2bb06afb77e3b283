"""The pages of official letters and forms, with their headers and footers.

Measures are those of GB/T 9704-2012《党政机关公文格式》: A4, 天头 37 mm, 订口 28 mm, 版心 156 mm
by 225 mm (5.2.1), 3号仿宋 (5.2.2), 22 lines of 28 characters that fill the 版心 (5.2.3). A line
takes 225 mm / 22 = 28.99 pt, of which 28.95 are used lest the 22nd move to the next page.

A letter (函) follows 10.1 信函格式: the issuer's name in red 小标宋 30 mm below the edge, a red
double line of 170 mm (thick above thin) 4 mm below it and another (thin above thick) 20 mm above
the lower edge, the 文号 at the right 7/8 of a character below the first, the title two lines
further, no page number on the first page.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from community_certs.casework.docx.styles import (
    HEAD,
    LINE,
    NAMESPACES,
    font_table,
    styles_part,
    twips,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PAGES", "parts_of"]

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# name: (width, height, top, right, bottom, left in mm, grid of 22 x 28)
PAGES: Mapping[str, tuple[float, float, float, float, float, float, bool]] = {
    "letter": (210, 297, 37, 26, 35, 28, True),
    "report": (210, 297, 37, 26, 35, 28, True),
    "form": (210, 297, 20, 22, 18, 25, False),
    "table": (297, 210, 25, 20, 20, 20, False),
}
"""Every page a text template may name; a ``letter`` has the red lines of 信函格式."""


def parts_of(page: str, body: str, issuer: str) -> dict[str, bytes]:
    """Return the parts of a document.

    Arguments:
        page: the name of a page.
        body: the paragraphs and tables, as WordprocessingML.
        issuer: the text of the 发文机关标志; used on a letter only.
    """
    letter = page == "letter"
    names = ["footer1.xml", "footer2.xml"]
    parts = {
        "footer1.xml": _part("ftr", _paragraph("page-odd", _page_number())),
        "footer2.xml": _part("ftr", _paragraph("page-even", _page_number())),
    }
    if letter:
        names += ["header1.xml", "header2.xml", "footer3.xml"]
        parts["header1.xml"] = _part("hdr", _paragraph("issuer", _run(issuer)))
        parts["header2.xml"] = _part("hdr", "<w:p/>")
        parts["footer3.xml"] = _part("ftr", _paragraph("foot-line", ""))
    document = (
        f"{HEAD}<w:document {NAMESPACES}><w:body>{body}{_section(page)}</w:body></w:document>"
    )
    kinds = "".join(
        f'<Override PartName="/word/{name}" ContentType="application/vnd.openxmlformats-'
        f'officedocument.wordprocessingml.{name[:6]}+xml"/>'
        for name in names
    )
    relations = "".join(
        f'<Relationship Id="{_id(name)}" Type="{_REL}/{name[:6]}" Target="{name}"/>'
        for name in names
    )
    texts = {
        "[Content_Types].xml": f"{HEAD}{_content_types(kinds)}",
        "_rels/.rels": (
            f'{HEAD}<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
            f'Type="{_REL}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": document,
        "word/styles.xml": styles_part(PAGES[page][-1]),
        "word/settings.xml": (
            f"{HEAD}<w:settings {NAMESPACES}><w:evenAndOddHeaders/>"
            '<w:characterSpacingControl w:val="compressPunctuation"/></w:settings>'
        ),
        "word/fontTable.xml": font_table(),
        "word/_rels/document.xml.rels": (
            f'{HEAD}<Relationships xmlns="{_PACKAGE}">'
            f'<Relationship Id="rIdStyles" Type="{_REL}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rIdSettings" Type="{_REL}/settings" Target="settings.xml"/>'
            f'<Relationship Id="rIdFonts" Type="{_REL}/fontTable" Target="fontTable.xml"/>'
            f"{relations}</Relationships>"
        ),
        **{f"word/{name}": parts[name] for name in names},
    }
    return {name: text.encode() for name, text in texts.items()}


_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def _content_types(more: str) -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{word}.styles+xml"/>'
        f'<Override PartName="/word/settings.xml" ContentType="{word}.settings+xml"/>'
        f'<Override PartName="/word/fontTable.xml" ContentType="{word}.fontTable+xml"/>'
        f"{more}</Types>"
    )


def _id(name: str) -> str:
    return "rId" + name.removesuffix(".xml").capitalize()


def _part(kind: str, inside: str) -> str:
    return f"{HEAD}<w:{kind} {NAMESPACES}>{inside}</w:{kind}>"


def _paragraph(style: str, inside: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _page_number() -> str:
    """Return "— 1 —" (7.5 页码: 4号半角宋体, 一字线 at both sides)."""
    field = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return f"{_run('— ')}{field}{_run(' —')}"


def _section(page: str) -> str:
    width, height, top, right, bottom, left, grid = PAGES[page]
    letter = page == "letter"
    turn = ' w:orient="landscape"' if width > height else ""
    references = (
        f'<w:footerReference w:type="default" r:id="{_id("footer1.xml")}"/>'
        f'<w:footerReference w:type="even" r:id="{_id("footer2.xml")}"/>'
    )
    if letter:
        references += (
            f'<w:headerReference w:type="first" r:id="{_id("header1.xml")}"/>'
            f'<w:headerReference w:type="default" r:id="{_id("header2.xml")}"/>'
            f'<w:footerReference w:type="first" r:id="{_id("footer3.xml")}"/>'
        )
    footer = 20 if letter else 28 if grid else 8
    return (
        f"<w:sectPr>{references}"
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turn}/>'
        f'<w:pgMar w:top="{twips(top)}" w:right="{twips(right)}" w:bottom="{twips(bottom)}" '
        f'w:left="{twips(left)}" w:header="{twips(30 if letter else 15)}" '
        f'w:footer="{twips(footer)}" w:gutter="0"/>'
        + ("<w:titlePg/>" if letter else "")
        + (f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/>' if grid else "")
        + "</w:sectPr>"
    )
