"""Parts: the entries, lists and rules that an answer is made of, each with its days and content.

An answer depends on nothing but the parts that may stand that day. So two releases whose parts for
an item, a place and a day are the same give the same answer, and only the rest is computed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from community_certs.dates import FIRST_DAY, LAST_DAY

__all__ = ["Part", "entry_parts", "shelf_parts", "speaks_of"]

Raw = Mapping[str, Any]
_SPEAKING = ("residual", "handling", "transition", "admission")
_OFFICIAL = ("official", "law_text_collection")
# What an answer shows of a part but does not depend on: wording and sources, compared apart.
_SHOWN = frozenset(
    {
        *("printed", "article", "provided", "note", "condition", "source", "sources", "says"),
        *("name", "batch", "captured", "stated_count", "days"),
    }
)


@dataclass(frozen=True)
class Part:
    """One entry, list or rule.

    ``print`` is all of its content, and of its document, on which an answer can depend; outside
    ``first`` to ``last`` it certainly does not stand; ``days`` are those on which it changes state.
    ``raw`` is a list's header or a rule, None for an entry.
    """

    id: str
    document: str
    jurisdiction: str
    print: str
    first: str
    last: str
    days: tuple[str, ...]
    conditions: tuple[Raw, ...]
    committees: tuple[str, ...]
    is_rule: bool = False
    raw: Raw | None = None

    def may_stand(self, day: str) -> bool:
        """Whether it may stand on a day."""
        return self.first <= day <= self.last


def _print(*values: object) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def _dates(raw: Raw) -> dict[str, Any]:
    """Return the days of a part without how they were printed."""
    start, end = raw["start"], raw["end"]
    return {
        "start": start and [start["earliest"], start["latest"], start["sure"]],
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
            found.append(
                Part(
                    entry["id"],
                    header["document"],
                    header["jurisdiction"],
                    _print(_bare(entry), headers[entry["list"]], force),
                    first,
                    last,
                    tuple(sorted(days)),
                    (entry["when"],) if entry.get("when") else (),
                    tuple(header["committees"]),
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
        official = any(sources[key]["grade"] in _OFFICIAL for key in header["source"] if key in sources)
        found.append(
            Part(
                header["id"],
                header["document"],
                header["jurisdiction"],
                _print(_bare(header), document["force"], official),
                first,
                last,
                tuple(header["days"]),
                tuple(entry["when"] for entry in header["open"] if entry.get("when")),
                tuple(header["committees"]),
                raw=header,
            )
        )
    for rule in rules:
        if rule["kind"] not in _SPEAKING or rule["dormant"] is not None:
            continue
        first, last = _span(rule)
        found.append(
            Part(
                rule["id"],
                rule["document"],
                rule["jurisdiction"],
                _print(_bare(rule), documents[rule["document"]]["force"]),
                first,
                last,
                tuple(rule["days"]),
                (rule["when"],),
                tuple(rule["committees"]),
                is_rule=True,
                raw={**rule, "sources": ()},
            )
        )
    return tuple(found)


def speaks_of(part: Part, profile: tuple[Any, ...]) -> bool:
    """Whether a part of a shelf may speak of an item at all, whatever is decided.

    Arguments:
        part: the list or rule.
        profile: the item's act, complexity, risk, and whether departments check it online.
    """
    if not part.is_rule or part.raw is None:
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
