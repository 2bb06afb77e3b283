"""A realistic set of ledgers with the messes that clerks make, written fresh for each test."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
import yaml

from community_certs.casework.identity import check_digit

PLACE = "130702"
"""桥东区, 张家口市: the district of the seeds."""
PROOFS = (
    "亲属关系证明",
    "居住证明",
    "无犯罪记录证明",
    "婚姻状况证明",
    "收入证明",
    "生活困难证明",
    "我妈是我妈",
    "自己摔伤的证明",
    "居住及收入证明",
)
UNITS = (
    "中国银行股份有限公司建国路支行",
    "中国银行建国路支行",
    "中行",
    "区民政局",
    "张家口市桥东区民政局",
    "花园街派出所",
    "太平洋保险公司",
    "第五小学",
)
HEADER = (
    "序号", "社区证明编号", "出具证明时间", "申请人", "证明名称或用途",
    "要求出具证明单位（全称）", "社区经办人",
)  # fmt: skip
_PHRASES = Path(__file__).parents[1] / "cases" / "phrases.yaml"
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚"


def phrases() -> list[str]:
    """Return the requests of the development set."""
    read = yaml.safe_load(_PHRASES.read_text("utf-8"))
    return [one["phrase"] for one in read]


def id_number(chance: random.Random, area: str = PLACE) -> str:
    """Return a valid ID number of nobody in particular."""
    born = date(1940, 1, 1) + timedelta(days=chance.randrange(25_000))
    first = f"{area}{born:%Y%m%d}{chance.randrange(1000):03d}"
    return first + check_digit(first)


def name(chance: random.Random) -> str:
    """Return a name."""
    return chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2))))


def printed(day: date, style: int) -> str:
    """Return a day as one of the clerks writes it."""
    return (
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}/{day.month:02d}/{day.day:02d}",
        f"{day.month}月{day.day}日",
    )[style % 6]


def records(
    count: int, *, seed: int = 1, proofs: tuple[str, ...] | None = None, prefix: str = "花园"
) -> list[tuple[Any, ...]]:
    """Return clean records in the order of :data:`HEADER`, dated January to July 2023."""
    chance = random.Random(seed)
    asked = proofs or (*PROOFS, *phrases())
    found = []
    for number in range(1, count + 1):
        day = date(2023, 1, 1) + timedelta(days=chance.randrange(212))
        found.append(
            (
                number, f"{prefix}2023第{number:03d}号", printed(day, chance.randrange(5)),
                name(chance), chance.choice(asked), chance.choice(UNITS), name(chance),
            )
        )  # fmt: skip
    return found


def write_book(
    path: Path, sheets: dict[str, list[list[Any]]], merges: tuple[Any, ...] = ()
) -> Path:
    """Write a workbook: sheet name to rows; strings stay strings, whatever they begin with.

    ``merges`` holds (sheet, first row, first column, last row, last column, value), from 0.
    """
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    dated = book.add_format({"num_format": "yyyy/m/d"})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, dated)
                elif isinstance(cell, str):
                    sheet.write_string(at, column, cell)
                elif cell is not None:
                    sheet.write_number(at, column, cell)
        for where, top, left, bottom, right, value in merges:
            if where == title:
                sheet.merge_range(top, left, bottom, right, value)
    book.close()
    return path


def write_csv(path: Path, rows: list[list[Any]], encoding: str = "utf-8-sig") -> Path:
    """Write a CSV file."""
    lines = [",".join("" if one is None else str(one) for one in row) for row in rows]
    path.write_bytes("\r\n".join(lines).encode(encoding) + b"\r\n")
    return path


def district(folder: Path) -> list[Path]:
    """Write a district's ledgers: a workbook of two communities, one CSV in GB18030, one UTF-8.

    The messes: title rows and a merged title above the header, other wordings, all ways to write a
    day, blank and total rows, a signature line, a repeated header, a missing, an impossible and an
    out-of-period date, a duplicate, a skipped and a broken number, ID numbers in odd places.
    """
    chance = random.Random(7)
    garden = [list(one) for one in records(40, seed=11)]
    garden[3][2] = "2023.2.30"
    garden[4][2] = None
    garden[5][2] = 45052.0
    garden[6][2] = date(2023, 5, 6)
    garden[7][2] = "2022年12月31日"
    garden[8][1] = garden[7][1]
    garden[9][1] = "无号"
    garden[10][3] = f"王芳（{id_number(chance)}）"
    garden[11][4] = "亲属关系证明，联系电话13812345678"
    garden[12][5] = ""
    garden[13][4] = ""
    garden[30:30] = [[None] * 7, list(HEADER)]
    rows: list[list[Any]] = [
        ["社区出具证明台账（2023年1月1日—7月31日）"],
        ["县（市、区）：桥东区", None, None, None, None, "2023年8月1日"],
        list(HEADER),
        *garden,
        ["合计", None, None, None, len(garden)],
        [],
        ["填表人：", None, "审核人："],
    ]
    street: list[list[Any]] = [
        ["建国路社区证明登记表"],
        [
            "编号",
            "姓名",
            "身份证号",
            "电话",
            "证明事项",
            "用途",
            "要求单位",
            "开具日期",
            "经办人",
            "备注",
        ],
    ]
    for number, one in enumerate(records(30, seed=5, proofs=PROOFS), 1):
        street.append(
            [
                f"JGL-{number + (number > 20):04d}", one[3], id_number(chance), "0313-2012345",
                one[4], "", one[5], one[2], one[6], "",
            ]
        )  # fmt: skip
    street[4][2] = "130702199001011235"
    street[5][2] = "810000199408230021"
    street[6][2] = 130702199001011234.0
    book = write_book(
        folder / "桥东区台账.xlsx",
        {"花园社区居委会": rows, "建国路社区居委会": street, "Sheet3": []},
        (("花园社区居委会", 0, 0, 0, 6, "社区出具证明台账（2023年1月1日—7月31日）"),),
    )
    gb = [list(HEADER), *map(list, records(25, seed=3, proofs=PROOFS, prefix="胜利"))]
    utf = [list(HEADER), *map(list, records(15, seed=4, proofs=PROOFS, prefix="站前"))]
    return [
        book,
        write_csv(folder / "胜利社区居委会.csv", gb, "gb18030"),
        write_csv(folder / "站前社区居委会.csv", utf, "utf-8"),
    ]
