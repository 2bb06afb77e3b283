"""The looks of official letters and forms: pages, styles, headers and footers.

Measures are those of GB/T 9704-2012《党政机关公文格式》: A4, 天头 37 mm, 订口 28 mm, 版心 156 mm ×
225 mm (5.2.1), 3号仿宋 (5.2.2), 22 lines of 28 characters that fill the 版心 (5.2.3), so a line
takes 225 mm / 22 = 28.99 pt, of which 28.95 pt are used lest the 22nd move to the next page; and
for a letter (函) those of 10.1 信函格式: the issuer's name in red 小标宋 30 mm below the edge, a red
double line of 170 mm (thick above thin) 4 mm below it and another (thin above thick) 20 mm above
the lower edge, the 文号 at the right 7/8 of a character below the first, the title two lines
further, no page number on the first page.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PAGES", "STYLES", "parts_of", "twips"]

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SONG, _FANG, _HEI, _KAI, _TITLE = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
_LINE = 579
"""The pitch of a line, 28.95 pt, in twentieths of a point."""
_CLOSER = -5
"""How much closer 28 characters of 16 pt stand in 156 mm (442.2 pt), in twentieths of a point."""
_RED = "FF0000"
_ALSO = {_FANG: "仿宋", _KAI: "楷体", _TITLE: "宋体"}
"""What stands in for a typeface that a computer lacks."""


def twips(mm: float) -> int:
    """Return millimetres in twentieths of a point."""
    return round(mm * 1440 / 25.4)


# name: (Word's name, font, half-points, alignment, paragraph properties, colour)
STYLES: Mapping[str, tuple[str, str, int, str, str, str]] = {
    "body": (
        "公文正文",
        _FANG,
        32,
        "both",
        '<w:ind w:firstLineChars="200" w:firstLine="640"/>',
        "",
    ),
    "to": ("主送机关", _FANG, 32, "both", "", ""),
    "title": (
        "公文标题",
        _TITLE,
        44,
        "center",
        f'<w:spacing w:before="{_LINE * 2}" w:after="{_LINE}" w:line="640" w:lineRule="exact"/>',
        "",
    ),
    "number": (
        "发文字号",
        _FANG,
        32,
        "right",
        '<w:spacing w:before="280" w:line="579" w:lineRule="exact"/>',
        "",
    ),
    "sign": (
        "署名",
        _FANG,
        32,
        "right",
        f'<w:spacing w:before="{_LINE}" w:line="{_LINE}" w:lineRule="exact"/>'
        '<w:ind w:rightChars="200" w:right="640"/>',
        "",
    ),
    "date": ("成文日期", _FANG, 32, "right", '<w:ind w:rightChars="400" w:right="1280"/>', ""),
    "note": (
        "附注",
        _FANG,
        32,
        "both",
        f'<w:spacing w:before="{_LINE}" w:line="{_LINE}" w:lineRule="exact"/>'
        '<w:ind w:firstLineChars="200" w:firstLine="640"/>',
        "",
    ),
    "copies": (
        "抄送",
        _FANG,
        28,
        "both",
        f'<w:spacing w:before="{_LINE}" w:line="{_LINE}" w:lineRule="exact"/>'
        '<w:ind w:leftChars="100" w:left="280" w:rightChars="100" w:right="280"/>',
        "",
    ),
    "heading": (
        "一级标题",
        _HEI,
        32,
        "both",
        '<w:ind w:firstLineChars="200" w:firstLine="640"/>',
        "",
    ),
    "subheading": (
        "二级标题",
        _KAI,
        32,
        "both",
        '<w:ind w:firstLineChars="200" w:firstLine="640"/>',
        "",
    ),
    "form-title": (
        "表单标题",
        _TITLE,
        36,
        "center",
        '<w:spacing w:before="60" w:after="60"/>',
        "",
    ),
    "form-head": ("表单分题", _HEI, 28, "center", '<w:spacing w:before="60" w:after="60"/>', ""),
    "form-number": ("表单编号", _FANG, 24, "right", '<w:spacing w:after="40"/>', ""),
    "form-line": ("表单行", _FANG, 24, "both", '<w:spacing w:before="40" w:after="40"/>', ""),
    "form-text": (
        "表单正文",
        _FANG,
        28,
        "both",
        '<w:spacing w:before="80" w:after="80" w:line="460" w:lineRule="exact"/>'
        '<w:ind w:firstLineChars="200" w:firstLine="560"/>',
        "",
    ),
    "form-right": (
        "表单落款",
        _FANG,
        28,
        "right",
        '<w:spacing w:before="80" w:after="80"/><w:ind w:rightChars="200" w:right="560"/>',
        "",
    ),
    "cut": (
        "裁切线",
        _SONG,
        21,
        "center",
        '<w:pBdr><w:bottom w:val="dashed" w:sz="6" w:space="1" w:color="808080"/></w:pBdr>'
        '<w:spacing w:before="160" w:after="160"/>',
        "",
    ),
    "cell": ("表格文字", _FANG, 24, "left", "", ""),
    "cell-head": ("表头", _HEI, 24, "center", "<w:keepNext/>", ""),
    "small": ("表下注", _FANG, 21, "both", '<w:spacing w:before="60"/>', ""),
    "issuer": (
        "发文机关标志",
        _TITLE,
        72,
        "center",
        '<w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="11" '
        f'w:color="{_RED}"/></w:pBdr><w:spacing w:line="760" w:lineRule="exact"/>'
        f'<w:ind w:left="-{twips(8)}" w:right="-{twips(6)}"/>',
        _RED,
    ),
    "foot-line": (
        "首页下线",
        _SONG,
        2,
        "center",
        '<w:pBdr><w:top w:val="thinThickSmallGap" w:sz="24" w:space="1" '
        f'w:color="{_RED}"/></w:pBdr><w:spacing w:line="20" w:lineRule="exact"/>'
        f'<w:ind w:left="-{twips(8)}" w:right="-{twips(6)}"/>',
        _RED,
    ),
    "page-odd": ("页码（单）", _SONG, 28, "right", '<w:ind w:rightChars="100" w:right="280"/>', ""),
    "page-even": ("页码（双）", _SONG, 28, "left", '<w:ind w:leftChars="100" w:left="280"/>', ""),
}
"""Every style a text template may name."""

_FIXED = frozenset({"body", "to", "date", "heading", "subheading"})
"""Styles on the grid of 22 lines that say nothing of spacing themselves."""

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
    document = f"{_HEAD}<w:document {_NS}><w:body>{body}{_section(page)}</w:body></w:document>"
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
        "[Content_Types].xml": f"{_HEAD}{_content_types(kinds)}",
        "_rels/.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
            f'Type="{_REL}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": document,
        "word/styles.xml": _styles(page),
        "word/settings.xml": (
            f"{_HEAD}<w:settings {_NS}><w:evenAndOddHeaders/>"
            '<w:characterSpacingControl w:val="compressPunctuation"/></w:settings>'
        ),
        "word/fontTable.xml": _font_table(),
        "word/_rels/document.xml.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}">'
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
    return f"{_HEAD}<w:{kind} {_NS}>{inside}</w:{kind}>"


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
        + (f'<w:docGrid w:type="lines" w:linePitch="{_LINE}"/>' if grid else "")
        + "</w:sectPr>"
    )


def _styles(page: str) -> str:
    grid = PAGES[page][-1]
    size = 32 if grid else 24
    found = [
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(_FANG)}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="zh-CN" '
        'w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style>"
    ]
    for key, (name, font, half, side, more, colour) in STYLES.items():
        if key in _FIXED and "<w:spacing" not in more:
            more = f'<w:spacing w:line="{_LINE}" w:lineRule="exact"/>{more}'  # noqa: PLW2901
        paint = f'<w:color w:val="{colour}"/>' if colour else ""
        closer = f'<w:spacing w:val="{_CLOSER}"/>' if grid and half == 32 else ""
        found.append(
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}">'
            f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
            f'<w:pPr>{more}<w:jc w:val="{side}"/></w:pPr>'
            f"<w:rPr>{_fonts(font)}{paint}{closer}"
            f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr></w:style>'
        )
    return f"{_HEAD}<w:styles {_NS}>{''.join(found)}</w:styles>"


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>'
        for name, other in _ALSO.items()
    )
    return f"{_HEAD}<w:fonts {_NS}>{fonts}</w:fonts>"


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'
