"""Every form of a report is read by a real consumer of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from unicodedata import east_asian_width
from urllib.parse import unquote

import jsonschema
import pytest
from junitparser import JUnitXml

from authoring.validating import catalogue, run, spoiled

SARIF = Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json"
FOUND = {"unknown-category": "error", "odd-character": "warning", "weak-source": "notice"}


def test_text_names_the_place_and_puts_the_caret_under_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spoiled(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run("catalogue") == 1
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("  3:11 错误[unknown-category] 没有类别“money”。")
    assert lines[at + 1] == "    3 | category: money"
    assert lines[at + 2] == "      |           ^"
    assert lines[at + 3].startswith("    办法：")
    assert "catalogue/items/residence.yaml" in lines
    assert lines[-1].endswith("1 个错误，1 个警告，1 个提示")


def test_the_caret_stands_under_a_wide_character(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = catalogue(tmp_path)
    item = root / "items" / "residence.yaml"
    item.write_text(item.read_text("utf-8").replace("居住证明", "居住\u200b证明"), "utf-8")
    monkeypatch.chdir(root)
    run()
    lines = capsys.readouterr().out.splitlines()
    at = next(n for n, line in enumerate(lines) if "invisible-character" in line)
    shown, caret = lines[at + 1], lines[at + 2]
    before = shown[: shown.index("<U+200B>")]
    columns = sum(2 if east_asian_width(char) in "WF" else 1 for char in before)
    assert caret.index("^") == columns


def test_english_has_no_chinese_but_what_it_quotes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(spoiled(tmp_path), "--lang", "en") == 1
    out = capsys.readouterr().out
    assert 'error[unknown-category] there is no category "money"' in out
    assert "1 errors, 1 warnings, 1 notices" in out


def test_json_holds_every_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(spoiled(tmp_path), "--format", "json") == 1
    held = json.loads(capsys.readouterr().out)
    assert {one["code"]: one["severity"] for one in held["diagnostics"]} == FOUND
    assert (held["failed"], held["errors"], held["warnings"], held["notices"]) == (True, 1, 1, 1)
    first = next(one for one in held["diagnostics"] if one["code"] == "unknown-category")
    assert (first["line"], first["column"], first["source"]) == (3, 11, "category: money")
    assert first["family"] == "references" and first["zh"] and first["hint_en"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sarif_is_valid_against_the_published_schema(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = spoiled(tmp_path)
    item = root / "items" / "residence.yaml"
    text = item.read_text("utf-8").replace(
        "，<&>", "，<&>  # community-certs: ignore[odd-character] 原文"
    )
    item.write_text(text, "utf-8")
    assert run(root, "--format", "sarif", "--lang", lang) == 1
    held = json.loads(capsys.readouterr().out)
    jsonschema.Draft4Validator(json.loads(SARIF.read_text("utf-8"))).validate(held)
    results = held["runs"][0]["results"]
    rules = held["runs"][0]["tool"]["driver"]["rules"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in results)
    levels = {one["ruleId"]: (one["level"], one.get("suppressions")) for one in results}
    assert levels == {
        "unknown-category": ("error", None),
        "weak-source": ("note", None),
        "odd-character": ("warning", [{"kind": "inSource"}]),
    }
    place = next(one for one in results if one["ruleId"] == "unknown-category")["locations"][0]
    assert place["physicalLocation"]["region"]["startLine"] == 3
    assert unquote(place["physicalLocation"]["artifactLocation"]["uri"]).endswith("residence.yaml")


def test_sarif_of_a_clean_catalogue_is_valid_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(catalogue(tmp_path), "--format", "sarif") == 0
    held = json.loads(capsys.readouterr().out)
    jsonschema.Draft4Validator(json.loads(SARIF.read_text("utf-8"))).validate(held)
    assert held["runs"][0]["results"] == []


def test_junit_is_read_by_a_junit_parser(tmp_path: Path) -> None:
    out = tmp_path / "report.xml"
    assert run(spoiled(tmp_path), "--format", "junit", "--output", out) == 1
    xml = JUnitXml.fromfile(str(out))
    assert (xml.tests, xml.failures, xml.errors) == (10, 1, 0)
    failed = [
        (case.name, case.result[0].message)
        for suite in xml
        for case in suite
        if case.result and case.result[0].type == "unknown-category"
    ]
    assert len(failed) == 1 and "没有类别“money”" in failed[0][1]
    strict = tmp_path / "strict.xml"
    assert run(tmp_path / "catalogue", "--strict", "--format", "junit", "--output", strict) == 1
    assert JUnitXml.fromfile(str(strict)).failures == 2


def test_junit_holds_no_character_that_xml_cannot(tmp_path: Path) -> None:
    root = catalogue(tmp_path)
    (root / "items" / "x.yaml").write_text("id: x\x01\ufffe\nname: ]]>\n", "utf-8")
    out = tmp_path / "report.xml"
    assert run(root, "--format", "junit", "--output", out) == 1
    assert JUnitXml.fromfile(str(out)).failures > 0


def test_github_annotations_are_escaped_one_to_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spoiled(tmp_path)
    odd = tmp_path / "catalogue" / "items" / "a,b%.yaml"
    odd.write_text("id: [\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("catalogue", "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    command = re.compile(
        r"::(error|warning|notice) file=([^,:]+)(?:,line=\d+)?(?:,col=\d+)?"
        r",title=[a-z0-9-]+::[^\n]+"
    )
    assert lines and all(command.fullmatch(line) for line in lines), lines
    assert any(line.startswith("::error file=catalogue/items/a%2Cb%25.yaml,") for line in lines)
    assert any(
        line.startswith("::error file=catalogue/items/residence.yaml,line=3,col=11,title=unknown-c")
        and "%0A" in line
        for line in lines
    )


def test_a_report_is_written_whole_or_not_at_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(catalogue(tmp_path), "--output", tmp_path / "no" / "report.txt") == 2
    assert "无法写入" in capsys.readouterr().err
    assert run(tmp_path / "catalogue", "--output", tmp_path / "report.txt") == 0
    assert (tmp_path / "report.txt").read_text("utf-8").endswith("0 个提示\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["catalogue", "report.txt"]
