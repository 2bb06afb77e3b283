"""Parse the arguments, run one command, and turn errors into one clear line and an exit code.

Exit codes: 0 answered or clean, 1 findings or failed cases, 2 usage or unreadable input.

A command is a module of this package with ``configure(parser)`` and ``run(args)``; it is imported
only when it is called, since some need heavy libraries. To add one, write the module and give it a
line in ``COMMANDS``.
"""

from __future__ import annotations

import importlib
import os
import sys

from community_certs.cli.options import Parser
from community_certs.errors import CommunityCertsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["COMMANDS", "main"]

COMMANDS = {
    "classify": "判断一项请求 / answer a request",
    "show": "查看事项、文件、清单、地点 / show an item, document, list or place",
    "timeline": "某事项在某地的历次答复 / the answers for an item over time",
    "adjustments": "某地清单的调整过程 / the history of a place's lists",
    "search": "查找事项（近似结果仅供参考）/ find items",
    "explain": "逐步说明一句话是如何识别的 / show how a text is read",
    "coverage": "目录收录了什么、收录多全 / what the catalogue holds",
    "guide": "办事指南；某地的两张清单 / public guide of an item or a place",
    "validate": "检查目录或地方变体 / validate a catalogue or a local variant",
    "ledger": "台账：检查、判断、统计、抽查 / check, judge, count and sample ledgers",
    "rectify": "整治：立案、发函、函复、办结、纳入 / rectification cases",
    "letter": "致要求单位的函；导出模板 / a letter to a unit",
    "form": "证明表单、台账、统计表、承诺书、指南 / forms to print",
    "init-variant": "新建一个地方变体 / start a local variant",
    "new": "在地方变体中新增文件 / add a document to a variant",
    "test": "运行地方变体自己的用例 / run a variant's own cases",
    "build": "编译目录 / compile a catalogue",
    "release": "制作、检查、核对发布版 / make, check and verify releases",
    "diff": "两版之间哪些答复改变 / which answers change between two releases",
    "impact": "台账中有多少证明的答复改变 / what a new release means for a ledger",
    "upcoming": "即将生效或失效的条目 / entries that will start or end",
    "stale": "需要复核的文件 / documents that are due for review",
    "schema": "生成 JSON Schema / generate the JSON Schemas",
}
"""Every command with its help; the module of the same name in this package runs it."""


def _parser() -> Parser:
    parser = Parser(
        prog="community-certs",
        description="居（村）民委员会可否出具某项证明、依据什么、不能出具时去哪里办。",
        epilog="命令 / commands:\n"
        + "\n".join(f"  {name:<14}{text}" for name, text in COMMANDS.items())
        + "\n\n各命令的参数：community-certs 命令 --help",
    )
    parser.add_argument("--version", action="store_true", help="程序、目录、格式三个版本及校验值")
    parser.add_argument("command", nargs="?", metavar="命令", choices=tuple(COMMANDS), help="见下")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Arguments:
        argv: the arguments without the program's name; default: those of the process.
    """
    _speak_utf8()
    words = _spoken() if argv is None else list(argv)
    try:
        # What stands before the command is the program's own; the rest is the command's.
        at = next((n for n, word in enumerate(words) if not word.startswith("-")), len(words))
        top = _parser()
        args = top.parse_args(words[: at + 1])
        if args.version:
            return _version()
        if args.command is None:
            top.print_help(sys.stderr)
            return 2
        module = importlib.import_module(f"community_certs.cli.{args.command.replace('-', '_')}")
        parser = Parser(prog=f"community-certs {args.command}", description=COMMANDS[args.command])
        module.configure(parser)
        given = parser.parse_args(words[at + 1 :])
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 2
    try:
        code: int = module.run(given)
        sys.stdout.flush()
    except CommunityCertsError as error:
        lang = getattr(given, "lang", "zh")
        print(f"community-certs: {error.message(lang)}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader (head, less) left early: that is no error of ours.
        sys.stderr.close()
        return 0
    return code


def _version() -> int:
    from community_certs.catalog import load_catalog  # noqa: PLC0415  (only for this option)

    try:
        stamp = load_catalog().stamp
    except CommunityCertsError as error:
        print(f"community-certs: {error}", file=sys.stderr)
        return 2
    print(f"community-certs {stamp.library}")
    print(f"catalogue {stamp.release}  schema {stamp.schema}")
    print(stamp.digest)
    return 0


def _spoken() -> list[str]:
    """Return the arguments of the process, read as UTF-8 whatever the locale says."""
    return [os.fsencode(word).decode("utf-8", "surrogateescape") for word in sys.argv[1:]]


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: the output is Chinese."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # What was no text (a lone surrogate) is shown by its number.
            reconfigure(encoding="utf-8", errors="backslashreplace")
