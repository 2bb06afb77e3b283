"""``community-certs build``: compile a catalogue."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from community_certs.authoring.compile import build
from community_certs.authoring.compile.source import compile_folder
from community_certs.authoring.release.record import history_of, read_record
from community_certs.errors import InvalidArgument, system_reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["configure", "run"]

_RELEASE = re.compile(r"[0-9]{4}\.(?:0[1-9]|1[0-2])\.(?:0|[1-9][0-9]*)")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("source", metavar="SRC", help="形如 catalog_data 的文件夹")
    parser.add_argument("out", metavar="OUT", help="发布版写入的文件夹，已有内容整个替换")
    parser.add_argument("--release", metavar="YYYY.MM.N", help="版本号；不写则取 SRC/release.txt")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="文字输出的语言")


def run(args: argparse.Namespace) -> int:
    """Compile a folder of YAML into a release; findings go to standard error."""
    source = Path(args.source)
    if not source.is_dir():
        raise InvalidArgument(f"找不到文件夹“{source}”。", f"no such folder: {source}")
    release = args.release or _stated(source)
    if not _RELEASE.fullmatch(release):
        raise InvalidArgument(
            f"版本号“{release}”应写成 YYYY.MM.N，例如 2026.11.0。",
            f"a release is YYYY.MM.N, such as 2026.11.0, not {release!r}",
        )
    tree, shards = compile_folder(source)
    for one in tree.diagnostics:
        print(one.told(args.lang), file=sys.stderr)
    if shards is None:
        print(
            "nothing was written: mend the errors above"
            if args.lang == "en"
            else "未写入任何文件：请先改正以上错误",
            file=sys.stderr,
        )
        return 1
    out = Path(args.out)
    try:
        digest = build(shards, release, out, history_of(read_record(source), release, shards))
    except OSError as error:
        raise InvalidArgument(
            f"无法写入“{out}”：{system_reason(error)}。", f"cannot write {out}: {error.strerror}"
        ) from None
    print(f"{release}  {digest}  {out}")
    return 0


def _stated(source: Path) -> str:
    try:
        return (source / "release.txt").read_text("utf-8").strip()
    except OSError:
        raise InvalidArgument(
            f"“{source}”中没有 release.txt，请用 --release 给出版本号。",
            f"no release.txt in {source}: give --release",
        ) from None
