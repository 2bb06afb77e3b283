"""``community-certs release``: build, check, make and verify releases; seal local variants."""

from __future__ import annotations

import sys
from pathlib import Path

from community_certs.authoring.compile import build
from community_certs.authoring.compile.release import write_files
from community_certs.authoring.compile.source import compile_folder
from community_certs.authoring.overlay import MANIFEST
from community_certs.authoring.overlay_seal import SEAL, is_variant
from community_certs.authoring.release.forms import check_forms
from community_certs.authoring.release.making import VERSION, Candidate, check, make
from community_certs.authoring.release.packing import files_of, pack, strays
from community_certs.authoring.release.record import history_of, read_record
from community_certs.authoring.release.sealing import examined, seal, verified
from community_certs.authoring.settings import find_settings
from community_certs.authoring.validation import open_base
from community_certs.bytes import sha256
from community_certs.cli.options import today
from community_certs.dates import day_of
from community_certs.errors import InvalidArgument, system_reason
from community_certs.outputs import write_whole
from community_certs.store import open_store

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from community_certs.diagnostics import Diagnostic

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parts = parser.add_subparsers(dest="part", required=True, metavar="build|check|make|verify")
    one = parts.add_parser(
        "build", help="把数据编译成发布版，或封装地方变体（文件夹，可另存为 zip）"
    )
    one.add_argument("source", metavar="SRC", help="形如 catalog_data 的文件夹，或地方变体的文件夹")
    one.add_argument("out", metavar="OUT", help="写入的文件夹，已有内容整个替换")
    one.add_argument("--zip", metavar="FILE", help="同时写成不压缩的 zip")
    one.add_argument(
        "--release",
        metavar="YYYY.MM.N",
        help="版本号；不写则取 SRC/release.txt；地方变体的须与 overlay.yaml 的 version 相同",
    )
    one.add_argument("--base", metavar="BASE", help="地方变体的基础：发布版，或形如 catalog_data")
    for name, text in (("check", "检查现在的数据可否发布"), ("make", "制作并固定一个发布版")):
        one = parts.add_parser(name, help=text)
        one.add_argument("version", nargs="?", metavar="YYYY.MM.N", help="不写则取当月的下一个")
        one.add_argument("--root", default=".", metavar="DIR", help="项目的文件夹")
        one.add_argument("--on", metavar="DATE", help="发布日期；不写则取今天")
    one = parts.add_parser("verify", help="逐字节核对一个发布版或封装的地方变体")
    one.add_argument("path", metavar="PATH", help="所在的文件夹或 zip")
    one.add_argument("--digest", metavar="sha256:…", help="应有的校验值")
    for one in parts.choices.values():
        one.add_argument("--lang", choices=("zh", "en"), default="zh", help="文字输出的语言")


def run(args: argparse.Namespace) -> int:
    """Run one of the parts."""
    part = {"build": _build, "check": _check, "make": _make, "verify": _verify}[args.part]
    return part(args)


def _shown(findings: tuple[Diagnostic, ...], lang: str) -> None:
    """Print the errors, and how many warnings there are; notices are for ``validate`` to tell."""
    errors = [one for one in findings if one.severity == "error"]
    for one in errors:
        print(one.told(lang), file=sys.stderr)
    if rest := sum(one.severity == "warning" for one in findings):
        text = (
            f"另有 {rest} 条警告，见 community-certs validate"
            if lang == "zh"
            else f"{rest} warnings more: see community-certs validate"
        )
        print(text, file=sys.stderr)


def _build(args: argparse.Namespace) -> int:
    source = Path(args.source)
    if (source / MANIFEST).is_file():
        return _seal(args, source)
    try:
        release = args.release or (source / "release.txt").read_text("utf-8").strip()
    except OSError:
        raise InvalidArgument(
            f"“{source}”中没有 release.txt，请用 --release 给出版本号。",
            f"no release.txt in {source}: give --release",
        ) from None
    if not VERSION.fullmatch(release):
        raise InvalidArgument(
            f"版本号“{release}”应写成 YYYY.MM.N，例如 2026.11.0。",
            f"a release is YYYY.MM.N, such as 2026.11.0, not {release!r}",
        )
    tree, shards = compile_folder(source)
    _shown(tree.diagnostics, args.lang)
    if shards is None:
        return 1
    out = Path(args.out)
    try:
        digest = build(shards, release, out, history_of(read_record(source), release, shards))
        if args.zip:
            write_whole(args.zip, pack(files_of(open_store(str(out)))))
    except OSError as error:
        raise _unwritten(error) from None
    print(f"{release}  {digest}  {out}")
    return 0


def _seal(args: argparse.Namespace, source: Path) -> int:
    """Seal a local variant."""
    out = Path(args.out)
    here, there = source.resolve(), out.resolve()
    if here == there or here in there.parents or there in here.parents:
        raise InvalidArgument(
            f"“{out}”在变体的文件夹之内，或含有它；请写到别处。",
            f"{out} is in the folder of the variant or holds it: write to another place",
        )
    replaced = (out / SEAL).is_file() and is_variant(out)
    if out.is_dir() and any(out.iterdir()) and not replaced:
        raise InvalidArgument(
            f"“{out}”已经存在，里面不是封装的变体；没有写入任何文件。",
            f"{out} exists and holds something that is no sealed variant: nothing was written",
        )
    settings = find_settings(source)
    base = open_base(args.base if args.base is not None else settings.base)
    variant, findings = examined(source, base, settings)
    _shown(findings, args.lang)
    failing = ("error", "warning") if settings.strict else ("error",)
    if not variant.usable or any(one.severity in failing for one in findings):
        zh, en = "未封装：请先改正以上问题", "not sealed: mend what is said above"
        print(zh if args.lang == "zh" else en, file=sys.stderr)
        return 1
    files = seal(variant, args.release)
    try:
        write_files(files, out)
        if args.zip:
            write_whole(args.zip, pack(files))
    except OSError as error:
        raise _unwritten(error) from None
    said, digest = variant.overlay, sha256(files[SEAL]).hexdigest()
    print(f"{said.id}  {said.version}  sha256:{digest}  {out}")
    return 0


def _unwritten(error: OSError) -> InvalidArgument:
    return InvalidArgument(
        f"无法写入“{error.filename}”：{system_reason(error)}。",
        f"cannot write {error.filename}: {error.strerror}",
    )


def _day(args: argparse.Namespace) -> str:
    return day_of(args.on or today(None, args.lang))


def _summary(made: Candidate, lang: str) -> str:
    found = made.comparison
    if found is None:
        return "首个发布版" if lang == "zh" else "the first release"
    if lang == "zh":
        return (
            f"与 {found.old.release} 相比：过去日期的答复改变 {len(found.past)} 项，"
            f"以后日期的 {len(found.future)} 项；变更说明 {len(made.fragments)} 份"
        )
    return (
        f"since {found.old.release}: {len(found.past)} answers about past dates and "
        f"{len(found.future)} about future ones change; {len(made.fragments)} fragments"
    )


def _check(args: argparse.Namespace) -> int:
    made = check(Path(args.root), _day(args), args.version)
    _shown(made.findings, args.lang)
    print(f"{made.version}  {made.day}  {_summary(made, args.lang)}")
    if made.refused:
        print(
            "不能发布：请先处理以上错误" if args.lang == "zh" else "refused: see the errors above"
        )
    return 1 if made.refused else 0


def _make(args: argparse.Namespace) -> int:
    try:
        made, digest = make(Path(args.root), _day(args), args.version)
    except OSError as error:
        raise _unwritten(error) from None
    _shown(made.findings, args.lang)
    if digest is None:
        print(
            "未发布，也未改动任何文件：请先处理以上错误"
            if args.lang == "zh"
            else "refused, and nothing was changed: see the errors above",
            file=sys.stderr,
        )
        return 1
    print(f"{made.version}  {digest}")
    print(_summary(made, args.lang))
    return 0


def _verify(args: argparse.Namespace) -> int:
    found: tuple[str, ...] = ()
    if is_variant(args.path):
        digest = _verify_variant(args.path, args.lang)
    else:
        found = strays(args.path)
        store = open_store(args.path)
        check_forms(store)
        digest = store.digest
        print(f"{store.release}  {digest}")
    for one in found:
        text = "不在清单内" if args.lang == "zh" else "is not in the manifest"
        print(f"{one}  {text}", file=sys.stderr)
    if args.digest and args.digest != digest:
        text = "校验值与所给的不符" if args.lang == "zh" else "the digest is not the one given"
        print(text, file=sys.stderr)
        return 1
    return 1 if found else 0


def _verify_variant(path: str, lang: str) -> str:
    """Check every byte of a sealed variant, tell what it is, and return its digest."""
    sealed = verified(Path(path))
    if sealed is None:
        raise InvalidArgument(
            f"“{path}”是没有封装的地方变体，没有校验值可以核对；请用 release build 封装。",
            f"{path} is a variant that is not sealed: seal it with release build",
        )
    print(f"{sealed.id}  {sealed.version}  {sealed.digest}")
    # The digest that answers with it show does not depend on how it is shipped.
    print(f"{'内容' if lang == 'zh' else 'content'}  {sealed.content}")
    return sealed.digest
