"""``community-certs impact``: how many certificates of a ledger would be answered differently."""

from __future__ import annotations

import json
from pathlib import Path

from community_certs.authoring.diff.impact import COLUMNS, UNREAD, Impact, impact_of, read_rows
from community_certs.authoring.release.sources import layered_at
from community_certs.casework.privacy import mask_text
from community_certs.cli.options import add_formats
from community_certs.errors import InvalidArgument, system_reason
from community_certs.model.enums import Outcome

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["configure", "run"]

_HEADINGS = {"item": "事项或情形", "place": "地点", "date": "日期"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("old", metavar="OLD", help="旧版：文件夹、zip 或版本号；可写“版本+变体”")
    parser.add_argument("new", metavar="NEW", help="新版：文件夹、zip 或版本号；可写“版本+变体”")
    parser.add_argument("--ledger", required=True, metavar="FILE", help="台账（CSV）")
    parser.add_argument("--in", dest="place", metavar="地点", help="台账没有地点一列时的地点")
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="列=表头",
        help=f"列（{'、'.join(COLUMNS)}）在台账中的表头，可多次给出",
    )
    add_formats(parser)


def run(args: argparse.Namespace) -> int:
    """Print the impact."""
    columns = {}
    for pair in args.column:
        key, equals, heading = pair.partition("=")
        if not equals or key not in COLUMNS:
            raise InvalidArgument(
                f"--column 应写成 列=表头，列是 {'、'.join(COLUMNS)} 之一，不能是“{pair}”。",
                f"--column is one of {', '.join(COLUMNS)}, '=', and a heading, not {pair!r}",
            )
        columns[key] = heading
    old, new = layered_at(args.old), layered_at(args.new)
    try:
        raw = Path(args.ledger).read_bytes()
    except OSError as error:
        raise InvalidArgument(
            f"无法读取台账“{args.ledger}”：{system_reason(error)}。",
            f"cannot read {args.ledger}: {error.strerror}",
        ) from None
    found = impact_of(old, new, read_rows(raw, args.place, columns), mask_text)
    if args.format == "json":
        stamps = {"old": old.stamp.release, "new": new.stamp.release}
        print(json.dumps({**stamps, **found.to_dict()}, ensure_ascii=False, indent=1))
    else:
        _tell(found, old.stamp.release, new.stamp.release, args.lang)
    return 0


def _tell(found: Impact, old: str, new: str, lang: str) -> None:
    en = lang == "en"
    print(
        f"{old} → {new}: {found.changed} of {found.rows} certificates are answered differently"
        if en
        else f"{old} → {new}：{found.rows} 份证明中有 {found.changed} 份的答复改变"
    )
    told = found.to_dict()
    for key, title, name in (
        ("by_change", ("答复", "answers"), None),
        ("by_unit", ("要求单位", "units"), "unit"),
        ("by_item", ("事项", "items"), "item"),
    ):
        if told[key]:
            print(f"\n{title[1] if en else title[0]}")
        for one in told[key]:
            label = one[name] if name else _change(one, en)
            if label == UNREAD:
                label = (
                    ("not given" if en else "未写明")
                    if name == "unit"
                    else ("not recognised, or several" if en else "未识别或含多项")
                )
            print(f"  {one['count']:>6}  {label}")
    for line, column, code in found.unreadable[:20]:
        zh = f"第 {line} 行：{_HEADINGS[column]}无法读取（{code}）"
        print(f"line {line}: {column} cannot be read ({code})" if en else zh)
    if len(found.unreadable) > 20:
        more = len(found.unreadable) - 20
        print(f"and {more} more lines" if en else f"另有 {more} 行无法判断")


def _change(one: dict[str, str], en: bool) -> str:
    names = [one[key] if en else Outcome(one[key]).zh for key in ("before", "after")]
    if names[0] == names[1]:
        return f"{names[0]}（{'otherwise' if en else '依据、理由或办理有变'}）"
    return " → ".join(names)
