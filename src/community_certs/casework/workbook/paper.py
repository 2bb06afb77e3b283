"""What all sheets of the workbook share: its heading, the formats of cells, the printed page."""

from __future__ import annotations

from community_certs.casework.privacy import mask_text
from community_certs.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from community_certs.casework.rows import JudgedRow
    from community_certs.casework.statistics import Statistics

__all__ = ["ROWS_A_SHEET", "Heading", "Paper", "filtered", "on_paper", "proof_of"]

ROWS_A_SHEET = 1_000_000
"""How many rows of a table stand on one sheet; Excel holds few more."""


class Heading(Record):
    """What stands above the tables: the place's name, the period in words, the reporting office."""

    place: str
    period: str = ""
    office: str = ""

    @property
    def title(self) -> str:
        """The title of the tables."""
        return f"{self.place}社区出具证明情况统计表"

    def days(self, statistics: Statistics) -> str:
        """Return the period, or else the first and last day in the ledger."""
        return self.period or f"{statistics.first or '…'} 至 {statistics.last or '…'}"


class Paper:
    """A workbook, its heading, and the formats of its cells.

    Arguments:
        book: what XlsxWriter writes.
        sheet_class: the class of its sheets.
        heading: what stands above the tables.
        personal: whether to print ID and phone numbers unmasked.
    """

    def __init__(self, book: Any, sheet_class: type, heading: Heading, personal: bool) -> None:
        self.book = book
        self.sheet_class = sheet_class
        self.heading = heading
        self.show = _same if personal else mask_text
        font = {"font_name": "宋体", "font_size": 10}
        edge = {"border": 1, "border_color": "#BFBFBF"}
        make = book.add_format
        self.plain = make({**font, **edge, "valign": "top", "text_wrap": True})
        self.line = make({**font, "valign": "top"})
        self.centre = make({**font, **edge, "align": "center", "valign": "top"})
        self.number = make({**font, **edge, "num_format": "#,##0"})
        self.edge = make(edge)
        self.share = make({**font, **edge, "num_format": "0.0%"})
        self.head = make(
            {**font, **edge, "bold": True, "align": "center", "valign": "vcenter",
             "text_wrap": True, "bg_color": "#E8EDF3"}
        )  # fmt: skip
        self.title = make({"font_name": "黑体", "font_size": 16, "align": "center"})
        self.label = make({**font, "bold": True, "valign": "top"})
        self.wrap = make({**font, "valign": "top", "text_wrap": True})

    def sheet(self, name: str) -> Any:
        """Add a sheet."""
        return self.book.add_worksheet(name, worksheet_class=self.sheet_class)


def on_paper(sheet: Any) -> None:
    """Print on A4, across, one page wide."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def filtered(sheet: Any, at: int, columns: int) -> None:
    """Give a table with its header in the first line a filter; ``at`` is the line below it."""
    sheet.autofilter(0, 0, max(at - 1, 1), columns - 1)


def proof_of(one: JudgedRow) -> str:
    """Return 证明名称或用途 of a row."""
    row = one.row
    return f"{row.proof}（{row.purpose}）" if row.purpose else row.proof


def _same(text: str) -> str:
    return text
