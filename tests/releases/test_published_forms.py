"""The published schemas say what releases, comparisons and fragments are."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from community_certs.authoring.compile import build, canonical, manifest_of
from community_certs.authoring.compile.source import compile_folder
from community_certs.authoring.diff.comparison import Comparison, compare
from community_certs.authoring.diff.telling import told
from community_certs.authoring.release.fragments import KINDS, read_fragments
from community_certs.authoring.release.packing import strays
from community_certs.authoring.release.record import read_record
from community_certs.catalog.archive import archived
from community_certs.cli import main
from community_certs.cli.page import width
from community_certs.store import Store, open_store
from releases.projects import LIST, ROOT, add_document, project, replace

FORMS = {
    r"manifest\.json": "manifest",
    r"items/index\.json": "items",
    r"items/(?!index).*": "item",
    r"policy/.*": "policy",
    r"documents/.*": "documents",
    r"divisions/[0-9]{2}\.json": "divisions",
}


ITEM = "items/residence.yaml"


def schema_of(name: str) -> Any:
    return json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))


def validator(name: str) -> jsonschema.Draft7Validator:
    schema = schema_of(name)
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


@cache
def compiled() -> dict[str, bytes]:
    _, shards = compile_folder(ROOT / "catalog_data")
    assert shards is not None
    files = {path: canonical(one) for path, one in shards.items()}
    return {**files, "manifest.json": canonical(manifest_of(files, "2026.11.0"))}


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_shard_of_the_catalogue_has_the_published_form(form: str) -> None:
    held = validator(f"compiled-{FORMS[form]}")
    paths = [path for path in compiled() if re.fullmatch(form, path)]
    assert paths
    for path in paths:
        problems = [one.message for one in held.iter_errors(json.loads(compiled()[path]))]
        assert problems == [], path


def store_at(root: Path, release: str) -> Store:
    _, shards = compile_folder(root / "catalog_data")
    assert shards is not None
    files = {path: canonical(one) for path, one in shards.items()}
    files["manifest.json"] = canonical(manifest_of(files, release))
    return Store(files.__getitem__, release)


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    root = project(tmp_path_factory.mktemp("forms") / "project")
    old = store_at(root, "2026.11.0")
    add_document(root)
    replace(root, LIST, "关于某清单的通知", "关于清单的通知")
    return compare(old, store_at(root, "2026.11.1"), "2026-11-24")


def test_a_comparison_has_the_published_form(comparison: Comparison) -> None:
    found = comparison.to_dict()
    assert [one.message for one in validator("diff").iter_errors(found)] == []
    assert found["answers"] and found["contents"]["renamed"]
    assert found["contents"]["added"]["documents"] == ["130700-2020-burden"]


def test_a_change_says_from_what_to_what_from_when_and_by_which_document(
    comparison: Comparison,
) -> None:
    (one,) = [
        change
        for change in comparison.answers
        if change.item == "residence" and change.holds_on("2021-06-01") and change.says_nothing
    ]
    assert (one.place, one.because) == ("130700", ("130700-2020-burden",))
    assert (one.before.outcome, one.after.outcome) == ("unlisted", "may_issue")
    assert one.first == "2020-04-27"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("markdown", [True, False])
def test_it_is_told_in_words(comparison: Comparison, lang: str, markdown: bool) -> None:
    text = told(comparison, lang=lang, markdown=markdown)
    assert "130700-2020-burden" in text
    assert ("## " in text) == markdown


def test_a_change_of_data_that_changes_no_answer_says_so(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    old = store_at(root, "2026.11.0")
    replace(root, LIST, "publisher: 某网站", "publisher: 某政府网站")
    found = compare(old, store_at(root, "2026.11.1"), "2026-11-24")
    assert not found.changes_answers and not found.changes_nothing
    assert "没有任何答复改变" in told(found)
    assert [one["document"] for one in found.contents.sources] == ["000000-2020-minfa20"]
    same = compare(old, store_at(project(tmp_path / "same"), "2026.11.1"), "2026-11-24")
    assert same.changes_nothing and "完全相同" in told(same)


def test_a_phrase_rule_that_changes_is_told_by_its_item_and_no_other(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    old = store_at(root, "2026.11.0")
    replace(root, ITEM, "phrases: []", "phrases:\n- {key: 9, all: [[住在这里, 居住地点]]}")
    found = compare(old, store_at(root, "2026.11.1"), "2026-11-24")
    assert found.contents.phrases == ["residence"]
    assert "短语规则：居住证明\n" in told(found)


def test_it_is_printed_within_80_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(tmp_path / "project")
    places: list[str] = []
    for name in ("old", "new"):
        _, shards = compile_folder(root / "catalog_data")
        assert shards is not None
        build(shards, f"2026.11.{len(places)}", root / name)
        places.append(str(root / name))
        add_document(root)
    assert main(["diff", *places]) == 0
    shown = capsys.readouterr().out
    assert "130700-2020-burden" in shown
    assert max(width(line) for line in shown.splitlines()) <= 80


def test_fragments_are_what_their_schema_says(tmp_path: Path) -> None:
    held = validator("change")
    schema: Any = held.schema
    assert set(schema["properties"]["kind"]["enum"]) == set(KINDS)
    cases: dict[str, Any] = {
        "kind: correction\nreason: 某事\ndocument: a\n": {
            "kind": "correction",
            "reason": "某事",
            "document": "a",
        },
        "kind: whim\nreason: 某事\n": {"kind": "whim", "reason": "某事"},
        "kind: names\n": {"kind": "names"},
        "kind: names\nreason: 某事\nitem: [a, b]\n": {
            "kind": "names",
            "reason": "某事",
            "item": ["a", "b"],
        },
        "kind: names\nreason: 某事\nother: a\n": {"kind": "names", "reason": "某事", "other": "a"},
    }
    for text, value in cases.items():
        (tmp_path / "changes").mkdir(exist_ok=True)
        (tmp_path / "changes" / "a.yaml").write_text(text, "utf-8")
        _, findings = read_fragments(tmp_path / "changes")
        assert bool(findings) != held.is_valid(value), text


def test_the_fragments_of_this_project_can_be_used() -> None:
    _, findings = read_fragments(ROOT / "changes")
    assert findings == ()


def test_every_past_release_of_this_project_is_whole_and_recorded() -> None:
    record = read_record(ROOT / "catalog_data")
    past = archived(str(ROOT / "releases"))
    assert set(past) == set(record)
    for version, path in past.items():
        assert strays(path) == ()
        manifest = json.loads(open_store(path).manifest)
        assert manifest["release"] == version
        assert manifest["released"] == record[version]["released"]
        assert (ROOT / "releases" / f"{version}.md").is_file()
