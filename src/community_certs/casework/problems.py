"""What can be wrong in a ledger or a seal register: one code, one severity, one wording each.

No wording quotes a cell that may hold personal data; of a cell for a day, all that is no day is
masked (:func:`community_certs.casework.dated.quoted`).
"""

from __future__ import annotations

from community_certs.diagnostics import ERROR, NOTICE, WARNING, Diagnostic

__all__ = ["PROBLEMS", "problem"]

PROBLEMS: dict[str, tuple[str, str, str, str, str]] = {
    "no-header": (
        ERROR,
        "没有找到表头（至少要有证明名称等三列），{rows} 行未读。",
        "no header found (three known columns are needed); {rows} rows were not read",
        "用 --mapping 指明表头所在行和各列含义。",
        "say with --mapping where the header is and what the columns mean",
    ),
    "hidden-sheet": (
        NOTICE,
        "这是隐藏的工作表，已照常读取。",
        "this sheet is hidden; it was read like the others",
        "",
        "",
    ),
    "repeated-header": (NOTICE, "重复的表头行。", "the header once more", "", ""),
    "total-row": (NOTICE, "合计行，不作为记录。", "a total, not a record", "", ""),
    "note-row": (
        NOTICE,
        "不是记录（说明、签字或只有序号的空行）。",
        "not a record (a note, a signature, or a number alone)",
        "",
        "",
    ),
    "missing-proof": (
        ERROR,
        "没有写证明名称或用途，无法判断。",
        "no proof is named: it cannot be judged",
        "补填证明名称。",
        "fill it in",
    ),
    "missing-date": (
        ERROR,
        "没有写出具时间，无法判断。",
        "no date: it cannot be judged",
        "补填出具时间。",
        "fill it in",
    ),
    "unreadable-date": (
        ERROR,
        "出具时间“{said}”无法识别。",
        "the date “{said}” cannot be read",
        "写成 2023-05-06 或 2023年5月6日。",
        "write 2023-05-06",
    ),
    "no-year": (
        ERROR,
        "出具时间“{said}”没有写明年份。",
        "the date “{said}” has no year",
        "写明年份，或用 --period 指明台账期间。",
        "write the year, or give --period",
    ),
    "impossible-date": (
        ERROR,
        "出具时间“{said}”是不存在的日期。",
        "there is no such day as “{said}”",
        "核对出具时间。",
        "check the date",
    ),
    "out-of-period": (
        WARNING,
        "出具时间 {day} 不在统计期间 {first} 至 {last} 内。",
        "{day} is outside the period {first} to {last}",
        "核对年份，或把这一行移到相应的台账；在此之前不判断、不立案。",
        "check the year, or move the row; until then it is neither judged nor opened as a case",
    ),
    "missing-applicant": (WARNING, "没有写申请人。", "no applicant", "", ""),
    "missing-requester": (
        WARNING,
        "没有写要求出具证明的单位。",
        "no requesting unit",
        "补填单位全称，否则无法按单位归类、发函。",
        "without it no unit can be written to",
    ),
    "missing-number": (WARNING, "没有写证明编号。", "no certificate number", "", ""),
    "missing-handler": (WARNING, "没有写经办人。", "no handler", "", ""),
    "odd-number": (
        WARNING,
        "证明编号的写法与本表其他编号不同。",
        "the number is not written like the others of this sheet",
        "",
        "",
    ),
    "duplicate-number": (
        ERROR,
        "证明编号与 {first} 重复。",
        "the number is that of {first} too",
        "每份证明一个编号。",
        "every certificate has its own",
    ),
    "skipped-number": (
        WARNING,
        "编号不连续：此前缺 {missing}。",
        "the numbers skip {missing} before this one",
        "说明缺号的去向（作废的存根也要登记）。",
        "account for them: void stubs are kept too",
    ),
    "more-skipped": (
        WARNING,
        "编号不连续，另有 {count} 处未逐一列出。",
        "{count} more gaps in the numbers are not listed",
        "",
        "",
    ),
    "invalid-id": (
        WARNING,
        "身份证号码有误（{why}）。",
        "the ID number is invalid ({why_en})",
        "与证件核对；不影响判断。",
        "check it against the card; the row is judged all the same",
    ),
    "id-as-number": (
        WARNING,
        "身份证号码被存成了数值，末几位已经丢失。",
        "the ID number was stored as a number and lost its last digits",
        "把该列设为“文本”后重新录入。",
        "format the column as text and enter it again",
    ),
    "unknown-place": (
        ERROR,
        "所写地点无法确定：{why}",
        "the place cannot be told: {why_en}",
        "写行政区划代码，或从省写起。",
        "write its code, or its path from the province",
    ),
    "open-quote": (
        ERROR,
        "这里有未闭合的引号，其后若干行被并成了一个单元格。",
        "a quote is never closed: the lines below went into one cell",
        "删去多余的引号。",
        "delete the stray quote",
    ),
    "seal-missing": (ERROR, "没有写{field}。", "no {field_en}", "", ""),
    "seal-same-person": (
        ERROR,
        "审批人与印章保管人是同一人。",
        "the approver is also the keeper of the seal",
        "用印须由保管人以外的人审批。",
        "somebody else must approve",
    ),
    "seal-no-ledger": (
        WARNING,
        "用印登记有此编号，证明台账没有。",
        "the number is in the seal register, but not in the ledger",
        "补登台账。",
        "enter it in the ledger",
    ),
    "ledger-no-seal": (
        WARNING,
        "证明台账有此编号，用印登记没有。",
        "the number is in the ledger, but not in the seal register",
        "补登用印登记。",
        "enter it in the register",
    ),
}
"""Code to severity, the message in Chinese and English, and what to do in both."""


def problem(code: str, path: str, line: int, column: int, **values: object) -> Diagnostic:
    """Return a finding of :data:`PROBLEMS` at a place, its wording filled in."""
    severity, *wordings = PROBLEMS[code]
    zh, en, hint_zh, hint_en = (one.format(**values) for one in wordings)
    return Diagnostic(code, severity, path, line, column, zh, en, hint_zh, hint_en)
