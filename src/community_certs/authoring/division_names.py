"""Short names of administrative divisions: 张家口市 is also 张家口, 广西壮族自治区 also 广西."""

from __future__ import annotations

__all__ = ["short_names"]

# As they stand in the names of autonomous divisions; the first five are also written without 族.
_PEOPLES = (
    "柯尔克孜", "维吾尔", "哈萨克", "塔吉克", "锡伯", "蒙古",
    "柯尔克孜族", "维吾尔族", "哈萨克族", "塔吉克族", "锡伯族", "蒙古族", "鄂温克族", "达斡尔族",
    "保安族", "布朗族", "布依族", "朝鲜族", "哈尼族", "景颇族", "拉祜族", "傈僳族", "黎族", "满族",
    "毛南族", "苗族", "仫佬族", "纳西族", "怒族", "普米族", "羌族", "仡佬族", "撒拉族", "畲族",
    "水族", "土家族", "土族", "佤族", "瑶族", "彝族", "裕固族", "藏族", "壮族", "白族", "傣族",
    "东乡族", "侗族", "独龙族", "回族", "各族",
)  # fmt: skip
_LONGEST_FIRST = tuple(sorted(_PEOPLES, key=lambda people: (-len(people), people)))
_AUTONOMOUS = ("自治区", "自治州", "自治县", "自治旗")
_SUFFIXES = (
    "特别行政区", "行政区", "地区", "新区", "特区",
    "省", "市", "盟", "县", "区", "旗",
)  # fmt: skip
_IRREGULAR = {"神农架林区": ("神农架",)}


def short_names(name: str) -> tuple[str, ...]:
    """Return the short names of a division, most usual first; empty if it has none.

    What is left after taking off the kind of division (省, 市, 县 …) and, for autonomous ones, the
    names of peoples must have two characters. An autonomous prefecture is also called …州.

    Arguments:
        name: the full name, as printed in the list of codes.
    """
    if name in _IRREGULAR:
        return _IRREGULAR[name]
    for suffix in _AUTONOMOUS:
        if name.endswith(suffix):
            core = _without_peoples(name[: -len(suffix)])
            return (core, core + "州") if suffix == "自治州" else (core,)
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return (name[: -len(suffix)],)
    return ()


def _without_peoples(core: str) -> str:
    while True:
        for people in _LONGEST_FIRST:
            if core.endswith(people) and len(core) - len(people) >= 2:
                core = core[: -len(people)]
                break
        else:
            # 东乡族自治县: nothing but the people's name is left, of which 族 goes.
            return core[:-1] if core.endswith("族") and len(core) >= 3 else core
