"""Small ledgers and settings. 桥东区 (130702) has the lists of 张家口 and of the nation."""

from __future__ import annotations

import io
import re
import zipfile

from community_certs.casework.cases import Case
from community_certs.casework.judging import Judge
from community_certs.casework.rows import JudgedRow, LedgerRow
from community_certs.casework.states import State
from community_certs.catalog import Catalog

PLACE = "130702"
PLAN = """\
[机关]
发文机关 = 张家口市桥东区民政局
机关代字 = 东民函
联系人 = 基层政权和社区治理股
联系电话 = 0313-0000000
抄送 = 各街道办事处
[工作]
部署 = 张家口市纪委、监委
[期限]
函复天数 = 10
再次函复天数 = 5
"""


def row(
    proof: str, requester: str, *, line: int = 3, issued: str | None = "2023-03-06", **more: str
) -> LedgerRow:
    values = {
        "number": f"2023-{line:04d}",
        "applicant": "欧阳测试",
        "committee": "建国路社区居委会",
        **more,
    }
    return LedgerRow(
        "台账.xlsx",
        "建国路",
        line,
        values.pop("committee"),
        values.pop("place", PLACE),
        str(line),
        values.pop("number"),
        issued,
        values.pop("applicant"),
        proof,
        values.pop("purpose", ""),
        requester,
        "王五",
        **values,
    )


def judged(catalog: Catalog, *rows: LedgerRow) -> list[JudgedRow]:
    return list(Judge(catalog, key=b"0123456789abcdef").judge(rows))


def case(item: str, name: str, unit: str = "中国银行", **more: object) -> Case:
    values: dict[str, object] = {"places": (PLACE,), "committees": ("resident",), **more}
    return Case(
        "2023-0001",
        unit,
        item,
        name,
        State.REPORTED,
        "ledger",
        "2023-08-20",
        "2023-08-20",
    ).but(**values)


def text_of(document: bytes) -> str:
    """Return what a .docx prints, headers and footers included; one line for a paragraph."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = [
            archive.read(name).decode()
            for name in archive.namelist()
            if re.match(r"word/(document|header|footer)", name)
        ]
    lines = [
        "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph))
        for part in parts
        for paragraph in part.split("</w:p>")
    ]
    return "\n".join(lines)
