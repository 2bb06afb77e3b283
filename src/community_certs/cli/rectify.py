"""``community-certs rectify``: cases, letters and replies, kept in one file."""

from __future__ import annotations

import sys

from community_certs.casework.bars import BarStands
from community_certs.casework.cases import Event
from community_certs.casework.journal import Journal
from community_certs.casework.opening import apply_for_admission, complain, open_cases
from community_certs.casework.privacy import mask_text
from community_certs.casework.proposal import confirm, review
from community_certs.casework.states import Finding, Kind, State
from community_certs.casework.units import UnitBook
from community_certs.cli import rectify_letters, rectify_options, rectify_propose
from community_certs.cli.options import opened, today
from community_certs.cli.page import Page, print_json
from community_certs.cli.progress import Progress
from community_certs.cli.reading import json_object, ledger_of
from community_certs.cli.rectify_views import label, late, show, status
from community_certs.errors import InvalidArgument

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from community_certs.catalog import Catalog

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    rectify_options.configure(parser)


def run(args: argparse.Namespace) -> int:
    """Run one step of a rectification."""
    steps = {
        "open": _open,
        "complain": _complain,
        "apply": _apply,
        "letters": rectify_letters.send,
        "reprint": rectify_letters.reprint,
        "reply": _reply,
        "review": _review,
        "include": _include,
        "transfer": _end,
        "dismiss": _end,
        "status": status,
        "overdue": late,
        "propose": rectify_propose.run,
        "plan": _plan,
    }
    return steps[args.step](args)


def _catalog(args: argparse.Namespace) -> Catalog:
    return opened(args)


def _say(args: argparse.Namespace, zh: str, en: str) -> None:
    print(label(args, zh, en), file=sys.stderr if args.format == "json" else sys.stdout)


# -- cases ---------------------------------------------------------------------------------------


def _open(args: argparse.Namespace) -> int:
    from community_certs.casework.judging import Judge  # noqa: PLC0415  (heavy readers)

    on = today(args.on, args.lang)
    held = ledger_of(args)
    judge = Judge(_catalog(args), committee=args.committee, names=json_object(args.units), until=on)
    # Judged before the journal is held, so that another clerk need not wait for it.
    with Progress("判断" if args.lang == "zh" else "judging", len(held.rows)) as bar:
        rows = list(judge.judge(bar.over(held.rows)))
    with Journal(args.journal) as journal, journal.writing() as entry:
        found = open_cases(entry, rows, on, args.by)
    if args.format == "json":
        print_json(found.to_dict())
        return 0
    print(
        label(
            args,
            f"台账 {len(held.rows)} 件：新立案 {len(found.opened)} 件，"
            f"重新立案 {len(found.reopened)} 件，计入证明 {found.added} 件，"
            f"此前已登记 {found.known} 件，可由 {found.may_issue} 件，"
            f"须人工研判 {len(found.left)} 件",
            f"{len(held.rows)} rows: {len(found.opened)} cases opened, {len(found.reopened)} "
            f"reopened, {found.added} certificates added, {found.known} known before, "
            f"{found.may_issue} may be issued, {len(found.left)} for a person",
        )
    )
    page = Page()
    for one in found.left:
        page.row(label(args, "人工", "person"), f"{one.where} {one.number} {one.reason}")
    return 0


def _unit(catalog: Catalog, args: argparse.Namespace, on: str) -> Any:
    chain = catalog.classify("", jurisdiction=args.place, on=on).chain
    return UnitBook([one.name for one in chain[1:]]).read(args.unit)


def _complain(args: argparse.Namespace) -> int:
    on, catalog = today(args.on, args.lang), _catalog(args)
    unit = _unit(catalog, args, on)
    with Journal(args.journal) as journal, journal.writing() as entry:
        case = complain(
            entry,
            catalog,
            args.text,
            unit,
            jurisdiction=args.place,
            on=on,
            by=args.by,
            reference=mask_text(args.reference),
            committee=args.committee,
        )
    return show([case], args)


def _apply(args: argparse.Namespace) -> int:
    on, catalog = today(args.on, args.lang), _catalog(args)
    adcode = catalog.jurisdiction(args.place, on).adcode
    new = args.item not in catalog.items
    if new and not args.item.startswith(f"x-{adcode}-"):
        raise InvalidArgument(
            f"目录没有事项“{args.item}”；新事项的编号应以 x-{adcode}- 开头。",
            f"no item {args.item!r}; the id of a new one begins with x-{adcode}-",
        )
    name = args.name if new else catalog.item(args.item).name
    with Journal(args.journal) as journal, journal.writing() as entry:
        case = apply_for_admission(
            entry,
            _unit(catalog, args, on),
            item=args.item,
            name=name or "",
            jurisdiction=adcode,
            basis=args.basis,
            article=args.article,
            on=on,
            by=args.by,
        )
    return show([case], args)


# -- replies and ends ----------------------------------------------------------------------------


def _reply(args: argparse.Namespace) -> int:
    on = today(args.on, args.lang)
    data = {"finding": args.finding}
    for key in ("basis", "article", "item"):
        if getattr(args, key):
            data[key] = mask_text(getattr(args, key))
    if args.item:
        data["name"] = _catalog(args).item(args.item).name
    with Journal(args.journal, create=False) as journal, journal.writing() as entry:
        ids = list(args.cases)
        if args.number:
            # Every case whose last letter bears this number and that still waits.
            ids += [
                one.id
                for one in entry.cases.values()
                if one.letters and one.letters[-1][1] == args.number and one.due is not None
            ]
        if not ids:
            raise InvalidArgument("请给出案件编号或者文号。", "name a case or the letter's number")
        found = [entry.add(Event(id, Kind.REPLY, on, args.by, data)) for id in dict.fromkeys(ids)]
    return show(found, args)


def _review(args: argparse.Namespace) -> int:
    on, catalog = today(args.on, args.lang), _catalog(args)
    with Journal(args.journal, create=False) as journal:
        case = journal.case(args.case)
        place = args.place or (case.places[0] if case.places else "")
        found = review(catalog, case, place=place, on=on)
        if args.format == "json":
            answer = None if found.answer is None else found.answer.to_dict()
            print_json({"allowed": found.allowed, "bars": list(found.bars), "answer": answer})
        else:
            page = Page()
            now = "目录没有此事项" if found.answer is None else found.answer.outcome.zh
            page.row(label(args, "现行答复", "answer"), now)
            none = label(args, "没有现行清单禁止", "no list in force bars it")
            page.row(label(args, "障碍", "bars"), list(found.bars) or [none])
        if args.decision is None:
            return 0 if found.allowed else 1
        if args.decision == "admit" and not found.allowed:
            raise BarStands(case.id, found.bars)
        finding = Finding.ADMIT if args.decision == "admit" else Finding.REFUSE
        data = {"finding": str(finding), "reason": mask_text(args.reason or "")}
        case = journal.add(Event(case.id, Kind.REVIEWED, on, args.by, data))
    _say(args, f"{case.id} {case.state.zh}", f"{case.id} {case.state}")
    return 0


def _include(args: argparse.Namespace) -> int:
    on, catalog = today(args.on, args.lang), _catalog(args)
    with Journal(args.journal, create=False) as journal, journal.writing() as entry:
        case = entry.cases.get(args.case)
        if case is None or case.state is not State.ACCEPTED:
            state = "没有此案件" if case is None else case.state.zh
            raise InvalidArgument(
                f"{args.case}：{state}，不能登记纳入。", f"{args.case} cannot be included"
            )
        confirm(catalog, case, args.document, on=on)
        data = {"document": args.document, "release": catalog.stamp.release}
        case = entry.add(Event(case.id, Kind.INCLUDED, on, args.by, data))
    return show([case], args)


def _end(args: argparse.Namespace) -> int:
    kind = Kind.TRANSFERRED if args.step == "transfer" else Kind.DISMISSED
    on, data = today(args.on, args.lang), {"reason": mask_text(args.reason)}
    with Journal(args.journal, create=False) as journal:
        case = journal.add(Event(args.case, kind, on, args.by, data))
    return show([case], args)


def _plan(args: argparse.Namespace) -> int:
    from pathlib import Path  # noqa: PLC0415

    from community_certs.casework import workplan  # noqa: PLC0415

    print(Path(workplan.BUILT_IN).read_text("utf-8"), end="")
    return 0
