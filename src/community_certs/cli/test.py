"""``community-certs test``: run a local variant's own cases and print how answers differ."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from community_certs.authoring.overlay import Base, read_variants
from community_certs.authoring.overlay_cases import CASES, read_cases, run_cases
from community_certs.authoring.overlay_drift import drift_since
from community_certs.catalog import Catalog, load_catalog
from community_certs.catalog.overlaying import lay_variants
from community_certs.cli.options import add_catalog, opened
from community_certs.cli.page import Page, print_json
from community_certs.cli.words import say
from community_certs.diagnostics import ERROR
from community_certs.errors import CommunityCertsError, InvalidArgument

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from community_certs.authoring.overlay import Variant
    from community_certs.authoring.overlay_cases import Difference, Result
    from community_certs.diagnostics import Diagnostic

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "folder", nargs="?", default=".", metavar="DIR", help="地方变体的文件夹；默认当前文件夹"
    )
    parser.add_argument(
        "--format", choices=("text", "json", "junit"), default="text", help="输出格式"
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="文字输出的语言")
    parser.add_argument(
        "--since",
        metavar="RELEASE",
        help="另列出自某版本（版本号、文件夹或 zip）以来与本变体有关的变化",
    )
    add_catalog(parser)


def run(args: argparse.Namespace) -> int:
    """Run the cases; 1 if the variant is refused, a case fails or there is none to run."""
    folder = Path(args.folder)
    if not folder.is_dir():
        raise InvalidArgument(
            f"找不到地方变体“{folder}”，请给出含有 overlay.yaml 的文件夹。",
            f"no variant at {folder}: name the folder that holds overlay.yaml",
        )
    catalog = opened(args)
    base = Base.of_store(catalog.store)
    (variant,) = read_variants([folder], base)
    if not variant.usable:
        _refuse(variant.diagnostics, folder, args.lang)
        return 1
    _, cases, said = read_cases(folder)
    if any(one.severity == ERROR for one in said):
        _refuse(said, folder, args.lang)
        return 1
    laid = lay_variants(catalog.store, base, [variant])
    results = list(run_cases(laid, cases))
    failed = [one for one in results if one.differences]
    if args.format == "json":
        _print_json(results)
    elif args.format == "junit":
        _print_junit(results, variant.overlay.id)
    else:
        _print_text(results, folder, args.lang)
    if args.since is not None:
        _print_drift(args.since, variant, catalog, args.lang)
    elif variant.overlay.base != catalog.stamp.release:
        _print_drift_if_known(variant, catalog, args.lang)
    return 1 if failed or not results else 0


def _refuse(said: tuple[Diagnostic, ...] | list[Diagnostic], folder: Path, lang: str) -> None:
    for one in said:
        place = f"{folder.as_posix()}/" if str(folder) != "." else ""
        print(one.told(lang, place), file=sys.stderr)
    print(
        f"the variant is refused; community-certs validate {folder} says more"
        if lang == "en"
        else f"变体有错误，没有运行用例；详见 community-certs validate {folder}",
        file=sys.stderr,
    )


def _print_text(results: list[Result], folder: Path, lang: str) -> None:
    page = Page(label_width=4)
    failed = 0
    for one in results:
        if not one.differences:
            continue
        failed += 1
        page.line(f"✗ {_place(folder, one)}  {one.asked}", "bad")
        for difference in one.differences:
            page.row("", difference.name, "head")
            page.row("  -", _value(difference, difference.expected, lang), "bad")
            page.row("  +", _value(difference, difference.found, lang), "good")
        for cited in one.answer.citations if one.answer else ():
            label = "依据 " if lang == "zh" else "by "
            page.row("", f"{label}{cited.entry} [{cited.layer}] {cited.printed or ''}", "dim")
        if one.case.why:
            page.row("", ("缘由：" if lang == "zh" else "why: ") + one.case.why, "dim")
    total, passed = len(results), len(results) - failed
    if not results:
        page.line(
            f"no case in {CASES}: nothing was tested"
            if lang == "en"
            else f"{CASES} 中没有用例，什么也没有检查"
        )
    elif lang == "en":
        page.line(f"{total} cases: {passed} hold, {failed} differ")
    else:
        page.line(f"{total} 条用例：{passed} 条相符，{failed} 条不符")


def _place(folder: Path, one: Result) -> str:
    path = CASES if str(folder) == "." else f"{folder.as_posix()}/{CASES}"
    return f"{path}:{one.line}"


def _value(difference: Difference, value: Any, lang: str) -> str:
    if value is None:
        return "无" if lang == "zh" else "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return "、".join(str(one) for one in value) or ("无" if lang == "zh" else "none")
    if difference.name == "outcome" and lang == "zh":
        return f"{value}（{say('outcome', str(value), lang)}）"
    return str(value)


def _print_json(results: list[Result]) -> None:
    told = [
        {
            "line": one.line,
            "request": one.case.request,
            "item": one.case.item,
            "place": one.case.place,
            "date": one.case.date,
            "passed": not one.differences,
            "differences": [
                {"name": two.name, "expected": two.expected, "found": two.found}
                for two in one.differences
            ],
        }
        for one in results
    ]
    print_json(told)


def _print_junit(results: list[Result], name: str) -> None:
    from xml.etree import ElementTree as ET  # noqa: PLC0415  (only this format needs it)

    failures = sum(bool(one.differences) for one in results)
    suite = ET.Element(
        "testsuite", name=name, tests=str(len(results)), failures=str(failures), errors="0"
    )
    for one in results:
        case = ET.SubElement(
            suite, "testcase", classname=name, name=one.asked, file=CASES, line=str(one.line)
        )
        if one.differences:
            text = "\n".join(
                f"{two.name}\n- {_value(two, two.expected, 'en')}\n+ {_value(two, two.found, 'en')}"
                for two in one.differences
            )
            named = ", ".join(two.name for two in one.differences)
            ET.SubElement(case, "failure", message=f"{CASES}:{one.line} {named}").text = text
    suites = ET.Element("testsuites")
    suites.append(suite)
    ET.indent(suites)
    print('<?xml version="1.0" encoding="UTF-8"?>')
    print(ET.tostring(suites, encoding="unicode"))


def _print_drift_if_known(variant: Variant, newer: Catalog, lang: str) -> None:
    """Print what changed since the release that the variant is pinned to, if that is at hand."""
    try:
        _print_drift(variant.overlay.base, variant, newer, lang)
    except CommunityCertsError as error:
        print(error.message(lang), file=sys.stderr)


def _print_drift(since: str, variant: Variant, newer: Catalog, lang: str) -> None:
    """Print what changed for the variant, to standard error: the results stay by themselves."""
    older = load_catalog(since) if os.path.exists(since) else load_catalog(release=since)
    changes = drift_since(variant, older.store, newer.store)
    out = Page(sys.stderr)
    head = f"{older.stamp.release} → {newer.stamp.release}"
    if not changes:
        out.line(
            f"{head}: nothing changed for this variant"
            if lang == "en"
            else f"{head}：与本变体有关的内容没有变化"
        )
    else:
        out.line(
            f"{head}: {len(changes)} changes"
            if lang == "en"
            else f"{head}：与本变体有关的变化 {len(changes)} 处"
        )
    for one in changes:
        out.row("  ·", one.message(lang))
