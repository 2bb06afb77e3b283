"""``schemas/answer.schema.json`` describes every answer, and nothing that is no answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match
from referencing import Registry
from referencing.jsonschema import DRAFT7

from answers.current import ROOT, catalog, jurisdictions
from community_certs import __version__
from community_certs.catalog import load
from community_certs.cli.main import main
from community_certs.errors import JurisdictionNotInForce
from community_certs.model import enums
from community_certs.model.record import plain

NAMES = ("answer", "timeline", "adjustments")
CLOSED = {
    "outcome": enums.Outcome,
    "reason": enums.Reason,
    "status": enums.Status,
    "status_reason": enums.StatusReason,
    "force": enums.Force,
    "side": enums.Side,
    "grade": enums.Grade,
    "method": enums.Method,
    "action": enums.Action,
    "route": enums.Route,
    "residual_rule": enums.Residual,
}


@cache
def schema(name: str) -> dict[str, Any]:
    raw = (ROOT / "schemas" / f"{name}.schema.json").read_bytes()
    found: dict[str, Any] = json.loads(raw)
    return found


@cache
def validator(name: str) -> Draft7Validator:
    held = [(schema(one)["$id"], DRAFT7.create_resource(schema(one))) for one in NAMES]
    return Draft7Validator(schema(name), registry=Registry().with_resources(held))


def wrong(name: str, value: object) -> str | None:
    error = best_match(validator(name).iter_errors(value))
    return error and f"{error.json_path}: {error.message[:300]}"


def definitions() -> Iterator[tuple[str, dict[str, Any]]]:
    yield from schema("answer")["definitions"].items()


# -- the schema itself -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_valid_in_its_draft(name: str) -> None:
    Draft7Validator.check_schema(schema(name))
    assert schema(name)["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("name", CLOSED)
def test_the_closed_enumerations_are_those_of_the_library(name: str) -> None:
    said = schema("answer")["definitions"][name]
    assert said["enum"] == [one.value for one in CLOSED[name]]
    assert all(f"{one.value} {one.zh}" in said["description"] for one in CLOSED[name])


def test_every_object_is_strict_and_described_in_chinese() -> None:
    objects = 0
    for name, one in definitions():
        assert any("一" <= char <= "鿿" for char in one["description"]), name
        if one.get("type") == "object":
            objects += 1
            assert one["additionalProperties"] is False, name
            assert set(one["required"]) == set(one["properties"]), name
    assert objects > 10


# -- answers ---------------------------------------------------------------------------------------

ODD = (
    "",
    "居住证",
    "今天天气不错",
    "居住收入证明",
    "居住及收入证明",
    "收养登记用的婚姻状况证明",
    "银行要的亲属关系证明",
    "我妈是我妈",
    "亲属联系证明",
    "担保",
    "\x00\x01",
    "證明我媽是我媽！",
)
DAYS = ("1985-05-05", "2016-06-01", "2018-09-01", "2020-03-15", "2021-06-01", "2026-06-01")


@cache
def answers() -> tuple[dict[str, Any], ...]:
    """Every item in some place and time, every place with documents, and odd texts."""
    found = []
    places, items = jurisdictions(), catalog().items
    asked = [(items[n % len(items)], places[n % len(places)], DAYS[n % 6]) for n in range(700)]
    for item, place, day in asked:
        try:
            found.append(catalog().decide(item, jurisdiction=place, on=day).to_dict())
        except JurisdictionNotInForce:
            continue
    for text in ODD:
        for place in ("130700", "110000", "河北张家口桥东区"):
            answer = catalog().classify(
                text, jurisdiction=place, on="2020-06-01", committee="village", requester="银行"
            )
            found.append(answer.to_dict())
    return tuple(found)


def test_every_answer_fits_and_survives_json() -> None:
    for answer in answers():
        assert wrong("answer", answer) is None, answer["query"]
        assert json.loads(json.dumps(answer, ensure_ascii=False)) == answer


def test_every_answer_says_on_which_release_it_rests() -> None:
    stamp = catalog().stamp
    wanted = {
        "release": stamp.release,
        "schema": 1,
        "digest": stamp.digest,
        "library": __version__,
    }
    for answer in answers():
        assert answer["catalog"] == wanted
        assert all(part["catalog"] == wanted for part in answer["parts"])


def test_every_citation_names_its_sources_and_every_span_holds_the_day() -> None:
    cited = 0
    for answer in answers():
        day = answer["query"]["on"]
        assert (answer["valid_from"] or "") <= day <= (answer["valid_until"] or "9999")
        for one in (*answer["citations"], *answer["overridden"], *answer["conditional"]):
            assert one["sources"], one["entry"]
            cited += 1
        if answer["residual"]:
            assert answer["residual"]["citation"]["sources"], answer["residual"]
    assert cited > 700


def test_the_sample_is_broad() -> None:
    for key in ("outcome", "reason", "status"):
        seen = {answer[key] for answer in answers()}
        assert seen == {one.value for one in CLOSED[key]}


def changed(*path: str | int, to: object) -> dict[str, Any]:
    """A good answer with one thing changed."""
    good = catalog().classify("亲属关系证明", jurisdiction="130700", on="2021-06-01").to_dict()
    assert wrong("answer", good) is None
    at: Any = good
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = to
    return good


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("outcome",), "maybe"),
        (("outcome",), None),
        (("extra",), 1),
        (("citations", 0, "extra"), 1),
        (("query", "on"), "2021-13-01"),
        (("catalog", "digest"), "md5:00"),
        (("status_reasons",), ["guiding"]),
        (("status",), "provisional"),
        (("reason",), "several"),
        (("citations", 0, "sources", 0, "url"), "file:///x"),
        (("guidance", 0, "substitutes"), [[]]),
        (("handling", 0, "action"), "wait"),
        (("valid_from",), ""),
    ],
)
def test_what_is_no_answer_is_refused(path: tuple[str | int, ...], value: object) -> None:
    assert wrong("answer", changed(*path, to=value)) is not None


def test_a_may_issue_without_a_citation_and_an_answer_without_a_key_are_refused() -> None:
    assert wrong("answer", {**changed("outcome", to="may_issue"), "citations": []}) is not None
    whole = changed("demand", to=None)
    for key in whole:
        assert wrong("answer", {k: v for k, v in whole.items() if k != key}) is not None, key


# -- timelines and adjustments ---------------------------------------------------------------------


def test_timelines_fit() -> None:
    for number, place in enumerate(jurisdictions()):
        for item in catalog().items[number % 97 :: 97]:
            periods = [one.to_dict() for one in catalog().timeline(item, place)]
            assert wrong("timeline", periods) is None, (item, place)
    assert wrong("timeline", [{"valid_from": None}]) is not None


def test_adjustments_fit() -> None:
    steps = 0
    for place in jurisdictions():
        history = [plain(one) for one in catalog().adjustments(place)]
        assert wrong("adjustments", history) is None, place
        steps += len(history)
    assert steps > 20
    assert wrong("adjustments", [{"day": "2020-01-01"}]) is not None


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("answer", ["classify", "我妈是我妈", "--in", "张家口市", "--on", "2020-06-01"]),
        ("timeline", ["timeline", "residence", "--in", "北京市"]),
        ("adjustments", ["adjustments", "--in", "北京市"]),
    ],
)
def test_the_command_line_prints_what_the_schema_says(
    name: str,
    command: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(load, "_loaded", {"": catalog()})
    monkeypatch.delenv("COMMUNITY_CERTS_CATALOG", raising=False)
    assert main([*command, "--format", "json"]) == 0
    assert wrong(name, json.loads(capsys.readouterr().out)) is None
