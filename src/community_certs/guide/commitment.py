"""What the documents say of commitments: what is promised, that it is checked, what lying costs.

A rule speaks of them by its key, in any document: ``commitment`` says what is promised,
``commitment-check`` how it is checked afterwards, ``commitment-false`` what a false promise costs,
``commitment-choice`` who may choose it. Where no document has such a rule the page is silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from community_certs.catalog import Catalog, Classification
from community_certs.guide.references import References
from community_certs.guide.sheet import Line, Row, Section, cell
from community_certs.guide.words import say
from community_certs.model.answer import Guidance
from community_certs.model.enums import Action, Route, Stage
from community_certs.model.holdings import Document, Rule

__all__ = ["commitment_section"]

_LABELS = {
    "commitment": "promised",
    "commitment-check": "checked",
    "commitment-false": "false",
    "commitment-choice": "choice",
}


@dataclass(frozen=True)
class _Spoken:
    rule: Rule
    document: Document
    doubtful: bool


def commitment_section(
    catalog: Catalog,
    answers: Iterable[Classification],
    references: References,
    lang: str,
) -> Section | None:
    """Return the section on commitments, or None if no answer offers one.

    Arguments:
        catalog: the catalogue.
        answers: the answers on the page, all for one place and day; a commitment is offered by an
            alternative or by a step. Only rules that stand on that day speak.
        references: where the documents get their numbers.
        lang: ``zh`` or ``en``.
    """
    offering = [one for one in answers if _offers(one)]
    if not offering:
        return None
    ways = [way for one in offering for way in one.guidance if way.route is Route.COMMITMENT]
    chain = {code for link in offering[0].chain for code in (*link.carried, link.adcode)}
    rows = []
    for spoken in _speaking(catalog, ways, chain, offering[0].query.on):
        label = say(_LABELS[_key(spoken.rule)], lang)
        article = f"（{spoken.rule.article}）" if spoken.rule.article else ""
        doubt = ""
        if spoken.doubtful:
            doubt = " (standing not confirmed)" if lang == "en" else "（是否仍有效尚待核实）"
        rows.append(
            Row(
                (
                    cell(Line(label, weight="strong")),
                    cell(
                        Line(
                            spoken.rule.says + article + doubt,
                            (references.mark(spoken.rule.id),),
                        )
                    ),
                )
            )
        )
    lead = (
        "A signed promise replaces the proof; the office that handles the matter offers it."
        if lang == "en"
        else "可以用告知承诺代替证明的，由办事单位当面告知，本人书面承诺即可，不必再开证明。"
    )
    silent = (
        "The documents held do not say how promises are checked or what a false one costs."
        if lang == "en"
        else "所收文件没有写明当日适用的核查办法和虚假承诺的后果，请向办事单位询问。"
    )
    return Section(
        say("commitment", lang),
        rows=tuple(rows),
        lead=cell(lead),
        tail=() if rows else cell(Line(silent, weight="small")),
        shares=(18, 82),
    )


def _offers(answer: Classification) -> bool:
    return any(one.route is Route.COMMITMENT for one in answer.guidance) or any(
        one.action is Action.OFFER_COMMITMENT for one in answer.handling
    )


def _speaking(
    catalog: Catalog, ways: Iterable[Guidance], chain: set[str], day: str
) -> Iterator[_Spoken]:
    """Yield the general rules of the chain, then those of the alternatives' own documents."""
    own, fields = _documents(catalog, {way.citation for way in ways})
    found = [
        _spoken(rule, document, day)
        for document in map(catalog.document, catalog.documents)
        if document.jurisdiction in chain and _decides(document)
        for rule in document.rules
        if _key(rule) in _LABELS and _stands(rule, day)
    ]
    order = list(_LABELS)
    found.sort(key=lambda spoken: (order.index(_key(spoken.rule)), spoken.rule.id))
    general = [spoken for spoken in found if spoken.document.id not in fields]
    sure = {_key(spoken.rule) for spoken in general if not spoken.doubtful}
    # What may have lapsed is left out where something certain says the same.
    yield from (one for one in general if not (one.doubtful and _key(one.rule) in sure))
    yield from (spoken for spoken in found if spoken.document.id in own)


def _documents(catalog: Catalog, cited: set[str]) -> tuple[set[str], set[str]]:
    """Return the documents of the alternatives cited, and those of all commitments.

    A document that lets one matter be settled by a commitment (legal aid) speaks of that matter
    only; the others speak of commitments in general.
    """
    own: set[str] = set()
    fields: set[str] = set()
    for item in catalog.items:
        for one in catalog.item(item).alternatives:
            if one.route is Route.COMMITMENT:
                fields.update(one.documents)
                if one.id in cited:
                    own.update(one.documents)
    return own, fields


def _decides(document: Document) -> bool:
    return not (document.withdrawn or document.subdivision or document.stage is Stage.DRAFT)


def _key(rule: Rule) -> str:
    return rule.id.rpartition("/")[2]


def _stands(rule: Rule, day: str) -> bool:
    if rule.start is None or day < rule.start.earliest:
        return False
    return rule.end is None or day <= rule.end.latest


def _spoken(rule: Rule, document: Document, day: str) -> _Spoken:
    doubtful = (
        document.verified_on is None
        or document.stage is not Stage.BINDING
        or (rule.expires is not None and day > rule.expires)
        or (rule.start is not None and day < rule.start.latest)
    )
    return _Spoken(rule, document, doubtful)
