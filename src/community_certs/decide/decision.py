"""From grounds to a decision.

The outcome is may_issue exactly if some applying may entry beats every bar. Otherwise a bar
decides; if only the closure of a list does, the request is unlisted (文件外) with that reason; and
without any bar it is unlisted for what the lists held say or do not say.
"""

from __future__ import annotations

from community_certs.decide.grounds import Grounds
from community_certs.decide.precedence import beats, order_is_unsure, outranks
from community_certs.decide.residual import residual_of
from community_certs.handling import guidance_for, steps_for
from community_certs.model.answer import Citation, Decision, Overridden
from community_certs.model.enums import Committee, Outcome, Reason, Status, StatusReason, comparable
from community_certs.policy.citations import cite

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from community_certs.decide.precedence import Ground
    from community_certs.policy.circumstances import Circumstances
    from community_certs.policy.shelf import Shelf

__all__ = ["decide"]


def decide(
    shelf: Shelf,
    item: Mapping[str, Any],
    day: str,
    said: Circumstances,
) -> Decision:
    """Return the decision for an item in a place on a day.

    Arguments:
        shelf: the lists and rules of the place's chain.
        item: the compiled shard of the item.
        day: an ISO day.
        said: what the caller said.
    """
    grounds = Grounds(shelf, item, day, said)
    mays, bars = grounds.mays, grounds.bars
    clauses = {(may.id, bar.id): beats(may, bar) for may in mays for bar in bars}
    winners = [may for may in mays if all(clauses[may.id, bar.id] for bar in bars)]
    unbeaten = [bar for bar in bars if not any(clauses[may.id, bar.id] for may in mays)] or bars
    if winners:
        outcome, reason, deciding, lost = Outcome.MAY_ISSUE, Reason.LISTED, winners, bars
        extra = {StatusReason.CONDITION_UNKNOWN} if grounds.unknown_bar else set()
        weighed = [extra | one.reasons for one in winners]
        sure = _settled(winners, weighed)
    elif bars:
        deciding, lost = unbeaten, mays
        named = [bar for bar in unbeaten if bar.entry is not None]
        outcome = Outcome.MUST_NOT_ISSUE if named else Outcome.UNLISTED
        reason = _reason_of(named)
        weighed = [_conflicts(bar, mays, clauses) | bar.reasons for bar in unbeaten]
        # A certain closure beside a provisional bar does not make the bar's outcome certain.
        telling = named or unbeaten
        sure = _settled(telling, [weighed[unbeaten.index(bar)] for bar in telling])
    else:
        return _unlisted(shelf, item, day, said, grounds)
    reasons = set() if sure else set().union(*weighed)
    return _decision(
        shelf,
        item,
        day,
        said,
        grounds,
        outcome=outcome,
        reason=reason,
        reasons=reasons,
        needs_review=any(outranks(loser, winner) for loser in lost for winner in deciding),
        citations=[_cite(one) for one in _in_order(deciding)],
        overridden=[
            _overridden(one, deciding if one in lost else mays, clauses)
            for one in _in_order([*lost, *(bar for bar in bars if bar not in deciding + lost)])
        ],
    )


def _settled(grounds: Sequence[Ground], weighed: Sequence[set[StatusReason]]) -> bool:
    """Whether the outcome is the same however what is uncertain turns out.

    One ground without reasons settles it; so do several that lack only the kind of committee, if
    between them they speak of both kinds (the two committee laws on guarantees).
    """
    if not all(weighed):
        return True
    kinds: set[str] = set()
    for ground, reasons in zip(grounds, weighed, strict=True):
        if reasons == {StatusReason.COMMITTEE_UNKNOWN}:
            kinds.update(ground.header["committees"])
    return len(kinds) == len(Committee)


def _conflicts(
    bar: Ground, mays: Iterable[Ground], clauses: Mapping[tuple[str, str], str | None]
) -> set[StatusReason]:
    """Return ``conflict`` if nobody can tell whether some may entry beats a deciding bar.

    So it is if their forces cannot be ranked, if printed dates leave open which is older, or if the
    bar decides only together with others, each of them beaten by some entry and none by all.
    """
    unclear = any(
        clauses[may.id, bar.id] is not None
        or not comparable(may.force, bar.force)
        or order_is_unsure(may, bar)
        for may in mays
    )
    return {StatusReason.CONFLICT} if unclear else set()


def _reason_of(named: Sequence[Ground]) -> Reason:
    if not named:
        return Reason.CLOSED_LIST
    if all(bar.header["side"] == "cancelled" for bar in named):
        return Reason.CANCELLED
    return Reason.LISTED


def _unlisted(
    shelf: Shelf, item: Mapping[str, Any], day: str, said: Circumstances, grounds: Grounds
) -> Decision:
    """Return the decision where neither an entry nor a closure applies."""
    held = grounds.held
    reasons: set[StatusReason] = set()
    if not held:
        # There may be a list that was not found: what is held is not all there is.
        reason = Reason.NO_LIST_HELD
        reasons.add(StatusReason.LIST_INCOMPLETE)
    else:
        # That no list names the item is certain as soon as one list certainly stands: the others
        # do not name it either, whether they stand or not.
        if all(why for _, why in held):
            reasons.update(*(why for _, why in held))
        if all(header["complete"] for header, _ in held):
            reason = Reason.LIST_IN_FORCE
        else:
            reason = Reason.LIST_INCOMPLETE
            reasons.add(StatusReason.LIST_INCOMPLETE)
    return _decision(
        shelf,
        item,
        day,
        said,
        grounds,
        outcome=Outcome.UNLISTED,
        reason=reason,
        reasons=reasons,
        needs_review=False,
        citations=[
            cite(shelf.documents[header["document"]], header, None)
            for header, _ in sorted(held, key=lambda one: (-shelf.rank(one[0]), one[0]["id"]))
        ],
        overridden=[],
    )


def _decision(
    shelf: Shelf,
    item: Mapping[str, Any],
    day: str,
    said: Circumstances,
    grounds: Grounds,
    *,
    outcome: Outcome,
    reason: Reason,
    reasons: set[StatusReason],
    needs_review: bool,
    citations: Sequence[Citation],
    overridden: Iterable[Overridden],
) -> Decision:
    residual = residual_of(shelf, item, day, said) if outcome is Outcome.UNLISTED else None
    deciding = {one.entry for one in citations}
    entries = [
        one.entry
        for one in (*grounds.mays, *grounds.bars)
        if one.entry is not None and one.id in deciding
    ]
    guidance = () if outcome is Outcome.MAY_ISSUE else guidance_for(shelf, item, day)
    return Decision(
        outcome,
        reason,
        Status.PROVISIONAL if reasons else Status.CERTAIN,
        tuple(sorted(reasons)),
        needs_review,
        grounds.demand,
        tuple(citations),
        tuple(overridden),
        tuple(
            one
            for one in grounds.conditional
            if outcome is Outcome.UNLISTED or one.why != "catch_all"
        ),
        residual,
        steps_for(shelf, item, day, said, outcome, reason, citations, entries, residual, guidance),
        guidance,
    )


def _in_order(grounds: Iterable[Ground]) -> list[Ground]:
    """Sort by force and level, the highest first, then by id, so that file order never shows."""
    forces = ("law", "administrative_regulation", "ministerial_rule", "local_regulation")
    rank = {force: n for n, force in enumerate((*forces, "local_rule", "normative_document"))}
    return sorted(grounds, key=lambda one: (rank[one.force.value], one.level, one.id))


def _cite(ground: Ground) -> Citation:
    return cite(ground.document, ground.header, ground.entry)


def _overridden(
    loser: Ground,
    deciding: Iterable[Ground],
    clauses: Mapping[tuple[str, str], str | None],
) -> Overridden:
    """Return what lost: a may entry to the bars that decide, a bar to the entries that beat it."""
    by: list[str] = []
    won: set[str] = set()
    for winner in _in_order(deciding):
        clause = clauses.get((winner.id, loser.id))
        if clause is not None:
            won.add(clause)
            by.append(winner.id)
        elif (loser.id, winner.id) in clauses and clauses[loser.id, winner.id] is None:
            by.append(winner.id)
    return Overridden(_cite(loser), tuple(by), min(won, default="bar"))
