"""What the columns of a ledger mean: inferred from the header, shown, and fixed in a small file."""

from __future__ import annotations

from community_certs.casework.cells import column_letters, text_of
from community_certs.errors import InvalidArgument
from community_certs.text import canonicalize_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

__all__ = ["FIELDS", "NAMES", "Columns", "find_header", "header_words"]

NAMES = {
    "serial": "序号",
    "number": "社区证明编号",
    "issued": "出具证明时间",
    "applicant": "申请人",
    "proof": "证明名称或用途",
    "purpose": "证明用途",
    "requester": "要求出具证明单位（全称）",
    "handler": "社区经办人",
    "id_number": "身份证号码",
    "phone": "联系电话",
    "address": "住址",
    "note": "备注",
    "committee": "社区（村）",
    "place": "县（市、区）",
}
"""Every field of a ledger row with the heading under which form 附件2 or 附件1 prints it."""
FIELDS = tuple(NAMES)

_EXACT = {
    "serial": "序号 序 No 行号 顺序号",
    "number": (
        "社区证明编号 证明编号 编号 证明号 证明文号 文号 开具编号 村证明编号 证明序号 存根编号 证号"
    ),
    "issued": (
        "出具证明时间 出具时间 开具时间 开具证明时间 日期 开具日期 出具日期 时间 "
        "办理时间 办理日期 登记日期 出具证明日期 开证日期 开证时间 年月日 盖章时间 "
        "盖章日期"
    ),
    "applicant": "申请人 申请人姓名 姓名 居民姓名 办理人 当事人 被证明人 开具人 申请者",
    "proof": (
        "证明名称或用途 证明名称 证明事项 证明内容 事项 开具证明名称 证明类型 证明类别 "
        "证明名称及用途 开具证明事项 出具证明事项 证明事由 事由 开具内容 证明名称用途 "
        "事项名称 证明"
    ),
    "purpose": "用途 证明用途 使用用途 办理事项 用于",
    "requester": (
        "要求出具证明单位 要求出具证明的单位 要求单位 索要单位 使用单位 需求单位 "
        "接收单位 要求开具证明单位 要求开具单位 需要证明单位 提交单位 要求出具单位 单位 "
        "用证单位 要求出具证明部门 要求部门"
    ),
    "handler": "社区经办人 经办人 承办人 经办 村经办人 开具工作人员 工作人员 办理人员",
    "id_number": "身份证 身份证号 身份证号码 公民身份号码 居民身份证号码 证件号码",
    "phone": "联系电话 电话 手机 手机号 手机号码 联系方式 电话号码",
    "address": "住址 地址 家庭住址 现住址 居住地址 居住地 详细地址",
    "note": "备注 说明 备考",
    "committee": (
        "社区 社区名称 村 社区(村) 村(社区) 居委会 村居 村、社区 出具社区 所属社区 "
        "出具单位 社区、村 村(居)"
    ),
    "place": "县(市、区) 县市区 区县 行政区划 行政区划代码 区划代码 所属区县 县区",
}
_MEANS = {
    canonicalize_name(name): field for field, names in _EXACT.items() for name in names.split()
}
# Where the whole wording is unknown: the first rule whose words all stand in the heading.
_PARTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("要求", "单位"), "requester"),
    (("要求", "部门"), "requester"),
    (("索要",), "requester"),
    (("身份证",), "id_number"),
    (("电话",), "phone"),
    (("经办",), "handler"),
    (("编号",), "number"),
    (("证明", "时间"), "issued"),
    (("证明", "日期"), "issued"),
    (("申请人",), "applicant"),
    (("证明", "名称"), "proof"),
    (("证明", "事项"), "proof"),
    (("证明", "内容"), "proof"),
    (("用途",), "purpose"),
    (("住址",), "address"),
)
_OTHERS = frozenset(
    {
        "证明属性",
        "可由",
        "不应由",
        "文件外",
        "属性",
        "签字",
        "签名",
        "领取人",
        "审批人",
        "审核人",
        "份数",
    }
)
_SEARCHED = 40


class Columns:
    """Which column holds which field, and which row is the header.

    ``header`` is the line of the (last) header row; ``fields`` maps a field to the position of
    its cell in a row, from 0; ``unused`` lists the headings that mean nothing here.
    """

    __slots__ = ("fields", "first_column", "header", "unused", "words")

    def __init__(
        self,
        header: int,
        fields: Mapping[str, int],
        first_column: int = 1,
        unused: Sequence[str] = (),
        words: Mapping[str, str] | None = None,
    ) -> None:
        self.header = header
        self.fields = dict(fields)
        self.first_column = first_column
        self.unused = tuple(unused)
        self.words = dict(words or {})

    def column(self, field: str) -> int:
        """Return the column of a field, counted from 1 as the sheet does; 0 if it has none."""
        at = self.fields.get(field)
        return 0 if at is None else at + self.first_column

    def to_dict(self) -> dict[str, Any]:
        """Return the mapping as the file of mappings holds it."""
        return {
            "header": self.header,
            "columns": {
                field: column_letters(self.column(field))
                for field in FIELDS
                if field in self.fields
            },
        }

    @classmethod
    def given(
        cls, raw: Mapping[str, Any], first_column: int, row: Sequence[object] = ()
    ) -> Columns:
        """Return a mapping as a file gives it: columns by letter; ``row`` is the header itself.

        Raises:
            InvalidArgument: for an unknown field, a wrong letter, or a missing header row.
        """
        fields: dict[str, int] = {}
        for field, letters in dict(raw.get("columns") or {}).items():
            at = _number(letters)
            if field not in NAMES or at is None:
                raise InvalidArgument(
                    f"列对应关系有误：“{field}: {letters}”。"
                    f"字段可为 {'、'.join(FIELDS)}，列用字母表示。",
                    f"bad column mapping {field}: {letters}; fields are {', '.join(FIELDS)}",
                )
            fields[field] = at - first_column
        header = raw.get("header", 0)
        if not isinstance(header, int) or "proof" not in fields:
            raise InvalidArgument(
                "列对应关系须写明表头所在行（header）和证明名称所在列（proof）。",
                "a mapping needs the header's row and the column of proof",
            )
        words = {field: text_of(row[at]) for field, at in fields.items() if 0 <= at < len(row)}
        return cls(header, fields, first_column, (), words)


def _number(letters: object) -> int | None:
    if not isinstance(letters, str) or not 1 <= len(letters) <= 3 or not letters.isascii():
        return None
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            return None
        number = number * 26 + ord(letter) - 64
    return number


def header_words(cells: Sequence[object]) -> list[tuple[int, str, str | None]]:
    """Return, for every cell that is not empty, its position, its text and the field it heads."""
    found = []
    for at, cell in enumerate(cells):
        if isinstance(cell, str) and cell.strip():
            found.append((at, text_of(cell), _field(cell)))
        elif cell not in ("", None):
            found.append((at, "", None))
    return found


def _field(text: str) -> str | None:
    if len(text) > 30:
        return None
    name = canonicalize_name(text)
    for form in (name, _without_brackets(name)):
        if form in _MEANS:
            return _MEANS[form]
        if form in _OTHERS:
            return None
    name = _without_brackets(name)
    for words, field in _PARTS:
        if all(word in name for word in words) and len(name) <= 14:
            return field
    return None


def _without_brackets(name: str) -> str:
    opened = name.find("(")
    return (
        name[:opened] + name[name.rfind(")") + 1 :] if opened > 0 and name.endswith(")") else name
    )


def find_header(rows: Sequence[tuple[int, Sequence[object]]], first_column: int) -> Columns | None:
    """Find the header among the first rows of a sheet and say what its columns mean.

    Returns:
        The mapping, or None if no row names at least three fields, the proof among them.
    """
    best: tuple[int, Columns] | None = None
    for position, (line, cells) in enumerate(rows[:_SEARCHED]):
        words = header_words(cells)
        fields: dict[str, int] = {}
        unused = []
        said = {}
        for at, text, field in words:
            if field is not None and field not in fields:
                fields[field] = at
                said[field] = text
            elif text:
                unused.append(text)
        if "proof" not in fields and "purpose" in fields:
            fields["proof"] = fields.pop("purpose")
            said["proof"] = said.pop("purpose")
        if len(fields) < 3 or "proof" not in fields or any(not text for _, text, _ in words):
            continue
        score = len(fields)
        if best is None or score > best[0]:
            header = line
            for below, more in rows[position + 1 : position + 2]:
                under = header_words(more)
                if all(text and (field or _is_other(text)) for _, text, field in under) and any(
                    _is_other(text) or field not in fields for _, text, field in under
                ):
                    header = below
                    for at, text, field in under:
                        if field is not None and field not in fields and at not in fields.values():
                            fields[field] = at
                            said[field] = text
            best = score, Columns(header, fields, first_column, unused, said)
    return None if best is None else best[1]


def _is_other(text: str) -> bool:
    return canonicalize_name(text) in _OTHERS
