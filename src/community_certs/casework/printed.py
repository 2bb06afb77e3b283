"""Tables as documents: ledger (附件2), statistics table (附件3), a place's guide, the summary."""

from __future__ import annotations

from community_certs.casework.docx import render
from community_certs.casework.letters import chinese_date
from community_certs.casework.privacy import masked
from community_certs.dates import day_of
from community_certs.model.enums import Outcome, Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping
    from typing import Any

    from community_certs.casework.cases import Case
    from community_certs.casework.rows import JudgedRow, LedgerRow
    from community_certs.casework.statistics import Statistics
    from community_certs.casework.workplan import Workplan
    from community_certs.catalog import Catalog, Classification
    from community_certs.model.answer import Stamp

    Folder = str | os.PathLike[str] | None

__all__ = ["guide", "ledger", "statistics_table", "summary"]


def ledger(
    rows: Iterable[LedgerRow],
    *,
    county: str,
    committee: str,
    year: str,
    on: str,
    personal: bool = False,
    folder: Folder = None,
) -> bytes:
    """Return the ledger (附件2) as a .docx file.

    Arguments:
        rows: the certificates.
        county: the district, as the head of the form prints it.
        committee: the committee, likewise.
        year: the year, likewise.
        on: the day of the form, ISO.
        personal: whether to print ID numbers and phones unmasked.
        folder: the district's own templates.
    """
    values: dict[str, Any] = {
        "年份": f"{year}年" if year else "",
        "县区": county,
        "社区": committee,
        "日期": chinese_date(day_of(on)),
        "证明": [_line(n, row, personal) for n, row in enumerate(rows, 1)],
    }
    return render("ledger", values, folder)


def statistics_table(
    rows: Iterable[JudgedRow],
    stamp: Stamp,
    *,
    county: str,
    period: tuple[str, str],
    on: str,
    personal: bool = False,
    folder: Folder = None,
) -> bytes:
    """Return the statistics table (附件3) as a .docx file.

    Arguments:
        rows: the judged certificates.
        stamp: the release that judged them.
        county: the district.
        period: first and last day of the statistics, ISO.
        on: the day of the form, ISO.
        personal: whether to print ID numbers and phones unmasked.
        folder: the district's own templates.
    """
    sums = {"可由": 0, "不应由": 0, "文件外": 0, "": 0}
    lines = []
    for n, one in enumerate(rows, 1):
        named = one.outcome.zh if one.outcome is not None else ""
        sums[named] += 1
        marks = {key: "√" if key == named else "" for key in sums if key}
        lines.append({**_line(n, one.row, personal), **marks})
    values: dict[str, Any] = {
        "县区": county,
        "区间": f"{chinese_date(period[0])}—{chinese_date(period[1])}",
        "日期": chinese_date(day_of(on)),
        "证明": lines,
        "合计": str(len(lines)),
        "未判": str(sums[""]),
        **{f"合计{key}": str(value) for key, value in sums.items() if key},
        "目录": stamp.release,
    }
    return render("statistics", values, folder)


def guide(
    catalog: Catalog,
    *,
    jurisdiction: str,
    on: str,
    committee: str | None = None,
    folder: Folder = None,
) -> bytes:
    """Return the public guide of a place as a .docx file.

    Arguments:
        catalog: what answers.
        jurisdiction: the place.
        on: the day, ISO.
        committee: "resident" or "village"; without it the guide is for both.
        folder: the district's own templates.
    """
    may: list[dict[str, str]] = []
    must_not: list[dict[str, str]] = []
    residual = ""
    answers = {
        id: catalog.decide(id, jurisdiction=jurisdiction, on=on, committee=committee)
        for id in catalog.items
    }
    for answer in answers.values():
        assert answer.item is not None
        if _said_above(answer, answers):
            continue
        doubt = "（暂定）" if answer.status is not Status.CERTAIN else ""
        one = {"名称": answer.item.name + doubt, "依据": _basis(answer)}
        if answer.outcome is Outcome.MAY_ISSUE:
            may.append({"序号": str(len(may) + 1), **one})
        elif answer.outcome is Outcome.MUST_NOT_ISSUE:
            must_not.append({"序号": str(len(must_not) + 1), **one, "去处": _instead(answer)})
        elif answer.residual is not None and not residual:
            cited = answer.residual.citation
            head = cited.number or (f"《{cited.title}》" if cited.title else "")
            residual = f"{answer.residual.says}（{head}）"
    values: dict[str, Any] = {
        "地点": catalog.jurisdiction(jurisdiction, on).path,
        "日期": chinese_date(day_of(on)),
        "可由": may,
        "不应由": must_not,
        "文件外": residual or "目录中没有关于清单以外证明的规定，请向当地民政部门咨询。",
        "目录": catalog.stamp.release,
    }
    return render("guide", values, folder)


def summary(
    counted: Statistics,
    cases: Iterable[Case],
    plan: Workplan,
    *,
    county: str,
    source: str,
    on: str,
    period: tuple[str, str] | None = None,
    folder: Folder = None,
) -> bytes:
    """Return a draft of the summary report (总结评估) as a .docx file.

    Arguments:
        counted: the statistics of the ledger.
        cases: all cases; those closed and open are counted.
        plan: the settings of the work.
        county: the district.
        source: from which ledgers the numbers come.
        on: the day, ISO.
        period: first and last day of the statistics, ISO; without it, the days of the ledger.
        folder: the district's own templates.
    """
    held = list(cases)
    total = counted.total
    states: dict[str, int] = {}
    for one in held:
        states[one.state.zh] = states.get(one.state.zh, 0) + 1
    listed = "，".join(f"{name}{number}件" for name, number in states.items())
    first, last = period or (counted.first, counted.last)
    span = f"{chinese_date(first)}至{chinese_date(last)}" if first and last else ""
    beyond = f"（其中日期在期间以外{counted.beyond}件）" if counted.beyond else ""
    open_ones = [one for one in held if not one.closed]
    people = sum(bool(one.review) for one in open_ones)
    values: dict[str, Any] = {
        "标题": f"{county}“整治违规要求社区出具证明事项问题”工作总结评估报告",
        "工作名称": plan.work,
        "县区": county,
        "区间": span,
        "总体": (
            f"{span}，社区共出具证明{counted.rows}件，其中可由{total.may_issue}件，"
            f"不应由{total.must_not_issue}件（其中依据确定的{total.certain}件），"
            f"文件外{total.unlisted}件，未能判断{total.unjudged}件{beyond}；"
            f"涉及要求出具证明单位{counted.units}个。"
        ),
        "单位": [
            {
                "序号": str(n),
                "名称": one.key,
                "件数": str(one.total),
                "可由": str(one.may_issue),
                "不应由": str(one.must_not_issue),
                "文件外": str(one.unlisted),
                "未判断": str(one.unjudged),
            }
            for n, one in enumerate(counted.by_unit, 1)
        ],
        "合计": str(total.total),
        "合计可由": str(total.may_issue),
        "合计不应由": str(total.must_not_issue),
        "合计文件外": str(total.unlisted),
        "合计未判断": str(total.unjudged),
        "整治": (
            f"按（单位、事项）立案{len(held)}件，办结{len(held) - len(open_ones)}件。{listed}。"
            if held
            else "尚未立案。"
        ),
        "问题": (
            f"尚有{len(open_ones)}件未办结，其中{people}件须人工研判。（此处由起草人补充原因和下一步措施。）"
        ),
        "发文机关": plan.office,
        "日期": chinese_date(day_of(on)),
        "来源": source,
        "目录": counted.stamp.release,
    }
    return render("summary", values, folder)


def _said_above(answer: Classification, answers: Mapping[str, Classification]) -> bool:
    """Whether the answer for the broader item says the same by the same entries."""
    assert answer.item is not None
    above = answers.get(answer.item.broader or "")
    return (
        above is not None
        and above.outcome is answer.outcome
        and above.status is answer.status
        and above.citations == answer.citations
    )


def _instead(answer: Classification) -> str:
    """Return where to go, in a few lines: the general ways first."""
    lines = []
    for one in sorted(answer.guidance, key=lambda one: one.when is not None)[:3]:
        sets = "；或者".join("、".join(every) for every in one.substitutes)
        text = "、".join(one.authority) + (f"：{sets}" if sets and one.authority else sets)
        lines.append(f"{text or one.route.zh}（{one.when}）" if one.when else text or one.route.zh)
    return "\n".join(dict.fromkeys(lines)) or "—"


def _line(n: int, row: LedgerRow, personal: bool) -> dict[str, str]:
    shown = row if personal else masked(row)
    return {
        "序号": str(n),
        "编号": shown.number,
        "时间": shown.day,
        "申请人": shown.applicant,
        "名称": shown.proof + (f"（{shown.purpose}）" if shown.purpose else ""),
        "单位": shown.requester,
        "经办人": shown.handler,
    }


def _basis(answer: Classification) -> str:
    found = (
        (one.number or (f"《{one.title}》" if one.title else ""))
        + (one.batch or "")
        + (one.article or "")
        for one in answer.citations
    )
    return "；".join(one for one in dict.fromkeys(found) if one)
