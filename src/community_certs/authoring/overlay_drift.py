"""What changed for a local variant between the release it was written for and a newer one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from community_certs.authoring.overlay import Base, Variant, read_variants
from community_certs.catalog import Catalog
from community_certs.catalog.overlaying import lay_variants
from community_certs.dates import previous_day
from community_certs.diagnostics import ERROR
from community_certs.errors import CommunityCertsError
from community_certs.jurisdictions import Gazetteer
from community_certs.model.answer import Period
from community_certs.store import Store

__all__ = ["Change", "drift", "drift_since"]


class Change:
    """One change.

    Attributes:
        kind: "answer", "gone" (what the variant refers to is no more), "text" (a list that it
            refers to says something else).
        place: the adcode, or "" where it is no matter of places.
        subject: an item, list, entry, profile or document id.
        zh: what changed, in Chinese.
        en: what changed, in English.
    """

    __slots__ = ("en", "kind", "place", "subject", "zh")

    def __init__(self, kind: str, place: str, subject: str, zh: str, en: str) -> None:
        self.kind = kind
        self.place = place
        self.subject = subject
        self.zh = zh
        self.en = en

    def message(self, lang: str = "zh") -> str:
        """Return the change in ``lang`` ("zh" or "en")."""
        return self.en if lang == "en" else self.zh


def drift_since(variant: Variant, older: Store, newer: Store) -> tuple[Change, ...]:
    """Return what changed for a variant from an older release to a newer one.

    Where the variant cannot be laid over the older release, the answers of the two releases without
    it are compared.

    Arguments:
        variant: the variant, read against the newer release.
        older: the release it was written for.
        newer: the release that is in use.

    Raises:
        InvalidArgument: if a release lacks its source texts.
    """
    bases = (Base.of_store(older), Base.of_store(newer))
    (before,) = read_variants([variant.root], bases[0])
    (after,) = read_variants([variant.root], bases[1])
    if _fits(before) and _fits(after):
        catalogs = (
            lay_variants(older, bases[0], [before]),
            lay_variants(newer, bases[1], [after]),
        )
    else:
        catalogs = (Catalog(older), Catalog(newer))
    return tuple(drift(variant, bases, catalogs))


def _fits(variant: Variant) -> bool:
    errors = {one.code for one in variant.diagnostics if one.severity == ERROR}
    return variant.manifest is not None and not errors - {"base-older"}


def drift(
    variant: Variant, bases: tuple[Base, Base], catalogs: tuple[Catalog, Catalog]
) -> Iterator[Change]:
    """Yield what changed for a variant, references first, then answers by place and item.

    Arguments:
        variant: the variant, read against the newer base.
        bases: the older base and the newer one.
        catalogs: what to ask of each: the variant over it, or the base alone.
    """
    yield from _references(variant, *bases)
    yield from _answers(variant, *catalogs)


def _references(variant: Variant, old: Base, new: Base) -> Iterator[Change]:
    before, after = _held(old), _held(new)
    for one in sorted(_referred(variant)):
        if one in before and one not in after:
            yield Change(
                "gone",
                "",
                one,
                f"“{one}”在新版中已没有（或已撤回），本变体还引用它。",
                f"{one} is gone (or withdrawn) in the newer release, and this variant refers to it",
            )
        elif one in before and before[one] != after[one]:
            yield Change(
                "text",
                "",
                one,
                f"“{one}”的内容有改动，请核对。",
                f"{one} says something else now: check it",
            )


def _referred(variant: Variant) -> set[str]:
    found = {adoption.profile for adoption in variant.overlay.adopts}
    found.update(one.entry for one in variant.overlay.acknowledges)
    for document in variant.tree.documents.values():
        found.update(document.adopts)
        for one in document.lists:
            found.update((*one.replaces, *one.extends))
            for entry in one.entries:
                found.update(entry.items or ())
        for rule in document.rules:
            found.update(rule.refines)
    found.update(one.broader for one in variant.tree.items.values() if one.broader)
    return found


def _held(base: Base) -> dict[str, object]:
    """Return what can be referred to, and what it says where that can matter."""
    tree = base.tree
    found: dict[str, object] = {name: one.broader for name, one in tree.items.items()}
    found.update({name: one.rules for name, one in tree.profiles.items()})
    for name, document in tree.documents.items():
        if document.withdrawn is not None:
            continue
        for one in document.lists:
            found[f"{name}/{one.key}"] = (one, document.dates)
            for entry in one.entries:
                if entry.withdrawn is None:
                    found[f"{name}/{one.key}/{entry.n}"] = entry
        for rule in document.rules:
            found[f"{name}/{rule.key}"] = rule
    return found


def _answers(variant: Variant, old: Catalog, new: Catalog) -> Iterator[Change]:
    places = list(variant.overlay.roots)
    places += sorted({one.jurisdiction for one in variant.tree.documents.values()} - set(places))
    for place in places:
        alike = all(_alike(old, new, path) for path in _spoken(new, place))
        for item in sorted({*old.items, *new.items}):
            if alike and _alike(old, new, f"items/{item}.json"):
                continue  # an answer depends on nothing else
            before, after = _periods(old, item, place), _periods(new, item, place)
            if before is None or after is None:
                continue  # an item added or gone: told where it is referred to
            for first, last, was, now in _differing(before, after):
                name = new.item(item).name
                since = first or "…"
                until = "…" if last is None else previous_day(last)
                yield Change(
                    "answer",
                    place,
                    item,
                    f"{name}（{item}，{place}）{since} 至 {until}："
                    f"{_told(was, 'zh')} → {_told(now, 'zh')}",
                    f"{item} in {place}, {since} to {until}: "
                    f"{_told(was, 'en')} → {_told(now, 'en')}",
                )


def _alike(old: Catalog, new: Catalog, path: str) -> bool:
    """Whether two releases hold the same shard, or neither holds one."""
    stores = (old.store, new.store)
    held = [one.shard(path) if one.has(path) else None for one in stores]
    return bool(held[0] == held[1])


def _spoken(catalog: Catalog, place: str) -> list[str]:
    """Return the shards of places, lists and rules that speak in a place at any time."""
    gazetteer = Gazetteer(catalog.store.shard)
    codes = {"000000", place}
    for unit in gazetteer.units(place):
        for link in gazetteer.chain(unit):
            codes.update((link.code, *link.carried))
    buckets = sorted({code[:2] for code in codes})
    return [f"{kind}/{one}.json" for one in buckets for kind in ("policy", "divisions")]


def _periods(catalog: Catalog, item: str, place: str) -> Sequence[Period] | None:
    try:
        return catalog.timeline(item, place)
    except CommunityCertsError:
        return None


Key = tuple[str, str, str, tuple[str, ...]]
Run = tuple[str | None, str | None, Key | None]


def _key(period: Period) -> Key:
    decision = period.decision
    return (
        decision.outcome.value,
        decision.reason.value,
        decision.status.value,
        tuple(sorted(one.entry for one in decision.citations)),
    )


def _differing(
    before: Sequence[Period], after: Sequence[Period]
) -> Iterator[tuple[str | None, str | None, Period | None, Period | None]]:
    """Yield the stretches of days on which the two say something else, joined where they meet.

    Each with its first day and the first day after it; None where there is none.
    """
    edges = sorted({one.valid_from or "" for one in (*before, *after)})
    open_run: list[tuple[str | None, str | None, Period | None, Period | None]] = []
    for at, first in enumerate(edges):
        was, now = _at(before, first), _at(after, first)
        same = (None if was is None else _key(was)) == (None if now is None else _key(now))
        last = edges[at + 1] if at + 1 < len(edges) else None
        if same:
            yield from open_run
            open_run.clear()
        elif open_run and _same_pair(open_run[0], was, now):
            open_run[0] = (open_run[0][0], last, was, now)
        else:
            yield from open_run
            open_run[:] = [(first or None, last, was, now)]
    yield from open_run


def _same_pair(
    run: tuple[str | None, str | None, Period | None, Period | None],
    was: Period | None,
    now: Period | None,
) -> bool:
    def keys(*pair: Period | None) -> list[Key | None]:
        return [None if one is None else _key(one) for one in pair]

    return keys(run[2], run[3]) == keys(was, now)


def _at(periods: Sequence[Period], day: str) -> Period | None:
    for one in periods:
        first, last = one.valid_from or "", one.valid_until or "9999-12-31"
        if first <= day <= last or (day == "" and first == ""):
            return one
    return None


def _told(period: Period | None, lang: str) -> str:
    if period is None:
        return "—"
    decision = period.decision
    outcome = decision.outcome.value if lang == "en" else decision.outcome.zh
    cited = "、".join(one.entry for one in decision.citations[:2])
    return f"{outcome}（{cited}）" if cited else outcome
