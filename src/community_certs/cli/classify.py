"""``community-certs classify``: one request, one answer."""

from __future__ import annotations

from community_certs.cli.options import add_catalog, add_formats, add_query, opened, today
from community_certs.cli.page import Page, print_json
from community_certs.cli.words import headline, name_of, period, say, started
from community_certs.model.enums import Outcome, Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from community_certs.catalog import Classification
    from community_certs.model.answer import Citation, Guidance

__all__ = ["configure", "print_answer", "run"]

_COLOUR = {Outcome.MAY_ISSUE: "good", Outcome.MUST_NOT_ISSUE: "bad", Outcome.UNLISTED: "unsure"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("text", metavar="TEXT", help="所要的证明，怎么说都行")
    parser.add_argument("--on", metavar="日期", help="YYYY-MM-DD；不写则按今天，并注明")
    add_query(parser)
    add_formats(parser)
    add_catalog(parser)


def run(args: argparse.Namespace) -> int:
    """Answer a request and print the answer."""
    answer = opened(args).classify(
        args.text,
        jurisdiction=args.place,
        on=today(args.on, args.lang),
        purpose=args.purpose,
        requester=args.requester,
        requester_place=args.requester_place,
        committee=args.committee,
    )
    if args.format == "json":
        print_json(answer.to_dict())
    else:
        print_answer(answer, args.lang)
    return 0


def print_answer(answer: Classification, lang: str, page: Page | None = None) -> None:
    """Print an answer for a person."""
    page = page or Page()

    def label(key: str) -> str:
        return say("label", key, lang)

    item = f"  {answer.item.name}" if answer.item else ""
    said = headline(answer.outcome.value, answer.reason.value, lang)
    page.line(said + item, _COLOUR[answer.outcome])
    page.row(label("request"), answer.query.text or answer.query.item or "")
    if answer.match is not None and answer.item is not None:
        page.row(label("read_as"), _read_as(answer, lang))
    page.row(label("place"), " › ".join(link.name for link in answer.chain))
    span = period(answer.valid_from, answer.valid_until, lang)
    page.row(
        label("date"),
        f"{answer.query.on} (this answer: {span})"
        if lang == "en"
        else f"{answer.query.on}（本答复 {span} 适用）",
    )
    page.row(label("reason"), name_of(answer.reason, lang))
    page.row(label("status"), _status(answer, lang), _status_colour(answer))
    if answer.needs_review:
        page.row(
            label("review"),
            "a higher, newer or narrower text lost: have it checked"
            if lang == "en"
            else "有层级更高、更新或更专门的规定未被采用，建议人工复核",
            "unsure",
        )
    if answer.demand:
        page.row(
            label("demand"),
            "units must not ask for it" if lang == "en" else "有关单位不得要求群众提供此证明",
        )
    if answer.parts:
        for part in answer.parts:
            page.line()
            print_answer(part, lang, page)
        return
    for one in answer.citations:
        page.row(label("basis"), _cited(one, lang))
    for lost in answer.overridden:
        why = say("clause", lost.clause, lang)
        page.row(label("overridden"), [*_cited(lost.citation, lang, brief=True), f"→ {why}"])
    for might in answer.conditional:
        why = say("why", might.why, lang) + (f"：{might.when}" if might.when else "")
        page.row(
            label("conditional"),
            [
                *_cited(might.citation, lang, brief=True),
                f"→ {name_of(might.outcome, lang)}（{why}）",
            ],
        )
    if answer.residual is not None:
        rule = answer.residual
        page.row(
            label("residual"),
            [f"{name_of(rule.does, lang)}：{rule.says}", *_cited(rule.citation, lang, brief=True)],
        )
    page.row(label("handling"), _steps(answer, lang))
    for way in answer.guidance:
        page.row(label("guidance"), _instead(way, lang))
    page.row(label("candidates"), [f"{one.name}（{one.item}）" for one in answer.candidates])
    page.row(label("catalog"), f"{answer.catalog.release}  {answer.catalog.digest[:23]}…", "dim")


def _read_as(answer: Classification, lang: str) -> list[str]:
    match = answer.match
    if match is None or answer.item is None:
        return []
    lines = [
        f"{answer.item.name}（{name_of(match.method, lang)}：{match.rule}，“{match.matched}”）"
    ]
    for key, value in match.inferred.items():
        word = {"purpose": "用途", "requester": "要求单位"}.get(key, key)
        lines.append(
            f"{key} read from the text: {value}" if lang == "en" else f"从文字中读出{word}：{value}"
        )
    return lines


def _status(answer: Classification, lang: str) -> str:
    reasons = "；".join(name_of(one, lang) for one in answer.status_reasons)
    return name_of(answer.status, lang) + (f"：{reasons}" if reasons else "")


def _status_colour(answer: Classification) -> str | None:
    return "unsure" if answer.status is Status.PROVISIONAL else None


def _cited(citation: Citation, lang: str, *, brief: bool = False) -> list[str]:
    head = " ".join(
        one
        for one in (
            citation.number,
            f"《{citation.title}》" if citation.title else None,
            citation.batch,
            citation.article,
            f"“{citation.printed}”" if citation.printed else None,
        )
        if one
    )
    lines = [f"{head}（{citation.entry}）"]
    if brief:
        return lines
    if citation.provided:
        lines.append(
            f"前提：{citation.provided}" if lang == "zh" else f"provided: {citation.provided}"
        )
    issuers = "、".join(citation.issuers)
    dates = started(citation.start, citation.end, lang)
    lines.append("；".join(one for one in (issuers, name_of(citation.force, lang), dates) if one))
    for source in citation.sources[:2]:
        parts = (
            source.publisher,
            source.published,
            f"（{name_of(source.grade, lang)}）",
            source.url,
        )
        lines.append(
            ("来源：" if lang == "zh" else "source: ") + " ".join(one for one in parts if one)
        )
    return lines


def _steps(answer: Classification, lang: str) -> list[str]:
    lines = []
    for number, step in enumerate(answer.handling, 1):
        days = step.within_working_days
        within = f"（{days} 个工作日内）" if days is not None else ""
        rule = f"〔{step.citation}〕" if step.citation else ""
        lines.append(f"{number}. {name_of(step.action, lang)}{within}{rule}")
    return lines


def _instead(way: Guidance, lang: str) -> list[str]:
    either = " or " if lang == "en" else "；或 "
    lines = [f"{name_of(way.route, lang)}：{'、'.join(way.authority)}".rstrip("：")]
    if way.when:
        lines.append(("when: " if lang == "en" else "情形：") + way.when)
    if way.substitutes:
        sets = either.join(" + ".join(every) for every in way.substitutes)
        lines.append(("bring: " if lang == "en" else "可用材料：") + sets)
    return lines
