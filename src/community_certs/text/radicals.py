"""CJK radicals that NFKC leaves alone, and the ordinary characters that they stand for.

PDF extraction writes U+2ED4 for 门. NFKC maps the Kangxi radicals (U+2F00 to U+2FD5) but, save
two, not the Radicals Supplement (U+2E80 to U+2EF3). The pairs are those of Unicode's
``EquivalentUnifiedIdeograph.txt`` (Unicode License v3, see NOTICE); U+2E80 has no equivalent.
"""

from __future__ import annotations

__all__ = ["RADICALS"]

_START = 0x2E81
# One character for each code point from U+2E81 on; U+2E9A is unassigned and stands for itself.
_EQUIVALENTS = (
    "厂乛乚乙亻冂\U00020628刀刂卜㔾小小兀尣尢\U00021bc2巳幺彑\U0002b739忄心扌攵\u2e9a旡日月"
    "歺母民氵氺灬爫爫丬牛犭王\U00024d14目示礻\U00025ad7糹纟罓罒㓁冗\U0002626b羊\U0002634c"
    "\U0002634b耂肀聿肉\U00026951艹艹艹虎衤覀西见角\U000278b2讠贝\U00027fb7车辶辶辶邑钅長镸长门"
    "\U00028e0f阝雨青韦页风飞食\U0002967f飠饣\U00029810马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)

RADICALS: dict[int, str] = {_START + at: ideograph for at, ideograph in enumerate(_EQUIVALENTS)}
"""Code point to ordinary character, for ``str.translate``."""
