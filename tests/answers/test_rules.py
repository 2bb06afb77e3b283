"""The rules that a document states, and those that speak of an item in a place on a day."""

from __future__ import annotations

import json

import pytest

from answers.current import catalog, documents
from community_certs.authoring.models.choices import RuleKind
from community_certs.authoring.models.conditions import RuleWhen
from community_certs.catalog.holdings import RULE_KINDS
from community_certs.errors import CommunityCertsError, InvalidArgument
from community_certs.model.enums import Action, Outcome
from community_certs.model.holdings import RuleCondition

LIABILITY = "370000-2013-ten-rules/liability"


def test_a_rule_says_when_it_speaks_and_what_is_to_be_done() -> None:
    found = catalog().rules(
        "kinship", jurisdiction="370100", on="2016-06-01", outcome="may_issue", kinds=["seal"]
    )
    (rule,) = (one for one in found if one.id == LIABILITY)
    assert rule.document == "370000-2013-ten-rules" and rule.kind == "seal"
    assert rule.when == RuleCondition(liability=True)
    assert [(one.action, one.citation) for one in rule.steps] == [
        (Action.DECLINE_REDIRECT, LIABILITY)
    ]
    assert rule in catalog().document(rule.document).rules


@pytest.mark.parametrize(
    "said",
    [
        {"committee": "village"},
        {"on": "2013-11-04"},
        {"jurisdiction": "130700"},
        {"item": "residence"},
    ],
    ids=str,
)
def test_a_rule_does_not_speak_of_what_it_does_not_reach(said: dict[str, str]) -> None:
    asked = {"item": "kinship", "jurisdiction": "370100", "on": "2016-06-01", **said}
    item = asked.pop("item")
    found = catalog().rules(item, outcome="may_issue", **asked)
    assert LIABILITY not in {one.id for one in found}


@pytest.mark.parametrize("place", ["130700", "370100", "310000", "330100"])
def test_every_step_of_an_answer_that_follows_a_rule_follows_one_that_speaks(place: str) -> None:
    held = {rule.id for document in documents() for rule in document.rules}
    followed = 0
    for item in catalog().items:
        answer = catalog().decide(item, jurisdiction=place, on="2021-06-01")
        speaking = {
            one.id
            for one in catalog().rules(
                item, jurisdiction=place, on="2021-06-01", outcome=answer.outcome
            )
        }
        cited = {step.citation for step in answer.handling} & held
        assert cited <= speaking, item
        followed += len(cited)
    assert followed


def test_rules_come_from_the_nation_down() -> None:
    levels = [
        ("000000", "370000", "370100").index(catalog().document(one.document).jurisdiction)
        for one in catalog().rules(
            "kinship", jurisdiction="370100", on="2020-06-01", outcome=Outcome.UNLISTED
        )
    ]
    assert levels == sorted(levels) and len(set(levels)) > 1


def test_a_condition_can_say_all_that_a_maintainer_can_write() -> None:
    assert set(RuleCondition.__slots__) == set(RuleWhen.model_fields)  # type: ignore[attr-defined]
    assert {str(one) for one in RuleKind} == set(RULE_KINDS)


def test_every_rule_of_the_catalogue_can_be_printed_and_hashed() -> None:
    rules = [rule for document in documents() for rule in document.rules]
    assert len(set(rules)) == len(rules) > 50
    assert any(rule.when is not None and rule.when.requester_place for rule in rules)
    for rule in rules:
        assert json.loads(json.dumps(rule.to_dict()))["document"] == rule.document


@pytest.mark.parametrize(
    "wrong",
    [{"outcome": "maybe"}, {"kinds": ["stamp"]}, {"kinds": "seal"}, {"item": "none"},
     {"jurisdiction": "nowhere"}, {"on": "2021-02-30"}, {"committee": "town"}],
    ids=str,
)  # fmt: skip
def test_wrong_arguments_are_refused(wrong: dict[str, str]) -> None:
    asked = {"item": "kinship", "jurisdiction": "130700", "on": "2021-06-01",
             "outcome": "unlisted", **wrong}  # fmt: skip
    with pytest.raises(CommunityCertsError) as refused:
        catalog().rules(asked.pop("item"), **asked)
    assert isinstance(refused.value, InvalidArgument) or "jurisdiction" in wrong
