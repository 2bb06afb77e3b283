"""``community-certs schema``: generate the JSON Schemas of the data format."""

from __future__ import annotations

from pathlib import Path

from community_certs.authoring.schema import generate_schemas
from community_certs.outputs import write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("out", metavar="DIR", help="写入的文件夹")
    parser.add_argument("--check", action="store_true", help="只检查是否与生成结果一致")


def run(args: argparse.Namespace) -> int:
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
            write_whole(target, content)
    for name in stale:
        text = "已过时 / stale" if args.check else "已写入 / written"
        print(f"{out / name}  {text}")
    return 1 if stale and args.check else 0
