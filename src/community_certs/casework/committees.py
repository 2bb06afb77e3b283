"""Which committee a sheet belongs to: by its name, its title, 填报单位, or the file's name."""

from __future__ import annotations

import os
import re

__all__ = ["committee_of"]

_KIND = "居民委员会|村民委员会|居委会|村委会"
_GENERIC = re.compile(r"(?i)(sheet|工作表|表)\s*\d*|台账|汇总|证明台账|统计表|社区证明台账|.*台账")
_TITLED = re.compile(rf"([\u4e00-\u9fff0-9]{{1,20}}?(?:社区|村)(?:{_KIND})?)(?:出具|开具|证明)")
_LABELLED = re.compile(r"(?:社区|村|居委会|社区\(村\))[:：,]\s*([\u4e00-\u9fff0-9]{2,20})")
_REPORTING = re.compile(
    rf"(?:填报|填表|报送|制表)单位[:：,]?\s*([\u4e00-\u9fff0-9]{{1,20}}?(?:社区|村|{_KIND}))(?!\w)"
)
_YEAR = re.compile(r"^(?:(?:19|20)\d\d)年?度?(?:\d{1,2}月份?)?")
# What may stand before a committee's name without being a part of it: 桥东区胜利社区, 建国路街道….
_BEFORE = "省市区县旗盟州镇乡道处年度月份:：,，。;；()（）【】[]《》“” \u3000\t\n"


def committee_of(sheet: str, titles: list[str], path: str) -> str:
    """Name the committee of a sheet.

    A sheet's own name counts unless it is generic (Sheet1, 台账), then the title, then the file. A
    title, 填报单位 or file that says more (胜利社区居委会 for the sheet 胜利社区) is preferred: its
    end tells the kind of committee.

    Arguments:
        sheet: the name of the sheet; "" for CSV.
        titles: the texts above the header.
        path: the name of the file.
    """
    name, stem = sheet.strip(), os.path.splitext(path)[0]
    if name and _GENERIC.fullmatch(name) is None:
        return _extended(name, [*titles, stem])
    for pattern in (_REPORTING, _LABELLED, _TITLED):
        for title in titles:
            found = pattern.search(title)
            if found is not None:
                named = _YEAR.sub("", found[1])
                if named not in ("社区", "村", "出具", ""):
                    return _extended(named, [*titles, stem])
    return _extended(stem, titles)


def _extended(name: str, texts: list[str]) -> str:
    """Return the name with the kind of committee that the first text to name it adds."""
    if name.endswith(tuple(_KIND.split("|"))):
        return name
    longer = re.compile(rf"{re.escape(name)}(?:社区|村)?(?:{_KIND})")
    if name.endswith(("社区", "村")):
        longer = re.compile(rf"{re.escape(name)}(?:{_KIND})")
    for text in texts:
        for found in longer.finditer(text):
            if not found.start() or text[found.start() - 1] in _BEFORE:
                return found[0]
    return name
