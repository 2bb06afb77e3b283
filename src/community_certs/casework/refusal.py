"""Why a committee does not issue a proof, where the person goes, and what the clerk should know."""

from __future__ import annotations

from community_certs.model.enums import Action, Outcome, Reason, Route, Status
from community_certs.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from community_certs.catalog import Classification
    from community_certs.model.answer import Citation, Guidance

__all__ = ["Refusal", "basis_of", "names_of", "notes_on", "place_to_go", "way_in_words", "why_not"]

_ISSUING = frozenset({Action.ISSUE_NOW, Action.VERIFY_THEN_ISSUE})


class Refusal(Record):
    """Why no form was made, and where the person goes.

    ``needs`` names what would allow it (``deliberation``), else None.
    """

    reason: str
    go: tuple[str, ...]
    answer: Classification
    needs: str | None = None


def place_to_go(answer: Classification) -> tuple[str, ...]:
    """Return where the person goes instead, in lines that a clerk can read out."""
    lines = [
        f"{part.item.name}：{way_in_words(one)}"
        if answer.parts and part.item
        else way_in_words(one)
        for part in answer.parts or (answer,)
        for one in part.guidance
    ]
    return tuple(dict.fromkeys(lines))


def why_not(answer: Classification) -> Refusal | None:
    """Return why the committee does not issue it, or None if it does."""
    if answer.item is None and not answer.parts:
        near = tuple(f"是否指“{one.name}”？" for one in answer.candidates[:5])
        return Refusal(f"{answer.reason.zh}，请说明需要证明什么", near, answer)
    for part in answer.parts or (answer,):
        named = part.item.name if part.item else ""
        if part.outcome is Outcome.MUST_NOT_ISSUE:
            doubt = "（暂定）" if part.status is not Status.CERTAIN else ""
            basis = basis_of(part)
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


def names_of(answer: Classification) -> str:
    """Return the names of the item or of all parts, joined by 、."""
    return "、".join(part.item.name for part in answer.parts or (answer,) if part.item)


def _short(citation: Citation) -> str:
    return citation.number or (f"《{citation.title}》" if citation.title else "有关规定")


def basis_of(answer: Classification) -> str:
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


def notes_on(answer: Classification) -> tuple[str, ...]:
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


def way_in_words(one: Guidance) -> str:
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
