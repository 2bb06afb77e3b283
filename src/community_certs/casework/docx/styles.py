"""The styles of official letters and forms (typefaces and sizes: GB/T 9704-2012, 5.2.2, 7, 10)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HEAD", "LINE", "NAMESPACES", "STYLES", "font_table", "styles_part", "twips"]

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SONG, _FANG, _HEI, _KAI, _TITLE = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
LINE = 579
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
        f'<w:spacing w:before="{LINE * 2}" w:after="{LINE}" w:line="640" w:lineRule="exact"/>',
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
        f'<w:spacing w:before="{LINE}" w:line="{LINE}" w:lineRule="exact"/>'
        '<w:ind w:rightChars="200" w:right="640"/>',
        "",
    ),
    "date": ("成文日期", _FANG, 32, "right", '<w:ind w:rightChars="400" w:right="1280"/>', ""),
    "note": (
        "附注",
        _FANG,
        32,
        "both",
        f'<w:spacing w:before="{LINE}" w:line="{LINE}" w:lineRule="exact"/>'
        '<w:ind w:firstLineChars="200" w:firstLine="640"/>',
        "",
    ),
    "copies": (
        "抄送",
        _FANG,
        28,
        "both",
        f'<w:spacing w:before="{LINE}" w:line="{LINE}" w:lineRule="exact"/>'
        '<w:ind w:leftChars="100" w:left="280" w:rightChars="100" w:right="280"/>',
        "",
    ),
    "heading": (
        "一级标题",
        _HEI,
        32,
        "both",
        '<w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="640"/>',
        "",
    ),
    "subheading": (
        "二级标题",
        _KAI,
        32,
        "both",
        '<w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="640"/>',
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
    "cell": ("表格文字", _FANG, 24, "left", '<w:snapToGrid w:val="0"/>', ""),
    "cell-head": ("表头", _HEI, 24, "center", '<w:keepNext/><w:snapToGrid w:val="0"/>', ""),
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


def styles_part(grid: bool) -> str:
    """Return the part of the styles; ``grid``: whether the page has 22 lines of 28 characters."""
    size = 32 if grid else 24
    found = [
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(_FANG)}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="en-US" '
        'w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style>"
    ]
    for key, (name, font, half, side, more, colour) in STYLES.items():
        if key in _FIXED and "<w:spacing" not in more:
            line = f'<w:spacing w:line="{LINE}" w:lineRule="exact"/>'
            more = more.replace("<w:ind", f"{line}<w:ind") if more else line  # noqa: PLW2901
        paint = f'<w:color w:val="{colour}"/>' if colour else ""
        closer = f'<w:spacing w:val="{_CLOSER}"/>' if grid and half == 32 else ""
        found.append(
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}">'
            f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
            f'<w:pPr>{more}<w:jc w:val="{side}"/></w:pPr>'
            f"<w:rPr>{_fonts(font)}{paint}{closer}"
            f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr></w:style>'
        )
    return f"{HEAD}<w:styles {NAMESPACES}>{''.join(found)}</w:styles>"


def font_table() -> str:
    """Return the part that says what stands in for a typeface that a computer lacks."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>'
        for name, other in _ALSO.items()
    )
    return f"{HEAD}<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'
