"""The words of the guides, in Chinese and in English."""

from __future__ import annotations

from community_certs.dates import FIRST_DAY, LAST_DAY
from community_certs.model.answer import Conditional, Ending, Guidance, Start, Step
from community_certs.model.enums import Action, Committee, Route

__all__ = [
    "committees_in_words",
    "dated",
    "might_in_words",
    "named",
    "say",
    "span",
    "step_in_words",
    "way_in_words",
]

_WORDS = {
    "act": ("行为", "Act"),
    "basis": ("依据", "Basis"),
    "bring": ("可用材料", "bring"),
    "by_whom": ("开具单位", "Issued by"),
    "may_or_not": ("可否开具", "May it be issued"),
    "commitment": ("告知承诺", "Commitment instead of a proof"),
    "conditional": ("另有条件", "Depends"),
    "conditions": ("条件", "Conditions"),
    "demand": ("要求开具单位", "Who may ask"),
    "false": ("虚假承诺的后果", "If the promise is false"),
    "choice": ("自愿与限制", "Choice and limits"),
    "checked": ("事后核查", "Checked afterwards"),
    "promised": ("承诺什么", "What is promised"),
    "form": ("式样", "Form"),
    "handling": ("流程", "Steps"),
    "instead": ("去哪办", "Where to go instead"),
    "item": ("事项名称", "Item"),
    "materials": ("材料", "Materials"),
    "off_list": ("清单之外的证明", "Proofs on no list"),
    "others": ("未采用的规定", "Overridden"),
    "purpose": ("用途", "Purpose"),
    "references": ("依据文件与来源", "Documents and sources"),
    "route": ("途径", "Route"),
    "situation": ("情形", "When"),
    "time": ("时限", "Time"),
    "valid": ("本答复适用期间", "This answer holds"),
    "where": ("去处", "Where"),
}

_OUTCOMES = {
    "may_issue": ("可以由居（村）委会开具", "a committee may issue it"),
    "must_not_issue": ("不应由居（村）委会开具", "a committee must not issue it"),
    "unlisted": ("清单未作规定（文件外）", "on no list"),
}

_BASES = {
    "effective_from": ("起施行", "in force from"),
    "issued": ("印发", "issued"),
    "estimated": ("之间（推定）", "estimated between"),
    "known_by": ("已见施行", "known in force by"),
}

_WHYS = {
    "catch_all": ("兜底条款：须有法定依据、属职责范围且能核实", "catch-all clause"),
    "condition": ("符合条件时", "if its condition is met"),
    "draft": ("征求意见稿，不作判断依据", "a draft, decides nothing"),
    "narrower": ("只及其中一种", "only one kind of it"),
    "subdivision": ("只适用于县以下某地", "only for a place below the county"),
    "undated": ("日期不详，不作判断依据", "undated, decides nothing"),
}


def say(key: str, lang: str) -> str:
    """Return a label, or an outcome, in ``lang``."""
    zh, en = _WORDS[key] if key in _WORDS else _OUTCOMES[key]
    return en if lang == "en" else zh


def named(member: object, lang: str) -> str:
    """Return a member of an enumeration in ``lang``."""
    return str(member).replace("_", " ") if lang == "en" else str(getattr(member, "zh", member))


def span(first: str | None, last: str | None, lang: str) -> str:
    """Return a span of days in words."""
    first = None if first == FIRST_DAY else first
    last = None if last == LAST_DAY else last
    if lang == "en":
        return f"{first or '…'} to {last or '…'}"
    if first and last:
        return f"{first} 至 {last}"
    if first:
        return f"自 {first} 起"
    return f"至 {last} 为止" if last else "一直"


def dated(start: Start | None, end: Ending | None, lang: str) -> str:
    """Return when a document started and ended, as printed."""
    if start is None:
        return "no date" if lang == "en" else "日期不详"
    zh, en = _BASES[start.basis]
    first, _, last = start.printed.partition("/")
    joined = " and " if lang == "en" else " 至 "
    printed = first + (joined + last if last not in ("", first) else "")
    if printed == first and start.basis == "estimated":
        zh, en = "（推定）", "estimated in"
    text = f"{en} {printed}" if lang == "en" else f"{printed} {zh}"
    if end is not None:
        until = end.latest if end.earliest == end.latest else f"{end.earliest}—{end.latest}"
        text += f", until {until}" if lang == "en" else f"，至 {until}"
    return text


def committees_in_words(committees: tuple[str, ...], lang: str) -> str:
    """Return the kinds of committee that a list speaks of."""
    if len(set(committees)) > 1:
        return "residents' or villagers' committee" if lang == "en" else "居（村）民委员会"
    kind = Committee(committees[0])
    if lang == "en":
        return {"resident": "residents' committee", "village": "villagers' committee"}[kind.value]
    return kind.zh


def step_in_words(step: Step, lang: str) -> str:
    """Return a step with its time limit."""
    if lang == "en":
        within = step.within_working_days
        return named(step.action, lang) + ("" if within is None else f" ({within} working days)")
    text = {
        Action.ISSUE_NOW: "当场核对、当场出具",
        Action.VERIFY_THEN_ISSUE: "核实后限时出具",
    }.get(step.action, step.action.zh)
    days = step.within_working_days
    return text + ("" if days is None else f"（{days} 个工作日内）")


def way_in_words(way: Guidance, lang: str, *, tag: bool = True) -> str:
    """Return where a person goes instead, in one line.

    Arguments:
        way: the alternative.
        lang: ``zh`` or ``en``.
        tag: whether to open with the route where it is not simply another authority.
    """
    who = "、".join(way.authority)
    either = " or " if lang == "en" else " 或 "
    sets = either.join("＋".join(every) for every in way.substitutes)
    text = "：".join(part for part in (who, sets) if part)
    if tag and way.route is not Route.OTHER_AUTHORITY:
        text = f"〔{named(way.route, lang)}〕{text}"
    return f"{text}（{way.when}）" if way.when else text


def might_in_words(might: Conditional, lang: str) -> str:
    """Return what did not decide, and why."""
    zh, en = _WHYS[might.why]
    why = en if lang == "en" else zh
    outcome = named(might.outcome, lang)
    return f"{outcome}：{why}" + (f"（{might.when}）" if might.when else "")
