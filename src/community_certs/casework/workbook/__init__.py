"""The statistics workbook: form 附件3 with every row, and summaries with native Excel charts.

Every text is written as text: no cell becomes a formula or a link. The large sheet is streamed to
disk row by row, and split where a sheet of Excel ends.
"""

from __future__ import annotations

from datetime import datetime

from community_certs.casework.findings import why_circular, why_misuse, why_person
from community_certs.casework.workbook.form import FORM_COLUMNS, PERSON, write_form
from community_certs.casework.workbook.front import write_front
from community_certs.casework.workbook.lists import (
    write_list,
    write_problems,
    write_repeats,
)
from community_certs.casework.workbook.paper import Heading, Paper
from community_certs.casework.workbook.summaries import write_summary
from community_certs.errors import MissingExtra
from community_certs.outputs import replacing

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Sequence

    from community_certs.casework.findings import Findings
    from community_certs.casework.rows import JudgedRow
    from community_certs.casework.statistics import Statistics
    from community_certs.diagnostics import Diagnostic

__all__ = ["FORM_COLUMNS", "PERSON", "Heading", "write_workbook"]


def write_workbook(
    path: str | os.PathLike[str],
    rows: Iterable[JudgedRow],
    statistics: Statistics,
    findings: Findings,
    problems: Sequence[Diagnostic] = (),
    *,
    heading: Heading,
    personal: bool = False,
    linked: bool = False,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Write the workbook; an existing file is replaced only when the new one is whole.

    Arguments:
        path: an ``.xlsx`` file.
        rows: the judged rows, in the order to print.
        statistics: what was counted on them.
        findings: the lists drawn up from them.
        problems: what was wrong in the ledger.
        heading: what stands above the form.
        personal: whether to print ID and phone numbers unmasked.
        linked: whether to print the token that links the rows of one person, in the form.
        progress: called with the number of rows written, now and then.

    Raises:
        MissingExtra: without the extra ``xlsx``.
        InvalidArgument: if the folder cannot be written to.
    """
    try:
        import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415  (an extra)

        from community_certs.casework.streamed import StreamedSheet  # noqa: PLC0415  (likewise)
    except ImportError:
        raise MissingExtra("xlsx") from None
    with replacing(path) as temporary:
        book = xlsxwriter.Workbook(
            temporary,
            {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
             "strings_to_numbers": False},
        )  # fmt: skip
        # Fixed, so that the same ledger gives the same bytes.
        book.set_properties({"created": datetime(2000, 1, 1), "title": heading.title})
        paper = Paper(book, StreamedSheet, heading, personal)
        write_front(paper, statistics, findings, problems)
        for name, key, table in (
            ("按单位", "要求出具证明单位", statistics.by_unit),
            ("按事项", "规范事项", statistics.by_item),
            ("按月份", "月份", statistics.by_month),
            ("按社区", "社区（村）", statistics.by_committee),
        ):
            write_summary(paper, name, key, table, statistics)
        write_form(paper, rows, statistics, linked, progress)
        write_repeats(paper, findings)
        write_list(paper, "循环证明", findings.circular, why_circular)
        write_list(paper, "疑似违规用章", findings.misused, why_misuse)
        write_list(paper, "待人工判断", findings.for_person, why_person)
        write_problems(paper, problems)
        book.close()
