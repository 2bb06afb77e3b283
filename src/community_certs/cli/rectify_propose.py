"""``community-certs rectify propose``: write the overlay, check it, and show the new answer."""

from __future__ import annotations

import sys

from community_certs.casework.bars import BarStands
from community_certs.casework.inclusion import Inclusion, NewItem
from community_certs.casework.journal import Journal
from community_certs.casework.proposal import confirm, propose, withdraw
from community_certs.catalog import load_catalog
from community_certs.cli.options import today
from community_certs.cli.page import print_json
from community_certs.errors import CommunityCertsError, OverlayRejected
from community_certs.model.enums import Force

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

__all__ = ["run"]


def run(args: argparse.Namespace) -> int:
    """Propose the change of the catalogue that includes an accepted case."""
    on = today(args.on, args.lang)
    before = tuple(args.overlay or ())
    catalog = load_catalog(args.catalog, overlays=before)
    with Journal(args.journal, create=False) as journal:
        case = journal.case(args.case)
    inclusion = Inclusion(
        args.slug,
        args.title,
        args.number,
        tuple(args.issuer),
        args.issued,
        args.printed or case.name,
        case.basis or "",
        case.article,
        Force(args.force),
        args.publisher,
        args.published,
        args.url,
        tuple(args.requester or ()),
        tuple(args.purpose or ()),
        extends=tuple(args.extends or ()),
        working_days=args.working_days,
    )
    item = None
    if args.category or args.proves:
        item = NewItem(args.category or "other", args.proves or "", args.risk, args.complexity)
    found = propose(catalog, case, inclusion, args.out, place=args.place, on=on, item=item)
    errors = [one for one in _findings(args, before) if one.severity == "error"]
    for one in errors:
        print(one.told(args.lang), file=sys.stderr)
    answer = problem = None
    if not errors:
        try:
            after = load_catalog(args.catalog, overlays=(*dict.fromkeys((*before, args.out)),))
            answer = confirm(after, case, found.document, on=on)
        except BarStands:
            withdraw(found)
            raise
        except CommunityCertsError as error:
            problem = error.message(args.lang)
    if args.format == "json":
        shown = {
            **found.to_dict(),
            "errors": [one.to_dict() for one in errors],
            "answer": None if answer is None else answer.to_dict(),
            "problem": problem,
        }
        print_json(shown)
    else:
        for name in found.files:
            print(f"{found.folder}/{name}")
        if answer is not None:
            print(f"加上此改动后，目录答复：{answer.outcome.zh}（{answer.status.zh}）")
            print(f"发布后登记：rectify include {case.id} --document {found.document}")
        else:
            print(f"尚不能纳入：{problem or '请先改正以上错误'}", file=sys.stderr)
    return 0 if answer is not None else 1


def _findings(args: argparse.Namespace, before: tuple[str, ...]) -> tuple[Any, ...]:
    """Return what is wrong with the overlay once it is laid over the catalogue."""
    try:
        load_catalog(args.catalog, overlays=(*dict.fromkeys((*before, args.out)),))
    except OverlayRejected as error:
        return tuple(error.diagnostics)
    return ()
