"""The parser of the commands, and the options that several of them share."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from community_certs.catalog import load_catalog

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from community_certs.catalog import Catalog

__all__ = ["Parser", "add_catalog", "add_formats", "add_query", "opened", "today"]


class Parser(argparse.ArgumentParser):
    """A parser whose usage errors are one line and exit with 2."""

    def error(self, message: str) -> NoReturn:
        """Print one line and leave."""
        print(f"{self.prog}: 用法错误 / usage: {message}（--help）", file=sys.stderr)
        raise SystemExit(2)


def add_query(parser: argparse.ArgumentParser) -> None:
    """Add the place and the circumstances of a request."""
    parser.add_argument(
        "--in", dest="place", required=True, metavar="地点", help="代码、名称或路径"
    )
    parser.add_argument("--purpose", metavar="用途", help="证明用途，例如 收养登记")
    parser.add_argument("--requester", metavar="单位", help="要求出具证明的单位，例如 银行")
    parser.add_argument("--requester-place", metavar="地点", help="要求单位所在地；境外写“境外”")
    parser.add_argument(
        "--committee", metavar="resident|village", help="居委会 resident，村委会 village"
    )


def add_formats(parser: argparse.ArgumentParser) -> None:
    """Add the form and the language of the output."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="输出格式")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="文字输出的语言")


def add_catalog(parser: argparse.ArgumentParser) -> None:
    """Add the catalogue to ask."""
    parser.add_argument("--catalog", metavar="路径", help="发布版所在的文件夹或 zip")
    parser.add_argument(
        "--overlay",
        metavar="路径",
        action="append",
        default=[],
        help="叠加的地方变体：文件夹，或封装的 zip；可重复",
    )


def opened(args: argparse.Namespace) -> Catalog:
    """Return the catalogue that the arguments name, with its local variants."""
    return load_catalog(args.catalog, overlays=args.overlay)


def today(given: str | None, lang: str) -> str:
    """Return the day given, or today's, and say so on standard error."""
    if given is not None:
        return given
    day = date.today().isoformat()
    note = f"no --on: taking today, {day}" if lang == "en" else f"未给出日期，按今天 {day} 判断"
    print(note, file=sys.stderr)
    return day
