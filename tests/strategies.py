"""Small random catalogues in the YAML format (docs/data-format.md) as plain dicts, and questions.

Real adcodes, so that the catalogue's own divisions give the same chains. Kept out on purpose,
because validation should refuse it: contradicting dates, cycles of ``replaces``, a may list that
binds requesters, ``extends`` between sides, versions that do not follow each other in time.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from oracle import Link, Query

Data = dict[str, Any]

NATION, HEBEI, HUBEI, BEIJING = (
    Link("000000", 0),
    Link("130000", 1),
    Link("420000", 1),
    Link("110000", 1),
)
SHIJIAZHUANG, ZHANGJIAKOU = Link("130100", 2), Link("130700", 2)
WUHAN = Link("420100", 2)
QIAODONG, WANQUAN = Link("130702", 3), Link("130708", 3, ("130729",))
PLACES: tuple[tuple[Link, ...], ...] = (
    (NATION, HEBEI, ZHANGJIAKOU, WANQUAN),  # 130729 万全县 became 130708 万全区 in 2016
    (NATION, HEBEI, ZHANGJIAKOU),
    (NATION, HEBEI, ZHANGJIAKOU, QIAODONG),
    (NATION, HEBEI),
    (NATION,),
    (NATION, HEBEI, SHIJIAZHUANG),
    (NATION, HUBEI, Link("429004", 3)),  # 仙桃市, directly under the province
    (NATION, BEIJING, Link("110101", 3)),
)
"""Chains that hold on every day from FIRST to LAST."""
SEATS: tuple[tuple[Link, ...], ...] = (
    *PLACES,
    (NATION, HUBEI),
    (NATION, HUBEI, WUHAN),
    (NATION, HUBEI, WUHAN, Link("420102", 3)),
    (NATION, BEIJING),
)
"""Where a requesting unit may sit."""
FIRST, LAST = date(2017, 1, 1), date(2031, 12, 31)

_CODES = (
    *("130700", "000000", "130708", "130729", "130000", "130702", "420000", "110000"),
    *("429004", "110101", "130100"),
)
_SAME_PLACE = {"130708": ("130708", "130729")}
_FORCES = (
    "normative_document",
    "normative_document",
    "normative_document",
    "local_rule",
    "local_regulation",
    "ministerial_rule",
    "administrative_regulation",
    "law",
)
_ACTS = ("certificate",) * 7 + ("consent", "guarantee")
ITEM_IDS = ("mid", "top", "leaf", "side", "alone")
PURPOSES, REQUESTERS = ("loan", "school"), ("bank", "police-station")


def _often(usual: Any, *others: Any, weight: int = 3) -> st.SearchStrategy[Any]:
    return st.sampled_from([usual] * weight + list(others))


def _cut(day: date) -> st.SearchStrategy[str]:
    """A day at one of its precisions."""
    text = day.isoformat()
    return _often(text, text[:7], text[:4], weight=2)


def _days(first: int = 2015, last: int = 2023) -> st.SearchStrategy[date]:
    """Few months and days, so that dates meet and overlap."""
    return st.builds(
        date, st.integers(first, last), st.sampled_from([1, 3, 12]), st.sampled_from([1, 15, 31])
    )


@st.composite
def _alternatives(draw: st.DrawFn, sources: tuple[str, ...]) -> list[Data]:
    found = []
    for at in range(draw(_often(0, 1, 2))):
        source = draw(st.sampled_from(sources))
        found.append(
            {
                "key": at + 1,
                "route": draw(_often("commitment", "department_check")),
                "authority": ["police-station"],
                "any_of": [],
                "situation": None,
                "jurisdiction": draw(st.sampled_from([source[:6], "000000", "130000"])),
                "source": source,
            }
        )
    return found


@st.composite
def items(draw: st.DrawFn, sources: tuple[str, ...] = ()) -> Data:
    """A small tree: leaf below mid below top, side below top or mid, and one alone."""
    broader = {
        "top": None,
        "mid": "top",
        "leaf": "mid",
        "side": draw(st.sampled_from(["top", "mid"])),
        "alone": None,
    }
    return {
        id: {
            "id": id,
            "name": f"{name}证明",
            "category": "other",
            "act": draw(st.sampled_from(_ACTS)),
            "broader": broader[id],
            "proves": "测试",
            "risk": draw(_often("low", "high")),
            "complexity": draw(_often("simple", "complex")),
            "online": draw(_often(False, True)),
            "aliases": [],
            "phrases": [],
            "examples": {"match": [], "reject": []},
            "alternatives": draw(_alternatives(sources)) if sources else [],
        }
        for id, name in zip(ITEM_IDS, "甲乙丙丁戊", strict=True)
    }


@st.composite
def dates(draw: st.DrawFn, *, undated: bool = True) -> Data:
    """The dates of a document or a list; they never contradict each other."""
    day = draw(_days())
    kinds = ["issued"] * 6 + ["effective_from"] * 2 + ["both", "estimated", "known_by"]
    kind = draw(st.sampled_from([*kinds, "none"] if undated else kinds))
    found: Data = {}
    later = day + timedelta(days=draw(st.sampled_from([0, 20, 400])))
    if kind in ("issued", "effective_from"):
        found[kind] = draw(_cut(day))
    elif kind == "both":
        found.update(issued=draw(_cut(day)), effective_from=draw(_cut(later)))
    elif kind == "estimated":
        bounds = {"earliest": draw(_cut(day)), "latest": draw(_cut(later)), "why": "测试"}
        if bounds["latest"] < bounds["earliest"][: len(bounds["latest"])]:
            bounds["latest"] = bounds["earliest"]
        found["estimated"] = bounds
    elif kind == "known_by":
        found["known_by"] = draw(_cut(day))
    if kind != "known_by" and kind != "none" and draw(_often(False, True)):
        found["known_by"] = (later + timedelta(days=draw(st.integers(0, 40)))).isoformat()
    if kind in ("issued", "both") and draw(_often(False, True)):
        found["published"] = draw(_cut(day + timedelta(days=60)))
    if draw(_often(False, True)):
        end = max(later, day) + timedelta(days=800)
        found["effective_to"] = draw(_cut(end))
    if draw(_often(False, True)):
        renewed = later + timedelta(days=draw(st.sampled_from([100, 1000, 3000])))
        found["renewed"] = [{"on": draw(_cut(renewed)), "source": "s1", "note": "测试"}]
    return found


def _when() -> st.SearchStrategy[Data | None]:
    some = st.fixed_dictionaries(
        {},
        optional={
            "purpose": st.lists(st.sampled_from(PURPOSES), min_size=1, unique=True),
            "requester": st.lists(st.sampled_from(REQUESTERS), min_size=1, unique=True),
            "requester_place": st.fixed_dictionaries(
                {"outside": st.sampled_from(["city", "province", "country"])}
            ),
            "committee": st.sampled_from(["resident", "village"]),
        },
    ).filter(bool)
    return st.one_of(st.none(), st.none(), st.none(), some)


_COMMITTEES = _often(["resident", "village"], ["resident"], ["village"], weight=4)
_LIMITS = st.fixed_dictionaries(
    {},
    optional={
        "working_days": st.sampled_from([1, 5]),
        "head_signature": st.just(True),
        "deliberation": st.just(True),
        "public_notice": st.just(True),
    },
)
_WITHDRAWN = {"on": "2026-01-01", "reason": "测试"}


@st.composite
def _entry(draw: st.DrawFn, n: int, side: str) -> Data:
    found: Data = {"n": n, "printed": "测试"}
    if side == "may_issue" and draw(_often(False, True, weight=5)):
        found["open_ended"] = True
        return found
    found["items"] = draw(st.lists(st.sampled_from(ITEM_IDS), min_size=1, max_size=4, unique=True))
    if when := draw(_when()):
        found["when"] = when
    if draw(_often(False, True, weight=4)):
        found["limits"] = draw(_LIMITS)
    if draw(_often(False, True, weight=5)):
        found["source"] = draw(
            st.sampled_from(["s1", "s2", "s3", ["s2"], ["s2", "s4"], ["s1", "s2"]])
        )
    if draw(_often(False, True, weight=7)):
        day = draw(_days(2018, 2023))
        own = draw(st.sampled_from([("effective_from",), ("effective_to",), ("from", "to")]))
        if own != ("effective_to",):
            found["dates"] = {"effective_from": draw(_cut(day))}
        if own != ("effective_from",):
            end = draw(_cut(day + timedelta(days=800)))
            found["dates"] = {**found.get("dates", {}), "effective_to": end}
    if draw(_often(False, True, weight=12)):
        found["withdrawn"] = _WITHDRAWN
    return found


@st.composite
def _list(draw: st.DrawFn, key: str, document: Data, earlier: list[tuple[Data, Data]]) -> Data:
    side = draw(_often("may_issue", "must_not_issue", "cancelled", weight=2))
    count = draw(st.sampled_from([1, 2, 3, 0]))
    found: Data = {
        "key": key,
        "side": side,
        "kind": draw(_often("list", "provision")),
        "committees": draw(_COMMITTEES),
        "complete": draw(_often(True, False)),
        "stated_count": None,
        "delegates": draw(_often(False, True, weight=2)),
        "off_list": draw(
            st.sampled_from([None, None, "may_refuse", "may_not_demand", "must_not_issue", "route"])
        ),
        "source": draw(_often("s1", "s2", "s3", "s4")),
        "entries": [draw(_entry(n + 1, side)) for n in range(count)],
    }
    if side != "may_issue":
        if side != "cancelled" or draw(_often(True, False)):  # what is not cancelled stays as it is
            found["off_list"] = None
        if draw(_often(False, True, weight=5)):
            found["binds"] = "requesters"
    if draw(_often(False, True, weight=12)):
        found["issuer"] = ["police-station"]
    if document.get("versions"):
        found["version"] = draw(st.sampled_from([one["key"] for one in document["versions"]]))
    elif draw(_often(False, True, weight=7)):
        found["dates"] = draw(dates(undated=False))
    code = document["jurisdiction"]
    reach = [
        (f"{other['id']}/{old['key']}", old)
        for other, old in earlier
        if other["jurisdiction"] in _SAME_PLACE.get(code, (code,))
    ]
    if reach and draw(_often(False, True, weight=2)):
        found["replaces"] = [draw(st.sampled_from(reach))[0]]
    same_side = [id for id, old in reach if old["side"] == side]
    if same_side and draw(_often(False, True, weight=1)):
        joined = st.lists(st.sampled_from(same_side), min_size=1, max_size=2, unique=True)
        found["extends"] = draw(joined)
    return found


_STEPS = st.lists(
    st.fixed_dictionaries(
        {
            "action": st.sampled_from(
                ["ask_basis", "deliberate", "issue_now", "verify_then_issue", "admission"]
            )
        },
        optional={"within_working_days": st.sampled_from([3, 15])},
    ),
    max_size=2,
)


@st.composite
def _rule(draw: st.DrawFn, key: str, earlier: list[str]) -> Data:
    does = ["not_issued", "may_refuse", "issue_if_verifiable", "ask_basis", "admission", "route"]
    found: Data = {
        "key": key,
        "kind": draw(_often("residual", "handling", "transition", "admission", "seal")),
        "steps": draw(_STEPS),
        "committees": draw(_COMMITTEES),
        "says": "测试",
        "source": "s1",
    }
    if found["kind"] == "residual":
        found["does"] = draw(st.sampled_from(does))
    if draw(st.booleans()) and earlier:
        found["refines"] = [draw(st.sampled_from(earlier))]
    if draw(_often(False, True)):
        found["when"] = draw(
            st.sampled_from(
                [
                    {"outcome": ["unlisted"]},
                    {"complexity": "complex"},
                    {"risk": "high"},
                    {"act": ["certificate"]},
                    {"online": True},
                    {"purpose": ["loan"]},
                    {"outcome": ["must_not_issue"]},
                    {"outcome": ["unlisted", "must_not_issue"], "liability": True},
                    {"liability": True},
                    {"requester": ["bank"]},
                    {
                        "requester": ["bank", "police-station"],
                        "requester_place": {"outside": "city"},
                    },
                    {"requester_place": {"outside": "city"}},
                    {"requester_place": {"outside": "province"}},
                    {"requester_place": {"outside": "country"}},
                    {"committee": "village"},
                ]
            )
        )
    return found


def _sources() -> list[Data]:
    grades = {"s1": "official", "s2": "press", "s3": "law_text_collection", "s4": "secondary"}
    return [
        {"key": key, "publisher": "测试", "published": "2020", "grade": grade, "url": None}
        for key, grade in grades.items()
    ]


def _year(found: Data) -> str:
    estimated = found.get("estimated") or {}
    known = [found.get("effective_from"), found.get("issued"), estimated.get("earliest")]
    return str(next((one for one in [*known, found.get("known_by")] if one), "2020"))[:4]


@st.composite
def _versions(draw: st.DrawFn) -> list[Data]:
    years = sorted(draw(st.lists(st.integers(2014, 2024), min_size=2, max_size=3, unique=True)))
    found = []
    for at, year in enumerate(years):
        one: Data = {"key": f"v{at + 1}"}
        day = draw(_days(year, year))
        kind = draw(_often("effective_from", "issued", "both", "none"))
        if kind == "both":  # as statutes print it: passed, and in force from a later day
            one["issued"] = draw(_cut(day - timedelta(draw(st.sampled_from([0, 60])))))
            kind = "effective_from"
        if kind != "none":
            one[kind] = draw(_cut(day))
        found.append(one)
    return found


@st.composite
def catalogues(draw: st.DrawFn, max_documents: int = 6) -> Data:
    """``{"documents": [...], "items": {id: item}, "profiles": {id: profile}}``."""
    profile = {
        "id": "common",
        "name": "测试",
        "sources": _sources(),
        "rules": [draw(_rule("p", []))],
        "notes": [],
        "records": [],
    }
    documents: list[Data] = []
    earlier: list[tuple[Data, Data]] = []
    rules: list[str] = []
    # Few places and forces at a time, so that the documents meet.
    codes = draw(st.lists(st.sampled_from(_CODES), min_size=1, max_size=3, unique=True))
    forces = draw(st.lists(st.sampled_from(_FORCES), min_size=1, max_size=2))
    for number in range(draw(st.integers(2, max_documents))):
        code, found = draw(st.sampled_from(codes)), draw(dates())
        document: Data = {
            "id": f"{code}-{_year(found)}-d{number}",
            "title": f"测试{number}",
            "number": None,
            "issuers": [],
            "jurisdiction": code,
            "force": draw(st.sampled_from(forces)),
            "stage": draw(_often("binding", "guiding", "draft", weight=6)),
            "dates": found,
            "sources": _sources(),
            "verified_on": draw(_often("2026-01-01", None, weight=4)),
            "records": [],
        }
        if draw(_often(False, True, weight=12)):
            document["subdivision"] = "某街道"
        if draw(_often(False, True, weight=12)):
            document["withdrawn"] = _WITHDRAWN
        if draw(_often(False, True, weight=5)):
            document["versions"] = draw(_versions())
        if draw(_often(False, True, weight=5)):
            document["adopts"] = ["common"]
        document["lists"] = []
        for at in range(draw(st.integers(1, 2))):
            added = draw(_list("ab"[at], document, earlier))
            document["lists"].append(added)
            earlier.append((document, added))
        document["rules"] = [draw(_rule("r", rules))] if draw(_often(False, True, weight=2)) else []
        rules += [f"{document['id']}/{rule['key']}" for rule in document["rules"]]
        documents.append(document)
    standing = (one for one in documents if one["stage"] == "binding" and "withdrawn" not in one)
    sources = tuple(one["id"] for one in standing)
    return {"documents": documents, "items": draw(items(sources)), "profiles": {"common": profile}}


def _printed(found: Any) -> set[str]:
    """Every printed date in something."""
    if isinstance(found, dict):
        return set().union(*(_printed(value) for value in found.values()))
    if isinstance(found, list):
        return set().union(*(_printed(value) for value in found))
    dated = isinstance(found, str) and len(found) in (4, 7, 10) and found[:2] == "20"
    return {found} if dated else set()


def days_that_matter(catalog: Data) -> list[date]:
    """The first and last day of every printed date, those beside them, and five years on."""
    days = {FIRST, date(2021, 6, 1), LAST}
    for printed in _printed(catalog["documents"]):
        year, month = int(printed[:4]), int(printed[5:7] or 1)
        first = date(year, month, int(printed[8:] or 1))
        after = {4: date(year + 1, 1, 1), 7: date(year + month // 12, month % 12 + 1, 1)}
        last = after.get(len(printed), first + timedelta(1)) - timedelta(1)
        for day in (first, last, date(last.year + 5, last.month, min(last.day, 28))):
            days |= {day + timedelta(shift) for shift in (-1, 0, 1)}
    middle = date(2021, 6, 1)
    return sorted((day for day in days if FIRST <= day <= LAST), key=lambda day: abs(day - middle))


@st.composite
def queries(draw: st.DrawFn, catalog: Data) -> Query:
    """A question that the catalogue can bear on."""
    spoken_of = {one["jurisdiction"] for one in catalog["documents"]}
    near = [place for place in PLACES if place[-1].adcode in spoken_of]
    return Query(
        item=draw(st.sampled_from(ITEM_IDS)),
        chain=draw(st.sampled_from([*PLACES[:1] * 6, *near * 2, *PLACES])),
        on=draw(st.one_of(st.just(date(2022, 6, 1)), st.sampled_from(days_that_matter(catalog)))),
        purpose=draw(st.sampled_from([None, *PURPOSES])),
        requester=draw(st.sampled_from([None, *REQUESTERS])),
        requester_place=draw(st.one_of(st.none(), st.just(()), st.sampled_from(SEATS))),
        committee=draw(st.sampled_from([None, "resident", "village"])),
    )


def vocabulary() -> dict[str, list[Data]]:
    """The vocabularies that the catalogues use."""
    named: dict[str, tuple[str, ...]] = {
        "categories": ("other",),
        "purposes": PURPOSES,
        "requesters": REQUESTERS,
        "authorities": ("police-station",),
        "substitutes": (),
    }
    return {
        kind: [{"id": id, "name": id, "aliases": []} for id in ids] for kind, ids in named.items()
    }
