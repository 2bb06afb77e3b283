"""Judge the rows of a ledger, each for its committee's place and its own date (分析研判).

The same question is asked once: rows with the same text, place, purpose, kind of requester and kind
of committee share one answer within the span of days in which it holds.
"""

from __future__ import annotations

import os

from community_certs.casework.privacy import Pseudonyms, mask_text
from community_certs.casework.rows import JudgedRow
from community_certs.casework.units import NOBODY, UnitBook
from community_certs.dates import FIRST_DAY, LAST_DAY
from community_certs.errors import CommunityCertsError, InvalidArgument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from community_certs.casework.rows import LedgerRow
    from community_certs.casework.units import Unit
    from community_certs.catalog import Catalog, Classification

    Question = tuple[str, str, str, str, str | None]

__all__ = ["Judge", "committee_kind"]

_RESIDENT = ("居委会", "居民委员会")
_VILLAGE = ("村委会", "村民委员会")


def committee_kind(name: str) -> str | None:
    """Return "resident" or "village" if a committee's name says so, else None.

    社区 and 村 alone do not: rural communities are called 社区, and urban ones 新村.
    """
    if name.endswith(_RESIDENT):
        return "resident"
    return "village" if name.endswith(_VILLAGE) else None


class Judge:
    """Judges rows by one catalogue.

    Arguments:
        catalog: what answers.
        committee: the kind of all committees ("resident" or "village"), where their names do not
            say; None leaves it open, and answers that depend on it are provisional.
        names: the district's own unit names, see :class:`~community_certs.casework.units.UnitBook`.
        key: the secret that links the rows of one person; without it links hold within this run.
        until: the day of the work, ISO; a certificate dated later is a slip of the pen and left for
            a person. None sets no bound.
    """

    __slots__ = (
        "_answers",
        "_books",
        "_catalog",
        "_committee",
        "_names",
        "_people",
        "_until",
        "asked",
    )

    def __init__(
        self,
        catalog: Catalog,
        *,
        committee: str | None = None,
        names: Mapping[str, Iterable[str]] | None = None,
        key: bytes | None = None,
        until: str | None = None,
    ) -> None:
        if committee not in (None, "resident", "village"):
            raise InvalidArgument(
                f"committee 只能是 resident（居委会）或 village（村委会），不能是“{committee}”。",
                f"committee is 'resident' or 'village', not {committee!r}",
            )
        self._catalog = catalog
        self._committee = committee
        self._names = dict(names or {})
        self._people = Pseudonyms(os.urandom(32) if key is None else key)
        self._until = until or "9999-12-31"
        self._books: dict[str, UnitBook] = {}
        self._answers: dict[Question, list[tuple[str, str, Classification | str]]] = {}
        self.asked = 0
        """How many questions the catalogue was asked."""

    def judge(self, rows: Iterable[LedgerRow]) -> Iterator[JudgedRow]:
        """Judge rows, in their order; one that cannot be judged carries the reason.

        Yields:
            One judged row for each row.
        """
        for row in rows:
            yield self.one(row)

    def one(self, row: LedgerRow) -> JudgedRow:
        """Judge one row."""
        person = self._people.token(row)
        unit = self._unit(row)
        if row.issued is None:
            return JudgedRow(row, unit, None, person, "出具时间不详")
        if row.outside or row.issued > self._until:
            return JudgedRow(row, unit, None, person, _beyond(row, self._until), True)
        if not row.proof:
            return JudgedRow(row, unit, None, person, "未写证明名称")
        kind = self._committee or committee_kind(row.committee)
        question = (row.proof, row.place, row.purpose, unit.kind or row.requester, kind)
        found = self._known(question, row.issued)
        if found is None:
            found = self._ask(question, row.issued)
        if isinstance(found, str):
            return JudgedRow(row, unit, None, person, found)
        return JudgedRow(row, unit, found, person)

    def _known(self, question: Question, day: str) -> Classification | str | None:
        for first, last, answer in self._answers.get(question, ()):
            if first <= day <= last:
                return answer
        return None

    def _ask(self, question: Question, day: str) -> Classification | str:
        text, place, purpose, requester, kind = question
        self.asked += 1
        answer: Classification | str
        try:
            answer = self._catalog.classify(
                text,
                jurisdiction=place,
                on=day,
                purpose=purpose or None,
                requester=requester or None,
                committee=kind,
            )
            first, last = answer.valid_from or FIRST_DAY, answer.valid_until or LAST_DAY
        except CommunityCertsError as error:
            # Whatever a place can be refused for depends on the day.
            answer, first, last = mask_text(error.zh), day, day
        self._answers.setdefault(question, []).append((first, last, answer))
        return answer

    def _unit(self, row: LedgerRow) -> Unit:
        if not row.requester:
            return NOBODY
        book = self._books.get(row.place)
        if book is None:
            book = self._books[row.place] = UnitBook(self._chain(row), self._names)
        return book.read(row.requester)

    def _chain(self, row: LedgerRow) -> tuple[str, ...]:
        try:
            answer = self._catalog.classify(
                "", jurisdiction=row.place, on=row.issued or "2023-01-01"
            )
        except CommunityCertsError:
            return ()
        return tuple(link.name for link in answer.chain if link.adcode != "000000")


def _beyond(row: LedgerRow, until: str) -> str:
    if row.outside:
        first, _, last = row.outside.partition("/")
        return f"出具时间 {row.issued} 不在期间 {first} 至 {last} 内，须核对年份"
    return f"出具时间 {row.issued} 晚于 {until}，须核对年份"
