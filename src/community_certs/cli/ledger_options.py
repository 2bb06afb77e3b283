"""The arguments of ``community-certs ledger``."""

from __future__ import annotations

from community_certs.cli.options import add_catalog, add_formats

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["configure"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the steps, each with its arguments."""
    steps = parser.add_subparsers(dest="step", required=True, metavar="步骤")

    one = steps.add_parser("check", help="检查台账，逐条列出问题；有错误则退出码 1")
    _reading(one, place_needed=False)
    one.add_argument("--register", nargs="+", metavar="文件", help="用印登记簿，与台账核对")
    one.add_argument("--write-mapping", metavar="文件", help="写出推断的列对应关系，供修改")
    add_formats(one)

    one = steps.add_parser("judge", help="逐条判断证明属性，写出 .xlsx、.csv 或 .json")
    _reading(one)
    _judging(one)
    one.add_argument(
        "--out", required=True, metavar="文件", help=".xlsx、.csv 或 .json（每行一条）"
    )
    add_formats(one)

    one = steps.add_parser("stats", help="统计，写出工作簿、网页、JSON、总结评估初稿")
    _reading(one)
    _judging(one)
    one.add_argument("--workbook", metavar="文件", help="Excel 工作簿（.xlsx），附图表")
    one.add_argument("--html", metavar="文件", help="网页报告，一个文件，可离线打开")
    one.add_argument("--json", metavar="文件", help="各表数据")
    one.add_argument("--summary", metavar="文件", help="总结评估初稿（.docx），须给出 --on")
    one.add_argument("--on", metavar="日期", help="总结评估的落款日期 YYYY-MM-DD")
    one.add_argument("--plan", metavar="文件", help="整治工作设置，见 rectify plan")
    add_formats(one)

    one = steps.add_parser("sample", help="随机抽取若干份供抽查，可复现")
    _reading(one)
    _judging(one)
    one.add_argument("--size", type=int, required=True, metavar="N", help="抽取份数")
    one.add_argument("--seed", required=True, metavar="TEXT", help="抽样种子；同一种子抽出同样的份")
    one.add_argument("--per-committee", action="store_true", help="每个社区（村）各抽这么多份")
    one.add_argument("--out", metavar="文件", help=".csv 或 .json；不写则打印")
    add_formats(one)


def _reading(parser: argparse.ArgumentParser, *, place_needed: bool = True) -> None:
    parser.add_argument("ledgers", nargs="+", metavar="台账", help=".xlsx、.xls、.csv")
    parser.add_argument(
        "--in", dest="place", required=place_needed, default="", metavar="地点",
        help="社区所在地；台账有“县（市、区）”列时以该列为准",
    )  # fmt: skip
    parser.add_argument("--period", metavar="起/止", help="台账期间，例如 2023-01-01/2023-07-31")
    parser.add_argument("--mapping", metavar="文件", help="列对应关系（JSON），见 ledger check")


def _judging(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--committee", choices=("resident", "village"), help="各社区都是居委会或都是村委会"
    )
    parser.add_argument("--units", metavar="文件", help="本地单位名称（JSON）：名称到别的写法")
    parser.add_argument("--within", type=int, default=365, metavar="天", help="重复证明的期限")
    parser.add_argument(
        "--show-personal-data", action="store_true", help="身份证号、电话不作遮盖（默认遮盖）"
    )
    parser.add_argument(
        "--link-key", metavar="文件",
        help="密钥文件（16 字节以上）：逐份的输出加“人员代号”一列，同一密钥下同一人代号相同，"
        "可跨期、跨台账核对；不写则密钥每次随机，不输出代号。"
        "密钥只从文件读取：命令行和环境变量会被其他程序看到",
    )  # fmt: skip
    add_catalog(parser)
