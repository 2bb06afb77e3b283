"""``community-certs validate``: say everything that is wrong with a catalogue or a variant."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from community_certs.authoring.baseline import can_be_known, written
from community_certs.authoring.checks import CHECKS, FAMILIES, family_of
from community_certs.authoring.explanation import explained
from community_certs.authoring.reports import FORMATS
from community_certs.authoring.settings import FILES, find_settings, read_settings
from community_certs.authoring.validation import examine
from community_certs.outputs import write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from community_certs.authoring.validation import Report

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
        _tell_baseline(args.write_baseline, held.baseline, report, args.lang)
        return 0
    text = FORMATS[args.format](report, args.lang)
    if args.output is None:
        sys.stdout.write(text)
    else:
        write_whole(args.output, text)
    return 1 if report.failed else 0


def _tell_baseline(path: str, configured: str | None, report: Report, lang: str) -> None:
    """Say what was recorded, and what must be set so that it is no longer reported."""
    recorded = sum(can_be_known(one) for one in report.diagnostics)
    left = len(report.diagnostics) - recorded
    en = lang == "en"
    lines = [f"{path}: {recorded} findings" if en else f"{path}：已记录现有的 {recorded} 个问题"]
    if left:
        lines.append(
            f"{left} more cannot be let be: mend them first"
            if en
            else f"另有 {left} 个必须改正，没有记录"
        )
    if configured is None or Path(configured).resolve() != Path(path).resolve():
        line = f"baseline = {json.dumps(path, ensure_ascii=False)}"
        lines.append(
            f"to report only new ones, give --baseline {path}, or write in {FILES[0]}: {line}"
            if en
            else f"要使以后只报告新问题：每次加 --baseline {path}，或在 {FILES[0]} 中写 {line}"
        )
    else:
        lines.append("only new ones are reported from now on" if en else "以后只报告新问题")
    print("\n".join(lines), file=sys.stderr)


def _list(lang: str) -> None:
    family = ""
    for code, check in CHECKS.items():
        if family_of(code) != family:
            family = family_of(code)
            print(f"{family}  {FAMILIES[family][lang == 'en']}")
        print(f"  {code:<24}{check.severity:<9}{check.title[lang == 'en']}")
