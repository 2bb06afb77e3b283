"""One certificate of a ledger as it was written down, and the same certificate judged."""

from __future__ import annotations

from community_certs.casework.privacy import mask_text, masked
from community_certs.model.enums import Outcome, Reason, Status
from community_certs.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from community_certs.casework.units import Unit
    from community_certs.catalog import Classification

__all__ = ["JudgedRow", "LedgerRow", "cited"]


class LedgerRow(Record):
    """A row of a ledger (台账, form 附件2 of the work plan). Text is as written, but trimmed.

    ``path``, ``sheet`` and ``line`` say where it stands (``line`` counts from 1, as Excel does;
    the sheet of a CSV file is ""). ``committee`` is the name of the community or village,
    ``place`` the place to judge for, as the caller or a column gave it. ``issued`` is an ISO day,
    or None if it could not be read. ``proof`` is 证明名称或用途, ``purpose`` a column of its own.
    ``id_number``, ``phone`` and ``address`` are personal, see :mod:`.privacy`. ``said`` is what was
    written for the day where none was read, or where it lies outside the period of the ledger;
    that period is ``outside`` then, as in "2023-01-01/2023-07-31", and "" otherwise.
    """

    path: str
    sheet: str
    line: int
    committee: str
    place: str
    serial: str
    number: str
    issued: str | None
    applicant: str
    proof: str
    purpose: str
    requester: str
    handler: str
    id_number: str = ""
    phone: str = ""
    address: str = ""
    note: str = ""
    said: str = ""
    outside: str = ""

    @property
    def where(self) -> str:
        """Return "file#sheet:line", as diagnostics print it."""
        return f"{self.path}#{self.sheet}:{self.line}" if self.sheet else f"{self.path}:{self.line}"

    @property
    def day(self) -> str:
        """Return the day as a table prints it: what was read, or else what was written."""
        return self.issued or self.said


class JudgedRow(Record):
    """A row with its answer (证明属性) and the unit that asked.

    ``answer`` is shared between rows that ask the same; its ``query.on`` is a day in the same span,
    not necessarily the row's own. It is None, with the reason in ``problem``, where the row cannot
    be judged (no date, no proof named, an unknown place). ``person`` is a keyed token that links
    rows of one person and says nothing else; "" if nobody is named. ``beyond`` says that the row's
    day lies outside the period, or after the day of the work: it is counted apart.
    """

    row: LedgerRow
    unit: Unit
    answer: Classification | None
    person: str
    problem: str = ""
    beyond: bool = False

    @property
    def outcome(self) -> Outcome | None:
        """可由, 不应由 or 文件外; None if the row could not be judged."""
        return None if self.answer is None else self.answer.outcome

    @property
    def certain(self) -> bool:
        """Whether the answer is certain; only then may a letter rest on it."""
        return self.answer is not None and self.answer.status is Status.CERTAIN

    @property
    def recognised(self) -> bool:
        """Whether the proof asked for was recognised as one item, or as several."""
        return self.answer is not None and self.answer.reason not in (
            Reason.NOT_RECOGNISED,
            Reason.AMBIGUOUS,
        )

    @property
    def item(self) -> str | None:
        """The id of the item; None if there is none, or several."""
        answer = self.answer
        return None if answer is None or answer.item is None else answer.item.id

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of the item or of all parts."""
        if self.answer is None:
            return ()
        parts = self.answer.parts or (self.answer,)
        return tuple(part.item.id for part in parts if part.item is not None)

    @property
    def item_name(self) -> str:
        """The name of the item, of all parts joined by 、, or else the text, masked."""
        answer = self.answer
        if answer is not None:
            parts = answer.parts or (answer,)
            names = [part.item.name for part in parts if part.item is not None]
            if names:
                return "、".join(names)
        return mask_text(self.row.proof)

    @property
    def basis(self) -> str:
        """What the answer rests on, in one line: document number or title, and the entry.

        Of several proofs, each has its name before what it rests on.
        """
        if self.answer is None:
            return ""
        if not self.answer.parts:
            return cited(self.answer)
        return "；".join(filter(None, (cited(part, named=True) for part in self.answer.parts)))

    def to_dict(self, *, personal: bool = False, linked: bool = False) -> dict[str, Any]:
        """Return the row as JSON would hold it.

        Arguments:
            personal: whether to print ID numbers, phones and addresses unmasked.
            linked: whether to print ``person``, which means nothing without the key of the run.
        """
        row = self.row if personal else masked(self.row)
        answer = self.answer
        return {
            **row.to_dict(),
            "unit": self.unit.to_dict(),
            "item": self.item,
            "items": list(self.items),
            "item_name": self.item_name if self.items else None,
            "outcome": None if answer is None else str(answer.outcome),
            "reason": None if answer is None else str(answer.reason),
            "status": None if answer is None else str(answer.status),
            "status_reasons": [] if answer is None else [str(x) for x in answer.status_reasons],
            "needs_review": False if answer is None else answer.needs_review,
            "demand": None if answer is None else answer.demand,
            "basis": self.basis,
            "citations": [] if answer is None else [one.entry for one in answer.citations],
            "problem": self.problem or None,
            **({"person": self.person or None} if linked else {}),
        }


def cited(part: Classification, *, named: bool = False) -> str:
    """Return what an answer, or a part of one, rests on, in one line.

    Arguments:
        part: the answer.
        named: whether to print the item's name before it.
    """
    found = "；".join(
        dict.fromkeys(
            (one.number or (f"《{one.title}》" if one.title else one.entry))
            + (one.batch or "")
            + (f"“{one.printed}”" if one.printed else "")
            for one in part.citations
        )
    )
    return f"{part.item.name}：{found}" if named and found and part.item is not None else found
