"""The JSON Schemas: current, valid in their draft, Chinese, and of one mind with the models."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from community_certs.authoring.schema import DRAFT, generate_schemas, schema_of
from community_certs.authoring.strict_yaml import parse
from community_certs.authoring.tree import read_tree

ROOT = Path(__file__).parents[2]
EXAMPLES = Path(__file__).parent / "examples"
NAMES = ("document", "item", "profile", "vocabulary")
FOLDERS = {
    "documents": "document",
    "items": "item",
    "profiles": "profile",
    "vocabulary": "vocabulary",
}

BY_FORM_ALONE = {
    "missing-key",
    "unknown-key",
    "wrong-type",
    "wrong-form",
    "unknown-choice",
    "wrong-value",
    "empty-list",
    "out-of-range",
    "entry-items",
    "rule-does",
}


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    for kind, name in FOLDERS.items():
        for path in sorted((folder / kind).rglob("*.yaml")):
            yield name, path


def errors(name: str, path: Path) -> list[str]:
    validator = jsonschema.Draft7Validator(schema_of(name))
    return [one.message for one in validator.iter_errors(parse(path.read_bytes(), path.name).value)]


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_schema_is_the_generated_one(name: str) -> None:
    committed = (ROOT / "schemas" / f"{name}.schema.json").read_bytes()
    assert committed == generate_schemas()[f"{name}.schema.json"], (
        "run: python -m community_certs.authoring.schema schemas"
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_is_valid_draft_7_and_uses_nothing_newer(name: str) -> None:
    schema = schema_of(name)
    assert schema["$schema"] == DRAFT
    jsonschema.Draft7Validator.check_schema(schema)
    text = json.dumps(schema)
    for newer in ("$defs", "prefixItems", "unevaluated", "dependentRequired", "discriminator"):
        assert newer not in text


def test_nothing_stands_beside_a_reference_since_draft_7_ignores_it() -> None:
    def walk(schema: Any) -> Iterator[dict[str, Any]]:
        if isinstance(schema, dict):
            yield schema
            for value in schema.values():
                yield from walk(value)
        elif isinstance(schema, list):
            for value in schema:
                yield from walk(value)

    for name in NAMES:
        for one in walk(schema_of(name)):
            assert "$ref" not in one or len(one) == 1


def test_every_key_and_every_definition_is_explained_in_chinese() -> None:
    def chinese(text: str) -> bool:
        return any("\u4e00" <= char <= "\u9fff" for char in text)

    for name in NAMES:
        schema = schema_of(name)
        for holder in (schema, *schema.get("definitions", {}).values()):
            assert chinese(holder["title"]) and chinese(holder["description"]), holder["title"]
            for key, one in holder.get("properties", {}).items():
                assert chinese(one["title"]) and chinese(one["description"]), key


def test_the_catalogue_and_the_valid_examples_validate() -> None:
    folders = [EXAMPLES / "base", *sorted((EXAMPLES / "valid").iterdir()), ROOT / "catalog_data"]
    for folder in folders:
        for name, path in files(folder):
            assert errors(name, path) == [], path


def test_what_the_models_refuse_by_form_the_schemas_refuse_too() -> None:
    seen = set()
    for example in sorted((EXAMPLES / "invalid").iterdir()):
        lines = (example / "expected.txt").read_text("utf-8").splitlines()
        expected = {tuple(line.split()[:2]) for line in lines if line}
        for name, path in files(example):
            relative = path.relative_to(example).as_posix()
            own = {code for place, code in expected if place.split(":")[0] == relative}
            if own and own <= BY_FORM_ALONE and example.name != "vocabulary-phrases":
                seen |= own
                assert errors(name, path), path
    assert seen == BY_FORM_ALONE


def test_the_catalogue_has_no_error_findings() -> None:
    found = read_tree(ROOT / "catalog_data").diagnostics
    assert [one.render() for one in found if one.severity == "error"] == []
