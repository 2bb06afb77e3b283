"""Judged rows as CSV (form 附件3, to be opened in a spreadsheet) and as JSON, one row a line."""

from __future__ import annotations

import csv
import json

from community_certs.casework.cells import harmless
from community_certs.casework.findings import why_person
from community_certs.casework.privacy import masked
from community_certs.casework.workbook import FORM_COLUMNS, PERSON
from community_certs.model.enums import Outcome
from community_certs.model.record import plain
from community_certs.outputs import replacing

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from community_certs.casework.rows import JudgedRow
    from community_certs.model.answer import Stamp

__all__ = ["write_csv", "write_json"]

_MORE = (
    "规范事项",
    "确定程度",
    "依据",
    "暂定或未判断的原因",
    "归并单位",
    "社区（村）",
    "来源",
    "目录版本",
)
_MARKED = (Outcome.MAY_ISSUE, Outcome.MUST_NOT_ISSUE, Outcome.UNLISTED)


def write_csv(
    path: str | os.PathLike[str],
    rows: Iterable[JudgedRow],
    stamp: Stamp,
    *,
    personal: bool = False,
    linked: bool = False,
) -> None:
    """Write judged rows as CSV in UTF-8 with a BOM, which Excel needs to see that it is UTF-8.

    Arguments:
        path: replaced only when the new file is whole.
        rows: the judged rows.
        stamp: the release that judged them.
        personal: whether to print ID and phone numbers unmasked.
        linked: whether to print the token that links the rows of one person.
    """
    with (
        replacing(path) as temporary,
        open(temporary, "w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow((*FORM_COLUMNS, *_MORE, *((PERSON,) if linked else ())))
        for number, one in enumerate(rows, 1):
            row = one.row if personal else masked(one.row)
            purpose = f"（{row.purpose}）" if row.purpose else ""
            texts = (
                row.number,
                row.day,
                row.applicant,
                row.proof + purpose,
                row.requester,
                row.handler,
                *("√" if one.outcome is outcome else "" for outcome in _MARKED),
                one.item_name if one.items else "",
                "" if one.answer is None else one.answer.status.zh,
                one.basis,
                why_person(one),
                one.unit.name,
                row.committee,
                row.where,
                stamp.release,
                *((one.person,) if linked else ()),
            )
            writer.writerow((number, *map(harmless, texts)))


def write_json(
    path: str | os.PathLike[str],
    rows: Iterable[JudgedRow],
    stamp: Stamp,
    *,
    personal: bool = False,
    linked: bool = False,
) -> None:
    """Write judged rows as JSON lines: first the release, then a row on each line.

    The arguments are those of :func:`write_csv`; ``personal`` leaves addresses unmasked as well.
    """
    with (
        replacing(path) as temporary,
        open(temporary, "w", encoding="utf-8", newline="\n") as file,
    ):
        file.write(json.dumps({"catalog": plain(stamp)}, ensure_ascii=False) + "\n")
        for one in rows:
            told = one.to_dict(personal=personal, linked=linked)
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
