"""Requesting units (要求出具证明单位): one name for all the ways in which clerks write a unit.

中国银行股份有限公司建国路支行, 中国银行建国路支行 and 中行 are one unit, 中国银行; the branch is
kept beside it. 区民政局 is the bureau of the committee's own district. What cannot be told stays
apart: 民政局 alone may be the city's or the district's. A district can add its own names
(:class:`UnitBook`).

本人 and its like name no unit. 派出所 or 保险公司 alone says what kind of unit asks, but not which
one: it is counted as written, and no letter can be addressed to it (:func:`why_no_address`).
"""

from __future__ import annotations

import re

from community_certs.casework.privacy import mask_text
from community_certs.model.record import Record
from community_certs.text import canonicalize_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["NOBODY", "NO_UNIT", "Requester", "Unit", "UnitBook", "why_no_address"]


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
_NO_UNIT = (
    "本人 自己 申请人 个人 居民 村民 本人自己 申请人本人 居民本人 村民本人 居民个人 村民个人 "
    "当事人 自用 无 没有 无单位 不详 未写 未填"
)
NO_UNIT = frozenset(_NO_UNIT.split())
"""What clerks write where no unit asks."""
_SORTS = (
    "单位 部门 机关 公司 企业 厂 部队 军队 武装部 政府 人民政府 街道办 街道办事处 街道 乡镇政府 "
    "教育局 社会保险 社保 医保 公积金 房产局 国土局 法院 人民法院 检察院 人民检察院 公安 公安机关 "
    "公安派出所 保险公司 保险 人寿保险 人寿保险公司 财产保险公司 律师事务所 律所 物业 物业公司 "
    "中介 用人单位 工作单位 就业局 司法局 司法所 工会 妇联 团委 老干部局 档案馆 档案局 支行 分行 "
    "网点 营业厅 移动公司 联通公司 电信公司 水务公司 热力公司 殡仪馆 救助站 养老院 福利院 监狱 "
    "戒毒所 看守所 高中 初中 职业学校 使馆"
)
_ANY = frozenset(_SORTS.split())
"""Names of a sort of unit that say nothing of which one, beside every ending of a kind."""
_ANY_PREFIXES = (
    "当地", "本地", "辖区", "属地", "户籍地", "户籍所在地", "户籍", "所在地", "所在", "有关",
    "相关", "各", "贷款", "开户", "某", "上级", "原", "该",
)  # fmt: skip
_LEVELS = "省市县区乡镇"


def why_no_address(name: str) -> str:
    """Return why no letter can be addressed to a unit of this name, in Chinese; "" if one can.

    Arguments:
        name: the unit's name, as :class:`UnitBook` gives it.
    """
    if not name or name in NO_UNIT:
        return "没有写明要求单位，无从发函"
    rest = name
    for start in _ANY_PREFIXES:
        if rest.startswith(start) and rest != start:
            rest = rest.removeprefix(start)
            break
    if rest[0] in _LEVELS and len(rest) > 1:
        rest = rest[1:]
    if rest in _ANY or any(rest in ends for _, ends in _KINDS) or rest in _LEVELS:
        return f"“{name}”只说明是哪一类单位，没有写明是哪一家，无从发函，请查明全称"
    return ""


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
        if not name or name in NO_UNIT:
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
