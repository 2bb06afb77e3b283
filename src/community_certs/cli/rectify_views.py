"""What ``community-certs rectify`` shows: the lists, a case with its events, what is overdue."""

from __future__ import annotations

from community_certs.casework.cases import (
    Case,
    Event,
    closed_list,
    coordination_list,
    for_a_person,
    overdue,
    problem_list,
)
from community_certs.casework.journal import Journal
from community_certs.casework.states import Finding, State
from community_certs.casework.workplan import read_workplan
from community_certs.cli.options import today
from community_certs.cli.page import Page, print_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["label", "late", "show", "status"]

_LISTS = {
    "problem": ("问题清单", problem_list),
    "coordination": ("协调清单", coordination_list),
    "closed": ("办结清单", closed_list),
    "person": ("须人工研判", for_a_person),
}


def label(args: argparse.Namespace, zh: str, en: str) -> str:
    """Return the text in the language asked for."""
    return en if args.lang == "en" else zh


def status(args: argparse.Namespace) -> int:
    """Print the lists, one list, or one case with its events, having verified the journal."""
    with Journal(args.journal, create=False) as journal:
        count = journal.verify()
        if args.case:
            case = journal.case(args.case)
            events = list(journal.events(args.case))
            if args.format == "json":
                print_json({**case.to_dict(), "events": [_event(one, args.lang) for one in events]})
                return 0
            show([case], args)
            page = Page()
            for one in events:
                page.row(one.on, f"{one.kind.zh} {_brief(one)}")
            return 0
        cases = list(journal.cases().values())
    if args.list is not None:
        return show(_LISTS[args.list][1](cases), args)
    if args.format == "json":
        lists = {key: [one.id for one in view(cases)] for key, (_, view) in _LISTS.items()}
        states = {str(state): sum(one.state is state for one in cases) for state in State}
        print_json({"cases": len(cases), "events": count, "states": states, "lists": lists})
        return 0
    page = Page(label_width=26)
    for state in State:
        number = sum(one.state is state for one in cases)
        if number:
            page.row(state.zh if args.lang == "zh" else str(state), str(number))
    for key, (name, view) in _LISTS.items():
        page.row(name if args.lang == "zh" else key, str(len(view(cases))))
    if args.on:
        phase = read_workplan(args.plan).phase(args.on)
        page.row(
            "阶段" if args.lang == "zh" else "phase",
            f"{phase.name}（{phase.until} 前）" if phase else "各阶段均已结束",
        )
    page.line(
        f"案件 {len(cases)} 件，记录 {count} 条，核对无误"
        if args.lang == "zh"
        else f"{len(cases)} cases, {count} entries, verified"
    )
    return 0


def _event(one: Event, lang: str) -> dict[str, object]:
    shown = {key: value for key, value in one.data.items() if key != "values"}
    return {"on": one.on, "kind": str(one.kind), "by": one.by, "data": shown}


def _brief(one: Event) -> str:
    data = one.data
    parts = [
        str(data[key])
        for key in ("number", "basis", "article", "reason", "document")
        if data.get(key)
    ]
    if data.get("finding"):
        parts.insert(0, Finding(data["finding"]).zh)
    parts += [str(reason) for reason in data.get("reasons", ())]
    if data.get("occurrences"):
        parts.append(f"{len(data['occurrences'])} 件")
    return "；".join(parts) + (f"（{one.by}）" if one.by else "")


def late(args: argparse.Namespace) -> int:
    """Print the cases whose reply is overdue; exit code 1 if there are any."""
    on = today(args.on, args.lang)
    with Journal(args.journal, create=False) as journal:
        found = overdue(journal.cases().values(), on)
    show(found, args)
    return 1 if found else 0


def show(cases: list[Case], args: argparse.Namespace) -> int:
    """Print cases."""
    if args.format == "json":
        print_json([one.to_dict() for one in cases])
        return 0
    page = Page(label_width=11)
    for one in cases:
        state = one.state.zh if args.lang == "zh" else str(one.state)
        lines = [f"{one.unit}：{one.name}（{one.count} 件）", state]
        if one.due:
            lines[1] += f"，函复期限 {one.due}" if args.lang == "zh" else f", reply due {one.due}"
        if one.review:
            lines.append("须人工研判：" + "；".join(one.review))
        page.row(one.id, lines)
    if not cases:
        page.line("没有" if args.lang == "zh" else "none")
    return 0
