"""``community-certs init-variant``: start a local variant that validates."""

from __future__ import annotations

from pathlib import Path

from community_certs.authoring.overlay_scaffold import files_of, write_files
from community_certs.cli.options import add_catalog, opened, today
from community_certs.errors import InvalidArgument
from community_certs.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["configure", "run"]

_SAMPLE = "亲属关系证明"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "folder", nargs="?", metavar="DIR", help="新建的文件夹；默认 variant-<代码>"
    )
    parser.add_argument(
        "--in", dest="place", required=True, metavar="地点", help="代码、名称或路径"
    )
    parser.add_argument("--on", metavar="日期", help="首条用例的日期；不写则按今天，并注明")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="文字输出的语言")
    add_catalog(parser)


def run(args: argparse.Namespace) -> int:
    """Write the files of a new variant and say what to do next."""
    day = today(args.on, args.lang)
    catalog = opened(args)
    place = catalog.jurisdiction(args.place, day)
    if place.adcode == "000000":
        raise InvalidArgument(
            "地方变体不能以全国为适用地方，请用 --in 写省、市、县。",
            "a local variant cannot speak for the nation: name a province, prefecture or county",
        )
    sample = catalog.classify(_SAMPLE, jurisdiction=place.adcode, on=day)
    folder = Path(args.folder or f"variant-{place.adcode}")
    write_files(folder, files_of(place.adcode, place.name, place.path, sample, __version__))
    if args.lang == "en":
        print(f"{folder}: a variant for {place.path} ({place.adcode})")
        print(f"next: community-certs new document {folder}")
        print(f"      community-certs validate {folder} && community-certs test {folder}")
    else:
        print(f"{folder}：{place.path}（{place.adcode}）的地方变体")
        print(f"接下来：community-certs new document {folder}")
        print(f"　　　　community-certs validate {folder} && community-certs test {folder}")
    return 0
