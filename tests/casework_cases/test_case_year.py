"""A district's year on realistic ledgers: every row ends in a closed case, or before a person."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casework.ledgers import district
from casework_cases.rows import text_of
from community_certs.casework.journal import Journal
from community_certs.casework.states import CLOSED, State
from community_certs.cli.main import main


def test_the_year_of_a_district_from_ledgers_to_closed_cases(
    tmp_path: Path,
    release: Path,
    plan_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMMUNITY_CERTS_CATALOG", str(release))

    def run(*words: str) -> Any:
        assert main(words) == 0, capsys.readouterr().err
        out = capsys.readouterr().out
        return json.loads(out) if "json" in words else out

    ledgers = [str(one) for one in district(tmp_path)]
    # 调查摸底、分析研判
    found = run(
        "rectify", "open", *ledgers, "--in", "130702", "--committee", "resident",
        "--on", "2023-08-31", "--format", "json",
    )  # fmt: skip
    assert len(found["opened"]) > 20 and found["left"]
    again = run(
        "rectify", "open", *ledgers, "--in", "130702", "--committee", "resident",
        "--on", "2023-09-01", "--format", "json",
    )  # fmt: skip
    assert (again["opened"], again["added"], again["known"]) == ([], 0, found["added"])
    assert again["left"] == found["left"] and again["may_issue"] == found["may_issue"]

    # 精准整治
    send = ("rectify", "letters", "--out", "函", "--plan", "plan.ini", "--format", "json")
    first = run(*send, "--on", "2023-09-28")
    sent = {id: one["number"] for one in first["letters"] for id in one["cases"]}
    waiting = {one["case"] for one in first["referred"]}
    assert sent.keys() | waiting == set(found["opened"]) and not sent.keys() & waiting
    pairs = [(one["unit"], one["kind"]) for one in first["letters"]]
    assert len(pairs) == len(set(pairs))  # one letter to a unit
    for one in first["letters"]:
        text = text_of((tmp_path / "函" / one["file"]).read_bytes())
        assert all(f"{n}．" in text for n in range(1, len(one["cases"]) + 1))

    # Every third unit answers, every third insists, and the rest say nothing.
    late: list[str] = []
    for n, one in enumerate(first["letters"]):
        finding = ("stops", "neither", "none_by_deadline")[n % 3]
        day = "2023-10-09" if finding == "none_by_deadline" else "2023-10-05"
        run("rectify", "reply", "--number", one["number"], "--finding", finding, "--on", day)
        late += one["cases"] if finding != "stops" else []
    second = run(*send, "--on", "2023-10-10")
    assert {id for one in second["letters"] for id in one["cases"]} == set(late)
    for n, one in enumerate(second["letters"]):
        finding = ("neither_with_measures", "none_by_deadline")[n % 2]
        run(
            "rectify",
            "reply",
            "--number",
            one["number"],
            "--finding",
            finding,
            "--on",
            "2023-10-20",
        )
        if finding == "none_by_deadline":
            for id in one["cases"]:
                run("rectify", "transfer", id, "--reason", "两次发函均未函复", "--on", "2023-10-21")
    for id in sorted(waiting):
        run("rectify", "dismiss", id, "--reason", "人工研判：依规定情形出具", "--on", "2023-10-25")

    # 总结评估
    with Journal("rectification.db") as journal:
        cases = journal.cases().values()
        assert all(one.state in CLOSED for one in cases)
        assert {State.STOPPED, State.TRANSFERRED} <= {one.state for one in cases}
        assert sum(one.count for one in cases) == found["added"]
    status = run("rectify", "status", "--format", "json")
    assert status["lists"]["problem"] == [] and len(status["lists"]["closed"]) == len(cases)
