"""The snapshot of all answers: every item in every place that has documents, as runs of days.

``tests/snapshots/<adcode>.txt`` shows what the documents of a place change there. A block is an
item and the runs on which its answer is not what this rule gives:

    the answer of the place above, that day; or, where no list above names the item (its answer
    above is that of ``*``), the answer of ``*`` in this place.

``*`` is an item that no list names: ``*`` for certificates, ``*act`` for other acts. The nation has
nothing above, so that its ``*`` is whole. A place without a file answers as the place above it.

A run is: first and last day (``-``: no bound), outcome, reason, then ``?`` the reasons why it is
provisional, ``!`` review or barred, ``<`` the citations, ``~`` the residual rule. ``place_date``
(the place itself changed that year) is left out: it says nothing of the data.

A data change is reviewed by the difference it makes here. ``.ci/generate`` writes the
files anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from answers.current import ROOT, jurisdictions, shard, store
from community_certs.catalog import Catalog
from community_certs.dates import FIRST_DAY, LAST_DAY, next_day, previous_day
from community_certs.errors import JurisdictionNotInForce
from community_certs.jurisdictions import Place
from community_certs.model.answer import Decision, Period

FOLDER = ROOT / "tests" / "snapshots"
STARS = ("*", "*act")


class Answer(NamedTuple):
    """What a snapshot keeps of a decision."""

    outcome: str
    reason: str
    doubts: tuple[str, ...]
    marks: tuple[str, ...]
    cites: tuple[str, ...]
    residual: str | None

    def __str__(self) -> str:
        parts = [self.outcome, self.reason]
        if self.doubts:
            parts.append("?" + ",".join(self.doubts))
        parts += [f"!{mark}" for mark in self.marks]
        if self.cites:
            parts.append("< " + " ".join(self.cites))
        if self.residual:
            parts.append("~ " + self.residual)
        return " ".join(parts)


def answer_of(decision: Decision) -> Answer:
    marks = [decision.demand] if decision.demand else []
    return Answer(
        str(decision.outcome),
        str(decision.reason),
        tuple(str(one) for one in decision.status_reasons if one != "place_date"),
        tuple([*(["review"] if decision.needs_review else []), *marks]),
        tuple(one.entry for one in decision.citations),
        decision.residual.citation.entry if decision.residual else None,
    )


class Run(NamedTuple):
    """An answer and the days on which it holds."""

    first: str
    last: str
    answer: Answer


Runs = tuple[Run, ...]


def _star(act: str) -> dict[str, Any]:
    """A compiled item that no list names."""
    nothing = ("id", "name", "category")
    return {
        **dict.fromkeys(nothing, "*"),
        "act": act,
        "broader": None,
        "ancestors": [],
        "entries": {},
        "lists": {},
        "documents": {},
        "alternatives": [],
        "risk": "low",
        "complexity": "simple",
        "online": False,
    }


class Sweep:
    """Asks for every answer that a snapshot may have to show; each once."""

    def __init__(self) -> None:
        self.catalog = Catalog(store())
        stars = zip(STARS, ("certificate", "consent"), strict=True)
        self.catalog._items.update({name: _star(act) for name, act in stars})
        self._runs: dict[tuple[str, str], Runs] = {}
        self._places: dict[str, tuple[Place, ...]] = {}
        self._alike: dict[Any, Runs] = {}

    def star_of(self, item: str) -> str:
        return STARS[shard("items/index.json")[item]["act"] != "certificate"]

    def places(self, adcode: str) -> tuple[Place, ...]:
        """The place in each of its lives, in order of time."""
        held = self._places.get(adcode)
        if held is None:
            found = []
            for day in (FIRST_DAY, *self.catalog._gazetteer.boundaries(adcode)):
                try:
                    found.append(self.catalog._gazetteer.locate(adcode, day))
                except JurisdictionNotInForce:
                    continue
            held = self._places[adcode] = tuple(found)
        return held

    def above(self, adcode: str, day: str) -> str | None:
        """The nearest place above that has documents, on a day on which the place exists."""
        chain = self.catalog._gazetteer.locate(adcode, day).chain[:-1]
        return next((one.adcode for one in reversed(chain) if one.adcode in jurisdictions()), None)

    def runs(self, item: str, adcode: str) -> Runs:
        """The whole truth about an item in a place."""
        held = self._runs.get((item, adcode))
        if held is None:
            if item in STARS or self._is_touched(item, adcode):
                key = self._signature(item, adcode)
                alike = self._alike.get(key)
                if alike is None:
                    alike = joined(map(_run_of, self.catalog.timeline(item, adcode)))
                    self._alike[key] = alike
                held = alike
            else:
                held = self.by_the_rule(item, adcode)
            self._runs[item, adcode] = held
        return held

    def by_the_rule(self, item: str, adcode: str) -> Runs:
        """What the rule gives for an item in a place."""
        star = self.star_of(item) if item not in STARS else None
        found = []
        for place in self.places(adcode):
            first, last = place.span
            up = self.above(adcode, first)
            mine = self.runs(star, adcode) if star else ()
            if up is None:
                found += _within(mine, first, last)
                continue
            theirs = self.runs(star, up) if star else ()
            for run in _within(self.runs(item, up), first, last):
                for cut in _cut(run, theirs, mine):
                    here = _at(mine, cut.first)
                    untouched = _at(theirs, cut.first) == cut.answer
                    found.append(cut._replace(answer=here) if here and untouched else cut)
        return joined(found)

    def changes(self, item: str, adcode: str) -> Runs:
        """The runs that are not what the rule gives."""
        if item not in STARS and not self._is_touched(item, adcode):
            return ()
        expected = self.by_the_rule(item, adcode)
        return joined(
            cut
            for run in self.runs(item, adcode)
            for cut in _cut(run, expected)
            if _at(expected, cut.first) != cut.answer
        )

    def _is_touched(self, item: str, adcode: str) -> bool:
        """Whether documents of the place itself can bear on the item otherwise than on ``*``."""
        whole, entries = _own(adcode, self._codes(adcode))
        return whole or item in entries

    def _signature(self, item: str, adcode: str) -> Any:
        """What an answer depends on: two items alike in this are asked for once."""
        raw = self.catalog._items.get(item) or shard(f"items/{item}.json")
        depth = {one: number for number, one in enumerate((item, *raw["ancestors"]))}
        chain = self._chain(adcode)
        return (
            adcode,
            *(raw[key] for key in ("act", "risk", "complexity", "online")),
            frozenset(
                (entry["id"], depth.get(entry["item"]))
                for entries in raw["entries"].values()
                for entry in entries
                if raw["lists"][entry["list"]]["jurisdiction"] in chain
            ),
        )

    def _codes(self, adcode: str) -> frozenset[str]:
        """The place's code and those whose documents it carries on."""
        return frozenset(
            {adcode, *(code for place in self.places(adcode) for code in place.chain[-1].carried)}
        )

    def _chain(self, adcode: str) -> frozenset[str]:
        return frozenset(
            code
            for place in self.places(adcode)
            for link in place.chain
            for code in (link.adcode, *link.carried)
        )


@cache
def _own(adcode: str, codes: frozenset[str]) -> tuple[bool, frozenset[str]]:
    """Whether something of the place speaks of every item, and the items its entries bear on.

    A list that closes does, and a residual rule for some items only; other lists and rules tell
    nothing of an item but what they tell of ``*``.
    """
    whole = False
    for bucket in sorted({code[:2] for code in codes}):
        if store().has(f"policy/{bucket}.json"):
            policy = shard(f"policy/{bucket}.json")
            whole |= any(
                one["jurisdiction"] in codes and one["closes"] for one in policy["lists"].values()
            )
            whole |= any(
                one["jurisdiction"] in codes and one["kind"] == "residual" and one["when"]
                for one in policy["rules"].values()
            )
    entries = frozenset(
        item
        for item in shard("items/index.json")
        if any(
            one["jurisdiction"] in codes for one in shard(f"items/{item}.json")["lists"].values()
        )
    )
    return whole, entries


def _run_of(period: Period) -> Run:
    first, last = period.valid_from or FIRST_DAY, period.valid_until or LAST_DAY
    return Run(first, last, answer_of(period.decision))


def joined(runs: Iterator[Run] | list[Run] | map[Run]) -> Runs:
    """Runs that follow each other with one answer become one."""
    found: list[Run] = []
    for run in runs:
        if found and found[-1].answer == run.answer and next_day(found[-1].last) == run.first:
            found[-1] = found[-1]._replace(last=run.last)
        else:
            found.append(run)
    return tuple(found)


def _within(runs: Runs, first: str, last: str) -> list[Run]:
    return [
        Run(max(run.first, first), min(run.last, last), run.answer)
        for run in runs
        if run.first <= last and run.last >= first
    ]


def _cut(run: Run, *others: Runs) -> Iterator[Run]:
    """A run in pieces within which nothing of the others changes."""
    inside = {one.first for runs in others for one in runs if run.first < one.first <= run.last}
    starts = [run.first, *sorted(inside)]
    for start, following in zip(starts, [*starts[1:], ""], strict=True):
        yield Run(start, previous_day(following) if following else run.last, run.answer)


def _at(runs: Runs, day: str) -> Answer | None:
    return next((run.answer for run in runs if run.first <= day <= run.last), None)


def _line(run: Run) -> str:
    first = "-" if run.first == FIRST_DAY else run.first
    last = "-" if run.last == LAST_DAY else run.last
    return f"  {first:<10} {last:<10} {run.answer}"


def snapshot(sweep: Sweep) -> dict[str, str]:
    """The text of every file by its name."""
    index = shard("items/index.json")
    files = {}
    for adcode in jurisdictions():
        blocks = []
        for item in (*STARS, *sweep.catalog.items):
            changed = sweep.changes(item, adcode)
            if changed:
                name = "" if item in STARS else f"  {index[item]['name']}"
                blocks.append("\n".join([f"{item}{name}", *map(_line, changed)]))
        if blocks:
            path = sweep.places(adcode)[-1].jurisdiction.path
            files[f"{adcode}.txt"] = "\n\n".join([f"# {adcode} {path}", *blocks]) + "\n"
    return files


def parse(text: str) -> dict[str, Runs]:
    """Read a file back: the runs of every item in it."""
    found: dict[str, list[Run]] = {}
    item = ""
    for line in text.splitlines():
        if line.startswith("  "):
            first, last, outcome, reason, *rest = line.split()
            found[item].append(
                Run(
                    FIRST_DAY if first == "-" else first,
                    LAST_DAY if last == "-" else last,
                    _parsed(outcome, reason, rest),
                )
            )
        elif line and not line.startswith("#"):
            item = line.split()[0]
            found[item] = []
    return {item: tuple(runs) for item, runs in found.items()}


def _parsed(outcome: str, reason: str, rest: list[str]) -> Answer:
    doubts: tuple[str, ...] = ()
    marks, cites, residual, to = [], [], None, ""
    for word in rest:
        if word in ("<", "~"):
            to = word
        elif to == "<":
            cites.append(word)
        elif to == "~":
            residual = word
        elif word.startswith("?"):
            doubts = tuple(word[1:].split(","))
        else:
            marks.append(word[1:])
    return Answer(outcome, reason, doubts, tuple(marks), tuple(cites), residual)


def committed(folder: Path = FOLDER) -> dict[str, str]:
    """The files as they are committed."""
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}


def write(folder: Path = FOLDER) -> tuple[int, int]:
    """Write the files anew; return how many there are and how many changed."""
    files, before = snapshot(Sweep()), committed(folder)
    folder.mkdir(exist_ok=True)
    for name in before.keys() - files.keys():
        (folder / name).unlink()
    changed = {name for name in before.keys() | files.keys() if before.get(name) != files.get(name)}
    for name in changed & files.keys():
        (folder / name).write_text(files[name], "utf-8")
    return len(files), len(changed)


if __name__ == "__main__":
    count, stale = write()
    sys.stdout.write(f"{count} snapshots in {FOLDER.name}/, {stale} changed\n")
