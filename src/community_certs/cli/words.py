"""The words of the command line, in Chinese and in English."""

from __future__ import annotations

from community_certs.dates import FIRST_DAY, LAST_DAY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from community_certs.model.answer import Ending, Start

__all__ = ["LABELS", "headline", "name_of", "period", "say", "started"]

LABELS = {
    "request": ("请求", "Request"),
    "read_as": ("识别为", "Read as"),
    "place": ("地点", "Place"),
    "date": ("日期", "Date"),
    "reason": ("理由", "Reason"),
    "status": ("可靠程度", "Status"),
    "basis": ("依据", "Basis"),
    "overridden": ("未采用", "Overridden"),
    "conditional": ("另有条件", "Conditional"),
    "residual": ("文件外", "Off list"),
    "handling": ("办理", "Handling"),
    "guidance": ("去哪办", "Instead"),
    "demand": ("索要", "Demand"),
    "candidates": ("相近事项", "Similar"),
    "part": ("分项", "Part"),
    "catalog": ("目录", "Catalogue"),
    "review": ("复核", "Review"),
}

_OUTCOMES = {
    "may_issue": ("可以由居（村）委会出具", "MAY ISSUE"),
    "must_not_issue": ("不应由居（村）委会出具", "MUST NOT ISSUE"),
    "unlisted": ("文件外：清单未作规定", "UNLISTED"),
}
# Where the outcome alone would say more than is known.
_HEADLINES = {
    "not_recognised": ("未能识别：不知道要的是什么证明", "NOT RECOGNISED"),
    "ambiguous": ("无法判断：所述证明可作多种理解", "AMBIGUOUS"),
    "no_list_held": ("文件外：目录未收录当地当日有效的清单", "UNLISTED: no list held"),
}
_WHYS = {
    "condition": ("须符合条件", "if its condition is met"),
    "catch_all": ("兜底条款，须有法定依据、属职责范围且能核实", "catch-all"),
    "narrower": ("只及其中一种", "a narrower item only"),
    "undated": ("日期不详，不作判断依据", "undated"),
    "draft": ("征求意见稿，不作判断依据", "a draft"),
    "subdivision": ("只适用于县以下某地", "a place below the county"),
}
_CLAUSES = {
    "a": ("效力位阶较低", "lower force"),
    "b": ("对方为特别规定", "the other is special"),
    "c": ("对方较新", "the other is later"),
    "bar": ("不得对抗禁止性规定", "does not beat the bar"),
}


def say(table: str, key: str, lang: str) -> str:
    """Return a word of a table ("outcome", "why", "clause", "label") in ``lang``."""
    tables = {"outcome": _OUTCOMES, "why": _WHYS, "clause": _CLAUSES, "label": LABELS}
    zh, en = tables[table][key]
    return en if lang == "en" else zh


def headline(outcome: str, reason: str, lang: str) -> str:
    """Return the first line of an answer, for its outcome and reason."""
    return _HEADLINES.get(reason, _OUTCOMES[outcome])[lang == "en"]


def name_of(member: object, lang: str) -> str:
    """Return an enumeration's member in ``lang``."""
    return str(member) if lang == "en" else str(getattr(member, "zh", member))


def period(first: str | None, last: str | None, lang: str) -> str:
    """Return a span of days in words."""
    if lang == "en":
        return f"{first or '…'} to {last or '…'}"
    start = f"自 {first} 起" if first and first != FIRST_DAY else ""
    end = f"至 {last}" if last and last != LAST_DAY else ""
    if start and end:
        return f"{first} 至 {last}"
    return start or (end and f"{end}为止") or "一直"


def started(start: Start | None, end: Ending | None, lang: str) -> str:
    """Return when something started and ended, as printed."""
    if start is None:
        return "no date" if lang == "en" else "日期不详"
    bases = {
        "effective_from": ("起施行", "in force from"),
        "issued": ("印发", "issued"),
        "estimated": ("之间（推定）", "estimated between"),
        "known_by": ("已见施行", "known in force by"),
    }
    zh, en = bases[start.basis]
    printed = start.printed.replace("/", " 至 " if lang == "zh" else " and ")
    text = f"{en} {printed}" if lang == "en" else f"{printed} {zh}"
    if end is not None:
        until = end.latest if end.earliest == end.latest else f"{end.earliest}—{end.latest}"
        text += f", until {until}" if lang == "en" else f"，至 {until}"
    return text
