"""Nothing is forgotten: each research record became data or was left out with why."""

from __future__ import annotations

from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "catalog_data"
RECORDS = (ROOT / "tests" / "cases" / "research-records.txt").read_text("utf-8").split()


def _made() -> dict[str, list[str]]:
    """Return the documents and profiles that each record went into."""
    found: dict[str, list[str]] = {}
    for folder in ("documents", "profiles"):
        for path in sorted((DATA / folder).rglob("*.yaml")):
            data = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
            for record in data.get("records") or ():
                found.setdefault(record, []).append(data["id"])
    return found


def test_every_record_became_data_or_was_left_out_with_a_reason() -> None:
    made = _made()
    left = yaml.load((DATA / "left_out.yaml").read_text("utf-8"), yaml.CSafeLoader)
    reasons = {one["record"]: one["reason"] for one in left}
    assert all(len(reason) > 5 for reason in reasons.values())
    assert [one for one in RECORDS if one not in made and one not in reasons] == []
    assert sorted(set(made) & set(reasons)) == []


def test_no_document_names_a_record_that_does_not_exist() -> None:
    assert sorted(set(_made()) - set(RECORDS)) == []


def test_every_item_has_examples_to_match_and_to_reject() -> None:
    for path in sorted((DATA / "items").glob("*.yaml")):
        examples = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)["examples"]
        assert examples["match"] and examples["reject"], path.name
