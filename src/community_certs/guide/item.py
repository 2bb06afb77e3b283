"""The public guide (办事指南) of one item in one place on one day."""

from __future__ import annotations

from collections.abc import Iterable

from community_certs.catalog import Catalog, Classification
from community_certs.errors import InvalidArgument
from community_certs.guide.commitment import commitment_section
from community_certs.guide.references import References
from community_certs.guide.sheet import Cell, Line, Row, Section, Sheet, cell
from community_certs.guide.words import (
    committees_in_words,
    might_in_words,
    named,
    say,
    span,
    step_in_words,
    way_in_words,
)
from community_certs.model.answer import Citation
from community_certs.model.enums import Action, Outcome, Status

__all__ = ["foot", "item_sheet", "named_item"]

_TONES = {
    Outcome.MAY_ISSUE: "good",
    Outcome.MUST_NOT_ISSUE: "bad",
    Outcome.UNLISTED: "unsure",
}


def named_item(catalog: Catalog, text: str) -> str:
    """Return the id of the item that an id or a name means.

    Raises:
        InvalidArgument: if the text names no item, or more than one.
    """
    if text in catalog.items:
        return text
    found = catalog.resolve(text)
    if found.item is not None:
        return found.item
    ids = [part.item for part in found.parts] + [one.item for one in found.candidates]
    names = "、".join(f"{catalog.item(one).name}（{one}）" for one in dict.fromkeys(ids))
    raise InvalidArgument(
        f"“{text}”不是唯一确定的事项"
        + (f"，可以改写成：{names}。" if names else "，可用 search 查找。"),
        f"{text!r} names no single item"
        + (f"; did you mean {names}?" if names else ": use search"),
    )


def item_sheet(
    catalog: Catalog,
    item: str,
    *,
    jurisdiction: str,
    on: str,
    committee: str | None = None,
    lang: str = "zh",
) -> Sheet:
    """Lay out the guide of an item: how it is issued, or where to go instead, with sources.

    Where the documents held are silent (materials, form, time), the guide says so.

    Arguments:
        catalog: the catalogue.
        item: an id or a name.
        jurisdiction: the place: a code, a name or a path.
        on: the day, ``YYYY-MM-DD``.
        committee: ``resident`` or ``village``, if only one is meant.
        lang: the language of the labels; what documents say stays Chinese.

    Raises:
        InvalidArgument: if the text names no single item, or an argument is wrong.
        UnknownJurisdiction, AmbiguousJurisdiction, JurisdictionNotInForce: for the place.
    """
    answer = catalog.decide(
        named_item(catalog, item), jurisdiction=jurisdiction, on=on, committee=committee
    )
    references = References(catalog, lang)
    issued = answer.outcome is Outcome.MAY_ISSUE
    sections = [_answer(catalog, answer, references, lang)]
    sections.append((_issuing if issued else _not_issued)(answer, references, lang))
    if not issued:
        sections += _instead(catalog, answer, references, lang)
    sections += _rest(answer, references, lang)
    name = answer.item.name if answer.item else item
    place = answer.place.jurisdiction
    return Sheet(
        f"{name}: guide" if lang == "en" else f"{name}办事指南",
        lang,
        head=cell(
            Line(f"{place.path}（{place.adcode}） · {answer.query.on}"),
            *([Line(_kind(committee, lang))] if committee else []),
        ),
        sections=tuple(sections),
        references=references.all(),
        references_heading=say("references", lang),
        foot=foot(answer, lang),
    )


def foot(answer: Classification, lang: str) -> Cell:
    """Return the closing lines: what every answer presupposes, and the data it rests on."""
    stamp = answer.catalog
    data = f"{stamp.release} · {stamp.digest[:19]}…"
    if lang == "en":
        return cell(
            Line(
                "“May be issued” presupposes that the committee can verify the facts.", (), "small"
            ),
            Line(f"Made from catalogue {data}; the documents themselves prevail.", (), "small"),
        )
    return cell(
        Line("“可以开”均以居（村）委会能够核实所证明的情况为前提。", (), "small"),
        Line(f"依目录 {data} 编制；与文件原文不一致的，以原文为准。", (), "small"),
    )


def _kind(committee: str, lang: str) -> str:
    kind = {"居委会": "resident", "村委会": "village"}.get(committee, committee)
    return committees_in_words((kind,), lang) if kind in ("resident", "village") else committee


def _row(label: str, *lines: str | Line) -> list[Row]:
    made = cell(*lines)
    return [Row((cell(Line(label, weight="strong")), made))] if made else []


def _answer(catalog: Catalog, answer: Classification, references: References, lang: str) -> Section:
    assert answer.item is not None
    item = catalog.item(answer.item.id)
    status = named(answer.status, lang)
    if answer.status is Status.PROVISIONAL:
        status += "：" + "；".join(named(one, lang) for one in answer.status_reasons)
    review = ""
    if answer.needs_review:
        review = (
            "A higher, newer or narrower text was overridden: have a person check this."
            if lang == "en"
            else "有层级更高、更新或者更专门的规定未被采用，请人工复核。"
        )
    rows = [
        *_row(say("item", lang), item.name),
        *_row(
            say("purpose", lang),
            f"proves: {item.proves}"
            if lang == "en" and item.proves
            else f"用来证明：{item.proves}"
            if item.proves
            else "",
        ),
        *_row(
            say("may_or_not", lang),
            Line(say(answer.outcome.value, lang), weight="strong"),
            f"{named(answer.reason, lang)}（{status}）",
            review,
        ),
        *_row(say("valid", lang), span(answer.valid_from, answer.valid_until, lang)),
        *_row(
            say("basis", lang),
            *(_cited(one, references, lang) for one in answer.citations),
        ),
    ]
    return Section(
        "Answer" if lang == "en" else "能不能开",
        rows=tuple(rows),
        tone=_TONES[answer.outcome],
        shares=(18, 82),
    )


def _cited(one: Citation, references: References, lang: str) -> Line:
    title = f"《{one.title}》" if one.title else ("" if one.number else "（题名、文号未见）")
    printed = f"“{one.printed}”" if one.printed else ""
    if not one.printed and one.side is not None:
        printed = "(the list as a whole)" if lang == "en" else f"（{one.side.zh}清单整体）"
    text = " ".join(part for part in (one.number, title, one.batch, one.article, printed) if part)
    return Line(text, (references.mark(one.entry),))


def _issuing(answer: Classification, references: References, lang: str) -> Section:
    unseen = "the documents held do not say" if lang == "en" else "所收文件未作规定"
    committees: list[str] = []
    conditions: list[str] = []
    requesters: list[str] = []
    for one in answer.citations:
        held, entry = references.entry(one.entry)
        committees += held.committees
        conditions += [text for text in (one.provided, entry.when) if text]
        requesters += [part for part in (entry.when or "").split("；") if "要求单位" in part]
    verify = (
        "the committee can verify what it states"
        if lang == "en"
        else "居（村）委会能够核实所证明的情况"
    )
    demand = dict.fromkeys(requesters) or [
        "the documents held name none" if lang == "en" else "所收文件没有限定要求开具的单位"
    ]
    rows = [
        *_row(say("by_whom", lang), _where(answer, tuple(dict.fromkeys(committees)), lang)),
        *_row(say("conditions", lang), *dict.fromkeys([*conditions, verify])),
        *_row(
            say("materials", lang), f"{unseen}；请先向居（村）委会询问" if lang == "zh" else unseen
        ),
        *_row(say("handling", lang), *_steps(answer, references, lang)),
        *_row(say("time", lang), _time(answer, lang)),
        *_row(say("demand", lang), *demand),
        *_row(
            say("form", lang),
            unseen if lang == "en" else "所收文件没有附统一式样",
        ),
    ]
    return Section(
        "How it is issued" if lang == "en" else "怎么办", rows=tuple(rows), shares=(18, 82)
    )


def _not_issued(answer: Classification, references: References, lang: str) -> Section:
    barred = ""
    if answer.demand:
        barred = (
            "units must not ask for this proof"
            if lang == "en"
            else "有关单位不得要求群众提供此证明"
        )
    residual = answer.residual
    rows = [
        *_row(say("handling", lang), *_steps(answer, references, lang)),
        *_row(say("demand", lang), barred),
    ]
    if residual is not None:
        rows += _row(
            say("off_list", lang),
            Line(residual.says, (references.mark(residual.citation.entry),)),
        )
    return Section(
        "What the committee does" if lang == "en" else "居（村）委会怎么处理",
        rows=tuple(rows),
        shares=(18, 82),
    )


def _where(answer: Classification, committees: tuple[str, ...], lang: str) -> str:
    kinds = committees_in_words(committees or ("resident", "village"), lang)
    name = answer.place.jurisdiction.name
    return f"the {kinds} in {name}" if lang == "en" else f"{name}的{kinds}"


def _steps(answer: Classification, references: References, lang: str) -> Iterable[Line]:
    for number, step in enumerate(answer.handling, 1):
        cited = step.citation or ""
        # An alternative's own documents are named where the way itself is printed.
        marks = () if "/alternatives/" in cited or not cited else (references.mark(cited),)
        yield Line(f"{number}. {step_in_words(step, lang)}", marks)


def _time(answer: Classification, lang: str) -> str:
    days = [one.within_working_days for one in answer.handling if one.within_working_days]
    if days:
        return f"{min(days)} working days" if lang == "en" else f"{min(days)} 个工作日内"
    if any(one.action is Action.ISSUE_NOW for one in answer.handling):
        return "at once" if lang == "en" else "当场办结"
    return (
        "after verification; no number of days is given"
        if lang == "en"
        else "核实后限时办结（所收文件没有写明天数）"
    )


def _instead(
    catalog: Catalog, answer: Classification, references: References, lang: str
) -> list[Section]:
    assert answer.item is not None
    by_id = {one.id: one for one in catalog.item(answer.item.id).alternatives}
    rows = []
    for way in answer.guidance:
        one = by_id[way.citation]
        rows.append(
            Row(
                (
                    cell(named(way.route, lang)),
                    cell(way_in_words(way, lang, tag=False)),
                    cell(
                        Line(
                            one.basis or "",
                            references.marks(one.documents),
                            "small",
                        )
                    ),
                )
            )
        )
    nothing = (
        "The catalogue holds no other way for this place and day; ask the unit for its legal basis."
        if lang == "en"
        else "目录没有收录当地当日的其他途径，请要求单位说明依据。"
    )
    found = [
        Section(
            say("instead", lang),
            (say("route", lang), say("where", lang), say("basis", lang)) if rows else (),
            tuple(rows),
            lead=() if rows else cell(nothing),
            shares=(16, 64, 20),
        )
    ]
    promise = commitment_section(catalog, [answer], references, lang)
    return [*found, promise] if promise else found


def _rest(answer: Classification, references: References, lang: str) -> list[Section]:
    """Return what might decide otherwise, and what lost."""
    rows = []
    for might in answer.conditional:
        rows += _row(
            say("conditional", lang),
            _cited(might.citation, references, lang),
            Line(f"→ {might_in_words(might, lang)}", (), "small"),
        )
    for lost in answer.overridden:
        rows += _row(say("others", lang), _cited(lost.citation, references, lang))
    if not rows:
        return []
    return [
        Section(
            "What else was found" if lang == "en" else "另须留意",
            rows=tuple(rows),
            shares=(18, 82),
        )
    ]
