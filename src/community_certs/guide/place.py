"""The two-sided list of a place: what a committee may issue, and what not and where to go instead.

Every item of the catalogue is decided for the place and the day. A narrower item whose answer comes
from an entry on a broader one is folded into the row of that broader item, as the lists print it.
"""

from __future__ import annotations

from collections.abc import Sequence

from community_certs.catalog import Catalog, Classification
from community_certs.guide import place_tables as tables
from community_certs.guide.commitment import commitment_section
from community_certs.guide.item import foot
from community_certs.guide.place_tables import Listed, Notes
from community_certs.guide.references import References
from community_certs.guide.sheet import Line, Sheet, cell
from community_certs.guide.words import committees_in_words, say
from community_certs.model.answer import ItemName
from community_certs.model.enums import Outcome

__all__ = ["place_sheet"]


def place_sheet(
    catalog: Catalog,
    *,
    jurisdiction: str,
    on: str,
    committee: str | None = None,
    lang: str = "zh",
) -> Sheet:
    """Lay out the whole list of a place: 可以开, 不能开 and 去哪办, and what holds of the rest.

    Arguments:
        catalog: the catalogue.
        jurisdiction: the place: a code, a name or a path.
        on: the day, ``YYYY-MM-DD``.
        committee: ``resident`` or ``village``, if only one is meant.
        lang: the language of the labels; what documents say stays Chinese.

    Raises:
        InvalidArgument: if an argument is wrong.
        UnknownJurisdiction, AmbiguousJurisdiction, JurisdictionNotInForce: for the place.
    """
    answers = [
        catalog.decide(one, jurisdiction=jurisdiction, on=on, committee=committee)
        for one in catalog.items
    ]
    references = References(catalog, lang, most=1, brief=True)
    first = answers[0]
    notes = Notes()
    kinds = _kinds(committee)
    lists = [
        one
        for one in catalog.coverage(jurisdiction, on).lists
        if one.stands != "no" and set(kinds) & set(references.list(one.id).committees)
    ]
    listed = _rows(catalog, answers, Outcome.MAY_ISSUE, references)
    barred = _rows(catalog, answers, Outcome.MUST_NOT_ISSUE, references)
    sections = [
        tables.coverage(lists, references, lang),
        tables.may(listed, references, notes, lang),
        *tables.conditional(answers, references, lang),
        tables.must_not(barred, references, notes, lang),
        *tables.not_demanded(lists, references, lang),
        *tables.off_list(answers, references, lang),
    ]
    promise = commitment_section(catalog, [one.answer for one in barred], references, lang)
    if promise is not None:
        sections.append(promise)
    place = first.place.jurisdiction
    kind = committees_in_words(kinds, lang)
    return Sheet(
        f"{place.name}: what a {kind} may and must not issue"
        if lang == "en"
        else f"{place.name}{kind}证明事项清单",
        lang,
        head=cell(
            Line(
                f"{place.path} ({place.adcode}) · in force on {first.query.on}"
                if lang == "en"
                else f"{place.path}（{place.adcode}） · {first.query.on} 适用"
            )
        ),
        sections=tuple(one for one in sections if one.rows or one.lead or one.tail),
        references=references.all(),
        references_heading=say("references", lang),
        foot=(*notes.lines(), *foot(first, lang)),
        dense=True,
    )


def _kinds(committee: str | None) -> tuple[str, ...]:
    if committee is None:
        return ("resident", "village")
    village = committee in ("village", "村委会", "村民委员会")
    return ("village",) if village else ("resident",)


def _rows(
    catalog: Catalog,
    answers: Sequence[Classification],
    outcome: Outcome,
    references: References,
) -> list[Listed]:
    """Return the items with rows of their own, those of lists before those of laws."""
    heads: dict[str, Listed] = {}
    rest: list[Classification] = []
    for one in answers:
        if one.outcome is not outcome or one.item is None:
            continue
        act = catalog.item(one.item.id).act
        parts = references.entries(one.citations)
        own = tuple((held, entry) for held, entry in parts if one.item.id in entry.items)
        if own:
            heads[one.item.id] = Listed(one.item, act, one, own, ())
        else:
            rest.append(one)
    folded: dict[str, list[str]] = {}
    for one in rest:
        assert one.item is not None
        head = _head(catalog, one.item, heads)
        if head is None:
            act = catalog.item(one.item.id).act
            parts = references.entries(one.citations)
            heads[one.item.id] = Listed(one.item, act, one, parts, ())
        else:
            folded.setdefault(head, []).append(one.item.name)
    found = [
        Listed(one.item, one.act, one.answer, one.parts, tuple(folded.get(id, ())))
        for id, one in heads.items()
    ]
    return sorted(found, key=_order)


def _head(catalog: Catalog, item: ItemName, heads: dict[str, Listed]) -> str | None:
    above = item.broader
    while above is not None and above not in heads:
        above = catalog.item(above).broader
    return above


def _order(one: Listed) -> tuple[bool, bool, str, int, str]:
    provision = all(held.kind == "provision" for held, _ in one.parts)
    held, entry = one.parts[-1]  # the most local
    number = int(entry.id.rpartition("/")[2])
    return provision, held.id.startswith("000000"), held.id, number, one.item.id
