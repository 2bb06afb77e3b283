"""What the design says of one item, in one place, on one day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from .periods import Data, Period, Start, last, period_of

# The partial order of force: what each ranks above.
_ABOVE: dict[str, set[str]] = {"normative_document": set()}
_ABOVE["local_rule"] = {"normative_document"}
_ABOVE["local_regulation"] = {"local_rule", "normative_document"}
_ABOVE["ministerial_rule"] = {"local_rule", "normative_document"}
_ABOVE["administrative_regulation"] = set(_ABOVE)
_ABOVE["law"] = set(_ABOVE)

_OUTSIDE = {"country": 0, "province": 1, "city": 2}
_MUNICIPALITIES = ("110000", "120000", "310000", "500000")  # each is a city and a province
_CLOSING = ("must_not_issue", "may_not_demand")
_OPEN = ("official", "law_text_collection")


class Link(NamedTuple):
    """A unit of a chain: its level, and the predecessors' codes whose documents it carries on."""

    adcode: str
    level: int
    carried: tuple[str, ...] = ()


class Query(NamedTuple):
    """One question; both chains run from the nation to the place, the empty one is abroad."""

    item: str
    chain: Sequence[Link]
    on: date
    purpose: str | None = None
    requester: str | None = None
    requester_place: Sequence[Link] | None = None
    committee: str | None = None


class Claim(NamedTuple):
    """An entry that covers the item, or (item None) the closure of a list."""

    id: str
    side: str
    document: Data
    listed: Data
    link: Link
    item: str | None
    conditions: int
    start: Start
    reasons: frozenset[str]


class Place(NamedTuple):
    """A list where it speaks, and its period."""

    document: Data
    listed: Data
    link: Link
    period: Period

    @property
    def id(self) -> str:
        return f"{self.document['id']}/{self.listed['key']}"


def answer(catalog: Data, query: Query) -> dict[str, Any]:
    """Answer by the letter.

    ``catalog`` is ``{"documents": [...], "items": {id: item}, "profiles": {id: profile}}``.
    """
    return Reading(catalog, query).answer()


def higher(one: Claim, other: Claim) -> bool:
    return other.document["force"] in _ABOVE[one.document["force"]]


def incomparable(one: Claim, other: Claim) -> bool:
    same = one.document["force"] == other.document["force"]
    return not (same or higher(one, other) or higher(other, one))


class Reading:
    def __init__(self, catalog: Data, query: Query) -> None:
        self.documents: list[Data] = list(catalog["documents"])
        self.items: Mapping[str, Data] = catalog["items"]
        self.profiles: Mapping[str, Data] = catalog.get("profiles", {})
        self.query = query
        self.item = self.items[query.item]
        self.outcome = "unlisted"  # of which a rule may speak

    # -- items ------------------------------------------------------------------------------

    def above(self, item: str) -> list[str]:
        """The item and everything broader, narrowest first."""
        line = [item]
        while broader := self.items[line[-1]].get("broader"):
            line.append(broader)
        return line

    def covering(self, entry: Data) -> str | None:
        """The narrowest item of the entry that covers the item asked."""
        for item in self.above(self.query.item):
            same_act = self.items[item]["act"] == self.item["act"]
            if item in entry.get("items", ()) and same_act:
                return item
        return None

    def names_narrower(self, entry: Data) -> bool:
        return any(
            self.query.item in self.above(item)[1:] and self.items[item]["act"] == self.item["act"]
            for item in entry.get("items", ())
        )

    # -- circumstances ----------------------------------------------------------------------

    def met(self, when: Data | None) -> bool | None:
        """True, False, or None: the caller did not say."""
        found = [self._met(key, value) for key, value in (when or {}).items()]
        return False if False in found else None if None in found else True

    def _met(self, key: str, value: Any) -> bool | None:
        if key in ("purpose", "requester"):
            given = getattr(self.query, key)
            return None if given is None else given in value
        if key == "committee":
            return None if self.query.committee is None else self.query.committee == value
        if key == "requester_place":
            return self._outside(_OUTSIDE[value["outside"]])
        if key == "outcome":  # from here on: only rules say this
            return self.outcome in value
        if key == "act":
            return self.item["act"] in value
        if key == "liability":
            return bool((self.item["risk"] == "high") == value)
        return bool(self.item.get(key, False) == value)

    def _outside(self, level: int) -> bool | None:
        if self.query.requester_place is None:
            return None
        if not self.query.requester_place:
            return True
        theirs = [link.adcode for link in self.query.requester_place]
        reach = self.query.requester_place[-1].level
        ours = {link.level: link.adcode for link in self.query.chain}
        if level == 2 and ours.get(1) in _MUNICIPALITIES:
            level = 1
        if level in ours:
            if ours[level] in theirs:
                return False
            diverged = any(
                ours.get(link.level) != link.adcode for link in self.query.requester_place
            )
            return True if diverged or reach >= level else None
        if any(ours[up] not in theirs for up in ours if up < level and up <= reach):
            return True
        if 3 not in ours or reach < 2:  # the place, or theirs, is no more than a province
            return None
        return ours[3] not in theirs  # 仙桃 is its own city: all others lie outside

    def excluded(self, scoped: Data) -> bool:
        named = self.query.committee
        return named is not None and named not in scoped.get("committees", ("resident", "village"))

    # -- what applies -----------------------------------------------------------------------

    def link(self, document: Data) -> Link | None:
        for link in self.query.chain:
            if document["jurisdiction"] in (link.adcode, *link.carried):
                return link
        return None

    def places(self) -> Iterator[Place]:
        """The lists of the chain that speak of this committee, whatever their dates and stage."""
        for document in self.documents:
            link = self.link(document)
            if link is None or document.get("withdrawn"):
                continue
            for listed in document["lists"]:
                if not listed.get("issuer") and not self.excluded(listed):
                    period = period_of(self.documents, document, listed)
                    yield Place(document, listed, link, period)

    def entries(self, place: Place) -> Iterator[tuple[str, Data, Period]]:
        for entry in place.listed["entries"]:
            if not entry.get("withdrawn"):
                period = period_of(self.documents, place.document, place.listed, entry.get("dates"))
                yield f"{place.id}/{entry['n']}", entry, period

    def reasons(self, place: Place, period: Period, source: Any, bar: bool) -> frozenset[str]:
        document, listed, day = place.document, place.listed, self.query.on
        keys = source or listed.get("source") or [one["key"] for one in document["sources"]]
        keys = [keys] if isinstance(keys, str) else keys
        grades = [one["grade"] for one in document["sources"] if one["key"] in keys]
        published = period.dates.get("published")
        unpublished = bar and published is not None and day < last(published)
        one_kind = len(set(listed.get("committees", ("resident", "village")))) == 1
        found = {
            "partial_date": period.unsure(day) or unpublished,
            "unverified": document.get("verified_on") is None,
            "unofficial_source": not any(grade in _OPEN for grade in grades),
            "committee_unknown": one_kind and self.query.committee is None,
            "guiding": document["stage"] == "guiding",
            "possibly_expired": period.expired(day, document["force"]),
        }
        return frozenset(reason for reason, holds in found.items() if holds)

    def family(self, place: Place) -> set[str]:
        """The list, what it extends and what extends it, transitively."""
        pairs = [
            (f"{document['id']}/{listed['key']}", extended)
            for document in self.documents
            if document["stage"] != "draft"
            and not document.get("withdrawn")
            and not document.get("subdivision")
            for listed in document["lists"]
            if self.is_dated(document, listed)
            for extended in listed.get("extends", ())
        ]
        family, before = {place.id}, 0
        while len(family) > before:
            before = len(family)
            family |= {one for pair in pairs if family & set(pair) for one in pair}
        return family

    def is_dated(self, document: Data, listed: Data) -> bool:
        parts = [None, *(e.get("dates") for e in listed["entries"] if not e.get("withdrawn"))]
        return any(period_of((), document, listed, own).start is not None for own in parts)

    # -- the answer -------------------------------------------------------------------------

    def answer(self) -> dict[str, Any]:
        day = self.query.on
        mays: list[Claim] = []
        bars: list[Claim] = []
        held: list[Place] = []
        conditional: set[tuple[str, str]] = set()
        catch_alls: set[tuple[str, str]] = set()
        covered: set[str] = set()  # lists with an entry that covers the item and is not false
        unknown_bar = barred = False
        for place in self.places():
            document, listed = place.document, place.listed
            silent = "draft" if document["stage"] == "draft" else None
            silent = silent or ("subdivision" if document.get("subdivision") else None)
            binds_committee = listed.get("binds", "committee") == "committee"
            bar = listed["side"] != "may_issue"
            if not silent and place.period.holds(day) and binds_committee:
                held.append(place)
            for id, entry, period in self.entries(place):
                met, item = self.met(entry.get("when")), self.covering(entry)
                undated = period.start is None and day <= period.possible
                if met is False or not (period.holds(day) or undated):
                    continue
                if not binds_committee:
                    barred |= bool(bar and item and met and not silent and not undated)
                elif entry.get("open_ended"):
                    if not (silent or undated or bar) and listed.get("kind", "list") == "list":
                        catch_alls.add((id, "catch_all"))
                elif item and (undated or silent):
                    conditional.add((id, silent or "undated"))
                elif item:
                    covered.add(place.id)
                    if met is None:
                        conditional.add((id, "condition"))
                        unknown_bar |= bar
                    else:
                        assert period.start is not None
                        reasons = self.reasons(place, period, entry.get("source"), bar)
                        conditions = len(entry.get("when") or {})
                        (bars if bar else mays).append(
                            Claim(id, listed["side"], document, listed, place.link, item,
                                  conditions, period.start, reasons)
                        )  # fmt: skip
                elif self.names_narrower(entry) and not (undated or silent):
                    conditional.add((id, "narrower"))
        for place in held:
            if self.closes(place) and not self.family(place) & covered:
                assert place.period.start is not None
                reasons = self.reasons(place, place.period, None, True)
                bars.append(Claim(place.id, "closure", place.document, place.listed, place.link,
                                  None, 0, place.period.start, reasons))  # fmt: skip
                barred |= place.listed["off_list"] == "may_not_demand"

        if mays or bars:
            result = self.decide(mays, bars, unknown_bar)
        else:
            result = self.unlisted([p for p in held if p.listed.get("kind", "list") == "list"])
        if result["outcome"] == "unlisted":
            conditional |= catch_alls
        result["residual"] = self.residual() if result["outcome"] == "unlisted" else None
        result["demand"] = "barred" if barred else None
        result["conditional"] = conditional
        result["status"] = "provisional" if result["status_reasons"] else "certain"
        result["status_reasons"] = sorted(result["status_reasons"])
        return result

    def closes(self, place: Place) -> bool:
        listed = place.listed
        return (
            self.item["act"] == "certificate"
            and listed["side"] == "may_issue"
            and listed.get("kind", "list") == "list"
            and listed["complete"]
            and listed.get("off_list") in _CLOSING
            and not any(
                entry.get("open_ended") and period.holds(self.query.on)
                for _, entry, period in self.entries(place)
            )
        )

    def narrower(self, one: Claim, other: Claim) -> bool:
        if one.item is None or other.item is None:
            return one.item is not None
        if one.item == other.item:
            return one.conditions > other.conditions
        return other.item in self.above(one.item)

    def clause(self, may: Claim, bar: Claim, *, possibly: bool = False) -> str | None:
        """The clause of 4c by which the may entry beats the bar (or would, were dates known)."""
        if higher(may, bar):
            return "a"
        if may.document["force"] != bar.document["force"]:
            return None
        same_document = may.document["id"] == bar.document["id"]
        one_age = same_document and may.start[:2] == bar.start[:2]
        not_older = one_age or may.start.earliest >= bar.start.latest
        later = may.start.earliest > bar.start.latest
        if possibly and not one_age:
            not_older = not_older or may.start.latest >= bar.start.earliest
            later = may.start.latest > bar.start.earliest
        level = may.link.level <= bar.link.level or bar.listed.get("delegates", False)
        if self.narrower(may, bar) and not_older and level:
            return "b"
        if may.link == bar.link and may.item == bar.item and later:
            return "c"
        return None

    def decide(self, mays: list[Claim], bars: list[Claim], unknown_bar: bool) -> dict[str, Any]:
        winners = [may for may in mays if all(self.clause(may, bar) for bar in bars)]
        losers = bars
        if winners:
            outcome, reason = "may_issue", "listed"
            weigh = {may.id: set(may.reasons) for may in winners}
            if unknown_bar:
                weigh = {id: reasons | {"condition_unknown"} for id, reasons in weigh.items()}
        else:
            winners = [bar for bar in bars if not any(self.clause(may, bar) for may in mays)]
            losers = mays
            together = not winners  # each bar beaten by some may entry, all by none
            winners = winners or bars
            listed = {bar.side for bar in winners} - {"closure"}
            outcome = "must_not_issue" if listed else "unlisted"
            cancelled = "cancelled" if listed == {"cancelled"} else "listed"
            reason = cancelled if listed else "closed_list"
            weigh = {
                bar.id: set(bar.reasons)
                | ({"conflict"} if together or any(self.unclear(m, bar) for m in mays) else set())
                for bar in winners
            }
        # A certain closure beside a provisional bar does not make the bar's outcome certain.
        telling = [one for one in winners if outcome != "must_not_issue" or one.side != "closure"]
        kinds = {
            kind
            for one in telling
            if weigh[one.id] == {"committee_unknown"}
            for kind in one.listed.get("committees", ("resident", "village"))
        }
        sure = any(not weigh[one.id] for one in telling) or kinds == {"resident", "village"}
        beaten_by = winners if outcome == "may_issue" else mays
        overridden = {
            (bar.id, may.id, clause)
            for bar in bars
            for may in beaten_by
            if (clause := self.clause(may, bar))
        }
        if outcome != "may_issue":
            overridden |= {(may.id, bar.id, "bar") for may in mays for bar in winners}
        return {
            "outcome": outcome,
            "reason": reason,
            "status_reasons": set() if sure else set().union(*weigh.values()),
            "needs_review": any(self.review(one, other) for one in winners for other in losers),
            "citations": {one.id for one in winners},
            "overridden": overridden,
        }

    def unclear(self, may: Claim, bar: Claim) -> bool:
        """Nobody can tell whether the may entry beats the bar."""
        unknown = not self.clause(may, bar) and self.clause(may, bar, possibly=True) is not None
        return incomparable(may, bar) or unknown

    def review(self, winner: Claim, loser: Claim) -> bool:
        return (
            higher(loser, winner)
            or incomparable(loser, winner)
            or loser.link.level < winner.link.level
            or loser.start.earliest > winner.start.latest
            or self.narrower(loser, winner)
        )

    def unlisted(self, held: list[Place]) -> dict[str, Any]:
        each = [
            self.reasons(place, place.period, None, place.listed["side"] != "may_issue")
            for place in held
        ]
        reasons = set().union(*each) if all(each) else set()
        reason = "list_in_force" if held else "no_list_held"
        if not held:
            reasons = {"list_incomplete"}
        if any(not place.listed["complete"] for place in held):
            reason = "list_incomplete"
            reasons.add("list_incomplete")
        return {
            "outcome": "unlisted",
            "reason": reason,
            "status_reasons": reasons,
            "needs_review": False,
            "citations": {place.id for place in held},
            "overridden": set(),
        }

    # -- 文件外 -----------------------------------------------------------------------------

    def rules(self, *kinds: str) -> Iterator[tuple[str, Data, Data, Link, Start]]:
        """The rules in force that speak of the request, with their ids."""
        for document in self.documents:
            link = self.link(document)
            silent = document["stage"] == "draft" or document.get("subdivision")
            if link is None or silent or document.get("withdrawn"):
                continue
            rules = [(document["id"], rule) for rule in document["rules"]]
            for profile in document.get("adopts", ()):
                owner = f"{document['id']}/{profile}"
                rules += [(owner, rule) for rule in self.profiles[profile]["rules"]]
            for owner, rule in rules:
                period = period_of((), document, None, rule.get("dates"))
                applies = rule["kind"] in kinds and period.holds(self.query.on)
                if applies and not self.excluded(rule) and self.met(rule.get("when")):
                    assert period.start is not None
                    yield f"{owner}/{rule['key']}", rule, document, link, period.start

    def residual(self) -> tuple[str, str] | None:
        found: list[tuple[tuple[Any, ...], str, Data]] = []
        for id, rule, document, link, start in self.rules("residual"):
            force = len(_ABOVE[document["force"]])
            found.append(((force, -link.level, start.latest, start.earliest), id, rule))
        if not found:
            return None
        found.sort(key=lambda one: (one[1].count("/"), one[1]))  # own rules before adopted ones
        chosen = max(found, key=lambda one: one[0])
        passed = {chosen[1]}
        while finer := [
            one for one in found
            if chosen[1] in one[2].get("refines", ()) and one[1] not in passed
        ]:  # fmt: skip
            chosen = max(finer, key=lambda one: one[0])
            passed.add(chosen[1])
        return chosen[2]["does"], chosen[1]
