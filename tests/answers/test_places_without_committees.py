"""Where there are no residents' or villagers' committees, no answer pretends that there are."""

from __future__ import annotations

import pytest

from answers.current import catalog
from community_certs import InvalidArgument


@pytest.mark.parametrize("place", ["香港", "澳门特别行政区", "台湾省", "810000"])
def test_nothing_is_answered_for_them(place: str) -> None:
    with pytest.raises(InvalidArgument, match=r"没有居（村）民委员会"):
        catalog().classify("我妈是我妈", jurisdiction=place, on="2022-06-01")
    with pytest.raises(InvalidArgument, match=r"committees"):
        catalog().timeline("kinship", place)


def test_a_unit_that_asks_may_sit_there() -> None:
    found = catalog().classify(
        "亲属关系证明", jurisdiction="北京市东城区", on="2022-06-01", requester_place="香港"
    )
    assert found.outcome == "must_not_issue"
