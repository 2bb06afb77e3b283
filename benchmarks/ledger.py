"""Check, judge and count a ledger of 200,000 rows, against its readers and writers alone.

The bar: at most 3 times the time of reading the file with python-calamine and writing the result
with XlsxWriter, in one run, and under 600 MB. Each side runs in its own process, so that its peak
memory is its own. Time is processor time: the machine may be busy with other things.

    python benchmarks/ledger.py [rows]
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]
import yaml

HEADER = (
    "序号",
    "社区证明编号",
    "出具证明时间",
    "申请人",
    "证明名称或用途",
    "要求出具证明单位（全称）",
    "社区经办人",
)
UNITS = (
    "中国银行股份有限公司建国路支行",
    "中行",
    "区民政局",
    "花园街派出所",
    "太平洋保险公司",
    "第五小学",
    "张家口市住房公积金管理中心",
)
_PHRASES = Path(__file__).parents[1] / "tests" / "cases" / "phrases.yaml"


def write_ledger(path: Path, rows: int) -> None:
    """Write a ledger: as many communities as it takes, 5,000 certificates each."""

    asked = [one["phrase"] for one in yaml.safe_load(_PHRASES.read_text("utf-8"))]
    chance = random.Random(2023)
    names = [
        chance.choice("赵钱孙李周吴郑王冯陈") + chance.choice("伟芳娜敏静丽强磊军洋") + given
        for given in "勇艳杰娟涛明超霞平刚"
    ]
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("花园社区居委会")
    sheet.write_row(0, 0, HEADER)
    for at in range(1, rows + 1):
        day = f"2023.{chance.randint(1, 7)}.{chance.randint(1, 28)}"
        number = f"花园2023第{at:06d}号"
        cells = (chance.choice(names), chance.choice(asked), chance.choice(UNITS))
        sheet.write_row(at, 0, (at, number, day, *cells, chance.choice(names)))
    book.close()


OURS = """
import resource, sys, time
from community_certs.casework.findings import find
from community_certs.casework.judging import Judge
from community_certs.casework.ledger import read_ledger
from community_certs.casework.statistics import count
from community_certs.casework.workbook import Heading, write_workbook
from community_certs.catalog import load_catalog

ledger = read_ledger([sys.argv[1]], place="130702", period=("2023-01-01", "2023-07-31"))
checked = time.process_time()
catalog = load_catalog()
rows = tuple(Judge(catalog).judge(ledger.rows))
judged = time.process_time()
counted, found = count(rows, catalog.stamp), find(rows)
assert counted.reconciles() and len(rows) == ledger.rows_in
stats = time.process_time()
write_workbook(sys.argv[2], rows, counted, found, ledger.problems, heading=Heading("桥东区"))
end = time.process_time()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(end, checked, judged - checked, stats - judged, end - stats, peak)
"""

THEIRS = """
import resource, sys, time
import xlsxwriter
from python_calamine import CalamineWorkbook

def sheets(path):
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        yield name, book.get_sheet_by_name(name)

for _, sheet in sheets(sys.argv[1]):
    for _ in sheet.iter_rows():
        pass
read = time.process_time()
# What our run wrote, cell for cell; reading it back is not counted.
result = [(name, list(sheet.iter_rows())) for name, sheet in sheets(sys.argv[2])]
start = time.process_time()
book = xlsxwriter.Workbook(sys.argv[3], {"constant_memory": True})
for name, rows in result:
    sheet = book.add_worksheet(name)
    for at, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell != "":
                sheet.write(at, column, cell)
book.close()
print(read + time.process_time() - start, read, time.process_time() - start)
"""


def run(code: str, *args: Path) -> list[float]:
    """Run a side in its own process and return the numbers that it prints."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, *map(str, args)],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return [float(one) for one in done.stdout.split()]


def main() -> int:
    """Measure, print, and return 1 if the bar is missed."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as folder:
        ledger, ours, theirs = (Path(folder) / name for name in ("a.xlsx", "b.xlsx", "c.xlsx"))
        write_ledger(ledger, rows)
        total, checked, judged, counted, written, peak = run(OURS, ledger, ours)
        alone, read, wrote = run(THEIRS, ledger, ours, theirs)
    print(f"{rows} rows")
    print(
        f"ours   {total:6.1f} s: check {checked:.1f}, judge {judged:.1f}, "
        f"count {counted:.1f}, write {written:.1f}; peak {peak:.0f} MB"
    )
    print(f"alone  {alone:6.1f} s: read {read:.1f}, write {wrote:.1f}")
    print(f"ratio  {total / alone:6.2f}  (bar 3)")
    return 0 if total <= 3 * alone and peak < 600 else 1


if __name__ == "__main__":
    raise SystemExit(main())
