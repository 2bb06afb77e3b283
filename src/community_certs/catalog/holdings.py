"""Look up what a release holds: items, documents with their lists, coverage of a place."""

from __future__ import annotations

from community_certs.errors import InvalidArgument
from community_certs.model.answer import Ending, Source, Start, Step
from community_certs.model.enums import (
    Act,
    Action,
    Committee,
    Force,
    Grade,
    Outcome,
    Route,
    Side,
    Stage,
)
from community_certs.model.holdings import (
    Alternative,
    Coverage,
    Document,
    Entry,
    Item,
    ListCoverage,
    PolicyList,
    Rule,
    RuleCondition,
)
from community_certs.policy.rules import speaking
from community_certs.policy.shelf import RANK, reasons_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from community_certs.policy.circumstances import Circumstances
    from community_certs.policy.shelf import Shelf
    from community_certs.store import Store

__all__ = [
    "RULE_KINDS",
    "coverage_of",
    "document_of",
    "documents_of",
    "item_of",
    "policies",
    "rules_of",
]

RULE_KINDS = ("residual", "handling", "transition", "seal", "admission")
"""What a rule can be about."""


def item_of(shard: Mapping[str, Any]) -> Item:
    """Return the item of a compiled shard."""
    return Item(
        shard["id"],
        shard["name"],
        shard["broader"],
        shard["category"],
        Act(shard["act"]),
        shard["proves"],
        shard["risk"],
        shard["complexity"],
        shard["online"],
        tuple(shard["aliases"]),
        tuple(shard["narrower"]),
        tuple(shard["notes"]),
        tuple(
            Alternative(
                one["id"],
                Route(one["route"]),
                tuple(one["authority"]),
                tuple(tuple(every) for every in one["substitutes"]),
                one["situation"],
                one["jurisdiction"],
                one["basis"],
                tuple(one["documents"]),
                _start(one["start"]),
                _end(one["end"]),
            )
            for one in shard["alternatives"]
        ),
    )


def policies(store: Store) -> Iterator[Mapping[str, Any]]:
    """Yield the document shard of every province, the nation first."""
    for path in store.paths():
        if path.startswith("documents/"):
            yield store.shard(path)


def documents_of(store: Store) -> tuple[str, ...]:
    """Return the ids of all documents, sorted."""
    return tuple(sorted(one for shard in policies(store) for one in shard["documents"]))


def document_of(store: Store, id: str) -> Document:
    """Return a document with its lists and their entries.

    Arguments:
        store: the release.
        id: the document's id.

    Raises:
        InvalidArgument: if there is none.
    """
    bucket = id[:2] if isinstance(id, str) else ""
    path = f"documents/{bucket}.json"
    shard = store.shard(path) if store.has(path) else None
    if shard is None or id not in shard["documents"]:
        raise InvalidArgument(
            f"没有编号为“{id}”的文件，可用 documents 查看全部编号。",
            f"no document {id!r}: see Catalog.documents",
        )
    raw = shard["documents"][id]
    return Document(
        raw["id"],
        raw["title"],
        raw["number"],
        tuple(raw["issuers"]),
        raw["jurisdiction"],
        raw["subdivision"],
        Force(raw["force"]),
        Stage(raw["stage"]),
        _start(raw["start"]),
        _end(raw["end"]),
        raw["verified_on"],
        raw["withdrawn"] and raw["withdrawn"]["reason"],
        raw["layer"],
        tuple(raw["notes"]),
        _sources(raw["sources"].values()),
        tuple(
            _list(one, shard["entries"][key])
            for key, one in sorted(shard["lists"].items())
            if one["document"] == id
        ),
        tuple(_rule(one) for _, one in sorted(shard["rules"].items()) if one["document"] == id),
    )


def _sources(raw: Iterable[Mapping[str, Any]]) -> tuple[Source, ...]:
    return tuple(
        Source(one["publisher"], one["published"], Grade(one["grade"]), one["url"]) for one in raw
    )


def _rule(raw: Mapping[str, Any]) -> Rule:
    return Rule(
        raw["id"],
        raw["kind"],
        raw["does"],
        raw["says"],
        raw["article"],
        tuple(raw["committees"]),
        _start(raw["start"]),
        _end(raw["end"]),
        raw["expires"],
        _sources(raw["sources"]),
        raw["document"],
        _condition(raw["when"]) if raw["when"] else None,
        tuple(Step(Action(one["action"]), one["within"], raw["id"]) for one in raw["steps"]),
    )


def _condition(raw: Mapping[str, Any]) -> RuleCondition:
    outcome, act, committee = raw.get("outcome"), raw.get("act"), raw.get("committee")
    purpose, requester, place = (
        raw.get(key) for key in ("purpose", "requester", "requester_place")
    )
    return RuleCondition(
        None if outcome is None else tuple(map(Outcome, outcome)),
        raw.get("complexity"),
        raw.get("risk"),
        None if act is None else tuple(map(Act, act)),
        raw.get("online"),
        raw.get("liability"),
        None if purpose is None else tuple(purpose),
        None if requester is None else tuple(requester),
        None if place is None else place["outside"],
        None if committee is None else Committee(committee),
    )


def rules_of(
    store: Store,
    shelf: Shelf,
    kinds: Iterable[str],
    item: Mapping[str, Any],
    outcome: str,
    day: str,
    said: Circumstances,
) -> tuple[Rule, ...]:
    """Return the rules in force that speak of an item and outcome, the highest level first.

    Arguments:
        store: the release.
        shelf: what lies on the shelf for the place.
        kinds: the kinds wanted, of :data:`RULE_KINDS`; none: all.
        item: the compiled shard of the item.
        outcome: what is decided.
        day: an ISO day.
        said: what the caller said.

    Raises:
        InvalidArgument: for an outcome or a kind that there is not.
    """
    wanted = tuple(kinds) or RULE_KINDS
    closed = [("outcome", outcome, tuple(Outcome)), *(("kinds", one, RULE_KINDS) for one in wanted)]
    for name, given, known in closed:
        if given not in known:
            raise InvalidArgument(
                f"参数 {name} 只能取 {'、'.join(known)}，不能是“{given}”。",
                f"{name} is one of {', '.join(known)}, not {given!r}",
            )
    # What lies on the shelf says only what answers need.
    return tuple(
        _rule(store.shard(f"documents/{one['document'][:2]}.json")["rules"][one["id"]])
        for one in speaking(shelf, wanted, item, Outcome(outcome), day, said)
    )


def _start(raw: Mapping[str, Any] | None) -> Start | None:
    return (
        None if raw is None else Start(raw["earliest"], raw["latest"], raw["printed"], raw["basis"])
    )


def _end(raw: Mapping[str, Any] | None) -> Ending | None:
    return None if raw is None else Ending(raw["earliest"], raw["latest"], raw["basis"], raw["by"])


def _list(raw: Mapping[str, Any], entries: list[Mapping[str, Any]]) -> PolicyList:
    return PolicyList(
        raw["id"],
        raw["name"],
        raw["batch"],
        Side(raw["side"]),
        raw["binds"],
        tuple(raw["committees"]),
        tuple(raw["issuer"]),
        raw["kind"],
        raw["modality"],
        raw["stated_count"],
        raw["complete"],
        raw["off_list"],
        raw["delegates"],
        tuple(raw["replaces"]),
        tuple(raw["extends"]),
        _start(raw["start"]),
        _end(raw["end"]),
        tuple(
            Entry(
                one["id"],
                one["printed"],
                tuple(one["items"]),
                one.get("article"),
                one.get("provided"),
                one.get("condition"),
            )
            for one in entries
        ),
    )


def coverage_of(store: Store, shelf: Shelf, adcode: str, day: str) -> Coverage:
    """Return which lists are held for a chain on a day, and which documents are only related.

    Arguments:
        store: the release.
        shelf: gives the chain.
        adcode: the place.
        day: an ISO day.
    """
    lists = []
    related = set()
    documents: dict[str, Mapping[str, Any]] = {}
    headers: list[Mapping[str, Any]] = []
    for bucket in shelf.buckets:
        path = f"documents/{bucket}.json"
        if store.has(path):
            documents.update(store.shard(path)["documents"])
            headers += [
                one
                for one in store.shard(path)["lists"].values()
                if one["jurisdiction"] in shelf.levels
            ]
    for header in sorted(
        headers, key=lambda one: (RANK[shelf.levels[one["jurisdiction"]]], one["id"])
    ):
        document = documents[header["document"]]
        if header["dormant"] is not None:
            related.add(document["id"])
            continue
        if header["kind"] != "list" or header["issuer"]:
            continue
        reasons = reasons_for(header, day, None)
        grades = {
            document["sources"][key]["grade"]
            for key in header["source"]
            if key in document["sources"]
        }
        lists.append(
            ListCoverage(
                header["id"],
                header["jurisdiction"],
                document["title"],
                document["number"],
                Side(header["side"]),
                header["captured"],
                header["stated_count"],
                header["complete"],
                tuple(sorted(grades)),
                document["verified_on"],
                "no" if reasons is None else "provisional" if reasons else "certain",
                tuple(sorted(reasons or ())),
                _start(header["start"]),
                _end(header["end"]),
            )
        )
    return Coverage(adcode, day, tuple(lists), tuple(sorted(related)))
