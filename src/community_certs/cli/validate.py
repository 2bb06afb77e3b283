"""``community-certs validate``: say everything that is wrong with a catalogue or a variant."""

from __future__ import annotations

import sys
from pathlib import Path

from community_certs.authoring.baseline import written
from community_certs.authoring.checks import CHECKS, FAMILIES, family_of
from community_certs.authoring.explanation import explained
from community_certs.authoring.reports import FORMATS
from community_certs.authoring.settings import find_settings, read_settings
from community_certs.authoring.validation import examine
from community_certs.outputs import write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="目录、地方变体或其中的文件；默认当前文件夹")
    add("--base", metavar="BASE", help="地方变体的基础：发布版或形如 catalog_data 的文件夹")
    add("--format", choices=tuple(FORMATS), default="text", help="输出格式")
    add("--output", metavar="FILE", help="写入文件，不写到标准输出")
    add("--lang", choices=("zh", "en"), default="zh", help="文字输出的语言")
    add("--strict", action="store_true", default=None, help="警告也算不通过")
    add("--select", action="append", metavar="CODE", help="只报告这些检查或类别（可重复）")
    add("--ignore", action="append", metavar="CODE", help="不报告这些检查或类别（可重复）")
    add("--on", metavar="YYYY-MM-DD", help="按哪一天判断文件是否过期；默认为版本所在月份的首日")
    add("--baseline", metavar="FILE", help="已知问题的文件：其中的问题不再报告")
    add("--write-baseline", metavar="FILE", help="把现有问题写成已知问题的文件")
    add("--config", metavar="FILE", help="配置文件；默认找 .community-certs.toml 或 pyproject.toml")
    add("--list", action="store_true", dest="list_checks", help="列出全部检查")
    add("--explain", metavar="CODE", help="说明一项检查")


def run(args: argparse.Namespace) -> int:
    """Validate, and return 1 if there are errors (with ``--strict``: or warnings)."""
    if args.list_checks:
        _list(args.lang)
        return 0
    if args.explain is not None:
        print(explained(args.explain, args.lang), end="")
        return 0
    held = read_settings(Path(args.config)) if args.config else find_settings(Path.cwd())
    settings = held.with_options(
        select=None if args.select is None else tuple(args.select),
        ignore=None if args.ignore is None else (*held.ignore, *args.ignore),
        strict=args.strict,
        base=args.base,
        baseline=args.baseline,
        on=args.on,
    )
    if args.write_baseline is not None:
        settings = settings.without_baseline()
    report = examine(args.paths or ["."], settings=settings)
    if args.write_baseline is not None:
        write_whole(args.write_baseline, written(report.diagnostics, report.line))
        print(
            f"{args.write_baseline}: {len(report.diagnostics)} findings"
            if args.lang == "en"
            else f"{args.write_baseline}：已记录现有的问题，以后不再报告",
            file=sys.stderr,
        )
        return 0
    text = FORMATS[args.format](report, args.lang)
    if args.output is None:
        sys.stdout.write(text)
    else:
        write_whole(args.output, text)
    return 1 if report.failed else 0


def _list(lang: str) -> None:
    family = ""
    for code, check in CHECKS.items():
        if family_of(code) != family:
            family = family_of(code)
            print(f"{family}  {FAMILIES[family][lang == 'en']}")
        print(f"  {code:<24}{check.severity:<9}{check.title[lang == 'en']}")
