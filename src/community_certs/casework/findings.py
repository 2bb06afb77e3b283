"""What judged rows show together: repeated and circular certificates, and misuse of the seal.

The work plan names 重复证明 and 循环证明 without defining them. Here a certificate is *repeated*
if the same person got one for the same item and purpose within a period before, and *circular* if
the unit that asks for it is itself among those that the catalogue names to issue or hold it: the
police station that sends people to the community for what the police station certifies. Both are
lists to look at, not verdicts.
"""

from __future__ import annotations

from datetime import date

from community_certs.casework.rows import cited
from community_certs.model.enums import Outcome, Route, Status
from community_certs.model.record import Record
from community_certs.text import canonicalize_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from community_certs.casework.rows import JudgedRow
    from community_certs.catalog import Classification

__all__ = [
    "Findings",
    "Repeat",
    "circular_parts",
    "exception_open",
    "find",
    "is_circular",
    "is_misuse",
    "needs_person",
    "why_circular",
    "why_misuse",
    "why_person",
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
_POLICE = "公安机关"
_SAME_SYSTEM = ("公安机关出入境管理部门",)
_SHORTEST = 3
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
    return bool(circular_parts(one))


def circular_parts(one: JudgedRow) -> tuple[Classification, ...]:
    """Return the answer, or those parts of it, whose proof the asking unit issues or holds.

    A way that the catalogue limits to a situation counts only if the text or the purpose names the
    situation, or if the item has several ways and all of them lead to that unit, so that it is
    true whatever the situation.
    """
    theirs = _AUTHORITIES.get(one.unit.kind or "", ())
    if one.answer is None or not theirs:
        return ()
    said = canonicalize_name(one.row.proof), canonicalize_name(one.row.purpose)
    return tuple(
        part for part in one.answer.parts or (one.answer,) if _leads_back(part, theirs, said)
    )


def _leads_back(part: Classification, theirs: tuple[str, ...], said: tuple[str, str]) -> bool:
    ways = [way for way in part.guidance if way.route in _CERTIFYING]
    back = [way for way in ways if any(name in theirs for name in way.authority)]
    if any(way.when is None or _is_the_case(way.when, *said) for way in back):
        return True
    system = (*theirs, *_SAME_SYSTEM) if _POLICE in theirs else theirs
    return (
        len(back) > 1
        and all(way.authority for way in ways)
        and all(name in system for way in ways for name in way.authority)
    )


def _is_the_case(when: str, proof: str, purpose: str) -> bool:
    """Whether a situation of the catalogue is named by the proof's text or by its purpose."""
    head = canonicalize_name(when)
    for mark in (":", ",", ";", "("):
        head = head.partition(mark)[0]
    head = head.removesuffix("的").removeprefix("申请").removeprefix("办理")
    core = proof.removesuffix("证明").removesuffix("的")
    named = [one for one in head.split("、") if len(one) >= _SHORTEST]
    return (
        any(one in proof or one in purpose for one in named)
        or (len(core) >= _SHORTEST and core in head)
        or (len(purpose) >= _SHORTEST and purpose in head)
    )


def why_circular(one: JudgedRow) -> str:
    """Say why a row counts as circular: which of its proofs leads back to the unit."""
    names = "、".join(part.item.name for part in circular_parts(one) if part.item is not None)
    return f"{names}可由{one.unit.name}所属系统出具或查得"


def why_misuse(one: JudgedRow) -> str:
    """Return the bars that a certificate ran against; of several proofs, of those barred alone."""
    if one.answer is None:
        return ""
    if not one.answer.parts:
        return cited(one.answer)
    return "；".join(cited(part, named=True) for part in one.answer.parts if is_misuse(part))


def why_person(one: JudgedRow) -> str:
    """Say why a person must look at a row; "" if nobody must."""
    answer = one.answer
    if answer is None:
        return one.problem
    if not needs_person(answer) and one.recognised:
        return ""
    reasons = [] if one.recognised else [answer.reason.zh]
    reasons += [reason.zh for reason in answer.status_reasons]
    if answer.needs_review:
        reasons.append("不同文件规定不一致，须复核")
    if not reasons:
        reasons.append("另有附条件的可由情形")
    return "；".join(dict.fromkeys(reasons))
