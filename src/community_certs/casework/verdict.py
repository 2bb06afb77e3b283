"""Judge a case again on the day of a letter: which letter it bears, or why it bears none.

A letter may rest only on a *certain* answer, the same for every place, kind of committee, unit and
purpose that the case has met. A provisional answer, one that a person should review, a list held in
part, or an exception that may apply is for a person.
"""

from __future__ import annotations

from itertools import product

from community_certs.casework.states import LetterKind
from community_certs.dates import day_of
from community_certs.errors import CommunityCertsError
from community_certs.model.enums import Outcome, Reason, Status
from community_certs.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from community_certs.casework.cases import Case
    from community_certs.catalog import Catalog, Classification

__all__ = ["Verdict", "judge_again"]

_CLOSED = (Reason.LIST_IN_FORCE, Reason.CLOSED_LIST)
_EXCEPTIONS = ("condition", "narrower")


class Verdict(Record):
    """What the catalogue says of a case on a day: the letter it bears, or why it bears none."""

    letter: LetterKind | None
    answers: tuple[Classification, ...]
    reasons: tuple[str, ...]


def judge_again(catalog: Catalog, case: Case, on: str) -> Verdict:
    """Judge a case on the day of the letter.

    Arguments:
        catalog: the catalogue.
        case: a case with an item.
        on: the day, ISO.
    """
    day = day_of(on)
    if case.item is None or not case.places:
        return Verdict(None, (), ("没有可判断的事项或地点",))
    answers: list[Classification] = []
    reasons: list[str] = []
    for place, committee, kind, purpose in product(
        case.places, _said(case.committees), _said(case.kinds), _said(case.purposes)
    ):
        try:
            answer = catalog.decide(
                case.item,
                jurisdiction=place,
                on=day,
                committee=committee,
                requester=kind,
                purpose=purpose,
            )
        except CommunityCertsError as error:
            reasons.append(error.zh)
            continue
        answers.append(answer)
        reasons += _doubts(answer)
    outcomes = {one.outcome for one in answers}
    if len(outcomes) > 1:
        reasons.append("各地或各情形答复不同：" + "、".join(sorted(one.zh for one in outcomes)))
    found = tuple(dict.fromkeys(reasons))
    if found or not answers:
        return Verdict(None, tuple(answers), found)
    must_not = answers[0].outcome is Outcome.MUST_NOT_ISSUE
    return Verdict(LetterKind.MUST_NOT if must_not else LetterKind.UNLISTED, tuple(answers), ())


def _said(values: tuple[str, ...]) -> tuple[str | None, ...]:
    return tuple(None if one == "-" else one for one in values) or (None,)


def _doubts(answer: Classification) -> list[str]:
    """Return why no letter may rest on an answer."""
    if answer.outcome is Outcome.MAY_ISSUE:
        return ["当日属可由出具"]
    found = []
    if answer.status is not Status.CERTAIN:
        found += [f"答复暂定：{one.zh}" for one in answer.status_reasons]
    if answer.needs_review:
        found.append("依据之间需要人工复核")
    if answer.outcome is Outcome.UNLISTED and answer.reason not in _CLOSED:
        found.append(answer.reason.zh)
    if any(
        one.why in _EXCEPTIONS and one.outcome is Outcome.MAY_ISSUE for one in answer.conditional
    ):
        found.append("符合一定条件时可由出具，须先弄清用途或者情形")
    return found
