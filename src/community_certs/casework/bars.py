"""What stands against including a proof: the bars in force, and which of them a document lifts.

A document of the place itself lifts an older bar of the same place. What a higher level barred is
never lifted here, not even where the decision rules would let a narrower entry win
(docs/answers.md, section 3): such an answer says ``needs_review``, and a person at the level that
made the bar must decide.
"""

from __future__ import annotations

from itertools import product

from community_certs.errors import InvalidArgument
from community_certs.model.enums import Force, Outcome, Reason, Side, comparable, ranks_above

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from community_certs.casework.cases import Case
    from community_certs.casework.inclusion import Inclusion
    from community_certs.catalog import Catalog, Classification
    from community_certs.model.answer import Citation

__all__ = ["BarStands", "bars_in", "bars_unbeaten", "situations", "told"]


class BarStands(InvalidArgument):
    """A bar in force stands against an inclusion, and no document of this place may lift it.

    Arguments:
        case: the id of the case.
        bars: the bars, as :func:`told` names them.
    """

    def __init__(self, case: str, bars: Iterable[str]) -> None:
        named = "；".join(bars)
        super().__init__(
            f"{case}：现行清单列为不应由或者不得要求，本级不能纳入：{named}。"
            "只有作出这一规定的一级才能决定是否放开，须由人研究，不能由本地文件改变。"
            "请向县（市、区）、设区的市民政部门书面反映；答复之前仍按不得出具办理。",
            f"{case}: lists in force bar it, and no document of this place may lift that: {named}. "
            "A person at the level that made the bar must decide: put it to the civil affairs "
            "department of the county or the city; until then it is not issued",
        )

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuilt, (self.zh, self.en))


def _rebuilt(zh: str, en: str) -> BarStands:
    error = BarStands.__new__(BarStands)
    InvalidArgument.__init__(error, zh, en)
    return error


def situations(
    case: Case, inclusion: Inclusion | None = None
) -> Iterator[tuple[str | None, str | None]]:
    """Yield every (kind of unit, purpose) that a case has met or its inclusion names.

    Arguments:
        case: the case; what nobody said is None.
        inclusion: the document by which it would be included.
    """
    kinds = dict.fromkeys((*case.kinds, *(inclusion.requesters if inclusion is not None else ())))
    purposes = dict.fromkeys(
        (*case.purposes, *(inclusion.purposes if inclusion is not None else ()))
    )
    for kind, purpose in product(kinds or ("-",), purposes or ("-",)):
        yield None if kind == "-" else kind, None if purpose == "-" else purpose


def bars_in(answer: Classification) -> tuple[Citation, ...]:
    """Return every bar of an answer: those that decide, and those that some entry beats."""
    deciding = answer.outcome is Outcome.MUST_NOT_ISSUE or answer.reason is Reason.CLOSED_LIST
    return (
        *(answer.citations if deciding else ()),
        *(one.citation for one in answer.overridden if _is_bar(one.citation)),
    )


def _is_bar(citation: Citation) -> bool:
    return citation.printed is None or citation.side in (Side.MUST_NOT_ISSUE, Side.CANCELLED)


def bars_unbeaten(
    catalog: Catalog, answer: Classification, adcode: str, inclusion: Inclusion | None
) -> tuple[Citation, ...]:
    """Return the bars of an answer that an inclusion would not beat beyond review.

    Arguments:
        catalog: the catalogue without the change.
        answer: what it says now.
        adcode: the place that would include the proof.
        inclusion: its document; None for a plain normative document issued after every other.
    """
    return tuple(one for one in bars_in(answer) if not _beaten(catalog, one, adcode, inclusion))


def _beaten(catalog: Catalog, bar: Citation, adcode: str, inclusion: Inclusion | None) -> bool:
    """Whether the inclusion beats a bar and the answer then needs no review.

    The loser must not be higher in level or force, or newer, and the forces comparable.
    """
    list_id = bar.entry.rpartition("/")[0] if bar.printed is not None else bar.entry
    document = catalog.document(list_id.rpartition("/")[0])
    if document.jurisdiction != adcode:
        return False
    if bar.printed is None:  # A closure: its own place may extend the list.
        return inclusion is not None and list_id in inclusion.extends
    force = Force.NORMATIVE_DOCUMENT if inclusion is None else inclusion.force
    if not comparable(force, bar.force) or ranks_above(bar.force, force):
        return False
    issued = inclusion.issued if inclusion is not None else "9999"
    return bar.start is not None and issued > bar.start.latest


def told(bar: Citation) -> str:
    """Name a bar: its document, batch, and entry as printed."""
    head = bar.number or (f"《{bar.title}》" if bar.title else bar.entry)
    entry = f"“{bar.printed}”" if bar.printed else "（清单以外一律不得要求、出具）"
    return f"{head}{bar.batch or ''}{entry}"
