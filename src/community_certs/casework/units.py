"""Requesting units (要求出具证明单位): one name for all the ways in which clerks write a unit.

中国银行股份有限公司建国路支行, 中国银行建国路支行 and 中行 are one unit, 中国银行; the branch is
kept beside it. 区民政局 is the bureau of the committee's own district. What cannot be told stays
apart: 民政局 alone may be the city's or the district's. A district can add its own names
(:class:`UnitBook`).
"""

from __future__ import annotations

import re

from community_certs.casework.privacy import mask_text
from community_certs.model.record import Record
from community_certs.text import canonicalize_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["NOBODY", "Requester", "Unit", "UnitBook"]


class Unit(Record):
    """A requesting unit.

    ``name`` is what statistics and letters group by; ``branch`` the rest of the name ("" for none);
    ``kind`` the id of the kind in the catalogue's vocabulary ("bank"), None if it cannot be told.
    """

    name: str
    branch: str = ""
    kind: str | None = None


Requester = Unit
NOBODY = Unit("")
"""The unit of a row that names none."""

_HIDDEN = re.compile(r"[\dXx+]*\*{2,}[\dXx]*")
_BANKS = {
    "中国银行": ("中行",),
    "中国工商银行": ("工行", "工商银行"),
    "中国农业银行": ("农行", "农业银行"),
    "中国建设银行": ("建行", "建设银行"),
    "交通银行": ("交行",),
    "中国邮政储蓄银行": ("邮储", "邮储银行", "邮政储蓄", "邮政银行", "邮政储蓄银行"),
    "招商银行": ("招行",),
}
_BRANCH_ENDS = ("支行", "分行", "分理处", "营业部", "营业厅", "网点", "储蓄所", "营业所", "分社")
_LEGAL_ENDS = ("股份有限公司", "有限责任公司", "有限公司")
_NOISE_ENDS = ("(全称)", "要求", "要求出具", "等单位")
_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("bank", ("银行", "信用社", "农信社", "信用合作联社", "储蓄所")),
    ("notary", ("公证处",)),
    ("police-station", ("派出所", "公安局", "公安分局", "交警大队", "车管所")),
    ("court", ("法院", "法庭")),
    ("civil-affairs", ("民政局", "民政所", "婚姻登记处")),
    ("human-resources", ("人力资源和社会保障局", "人社局", "社保局", "社保中心", "医保局")),
    ("tax", ("税务局",)),
    ("housing", ("房管局", "住建局", "不动产登记中心", "公积金中心", "公积金管理中心")),
    ("market-regulator", ("市场监督管理局", "市场监管局", "工商局")),
    ("disabled-federation", ("残联", "残疾人联合会")),
    ("legal-aid-centre", ("法律援助中心",)),
    ("utility", ("供电公司", "供电局", "燃气公司", "自来水公司", "电力公司")),
    ("school", ("幼儿园", "小学", "中学", "大学", "学校", "学院")),
    ("hospital", ("医院", "卫生院")),
    ("embassy", ("大使馆", "领事馆")),
)


class UnitBook:
    """Reads unit names for one place, and remembers what it read.

    Arguments:
        chain: the full names of the committee's place from the province down, as the answer's
            ``chain`` gives them without the nation (河北省, 张家口市, 桥东区).
        names: the district's own names: a unit to the other ways in which it is written.
    """

    __slots__ = ("_chain", "_own", "_read")

    def __init__(
        self, chain: Iterable[str] = (), names: Mapping[str, Iterable[str]] | None = None
    ) -> None:
        self._chain = tuple(chain)
        self._own: dict[str, str] = {}
        for name, others in (names or {}).items():
            for one in (name, *others):
                self._own[canonicalize_name(one)] = name
        self._read: dict[str, Unit] = {}

    def read(self, text: str) -> Unit:
        """Return the unit that a cell names; :data:`NOBODY` for an empty one."""
        held = self._read.get(text)
        if held is None:
            held = self._read[text] = self._unit(text)
        return held

    def _unit(self, text: str) -> Unit:
        # A phone number beside the unit is no part of its name, and would be printed with it.
        name = canonicalize_name(_HIDDEN.sub("", mask_text(text)))
        for end in _NOISE_ENDS:
            name = name.removesuffix(end)
        if not name:
            return NOBODY
        own = self._own.get(name)
        if own is not None:
            return Unit(own, "", _kind(canonicalize_name(own)))
        bank = _bank(name)
        if bank is not None:
            return self._own_name(bank)
        for end in _LEGAL_ENDS:
            if name.endswith(end) and len(name) > len(end) + 1 and "银行" in name:
                name = name.removesuffix(end)
        local = self._local(name)
        return self._own_name(Unit(local, "", _kind(local)))

    def _own_name(self, unit: Unit) -> Unit:
        own = self._own.get(canonicalize_name(unit.name))
        return unit if own is None else Unit(own, unit.branch, unit.kind)

    def _local(self, name: str) -> str:
        """Name the bureau of the place in full, and only once: 区民政局 is 桥东区民政局."""
        chain = self._chain
        for place in chain[:-1]:
            rest = name.removeprefix(place)
            if rest != name and len(rest) > 2 and not rest.startswith(("分局", "支行", "分公司")):
                below = next((one for one in chain if rest.startswith(one)), None)
                if below is not None:
                    name = rest
        if len(name) > 3 and not any(name.startswith(one) for one in chain):
            for place in reversed(chain):
                # 市民中心 is no bureau of the city: only what ends like an office is expanded.
                if name[0] == place[-1] and name.endswith(("局", "委", "院", "办", "中心", "部")):
                    return name if name.startswith("市民中") else place + name[1:]
        return name


def _bank(name: str) -> Unit | None:
    """Read a bank of the table and its branch; a name that goes on otherwise is another bank."""
    for full, others in _BANKS.items():
        for known in sorted((full, *others), key=len, reverse=True):
            if not name.startswith(known):
                continue
            rest = name[len(known) :]
            for end in _LEGAL_ENDS:
                rest = rest.removeprefix(end)
            rest = rest.strip("(),、")
            if not rest or rest.endswith(_BRANCH_ENDS):
                return Unit(full, rest, "bank")
    return None


def _kind(name: str) -> str | None:
    for kind, ends in _KINDS:
        if name.endswith(ends):
            return kind
    if "银行" in name and name.endswith(_BRANCH_ENDS):
        return "bank"
    if name.endswith("公司"):
        if "保险" in name:
            return "insurance-company"
        return "enterprise" if "银行" not in name else "bank"
    return None
