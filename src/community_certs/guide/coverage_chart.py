"""A chart of how much of the lists is held, by province: an SVG that is the same every time."""

from __future__ import annotations

from html import escape

from community_certs.guide.coverage import Overview

__all__ = ["chart"]

_ROW, _TOP, _LEFT, _RIGHT, _WIDTH = 19, 64, 138, 150, 820
_FONT = "'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',SimHei,sans-serif"


def chart(held: Overview) -> str:
    """Return the SVG: for every province the entries its lists state, and those held.

    Provinces whose lists state no number, or that have no list, say so in words.
    """
    rows = held.provinces
    most = max((one.counted[1] for one in rows), default=0) or 1
    scale = (_WIDTH - _LEFT - _RIGHT) / most
    height = _TOP + _ROW * len(rows) + 12
    title = f"各省（区、市）清单的收录情况（目录 {held.release}）"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img" aria-label="{escape(title)}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<g font-family="{_FONT}" font-size="12" fill="#1b1b1b">',
        f'<text x="12" y="22" font-size="15" font-weight="600">{escape(title)}</text>',
        '<rect x="12" y="34" width="12" height="12" fill="#c9d6e8"/>'
        '<text x="30" y="44">文件载明的项数 / stated</text>'
        '<rect x="190" y="34" width="12" height="12" fill="#1f5fa8"/>'
        '<text x="208" y="44">其中已收录 / held</text>',
    ]
    for at, one in enumerate(rows):
        y = _TOP + at * _ROW
        captured, stated = one.counted
        parts.append(
            f'<text x="{_LEFT - 8}" y="{y + 12}" text-anchor="end">{escape(one.name)}</text>'
        )
        if stated:
            parts.append(
                f'<rect x="{_LEFT}" y="{y + 2}" width="{stated * scale:.1f}" height="13" '
                'fill="#c9d6e8"/>'
            )
        if captured:
            parts.append(
                f'<rect x="{_LEFT}" y="{y + 2}" width="{captured * scale:.1f}" height="13" '
                'fill="#1f5fa8"/>'
            )
        words = f"{captured} / {stated}" if stated else ""
        uncounted = one.captured - sum(
            len(each.entries) for each in one.lists if each.stated_count is not None
        )
        if uncounted:
            words += f"{'，' if words else ''}另 {uncounted} 条（项数未载明）"
        if one.lists and not words:
            words = "有清单，未载明项数，条目未见"
        if not one.lists:
            words = "只有法规条款" if one.documents else "未收录任何文件"
            words = "无清单" if one.documents and not one.provisions else words
        x = _LEFT + stated * scale + 6
        parts.append(f'<text x="{x:.1f}" y="{y + 12}" fill="#444444">{escape(words)}</text>')
    return "\n".join([*parts, "</g>", "</svg>"]) + "\n"
