"""``community-certs letter``: one letter to one unit, and the templates to change in Word."""

from __future__ import annotations

import os
import sys

from community_certs.casework.cases import Case
from community_certs.casework.docx.template import BUILT_IN, exported
from community_certs.casework.letters import document_of, drafts, written
from community_certs.casework.privacy import mask_text
from community_certs.casework.states import State
from community_certs.casework.units import UnitBook, why_no_address
from community_certs.casework.workplan import read_workplan
from community_certs.cli.options import add_catalog, add_formats, opened, today
from community_certs.cli.page import print_json
from community_certs.errors import InvalidArgument
from community_certs.outputs import write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("items", nargs="*", metavar="TEXT", help="要求出具的证明，可写几项")
    parser.add_argument("--unit", metavar="单位", help="主送单位")
    parser.add_argument("--in", dest="place", metavar="地点", help="县（市、区）")
    parser.add_argument("--committee", metavar="resident|village")
    parser.add_argument("--number", metavar="序号", type=int, help="发文顺序号")
    parser.add_argument("--out", metavar="文件夹", default=".", help="写入处，默认当前文件夹")
    parser.add_argument("--on", metavar="日期", help="YYYY-MM-DD；不写则按今天，并注明")
    parser.add_argument("--plan", metavar="文件", help="设置文件，见 rectify plan")
    parser.add_argument("--templates", metavar="文件夹", help="本地模板")
    parser.add_argument(
        "--export-templates", metavar="文件夹", help="把内置模板写成 Word 文件，供本地修改"
    )
    add_catalog(parser)
    add_formats(parser)


def run(args: argparse.Namespace) -> int:
    """Write the letters for the items of one unit; what is not certain gets none (exit code 1)."""
    if args.export_templates is not None:
        for name in BUILT_IN:
            path = os.path.join(args.export_templates, f"{name}.docx")
            write_whole(path, exported(name), make_folder=True)
            print(path)
        return 0
    if not args.items or not args.unit or not args.place or not args.number:
        raise InvalidArgument(
            "请给出证明名称、--unit、--in 和 --number。", "give the proofs, --unit, --in, --number"
        )
    catalog = opened(args)
    on, plan = today(args.on, args.lang), read_workplan(args.plan)
    chain = catalog.classify("", jurisdiction=args.place, on=on).chain
    unit = UnitBook([one.name for one in chain[1:]]).read(args.unit)
    nowhere = why_no_address(unit.name)
    if nowhere:
        raise InvalidArgument(
            f"--unit “{mask_text(args.unit)}”：{nowhere}。",
            f"--unit {mask_text(args.unit)!r} names no one unit that a letter could go to",
        )
    cases, refused = [], []
    for n, text in enumerate(args.items, 1):
        answer = catalog.classify(text, jurisdiction=args.place, on=on, committee=args.committee)
        purpose = answer.match.purpose_id if answer.match is not None else None
        if answer.item is None:
            refused.append((text, answer.reason.zh))
            continue
        cases.append(
            Case(
                str(n),
                unit.name,
                answer.item.id,
                answer.item.name,
                State.REPORTED,
                "ledger",
                on,
                on,
                places=(chain[-1].adcode,),
                committees=(args.committee or "-",),
                kinds=(unit.kind or "-",),
                purposes=(purpose or "-",),
                branches=(unit.branch,) if unit.branch else (),
            )
        )
    found, referred = drafts(cases, catalog, on)
    refused += [(case.name, "；".join(reasons)) for case, reasons in referred]
    files = []
    for n, draft in enumerate(found, args.number):
        letter = written(draft, f"{plan.prefix}〔{on[:4]}〕{n}号", on, plan)
        path = os.path.join(args.out, letter.file_name)
        write_whole(path, document_of(letter, args.templates), make_folder=True)
        files.append(path)
    if args.format == "json":
        shown = {"files": files, "refused": [{"text": a, "reason": b} for a, b in refused]}
        print_json(shown)
    else:
        for path in files:
            print(path)
        for text, reason in refused:
            head = "no letter: " if args.lang == "en" else "不发函："
            print(f"{head}{text}——{reason}", file=sys.stderr)
    return 1 if refused else 0
