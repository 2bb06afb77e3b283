"""What judged rows show together: repeated and circular certificates, and misuse of the seal.

The work plan names 重复证明 and 循环证明 without defining them. Here a certificate is *repeated*
if the same person got one for the same item and purpose within a period before, and *circular* if
the unit that asks for it is itself among those that the catalogue names to issue or hold it: the
police station that sends people to the community for what the police station certifies. Both are
lists to look at, not verdicts.
"""

from __future__ import annotations

from datetime import date

from community_certs.model.enums import Outcome, Route, Status
from community_certs.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from community_certs.casework.rows import JudgedRow
    from community_certs.catalog import Classification

__all__ = [
    "Findings",
    "Repeat",
    "exception_open",
    "find",
    "is_circular",
    "is_misuse",
    "needs_person",
]

_AUTHORITIES = {
    "police-station": ("公安派出所", "公安机关"),
    "notary": ("公证机构",),
    "court": ("人民法院",),
    "civil-affairs": ("民政部门", "婚姻登记机关"),
    "human-resources": ("社会保险经办机构", "公共就业服务机构", "公共就业和人才服务机构"),
    "social-insurance-agency": ("社会保险经办机构",),
    "hospital": ("医疗卫生机构", "县级以上医疗机构"),
    "housing": ("不动产登记机构",),
    "market-regulator": ("市场监督管理部门（登记机关）",),
    "disabled-federation": ("残疾人联合会",),
    "legal-aid-centre": ("法律援助机构",),
    "bank": ("银行业金融机构",),
    "employer": ("用人单位",),
}
"""A kind of requesting unit to the authorities of the catalogue that are the same offices."""
_CERTIFYING = (Route.OTHER_AUTHORITY, Route.DATA_SHARING, Route.DEPARTMENT_CHECK)


class Repeat(Record):
    """Certificates of one person for one item and purpose, each within the period of the last.

    ``by_name`` says that the person was told by name alone, for want of an ID number.
    """

    item: str
    purpose: str
    by_name: bool
    rows: tuple[JudgedRow, ...]


class Findings(Record):
    """The lists; ``for_person`` holds rows that no list or letter may rest on unseen."""

    repeated: tuple[Repeat, ...]
    circular: tuple[JudgedRow, ...]
    misused: tuple[JudgedRow, ...]
    for_person: tuple[JudgedRow, ...]


def find(rows: Iterable[JudgedRow], *, within_days: int = 365) -> Findings:
    """Draw up the lists.

    Arguments:
        rows: judged rows, read once.
        within_days: how near two certificates must be to count as repeated.
    """
    people: dict[tuple[str, str, str], list[JudgedRow]] = {}
    circular, misused, for_person = [], [], []
    for one in rows:
        if one.answer is None:
            for_person.append(one)
            continue
        if one.person:
            for item in one.items:
                people.setdefault((one.person, item, _purpose(one)), []).append(one)
        if is_misuse(one.answer):
            misused.append(one)
        if needs_person(one.answer):
            for_person.append(one)
        if is_circular(one):
            circular.append(one)
    repeated = []
    for (_, item, purpose), group in people.items():
        if len(group) > 1:
            repeated.extend(_repeats(item, purpose, group, within_days))
    return Findings(tuple(repeated), tuple(circular), tuple(misused), tuple(for_person))


def _purpose(one: JudgedRow) -> str:
    """Return the purpose as written, else as read from the text, else the unit that asked."""
    answer = one.answer
    said = one.row.purpose
    if not said and answer is not None and answer.match is not None:
        said = answer.match.inferred.get("purpose", "")
    return said or one.unit.name


def _repeats(item: str, purpose: str, group: list[JudgedRow], within_days: int) -> list[Repeat]:
    found = []
    group.sort(key=lambda one: one.row.issued or "")
    run = [group[0]]
    for one in [*group[1:], None]:
        if one is not None and _days(run[-1], one) <= within_days:
            run.append(one)
            continue
        if len(run) > 1:
            by_name = not any(each.row.id_number for each in run)
            found.append(Repeat(item, purpose, by_name, tuple(run)))
        if one is not None:
            run = [one]
    return found


def _days(before: JudgedRow, after: JudgedRow) -> int:
    first, last = before.row.issued, after.row.issued
    if first is None or last is None:
        return 1 << 30
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def exception_open(answer: Classification) -> bool:
    """Whether an entry would have let the committee issue it under a condition not stated."""
    return any(
        one.outcome is Outcome.MAY_ISSUE and one.why == "condition" for one in answer.conditional
    )


def is_misuse(answer: Classification) -> bool:
    """Whether a certificate was issued although a bar certainly applied and no exception was open.

    Of several proofs on one certificate, one is enough. Provisional bars, those that a person
    should review, and closed lists (which name no item) are no misuse here.
    """
    if answer.parts:
        return any(is_misuse(part) for part in answer.parts)
    return (
        answer.outcome is Outcome.MUST_NOT_ISSUE
        and answer.status is Status.CERTAIN
        and not answer.needs_review
        and not exception_open(answer)
    )


def needs_person(answer: Classification) -> bool:
    """Whether a person must look before anything rests on an answer."""
    return (
        answer.status is not Status.CERTAIN
        or answer.needs_review
        or (answer.outcome is Outcome.MUST_NOT_ISSUE and exception_open(answer))
    )


def is_circular(one: JudgedRow) -> bool:
    """Whether the unit that asks is itself among those that issue or hold the proof."""
    theirs = _AUTHORITIES.get(one.unit.kind or "", ())
    if one.answer is None or not theirs:
        return False
    return any(
        way.route in _CERTIFYING and name in theirs
        for part in one.answer.parts or (one.answer,)
        for way in part.guidance
        for name in way.authority
    )
