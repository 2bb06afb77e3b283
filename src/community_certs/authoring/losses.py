"""May entries that never decide, because something higher bars what they allow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from community_certs.authoring.answers import Answers, entries_of
from community_certs.authoring.check import Both
from community_certs.authoring.links import start_and_end
from community_certs.authoring.models.choices import Binds
from community_certs.authoring.strict_yaml import PathPart
from community_certs.authoring.tree import Tree
from community_certs.model.answer import Citation
from community_certs.model.enums import Side, Stage, comparable, ranks_above

__all__ = ["Loss", "losses_of"]


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
        clause: why no clause of section 4c lets it win.
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


def losses_of(asked: Answers) -> tuple[Loss, ...]:
    """Return every entry of the tree's own that something higher overrides, as of its day.

    The day is that of the release, or the entry's start if that is later. Entries that ended
    before, catch-alls, drafts and guiding documents are left out; so is what a document of the same
    place and force overrides, since that is how lists are adjusted.
    """
    return asked.tree.once("losses", lambda _: tuple(_losses(asked)))


def _losses(asked: Answers) -> Iterator[Loss]:
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
        own = f"{name}/{one.key}/{entry.n}"
        for item in entry.items or ():
            answer = asked.answer_for(name, one, entry, item, day)
            if answer is None or answer.item is None:
                continue
            lost = next((o for o in answer.overridden if o.citation.entry == own), None)
            if lost is None or lost.clause != "bar" or not lost.by:
                continue
            bars = [one for one in answer.citations if one.entry in lost.by]
            higher = [bar for bar in bars if _is_higher(tree, bar, name, lost.citation)]
            if not higher or tree.acknowledged.issuperset(bar.entry for bar in higher):
                continue
            yield Loss(
                document=name,
                path=("lists", at, "entries", place),
                entry_id=own,
                item_name=answer.item.name,
                by=tuple(bar.entry for bar in higher),
                by_text="、".join(_shown(bar) for bar in higher),
                clause=_why(lost.citation, higher),
                closure=all(bar.printed is None for bar in higher),
            )
            break


def _is_higher(tree: Tree, bar: Citation, name: str, own: Citation) -> bool:
    other = tree.find_document(bar.entry.split("/", 1)[0])
    same_place = other is not None and other.jurisdiction == tree.documents[name].jurisdiction
    return not same_place or bar.force is not own.force


def _shown(bar: Citation) -> str:
    called = bar.number or (f"《{bar.title}》" if bar.title else "")
    return f"{bar.entry}（{called}）" if called else bar.entry


def _why(own: Citation, bars: list[Citation]) -> Both:
    if any(ranks_above(bar.force, own.force) for bar in bars):
        return "对方效力位阶更高，(a) 不成立", "the bar has higher force: (a) fails"
    if any(not comparable(bar.force, own.force) for bar in bars):
        return "两者效力位阶无法比较，(a) 不成立", "their forces cannot be ranked: (a) fails"
    return (
        "位阶相同，(a) 不成立；本条不是更窄、不旧且级别不低（或经授权）的规定，(b) 不成立；"
        "也不是同一地方的后一文件，(c) 不成立",
        "equal force, so (a) fails; not narrower, not older and of no lower level, so (b) fails; "
        "not later of the same place, so (c) fails",
    )
