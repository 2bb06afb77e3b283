"""The states of a case, what can happen to it, and what leads from one state to another.

They are those of the work plan (方案 四（三）精准整治): the township reports, the civil affairs
bureau writes to the unit (不应由 or 文件外 letter), the unit replies; the case is closed, or a
second letter follows, and who still does not move is handed over to discipline inspection.
"""

from __future__ import annotations

from community_certs.model.closed import Named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CLOSED", "NO_CASE", "TRANSITIONS", "Finding", "Kind", "LetterKind", "State"]


class State(Named):
    """Where a case stands."""

    REPORTED = "reported", "已上报，待发函"
    APPLIED = "applied", "已申请准入，待审查"
    LETTER_SENT = "letter_sent", "已发函，待函复"
    MUST_NOT_DUE = "must_not_due", "依据属不应由，待发不应由函"
    SECOND_DUE = "second_due", "待再次发函"
    SECOND_SENT = "second_sent", "已再次发函，待整改措施"
    TRANSFER_DUE = "transfer_due", "待移交纪检监察"
    ACCEPTED = "accepted", "依据符合可由，待纳入"
    INCLUDED = "included", "已纳入可由"
    STOPPED = "stopped", "已停止索要"
    TRANSFERRED = "transferred", "已移交纪检监察"
    REFUSED = "refused", "不予准入"
    DISMISSED = "dismissed", "不成立，已撤销"


class Kind(Named):
    """What happened to a case."""

    REPORTED = "reported", "上报"
    APPLIED = "applied", "申请准入"
    OCCURRED = "occurred", "又有证明或反映"
    REFERRED = "referred", "转人工研判"
    LETTER = "letter", "发函"
    SECOND_LETTER = "second_letter", "再次发函"
    REPLY = "reply", "函复"
    REVIEWED = "reviewed", "准入审查"
    INCLUDED = "included", "纳入可由"
    TRANSFERRED = "transferred", "移交纪检监察"
    DISMISSED = "dismissed", "撤销"
    REOPENED = "reopened", "重新立案"
    NOTE = "note", "备注"


class LetterKind(Named):
    """Which letter a unit gets."""

    MUST_NOT = "must_not", "关于不应由村（社区）出具证明的函"
    UNLISTED = "unlisted", "关于提供社区出具证明依据的函"


class Finding(Named):
    """What a reply, or the review of an application, comes to.

    The last two belong to the review of an admission request.
    """

    STOPS = "stops", "不再要求出具"
    BASIS_MAY = "basis_may", "依据符合可由"
    BASIS_MUST_NOT = "basis_must_not", "依据属不应由"
    NEITHER_WITH_MEASURES = "neither_with_measures", "难以判定，提出整改措施"
    NEITHER = "neither", "难以判定，未提出整改措施"
    NONE_BY_DEADLINE = "none_by_deadline", "逾期未函复"
    ADMIT = "admit", "准予准入"
    REFUSE = "refuse", "不予准入"


CLOSED = frozenset(
    {State.INCLUDED, State.STOPPED, State.TRANSFERRED, State.REFUSED, State.DISMISSED}
)
"""The states in which a case is closed (办结)."""

NO_CASE = ""
"""Stands for "no case yet" in :data:`TRANSITIONS`."""

_ANSWERED = {
    Finding.STOPS: State.STOPPED,
    Finding.BASIS_MAY: State.ACCEPTED,
    Finding.NEITHER: State.SECOND_DUE,
    Finding.NONE_BY_DEADLINE: State.SECOND_DUE,
}
_OPEN = tuple(one for one in State if one not in CLOSED)

TRANSITIONS: Mapping[tuple[str, str, str], State] = {
    (NO_CASE, Kind.REPORTED, ""): State.REPORTED,
    (NO_CASE, Kind.APPLIED, ""): State.APPLIED,
    # 对“不应由”证明事项，区民政局发函告知今后不再出具；函复后办结。
    (State.REPORTED, Kind.LETTER, LetterKind.MUST_NOT): State.LETTER_SENT,
    # 对“文件外”证明事项，区民政局发函请其提供依据。
    (State.REPORTED, Kind.LETTER, LetterKind.UNLISTED): State.LETTER_SENT,
    (State.MUST_NOT_DUE, Kind.LETTER, LetterKind.MUST_NOT): State.LETTER_SENT,
    **{
        (f"letter_sent/{letter}", Kind.REPLY, finding): to
        for letter in LetterKind
        for finding, to in _ANSWERED.items()
    },
    # The answer to a 不应由 letter is 办结 as soon as the unit takes measures.
    ("letter_sent/must_not", Kind.REPLY, Finding.NEITHER_WITH_MEASURES): State.STOPPED,
    ("letter_sent/must_not", Kind.REPLY, Finding.BASIS_MUST_NOT): State.SECOND_DUE,
    # 依据符合“不应由”的按“不应由”处理；难以判定的再次发函，由单位提出整改措施。
    ("letter_sent/unlisted", Kind.REPLY, Finding.BASIS_MUST_NOT): State.MUST_NOT_DUE,
    ("letter_sent/unlisted", Kind.REPLY, Finding.NEITHER_WITH_MEASURES): State.SECOND_DUE,
    (State.SECOND_DUE, Kind.SECOND_LETTER, ""): State.SECOND_SENT,
    (State.SECOND_SENT, Kind.REPLY, Finding.STOPS): State.STOPPED,
    (State.SECOND_SENT, Kind.REPLY, Finding.NEITHER_WITH_MEASURES): State.STOPPED,
    (State.SECOND_SENT, Kind.REPLY, Finding.BASIS_MAY): State.ACCEPTED,
    (State.SECOND_SENT, Kind.REPLY, Finding.BASIS_MUST_NOT): State.MUST_NOT_DUE,
    (State.SECOND_SENT, Kind.REPLY, Finding.NEITHER): State.TRANSFER_DUE,
    (State.SECOND_SENT, Kind.REPLY, Finding.NONE_BY_DEADLINE): State.TRANSFER_DUE,
    # Before it is handed over, a late reply still counts.
    (State.TRANSFER_DUE, Kind.REPLY, Finding.STOPS): State.STOPPED,
    (State.TRANSFER_DUE, Kind.REPLY, Finding.NEITHER_WITH_MEASURES): State.STOPPED,
    (State.TRANSFER_DUE, Kind.REPLY, Finding.BASIS_MAY): State.ACCEPTED,
    (State.SECOND_DUE, Kind.REPLY, Finding.STOPS): State.STOPPED,
    (State.SECOND_DUE, Kind.REPLY, Finding.BASIS_MAY): State.ACCEPTED,
    # 推动不力、推诿扯皮、不作为的，及时移交。
    **{
        (one, Kind.TRANSFERRED, ""): State.TRANSFERRED
        for one in (State.SECOND_DUE, State.SECOND_SENT, State.TRANSFER_DUE)
    },
    # A basis that did not bear a closer look goes back.
    (State.ACCEPTED, Kind.INCLUDED, ""): State.INCLUDED,
    (State.ACCEPTED, Kind.REPLY, Finding.BASIS_MUST_NOT): State.MUST_NOT_DUE,
    (State.ACCEPTED, Kind.REPLY, Finding.NEITHER): State.SECOND_DUE,
    (State.ACCEPTED, Kind.REVIEWED, Finding.REFUSE): State.REFUSED,
    (State.APPLIED, Kind.REVIEWED, Finding.ADMIT): State.ACCEPTED,
    (State.APPLIED, Kind.REVIEWED, Finding.REFUSE): State.REFUSED,
    **{(one, Kind.DISMISSED, ""): State.DISMISSED for one in _OPEN},
    # What was stopped and is asked for again is a case once more.
    **{
        (one, Kind.REOPENED, ""): State.REPORTED
        for one in (State.STOPPED, State.DISMISSED, State.REFUSED)
    },
    **{(one, kind, ""): one for one in State for kind in (Kind.OCCURRED, Kind.NOTE)},
    **{(one, Kind.REFERRED, ""): one for one in _OPEN},
}
"""(state, what happened, letter or finding) to the next state; what is not here cannot happen.

The state of a case that waits for a reply is written with its letter (``letter_sent/must_not``).
"""
