"""May entries at odds with something higher: those that never decide, and those that prevail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from community_certs.authoring.answers import Answers, entries_of
from community_certs.authoring.check import Both
from community_certs.authoring.links import start_and_end
from community_certs.authoring.models.choices import Binds
from community_certs.authoring.strict_yaml import PathPart
from community_certs.authoring.tree import Tree
from community_certs.catalog import Classification
from community_certs.model.answer import Citation, Overridden
from community_certs.model.enums import Side, Stage, comparable, ranks_above

__all__ = ["Loss", "Win", "losses_of", "wins_of"]


@dataclass(frozen=True)
class Loss:
    """A may entry that a higher bar overrides.

    Attributes:
        document: the id of its document.
        path: where the entry stands in it.
        entry_id: the id of the entry.
        item_name: the name of the item asked for.
        by: the ids of what overrides it.
        by_text: the same with the titles or numbers of their documents.
        clause: why it does not prevail (docs/answers.md, section 3).
        closure: whether only the closure of a list overrides it.
    """

    document: str
    path: tuple[PathPart, ...]
    entry_id: str
    item_name: str
    by: tuple[str, ...]
    by_text: str
    clause: Both
    closure: bool


@dataclass(frozen=True)
class Win:
    """A may entry that prevails over a higher bar.

    Attributes:
        document: the id of its document.
        path: where the entry stands in it.
        entry_id: the id of the entry.
        item_name: the name of the item asked for.
        over_text: the ids of the bars, with the titles or numbers of their documents.
        clause: why it prevails (docs/answers.md, section 3).
    """

    document: str
    path: tuple[PathPart, ...]
    entry_id: str
    item_name: str
    over_text: str
    clause: Both


def losses_of(asked: Answers) -> tuple[Loss, ...]:
    """Return every entry of the tree's own that something higher overrides, as of its day.

    The day is that of the release, or the entry's start if that is later. Entries that ended
    before, catch-alls, drafts and guiding documents are left out; so is what a document of the same
    place and force overrides, since that is how lists are adjusted.
    """
    return asked.tree.once("losses", lambda _: tuple(_losses(asked)))


def wins_of(asked: Answers) -> Iterator[Win]:
    """Yield every entry of the tree's own that prevails over the bar of a place above its own.

    As of the same day as :func:`losses_of`, and with the same entries left out.
    """
    seen: set[str] = set()
    for one in _may_entries(asked):
        if one.own in seen:
            continue
        over = [
            lost
            for lost in one.answer.overridden
            if one.own in lost.by and lost.clause in _PREVAILS and _is_above(asked.tree, lost, one)
        ]
        known = asked.tree.acknowledged.issuperset(lost.citation.entry for lost in over)
        if not over or known:
            continue
        seen.add(one.own)
        yield Win(
            document=one.document,
            path=one.path,
            entry_id=one.own,
            item_name=one.item_name,
            over_text="、".join(_shown(lost.citation) for lost in over),
            clause=_PREVAILS[over[0].clause],
        )


_PREVAILS: dict[str, Both] = {
    "a": ("本条所在文件效力位阶更高", "its document has higher force"),
    "b": (
        "本条的事项更窄，不早于对方，而且对方允许各地另定清单或级别不高于本条",
        "it is narrower and not older, and the other list lets localities make their own, or is of "
        "no higher level",
    ),
    "c": ("本条是同一地方同一事项的后一份文件", "it is a later document of the same place"),
}


@dataclass(frozen=True)
class _Asked:
    """The answer for an item of a may entry."""

    document: str
    path: tuple[PathPart, ...]
    own: str
    item_name: str
    answer: Classification


def _may_entries(asked: Answers) -> Iterator[_Asked]:
    tree = asked.tree
    for name, at, one, place, entry in entries_of(tree):
        document = tree.documents[name]
        if (
            one.side is not Side.MAY_ISSUE
            or one.binds is not Binds.COMMITTEE
            or one.issuer
            or document.stage is not Stage.BINDING
            or document.subdivision is not None
        ):
            continue
        start, end = start_and_end(tree, f"{name}/{one.key}")
        if start is None or (end is not None and tree.as_of is not None and end < tree.as_of):
            continue
        day = max(start["latest"], tree.as_of or "")
        for item in entry.items or ():
            answer = asked.answer_for(name, one, entry, item, day)
            if answer is None or answer.item is None:
                continue
            path = ("lists", at, "entries", place)
            own = f"{name}/{one.key}/{entry.n}"
            yield _Asked(name, path, own, answer.item.name, answer)


def _losses(asked: Answers) -> Iterator[Loss]:
    tree = asked.tree
    seen: set[str] = set()
    for one in _may_entries(asked):
        if one.own in seen:
            continue
        lost = next((o for o in one.answer.overridden if o.citation.entry == one.own), None)
        if lost is None or lost.clause != "bar" or not lost.by:
            continue
        bars = [cited for cited in one.answer.citations if cited.entry in lost.by]
        higher = [bar for bar in bars if _is_higher(tree, bar, one.document, lost.citation)]
        if not higher or tree.acknowledged.issuperset(bar.entry for bar in higher):
            continue
        seen.add(one.own)
        yield Loss(
            document=one.document,
            path=one.path,
            entry_id=one.own,
            item_name=one.item_name,
            by=tuple(bar.entry for bar in higher),
            by_text="、".join(_shown(bar) for bar in higher),
            clause=_why(lost.citation, higher),
            closure=all(bar.printed is None for bar in higher),
        )


def _is_above(tree: Tree, lost: Overridden, one: _Asked) -> bool:
    bar = tree.find_document(lost.citation.entry.split("/", 1)[0])
    return bar is not None and bar.jurisdiction != tree.documents[one.document].jurisdiction


def _is_higher(tree: Tree, bar: Citation, name: str, own: Citation) -> bool:
    other = tree.find_document(bar.entry.split("/", 1)[0])
    same_place = other is not None and other.jurisdiction == tree.documents[name].jurisdiction
    return not same_place or bar.force is not own.force


def _shown(bar: Citation) -> str:
    called = bar.number or (f"《{bar.title}》" if bar.title else "")
    return f"{bar.entry}（{called}）" if called else bar.entry


def _why(own: Citation, bars: list[Citation]) -> Both:
    if any(ranks_above(bar.force, own.force) for bar in bars):
        return "对方文件的效力位阶更高", "its document has higher force"
    if any(not comparable(bar.force, own.force) for bar in bars):
        return "两份文件的效力位阶无法比较", "the forces of the two cannot be ranked"
    return (
        "两份文件效力位阶相同，本条要胜过它，须事项更窄、不早于它，并且级别不低于它或它允许各地另定清单；"
        "或者是同一地方同一事项的后一份文件",
        "both have the same force; to prevail, the entry would have to be narrower and not older, "
        "and of no lower level or under a list that lets localities make their own; or later, of "
        "the same place and on the same item",
    )
