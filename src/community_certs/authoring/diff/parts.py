"""Parts: the entries, lists and rules that an answer is made of, each with its days and content.

An answer depends on nothing but the parts that may stand that day. So two releases whose parts for
an item, a place and a day are the same give the same answer, and only the rest is computed.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from community_certs.authoring.diff.circumstances import Fact, facts_of
from community_certs.dates import FIRST_DAY, LAST_DAY
from community_certs.policy.circumstances import Circumstances, holds
from community_certs.policy.shelf import reasons_for

__all__ = ["Part", "Sound", "entry_parts", "shelf_parts", "speaks_of"]

Raw = Mapping[str, Any]
Sound = tuple[object, ...]
_SPEAKING = ("residual", "handling", "transition", "admission")
_STEPPING = ("handling", "transition")
_OFFICIAL = ("official", "law_text_collection")
# What an answer shows of a part but does not depend on: wording and sources, compared apart.
_SHOWN = frozenset(
    {
        *("printed", "article", "provided", "note", "condition", "source", "sources", "says"),
        *("name", "batch", "captured", "stated_count", "days"),
    }
)
_PRINTED = frozenset({"printed", "basis"})
# What no longer matters once it is known that a list or an entry stands, and how firmly.
_SETTLED = frozenset(
    {
        *("start", "end", "published", "expires", "dates", "when", "guiding", "unverified"),
    }
)


@dataclass(frozen=True, slots=True)
class Part:
    """One entry, list or rule.

    ``print`` is all of its content, and of its document, on which an answer can depend; ``effect``
    is what is left of that once it is known that it stands and speaks. Outside ``first`` to
    ``last`` it certainly does not stand; ``days`` are those on which it changes state. ``raw`` is
    the header of the list, or the rule; ``dates`` are an entry's own. ``facts`` are what it tells
    callers apart by, and ``conditional`` says whether anything but the kind of committee is.
    """

    id: str
    document: str
    jurisdiction: str
    print: str
    effect: str
    first: str
    last: str
    days: tuple[str, ...]
    conditions: tuple[Raw, ...]
    committees: tuple[str, ...]
    raw: Raw
    is_rule: bool = False
    dates: Raw | None = None
    facts: frozenset[Fact] = field(init=False)
    conditional: bool = field(init=False)

    def __post_init__(self) -> None:
        facts = facts_of(self.conditions, self.committees)
        object.__setattr__(self, "facts", facts)
        object.__setattr__(self, "conditional", any(axis != "committee" for axis, _ in facts))

    @property
    def is_entry(self) -> bool:
        """Whether it is an entry: ``<document>/<list>/<n>``."""
        return self.id.count("/") == 2

    def may_stand(self, day: str) -> bool:
        """Whether it may stand on a day."""
        return self.first <= day <= self.last

    def heard(self, day: str, said: Circumstances, place: Mapping[str, str]) -> Sound | None:
        """Return all that it can do to an answer on a day, or None if it does not speak.

        Two parts that are heard alike, in one release or in two, do the same to every answer.

        Arguments:
            day: an ISO day.
            said: what the caller says.
            place: level to adcode of the place asked about.
        """
        committee = said.committee
        if committee is not None and committee.value not in self.committees:
            return None
        if self.is_rule:
            speaks = self.may_stand(day) and holds(self.raw["when"], said, place)[0]
            return (self.effect,) if speaks else None
        states = tuple(holds(when, said, place) for when in self.conditions)
        if self.is_entry and states and states[0][0] is False:
            return None
        if self._dormant():
            # It is only shown, while it may have stood; no more than its content and days count.
            return (self.print, committee, bisect_right(self.days, day), states)
        reasons = reasons_for(self.raw, day, committee, self.dates)
        if reasons is None:
            return None
        closing = None
        if not self.is_entry and self.raw["closes"]:
            closing = frozenset(reasons_for(self.raw, day, committee, closing=True) or ())
        return (self.effect, frozenset(reasons), closing, states)

    def _dormant(self) -> bool:
        dormant = self.raw["dormant"]
        if dormant == "undated" and self.dates is not None:
            return self.dates["start"] is None
        return dormant is not None


def _print(*values: object) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def _dates(raw: Raw) -> dict[str, Any]:
    """Return the days of a part without how they were printed."""
    start, end = raw["start"], raw["end"]
    return {
        "start": start and {key: start[key] for key in start if key not in _PRINTED},
        "end": end and [end["earliest"], end["latest"]],
        "published": raw.get("published"),
        "expires": raw.get("expires"),
    }


def _bare(raw: Raw) -> dict[str, Any]:
    """Return what of a part an answer can depend on."""
    found = {key: value for key, value in raw.items() if key not in _SHOWN}
    if "start" in raw:
        found.update(_dates(raw))
    if raw.get("dates"):
        found["dates"] = _dates(raw["dates"])
    if "open" in raw:
        found["open"] = [[one["id"], one.get("when")] for one in raw["open"]]
    return found


def _interval(start: Raw) -> list[str]:
    return [start["earliest"], start["latest"]]


def _lasting(bare: Mapping[str, Any]) -> dict[str, Any]:
    """Return what still matters of a list or an entry that is known to stand: not its end."""
    start = bare.get("start")
    return {
        **{key: value for key, value in bare.items() if key not in _SETTLED},
        "since": start and _interval(start),
    }


def _span(*dates: Raw | None) -> tuple[str, str]:
    """Return the first and last day on which something with any of these dates may stand."""
    held = [one for one in dates if one]
    first = min(one["start"]["earliest"] if one["start"] else FIRST_DAY for one in held)
    last = max(one["end"]["latest"] if one["end"] else LAST_DAY for one in held)
    return first, last


def entry_parts(item: Raw) -> tuple[Part, ...]:
    """Return the entries of a compiled item as parts."""
    found = []
    headers = {key: _bare(one) for key, one in item["lists"].items()}
    for entries in item["entries"].values():
        for entry in entries:
            header = item["lists"][entry["list"]]
            first, last = _span(header, entry.get("dates"))
            days = {*header["days"], *(entry.get("dates") or {"days": ()})["days"]}
            force = item["documents"][header["document"]]["force"]
            bare, above = _bare(entry), headers[entry["list"]]
            since = (bare.get("dates") or above)["start"]
            found.append(
                Part(
                    entry["id"],
                    header["document"],
                    header["jurisdiction"],
                    _print(bare, above, force),
                    _print(_lasting(bare), _lasting(above), force, since and _interval(since)),
                    first,
                    last,
                    tuple(sorted(days)),
                    (entry["when"],) if entry.get("when") else (),
                    tuple(header["committees"]),
                    header,
                    dates=entry.get("dates"),
                )
            )
    return tuple(found)


def shelf_parts(
    documents: Mapping[str, Raw], lists: Iterable[Raw], rules: Iterable[Raw]
) -> tuple[Part, ...]:
    """Return what lies on a shelf as parts: the lists held, and the rules that can speak."""
    found = []
    for header in lists:
        first, last = _span(header)
        document = documents[header["document"]]
        sources = document["sources"]
        grades = {key: sources[key]["grade"] for key in header["source"] if key in sources}
        # One source is enough to tell whether any is official, and the rest is only shown.
        best = sorted(grades, key=lambda key: grades[key] not in _OFFICIAL)[:1]
        official = any(grades[key] in _OFFICIAL for key in best)
        found.append(
            Part(
                header["id"],
                header["document"],
                header["jurisdiction"],
                _print(_bare(header), document["force"], official),
                _print(_lasting(_bare(header)), document["force"], official),
                first,
                last,
                tuple(header["days"]),
                tuple(entry["when"] for entry in header["open"] if entry.get("when")),
                tuple(header["committees"]),
                {**header, "source": best},
            )
        )
    for rule in rules:
        if rule["kind"] not in _SPEAKING or rule["dormant"] is not None:
            continue
        if rule["kind"] in _STEPPING and not rule["steps"] and not rule["refines"]:
            continue  # says something to readers, and nothing to the clerk
        first, last = _span(rule)
        found.append(
            Part(
                rule["id"],
                rule["document"],
                rule["jurisdiction"],
                _print(_bare(rule), documents[rule["document"]]["force"]),
                _effect_of_rule(rule, documents[rule["document"]]["force"]),
                first,
                last,
                tuple(rule["days"]),
                (rule["when"],),
                tuple(rule["committees"]),
                {**rule, "sources": ()},
                is_rule=True,
            )
        )
    return tuple(found)


def _effect_of_rule(rule: Raw, force: str) -> str:
    """Return what matters of a rule that speaks."""
    kept = {key: rule[key] for key in ("id", "kind", "does", "steps", "refines", "jurisdiction")}
    residual = [force, *_interval(rule["start"])] if rule["kind"] == "residual" else None
    return _print(kept, rule["when"].get("outcome"), residual)


def speaks_of(part: Part, profile: tuple[Any, ...]) -> bool:
    """Whether a part of a shelf may speak of an item at all, whatever is decided.

    Arguments:
        part: the list or rule.
        profile: the item's act, complexity, risk, and whether departments check it online.
    """
    if not part.is_rule:
        return True
    when = part.raw["when"]
    act, complexity, risk, online = profile
    return (
        when.get("complexity") in (None, complexity)
        and when.get("risk") in (None, risk)
        and ("act" not in when or act in when["act"])
        and ("online" not in when or when["online"] == online)
        and (not when.get("liability") or risk == "high")
    )
