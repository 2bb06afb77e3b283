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
from community_certs.dates import day_of
from community_certs.errors import InvalidArgument
from community_certs.model.enums import Action, Committee, Outcome, Reason, Route, Status
from community_certs.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from community_certs.catalog import Catalog, Classification
    from community_certs.model.answer import Guidance

__all__ = [
    "CERTIFICATE_FIELDS",
    "COMMITMENT_FIELDS",
    "Form",
    "Refusal",
    "certificate",
    "commitment",
    "next_number",
    "place_to_go",
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
_ISSUING = frozenset({Action.ISSUE_NOW, Action.VERIFY_THEN_ISSUE})
_BLANK_DAY = "　　　　年　　月　　日"


class Form(Record):
    """A form to be printed: the bytes of a .docx file, and what the clerk should know."""

    data: bytes
    answer: Classification
    notes: tuple[str, ...]


class Refusal(Record):
    """Why no form was made, and where the person goes.

    ``needs`` names what would allow it (``deliberation``), else None.
    """

    reason: str
    go: tuple[str, ...]
    answer: Classification
    needs: str | None = None


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
    refused = _why_not(answer)
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
    named = _names(answer)
    values = {
        **dict.fromkeys(CERTIFICATE_FIELDS, ""),
        "证明内容": "\n\n",
        "县区": answer.place.jurisdiction.path,
        "要求单位": requester or "",
        "证明用途": purpose or "",
        **given,
        "编号": number.strip(),
        "证明事项": named,
        "出具依据": _basis(answer),
        "议事协商": (deliberation or "").strip() or "（无须）",
        "日期": chinese_date(day_of(on)),
    }
    return Form(render("certificate", values, folder), answer, _notes(answer))


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
        return _why_not(answer) or Refusal("请逐项填写告知承诺书", (), answer)
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
        "其他途径": "；".join(_way(one) for one in others) or "（向办理机关咨询）",
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


def place_to_go(answer: Classification) -> tuple[str, ...]:
    """Return where the person goes instead, in lines that a clerk can read out."""
    lines = [
        f"{part.item.name}：{_way(one)}" if answer.parts and part.item else _way(one)
        for part in answer.parts or (answer,)
        for one in part.guidance
    ]
    return tuple(dict.fromkeys(lines))


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


def _why_not(answer: Classification) -> Refusal | None:
    """Return why the committee does not issue it, or None if it does."""
    if answer.item is None and not answer.parts:
        near = tuple(f"是否指“{one.name}”？" for one in answer.candidates[:5])
        return Refusal(f"{answer.reason.zh}，请说明需要证明什么", near, answer)
    for part in answer.parts or (answer,):
        named = part.item.name if part.item else ""
        if part.outcome is Outcome.MUST_NOT_ISSUE:
            doubt = "（暂定）" if part.status is not Status.CERTAIN else ""
            basis = _basis(part)
            return Refusal(
                f"“{named}”不应由居（村）委会出具{doubt}：{part.reason.zh}，{basis}",
                place_to_go(part),
                answer,
            )
        if part.outcome is Outcome.UNLISTED and not _may_be_issued(part):
            rule = part.residual
            says = f"：{rule.says}（{_short(rule.citation)}）" if rule is not None else ""
            asks = (
                ("请要求单位提供要求出具此证明的法律法规依据",)
                if any(step.action is Action.ASK_BASIS for step in part.handling)
                else ()
            )
            return Refusal(
                f"“{named}”属文件外（{part.reason.zh}），没有可以出具的依据{says}",
                (*asks, *place_to_go(part)),
                answer,
            )
    return None


def _may_be_issued(answer: Classification) -> bool:
    """Whether the rule for 文件外 lets it be issued, on lists that were seen in full."""
    if answer.reason in (Reason.LIST_INCOMPLETE, Reason.NO_LIST_HELD):
        return False
    return any(step.action in _ISSUING for step in answer.handling)


def _names(answer: Classification) -> str:
    return "、".join(part.item.name for part in answer.parts or (answer,) if part.item)


def _short(citation: object) -> str:
    number, title = getattr(citation, "number", None), getattr(citation, "title", None)
    return number or (f"《{title}》" if title else "有关规定")


def _basis(answer: Classification) -> str:
    """Return what the answer rests on: documents, and the words of the entries."""
    found = []
    for part in answer.parts or (answer,):
        cited = part.citations
        if part.outcome is Outcome.UNLISTED and part.residual is not None:
            cited = (part.residual.citation,)
        for one in cited:
            entry = one.article or (f"“{one.printed}”" if one.printed else "")
            found.append(f"{_short(one)}{one.batch or ''}{entry}")
    return "；".join(dict.fromkeys(found))


def _notes(answer: Classification) -> tuple[str, ...]:
    """Return what the clerk should know before the seal is put on."""
    found = ["出具前须能核实所证明的事实"]
    if answer.demand == "barred":
        found.append("该单位依规定不得要求提供此证明")
    for part in answer.parts or (answer,):
        if part.status is not Status.CERTAIN:
            reasons = "、".join(one.zh for one in part.status_reasons)
            found.append(f"答复暂定（{reasons}），请先向上级民政部门核实")
        if part.needs_review:
            found.append("依据之间存在不一致，请先由人工复核")
        found += [f"须符合：{one.provided}" for one in part.citations if one.provided]
        found += [
            step.action.zh
            for step in part.handling
            if step.action in (Action.HEAD_SIGNATURE, Action.PUBLIC_NOTICE, Action.CHECK_ONLINE)
        ]
    return tuple(dict.fromkeys(found))


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


def _way(one: Guidance) -> str:
    """Return a way to go in one line."""
    sets = "，或者".join("和".join(every) for every in one.substitutes)
    text = {
        Route.CANCELLED_OUTRIGHT: "已直接取消，无须提供",
        Route.COMMITMENT: "可以书面承诺代替",
        Route.DATA_SHARING: "由要求单位通过数据共享查询",
        Route.DEPARTMENT_CHECK: "由要求单位向有关部门核验",
        Route.OTHER_AUTHORITY: "由有关单位出具",
    }[one.route]
    if one.authority:
        text += f"（{'、'.join(one.authority)}）"
    if sets:
        text += f"；可凭{sets}"
    return f"{one.when}：{text}" if one.when else text
