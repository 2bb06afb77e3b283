"""Parse the arguments, run one command, and turn errors into one clear line and an exit code.

Exit codes: 0 answered or clean, 1 findings or failed cases, 2 usage or unreadable input.
"""

from __future__ import annotations

import argparse
import importlib
import sys

from community_certs.errors import CommunityCertsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


class _Parser(argparse.ArgumentParser):
    """A parser whose usage errors are one line and exit with 2."""

    def error(self, message: str) -> None:  # type: ignore[override]
        """Print one line and leave."""
        print(f"{self.prog}: 用法错误 / usage: {message}（--help）", file=sys.stderr)
        raise SystemExit(2)


def _query(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--in", dest="place", required=True, metavar="地点", help="代码、名称或路径")
    parser.add_argument("--purpose", metavar="用途", help="证明用途，例如 收养登记")
    parser.add_argument("--requester", metavar="单位", help="要求出具证明的单位，例如 银行")
    parser.add_argument("--requester-place", metavar="地点", help="要求单位所在地；境外写“境外”")
    parser.add_argument(
        "--committee", metavar="resident|village", help="居委会 resident，村委会 village"
    )


def _formats(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text", help="输出格式")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="文字输出的语言")
    parser.add_argument("--catalog", metavar="路径", help="发布版所在的文件夹或 zip")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="community-certs",
        description="居（村）民委员会可否出具某项证明、依据什么、不能出具时去哪里办。",
    )
    parser.add_argument("--version", action="store_true", help="程序、目录、格式三个版本及校验值")
    commands = parser.add_subparsers(dest="command", metavar="命令", parser_class=_Parser)

    one = commands.add_parser("classify", help="判断一项请求")
    one.add_argument("text", metavar="TEXT", help="所要的证明，怎么说都行")
    one.add_argument("--on", metavar="日期", help="YYYY-MM-DD；不写则按今天，并注明")
    _query(one)
    _formats(one)

    one = commands.add_parser("show", help="查看事项、文件、清单、地点")
    one.add_argument("kind", choices=("item", "document", "list", "jurisdiction"))
    one.add_argument("id", metavar="ID", help="编号；jurisdiction 可用名称")
    one.add_argument("--on", metavar="日期", help="只用于 jurisdiction；不写则按今天")
    _formats(one)

    one = commands.add_parser("timeline", help="某事项在某地的历次答复")
    one.add_argument("item", metavar="ITEM", help="事项编号或名称")
    _query(one)
    _formats(one)

    one = commands.add_parser("adjustments", help="某地清单的调整过程")
    one.add_argument("--in", dest="place", required=True, metavar="地点", help="代码、名称或路径")
    _formats(one)

    one = commands.add_parser("search", help="查找事项（近似结果仅供参考）")
    one.add_argument("text", metavar="TEXT")
    _formats(one)

    one = commands.add_parser("explain", help="逐步说明一句话是如何识别的")
    one.add_argument("text", metavar="TEXT")
    _formats(one)

    one = commands.add_parser("build", help="编译目录：SRC 为 catalog_data，OUT 为发布版文件夹")
    one.add_argument("source", metavar="SRC")
    one.add_argument("out", metavar="OUT")
    one.add_argument("--release", metavar="YYYY.MM.N", help="版本号；不写则取 SRC/release.txt")
    one.add_argument("--lang", choices=("zh", "en"), default="zh")

    one = commands.add_parser("schema", help="生成 JSON Schema")
    one.add_argument("out", metavar="DIR", help="写入的文件夹")
    one.add_argument("--check", action="store_true", help="只检查是否与生成结果一致")
    return parser


_HOMES = {
    "classify": "classify",
    "show": "show",
    "timeline": "history",
    "adjustments": "history",
    "search": "lookup",
    "explain": "lookup",
    "build": "build",
    "schema": "build",
    "version": "lookup",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Arguments:
        argv: the arguments without the program's name; default: those of the process.
    """
    _speak_utf8()
    parser = _parser()
    try:
        args = parser.parse_args(argv)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 2
    command = "version" if args.version else args.command
    if command is None:
        parser.print_help(sys.stderr)
        return 2
    # A command's module is imported only when it runs: some need heavy libraries.
    module = importlib.import_module(f"community_certs.cli.{_HOMES[command]}")
    try:
        code: int = getattr(module, f"run_{command}")(args)
        sys.stdout.flush()
    except CommunityCertsError as error:
        lang = getattr(args, "lang", "zh")
        print(f"community-certs: {error.message(lang)}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader (head, less) left early: that is no error of ours.
        sys.stderr.close()
        return 0
    return code


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: the output is Chinese."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and (stream.encoding or "").lower() != "utf-8":
            reconfigure(encoding="utf-8")
