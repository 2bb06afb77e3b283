"""What the catalogue holds, as one can look it up: items, documents, lists, entries, coverage."""

from __future__ import annotations

from community_certs.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from community_certs.model.answer import Ending, Source, Start, Step
    from community_certs.model.enums import Act, Committee, Force, Outcome, Route, Side, Stage

__all__ = [
    "Adjustment",
    "Alternative",
    "Coverage",
    "Document",
    "Entry",
    "Item",
    "ListCoverage",
    "PolicyList",
    "Rule",
    "RuleCondition",
]


class Alternative(Record):
    """How a proof is replaced where it is not issued, and the documents that say so.

    ``substitutes`` are sets: one set suffices, all of a set are needed. ``when`` is the situation.
    The first of ``documents`` gives the dates where the alternative has none of its own.
    """

    id: str
    route: Route
    authority: tuple[str, ...]
    substitutes: tuple[tuple[str, ...], ...]
    when: str | None
    jurisdiction: str
    basis: str | None
    documents: tuple[str, ...]
    start: Start | None
    end: Ending | None


class Item(Record):
    """A kind of proof. ``category`` is printed in Chinese; ``narrower`` are ids at any depth."""

    id: str
    name: str
    broader: str | None
    category: str
    act: Act
    proves: str | None
    risk: str | None
    complexity: str | None
    online: bool
    aliases: tuple[str, ...]
    narrower: tuple[str, ...]
    notes: tuple[str, ...]
    alternatives: tuple[Alternative, ...] = ()


class Entry(Record):
    """One entry of a list, as printed, with the items that it covers (none: a catch-all)."""

    id: str
    printed: str
    items: tuple[str, ...]
    article: str | None
    provided: str | None
    when: str | None


class PolicyList(Record):
    """A list or provision of a document, with its entries."""

    id: str
    name: str | None
    batch: str | None
    side: Side
    binds: str
    committees: tuple[str, ...]
    issuer: tuple[str, ...]
    kind: str
    modality: str
    stated_count: int | None
    complete: bool
    off_list: str | None
    delegates: bool
    replaces: tuple[str, ...]
    extends: tuple[str, ...]
    start: Start | None
    end: Ending | None
    entries: tuple[Entry, ...]


class RuleCondition(Record):
    """When a rule speaks: everything that is not null must hold.

    ``outcome`` and ``act`` name any that will do; ``purpose`` and ``requester`` are ids of the
    vocabulary, likewise. ``complexity`` (``simple``, ``complex``), ``risk`` (``high``) and
    ``online`` (a department can check it) are properties of the item. ``liability``: legal or joint
    economic liability is at stake. ``requester_place`` says outside what the unit sits: ``city``,
    ``province`` or ``country``.
    """

    outcome: tuple[Outcome, ...] | None = None
    complexity: str | None = None
    risk: str | None = None
    act: tuple[Act, ...] | None = None
    online: bool | None = None
    liability: bool | None = None
    purpose: tuple[str, ...] | None = None
    requester: tuple[str, ...] | None = None
    requester_place: str | None = None
    committee: Committee | None = None


class Rule(Record):
    """What a document says beyond its lists, in the catalogue's own words.

    ``kind`` is ``residual``, ``handling``, ``transition``, ``seal`` or ``admission``. After
    ``expires`` it stands only provisionally; null: that never happens. ``document`` is the id of
    the document. Without a condition, ``when`` is null. ``steps`` are what it has the clerk do, in
    order; their ``citation`` is the rule's own id.
    """

    id: str
    kind: str
    does: str | None
    says: str
    article: str | None
    committees: tuple[str, ...]
    start: Start | None
    end: Ending | None
    expires: str | None
    sources: tuple[Source, ...]
    document: str
    when: RuleCondition | None
    steps: tuple[Step, ...]


class Document(Record):
    """A policy document with its lists and rules."""

    id: str
    title: str | None
    number: str | None
    issuers: tuple[str, ...]
    jurisdiction: str
    subdivision: str | None
    force: Force
    stage: Stage
    start: Start | None
    end: Ending | None
    verified_on: str | None
    withdrawn: str | None
    layer: str
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    lists: tuple[PolicyList, ...]
    rules: tuple[Rule, ...] = ()


class ListCoverage(Record):
    """How much of a list the catalogue holds.

    ``stands`` is ``certain``, ``provisional`` with the reasons in ``why``, or ``no``: it does not
    stand on that day.
    """

    id: str
    jurisdiction: str
    title: str | None
    number: str | None
    side: Side
    captured: int
    stated_count: int | None
    complete: bool
    grades: tuple[str, ...]
    verified_on: str | None
    stands: str
    why: tuple[str, ...]
    start: Start | None = None
    end: Ending | None = None


class Coverage(Record):
    """What the catalogue holds for a place on a day, its whole chain included.

    ``related`` are the ids of documents that concern the place and decide nothing: drafts, undated
    records, and those of a place below the county.
    """

    jurisdiction: str
    on: str
    lists: tuple[ListCoverage, ...]
    related: tuple[str, ...]


class Adjustment(Record):
    """One step in the history of a place's lists.

    ``kind`` is ``added``, ``extended``, ``replaced`` or ``ended``; ``dropped`` and ``kept`` compare
    the items of a replacing list with those of the list it replaces. ``unseen`` counts the names
    that the replaced lists state and no page shows (null: some, nobody says how many): these were
    dropped or kept, and what counts as ``added`` may be among them.
    """

    day: str
    until: str
    kind: str
    list: str
    side: Side
    title: str | None
    number: str | None
    batch: str | None
    stated_count: int | None
    captured: int
    complete: bool
    replaces: tuple[str, ...]
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    kept: tuple[str, ...]
    unseen: int | None
