"""The parser of the commands, and the options that several of them share."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date

from community_certs.catalog import load_catalog

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

    from community_certs.catalog import Catalog

__all__ = ["Parser", "add_catalog", "add_formats", "add_query", "in_chinese", "opened", "today"]


class Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese with English beside; a usage error is one line and exits with 2.

    Attributes:
        hint: what to add to a usage error, in Chinese and in English; None for nothing.
    """

    hint: tuple[str, str] | None = None

    def __init__(self, *, add_help: bool = True, **given: Any) -> None:
        super().__init__(add_help=False, **{"formatter_class": _Formatter, **given})
        self._positionals.title = "参数 / arguments"
        self._optionals.title = "选项 / options"
        if add_help:
            self.add_argument("-h", "--help", action="help", help="显示本帮助 / show this help")

    def error(self, message: str) -> NoReturn:
        """Print one line and leave."""
        zh = in_chinese(message)
        # The choices stand in the Chinese half already.
        en = message.partition(" (choose from")[0]
        said = f"{zh} / {en}" if zh and _REFUSED not in en else zh or en
        line = f"{self.prog}: 用法错误：{said}（--help）"
        if self.hint is not None:
            line += f"。{self.hint[0]} / {self.hint[1]}"
        print(line, file=sys.stderr)
        raise SystemExit(2)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Heads the usage in both languages."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法 / usage: " if prefix is None else prefix)


def in_chinese(message: str) -> str:
    """Return what ``argparse`` complains of in Chinese; "" if it is no usual complaint."""
    for said, zh in _SAID:
        found = re.fullmatch(said, message, re.DOTALL)
        if found is not None:
            given = {name: value or "" for name, value in found.groupdict().items()}
            if "choices" in given:
                from difflib import get_close_matches  # noqa: PLC0415  (only for a usage error)

                given["choices"] = "、".join(re.sub(r"['\"]", "", given["choices"]).split(", "))
                close = get_close_matches(
                    given.get("value", "").strip("'"), given["choices"].split("、"), 1
                )
                given["close"] = f"是不是“{close[0]}”？" if close else ""
            return zh.format(**given)
    return ""


_REFUSED = ": 不能是"
"""In the complaint of a type that speaks Chinese itself (:func:`.questions.one_of`)."""
_OF = r"argument (?P<name>.+?): "
# The complaints of argparse in Python 3.10 to 3.14.
_SAID = (
    (r"the following arguments are required: (?P<names>.+)", "缺少参数 {names}"),
    (r"unrecognized arguments: (?P<names>.+)", "不认识的参数 {names}"),
    (
        _OF + r"invalid choice: (?P<value>.+?) \((?:.*, )??choose from (?P<choices>.+)\)",
        "参数 {name} 不能是 {value}，{close}可用：{choices}",
    ),
    (_OF + r"invalid (?:\S+) value: (?P<value>.+)", "参数 {name} 的值 {value} 不对"),
    (_OF + r"expected one argument", "参数 {name} 后面要写一个值"),
    (_OF + r"expected at least one argument", "参数 {name} 后面至少要写一个值"),
    (_OF + r"expected at most one argument", "参数 {name} 后面最多写一个值"),
    (_OF + r"expected (?P<count>\d+) arguments?", "参数 {name} 后面要写 {count} 个值"),
    (_OF + r"not allowed with argument (?P<other>.+)", "参数 {name} 不能与 {other} 同用"),
    (_OF + r"ignored explicit argument (?P<value>.+)", "参数 {name} 不带值，却写了 {value}"),
    (
        r"ambiguous option: (?P<name>.+) could match (?P<choices>.+)",
        "参数 {name} 写得不全，可能是：{choices}",
    ),
    (r"one of the arguments (?P<names>.+) is required", "以下参数须写一个：{names}"),
    (_OF + r"(?P<said>不能是.+)", "参数 {name} {said}"),
)


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
