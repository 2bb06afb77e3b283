"""The certificate form (附件1) and the commitment form (告知承诺书), made only when they may be.

A certificate form is refused, with the reason and the place to go, when the committee must not
issue the proof, when nothing lets it issue it, or when a rule in force forbids proofs of such
liability; where the matter is to be deliberated, it asks for the record of the deliberation.
"""

from __future__ import annotations

import re

from community_certs.casework.docx import render
from community_certs.casework.letters import chinese_date
from community_certs.casework.liability import at_stake, liability_rule
from community_certs.casework.refusal import (
    Refusal,
    basis_of,
    names_of,
    notes_on,
    place_to_go,
    way_in_words,
    why_not,
)
from community_certs.dates import day_of
from community_certs.errors import InvalidArgument
from community_certs.model.enums import Action, Committee, Route
from community_certs.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from community_certs.catalog import Catalog, Classification

__all__ = [
    "CERTIFICATE_FIELDS",
    "COMMITMENT_FIELDS",
    "Form",
    "Refusal",
    "certificate",
    "commitment",
    "next_number",
]

CERTIFICATE_FIELDS = (
    "申请人",
    "身份证",
    "住址",
    "联系电话",
    "要求单位",
    "证明用途",
    "证明内容",
    "经办人",
    "社区电话",
    "县区",
    "街道",
    "社区",
)
"""What a caller may give for a certificate; what is missing stays blank, to be written by hand."""
COMMITMENT_FIELDS = (
    "编号",
    "办理事项",
    "责任",
    "机关",
    "申请人",
    "身份证",
    "联系电话",
    "承诺事实",
    "核查方式",
    "核查日期",
    "核查结果",
    "核查人",
    "处理",
)
"""What a caller may give for a commitment; the last five when it has been checked afterwards."""
_BLANK_DAY = "　　年　月　日"


class Form(Record):
    """A form to be printed: the bytes of a .docx file, and what the clerk should know."""

    data: bytes
    answer: Classification
    notes: tuple[str, ...]


def certificate(
    catalog: Catalog,
    text: str,
    *,
    jurisdiction: str,
    on: str,
    number: str,
    fields: Mapping[str, str] | None = None,
    deliberation: str | None = None,
    purpose: str | None = None,
    requester: str | None = None,
    requester_place: str | None = None,
    committee: str | None = None,
    folder: str | os.PathLike[str] | None = None,
) -> Form | Refusal:
    """Return the certificate form with its stub and certificate halves, or why there is none.

    Arguments:
        catalog: what answers.
        text: the proof that is asked for.
        jurisdiction: the committee's place.
        on: the day, ISO.
        purpose: what it is for; printed, too, unless ``fields`` says otherwise.
        requester: the unit that asks, likewise.
        requester_place: where that unit sits.
        committee: "resident" or "village".
        number: the number that both halves bear.
        fields: what is written into the form, see :data:`CERTIFICATE_FIELDS`.
        deliberation: the record of the deliberation (议事协商记录), where one is needed.
        folder: the district's own templates.

    Raises:
        InvalidArgument: for an unknown field, an empty number, or a bad template.
    """
    given = _given(fields, CERTIFICATE_FIELDS)
    if not number.strip():
        raise InvalidArgument("请给出证明编号。", "give the number of the certificate")
    answer = catalog.classify(
        text,
        jurisdiction=jurisdiction,
        on=on,
        purpose=purpose,
        requester=requester,
        requester_place=requester_place,
        committee=committee,
    )
    refused = why_not(answer)
    if refused is not None:
        return refused
    for part in answer.parts or (answer,):
        rule = liability_rule(catalog, part, _kind(committee))
        if rule is not None:
            return Refusal(f"{rule.says}（{rule.document}）", place_to_go(part), answer)
    deliberate = any(
        at_stake(catalog, part) or any(step.action is Action.DELIBERATE for step in part.handling)
        for part in answer.parts or (answer,)
    )
    if deliberate and not (deliberation or "").strip():
        return Refusal(
            "涉及法律或者连带经济责任、重大事项的，须先调查核实并议事协商，请给出议事协商记录",
            (),
            answer,
            "deliberation",
        )
    named = names_of(answer)
    values = {
        **dict.fromkeys(CERTIFICATE_FIELDS, ""),
        "证明内容": "\n\n",
        "县区": answer.place.jurisdiction.path,
        "要求单位": requester or "",
        "证明用途": purpose or "",
        **given,
        "编号": number.strip(),
        "证明事项": named,
        "出具依据": basis_of(answer),
        "议事协商": (deliberation or "").strip() or "（无须）",
        "日期": chinese_date(day_of(on)),
    }
    return Form(render("certificate", values, folder), answer, notes_on(answer))


def commitment(
    catalog: Catalog,
    text: str,
    *,
    jurisdiction: str,
    on: str,
    fields: Mapping[str, str] | None = None,
    requester: str | None = None,
    purpose: str | None = None,
    committee: str | None = None,
    way: str | None = None,
    folder: str | os.PathLike[str] | None = None,
) -> Form | Refusal:
    """Return the commitment form for a proof that a commitment replaces, or say why not.

    Called again with the fields of the check, it prints the same form with its result.

    Arguments:
        catalog: what answers.
        text: the proof that is asked for.
        jurisdiction: the place.
        on: the day, ISO.
        fields: what is written into the form, see :data:`COMMITMENT_FIELDS`.
        requester: the unit that asks.
        purpose: what it is for.
        committee: "resident" or "village".
        folder: the district's own templates.
        way: the id of the alternative ("marital-status/alternatives/2") where the item has several
            commitments.

    Raises:
        InvalidArgument: for an unknown field or way, or a bad template.
    """
    given = _given(fields, COMMITMENT_FIELDS)
    answer = catalog.classify(
        text,
        jurisdiction=jurisdiction,
        on=on,
        requester=requester,
        purpose=purpose,
        committee=committee,
    )
    if answer.item is None:
        return why_not(answer) or Refusal("请逐项填写告知承诺书", (), answer)
    ways = {one.citation: one for one in answer.guidance if one.route is Route.COMMITMENT}
    if not ways:
        return Refusal("目录中没有该事项当日可用告知承诺替代的依据", place_to_go(answer), answer)
    if way is not None and way not in ways:
        raise InvalidArgument(
            f"没有告知承诺途径“{way}”，有：{'、'.join(ways)}。",
            f"no commitment {way!r}; there are {', '.join(ways)}",
        )
    if way is None and len(ways) > 1:
        listed = tuple(f"{key}：{one.when or '一般情形'}" for key, one in ways.items())
        return Refusal("该事项有几种告知承诺，请指明一种", listed, answer, "way")
    chosen = ways[way] if way is not None else next(iter(ways.values()))
    item = catalog.item(answer.item.id)
    others = [one for one in answer.guidance if one.route is not Route.COMMITMENT]
    values = {
        **dict.fromkeys(COMMITMENT_FIELDS, ""),
        "责任": "（由办理机关依照有关法律法规写明后再由申请人承诺）",
        "承诺事实": "\n\n",
        "机关": "、".join(chosen.authority),
        **given,
        "证明事项": item.name,
        "证明内容": item.proves or "",
        "依据": _documents(catalog, answer.item.id, chosen.citation),
        "情形": chosen.when or "",
        "其他途径": "；".join(way_in_words(one) for one in others) or "（向办理机关咨询）",
        "日期": chinese_date(day_of(on)),
    }
    if not values["核查日期"]:
        values["核查日期"] = _BLANK_DAY
    notes = []
    if not given.get("责任"):
        notes.append("“不实承诺的责任”须由办理机关写明，目录不收录其内容")
    return Form(render("commitment", values, folder), answer, tuple(notes))


def next_number(number: str) -> str:
    """Return the number after one: its last digits count on and keep their width.

    Raises:
        InvalidArgument: if it does not hold a digit.
    """
    found = re.search(r"(\d+)(\D*)\Z", number, re.ASCII)
    if found is None:
        raise InvalidArgument(f"编号“{number}”中没有数字。", f"no digit in the number {number!r}")
    counted = str(int(found[1]) + 1).zfill(len(found[1]))
    return number[: found.start()] + counted + found[2]


def _given(fields: Mapping[str, str] | None, known: tuple[str, ...]) -> dict[str, str]:
    unknown = sorted(str(key) for key in fields or {} if key not in known)
    if unknown:
        raise InvalidArgument(
            f"没有这一栏：{'、'.join(unknown)}；可填：{'、'.join(known)}。",
            f"unknown field: {', '.join(unknown)}; there are {', '.join(known)}",
        )
    wrong = sorted(key for key, value in (fields or {}).items() if not isinstance(value, str))
    if wrong:
        raise InvalidArgument(f"各栏应为文字：{'、'.join(wrong)}。", "every field is a text")
    return dict(fields or {})


def _kind(committee: str | None) -> Committee | None:
    if committee is None:
        return None
    village = committee == "village" or committee.startswith("村")
    return Committee.VILLAGE if village else Committee.RESIDENT


def _documents(catalog: Catalog, item: str, way: str) -> str:
    names = []
    for one in catalog.item(item).alternatives:
        if one.id == way:
            for id in one.documents:
                document = catalog.document(id)
                number = f"（{document.number}）" if document.number else ""
                names.append(f"《{document.title}》{number}" if document.title else number)
            return "、".join(names) + (one.basis or "")
    return ""
