"""The diff of two catalogues equals the brute-force comparison of their answers."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from community_certs.authoring.diff.answers import AnswerChange, changed_answers
from community_certs.authoring.diff.edition import Edition
from community_certs.authoring.diff.places import places_compared
from community_certs.authoring.diff.state import State, state_of
from community_certs.catalog.catalog import Catalog
from oracle import Link
from releases.catalogues import pairs, store_of
from strategies import ITEM_IDS, PLACES, days_that_matter


class Asked(NamedTuple):
    """What a caller says: ids, and where the requesting unit sits as the diff calls it."""

    purpose: str | None = None
    requester: str | None = None
    requester_place: str | None = None
    committee: str | None = None

    def arguments(self, chain: tuple[Link, ...]) -> dict[str, Any] | None:
        """The arguments of ``Catalog.decide``; None if no real place says it of this chain."""
        seat = self.requester_place
        if seat is not None:
            if chain[-1].level != 3:
                return None  # only a community of a county says whether a unit sits outside
            county = chain[-1].adcode
            city = {"13": "130100", "42": "420100"}.get(county[:2], "")
            seats = {"inside": county, "outside_province": "440100", "abroad": "境外"}
            seat = seats.get(seat, city)
            if not seat:
                return None
        return {**self._asdict(), "requester_place": seat}


ASKED = [
    Asked(*one)
    for one in product(
        (None, "loan", "school"),
        (None, "bank", "police-station"),
        (None, "inside", "outside_city", "outside_province", "abroad"),
        (None, "resident", "village"),
    )
]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_changes_equal_the_brute_force_comparison(data: st.DataObject) -> None:
    first, second = data.draw(pairs())
    before, after = store_of(first), store_of(second)
    old, new = Edition(before), Edition(after)
    places = places_compared(old, new)
    changes = list(changed_answers(old, new, places, sorted(ITEM_IDS)))
    by_key: dict[tuple[str, str], list[AnswerChange]] = {}
    for change in changes:
        by_key.setdefault((change.item, change.place), []).append(change)
    catalogs = Catalog(before), Catalog(after)
    days = {*days_that_matter(first)[:25], *days_that_matter(second)[:25]}
    days |= {
        date.fromisoformat(day)
        for change in changes[:40]
        for day in (change.first, change.last)
        if day is not None and "2017" <= day <= "2031-12-31"
    }
    queries = [Asked(), *data.draw(st.lists(st.sampled_from(ASKED), max_size=3))]
    for chain in PLACES:
        compared = next(one.adcode for one in reversed(chain) if one.adcode in places)
        for query in queries:
            said = query.arguments(chain)
            if said is None:
                continue
            for item in ITEM_IDS:
                for day in sorted(days):
                    was, now = (
                        state_of(
                            catalog.decide(
                                item, jurisdiction=chain[-1].adcode, on=day, **said
                            ).decision
                        )
                        for catalog in catalogs
                    )
                    told = [
                        one
                        for one in by_key.get((item, compared), ())
                        if one.holds_on(day.isoformat())
                        and (
                            one.circumstances is None
                            or any(said.includes(*query) for said in one.circumstances)
                        )
                    ]
                    note(f"{item} {chain[-1].adcode} {day} {query}")
                    expected: list[tuple[State, State]] = [] if was == now else [(was, now)]
                    assert [(one.before, one.after) for one in told] == expected
