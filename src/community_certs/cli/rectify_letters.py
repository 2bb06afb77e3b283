"""``community-certs rectify letters`` and ``reprint``."""

from __future__ import annotations

import os

from community_certs.casework.cases import Event
from community_certs.casework.journal import Journal
from community_certs.casework.letters import (
    Letter,
    document_of,
    drafts,
    events_of,
    letters_in,
    written,
)
from community_certs.casework.states import Kind
from community_certs.casework.workplan import read_workplan
from community_certs.catalog import load_catalog
from community_certs.cli.options import today
from community_certs.cli.page import Page, print_json
from community_certs.cli.rectify_views import label
from community_certs.errors import InvalidArgument
from community_certs.outputs import write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

__all__ = ["reprint", "send"]


def send(args: argparse.Namespace) -> int:
    """Write the letters that are due, record them, and refer what is not certain to a person."""
    on, catalog, plan = (
        today(args.on, args.lang),
        load_catalog(args.catalog, overlays=tuple(args.overlay or ())),
        read_workplan(args.plan),
    )
    with Journal(args.journal, create=False) as journal:
        with journal.writing() as entry:
            due, referred = drafts(entry.cases.values(), catalog, on)
            made: list[Letter] = []
            for draft in due:
                number = entry.next_number(plan.prefix, on[:4])
                letter = written(draft, number, on, plan)
                # A template that cannot be filled stops everything before anything is recorded.
                document_of(letter, args.templates)
                made.append(letter)
                for event in events_of(letter, args.by):
                    entry.add(event)
            for case, reasons in referred:
                if case.review != reasons:
                    data = {"reasons": list(reasons)}
                    entry.add(Event(case.id, Kind.REFERRED, on, args.by, data))
        # Recorded first: should this stop midway, the next run writes what is missing.
        files = _write(letters_in(journal.events()), on, args)
    if args.format == "json":
        print_json(
            {
                "letters": [{**one.to_dict(), "file": one.file_name} for one in made],
                "referred": [
                    {"case": case.id, "reasons": list(reasons)} for case, reasons in referred
                ],
                "files": files,
            }
        )
        return 0
    page = Page()
    for letter in made:
        page.row(
            label(args, "发函", "letter"),
            f"{letter.number}　{letter.unit}（{'、'.join(letter.cases)}）",
        )
    for case, reasons in referred:
        page.row(
            label(args, "人工", "person"),
            f"{case.id} {case.unit}：{case.name}——{'；'.join(reasons)}",
        )
    page.line(
        f"发函 {len(made)} 份，须人工研判 {len(referred)} 件，文件写入 {args.out}"
        if args.lang == "zh"
        else f"{len(made)} letters, {len(referred)} cases for a person, written to {args.out}"
    )
    return 0


def _write(letters: Iterable[Letter], on: str, args: argparse.Namespace) -> list[str]:
    """Write the letters of a day that the folder lacks."""
    files = []
    for letter in letters:
        path = os.path.join(args.out, letter.file_name)
        if letter.on == on and not os.path.exists(path):
            write_whole(path, document_of(letter, args.templates), make_folder=True)
            files.append(path)
    return files


def reprint(args: argparse.Namespace) -> int:
    """Print a recorded letter again, byte for byte."""
    with Journal(args.journal, create=False) as journal:
        held = {one.number: one for one in letters_in(journal.events())}
    letter = held.get(args.number)
    if letter is None:
        raise InvalidArgument(f"没有发过“{args.number}”。", f"no letter {args.number!r}")
    path = os.path.join(args.out, letter.file_name)
    write_whole(path, document_of(letter, args.templates), make_folder=True)
    print(path)
    return 0
