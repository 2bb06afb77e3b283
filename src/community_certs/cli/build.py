"""``community-certs build`` and ``schema``: compile a catalogue, generate its schemas."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from community_certs.authoring.compile import build
from community_certs.authoring.compile.source import compile_folder
from community_certs.authoring.schema import generate_schemas
from community_certs.errors import InvalidArgument

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["run_build", "run_schema"]

_RELEASE = re.compile(r"[0-9]{4}\.(?:0[1-9]|1[0-2])\.(?:0|[1-9][0-9]*)")


def run_build(args: argparse.Namespace) -> int:
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
        print(one.render(args.lang), file=sys.stderr)
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
        digest = build(shards, release, out)
    except OSError as error:
        raise InvalidArgument(
            f"无法写入“{out}”：{error.strerror}。", f"cannot write {out}: {error.strerror}"
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


def run_schema(args: argparse.Namespace) -> int:
    """Write the generated JSON Schemas, or check that those in a folder are the same."""
    out = Path(args.out)
    stale = []
    for name, content in generate_schemas().items():
        target = out / name
        if target.is_file() and target.read_bytes() == content:
            continue
        stale.append(name)
        if not args.check:
            out.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    for name in stale:
        text = "已过时 / stale" if args.check else "已写入 / written"
        print(f"{out / name}  {text}")
    return 1 if stale and args.check else 0
