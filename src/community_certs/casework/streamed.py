"""A worksheet that streams texts faster than XlsxWriter's own, and never takes one for markup.

Where rows are streamed (``constant_memory``), XlsxWriter writes a text that begins with ``<r>`` and
ends with ``</r>`` as it stands, taking it for rich text of its own making: a cell of a ledger could
so write any XML into the sheet, formulas included. Such a text is set off by a space here.
"""

from __future__ import annotations

import re

from xlsxwriter.utility import xl_rowcol_to_cell_fast  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["StreamedSheet"]

_SPECIAL = re.compile("[&<>_\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|^\\s|\\s$")


class StreamedSheet(Worksheet):  # type: ignore[misc]
    """Writes plain texts of a streamed sheet directly; all else as XlsxWriter does."""

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if type(cell).__name__ == "String" and self.constant_memory:
            text = cell.string
            if cell.format and _SPECIAL.search(text) is None:
                self.fh.write(
                    f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{cell.format._get_xf_index()}"'
                    f' t="inlineStr"><is><t>{text}</t></is></c>'
                )
                return
            if text.startswith("<r>"):
                cell = cell._replace(string=" " + text)
        super()._write_cell(row, col, cell)
