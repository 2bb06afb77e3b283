"""Whatever stands in a file: a report, never an exception; and the report is well formed."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml

from authoring.validating import catalogue
from community_certs.authoring.baseline import Baseline, written
from community_certs.authoring.checks import CHECKS
from community_certs.authoring.reports import FORMATS
from community_certs.authoring.validation import examine

SARIF = jsonschema.Draft4Validator(
    json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
)
PIECES = st.sampled_from(
    [
        "居住证明",
        "家庭",
        "null",
        "[",
        "]",
        "{",
        "}",
        ":",
        ",",
        '"',
        "#",
        "&a",
        "*a",
        "!t",
        "<<",
        "А",
        "<词>",
        "..",
        "-",
        "2021-02-30",
        "010101",
        "true",
        "key",
        "all",
        "residence",
        "kinship",
        "|",
        "%",
        ": ",
        ", ",
        "\n",
        "\n- ",
        "  ",
        "\x00",
        "\u200b",
        "  # community-certs: ignore[odd-character]",
    ]
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return catalogue(tmp_path_factory.mktemp("any"))


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_mangled_file_gives_a_report_in_every_form(root: Path, data: st.DataObject) -> None:
    name = data.draw(
        st.sampled_from(["items/kinship.yaml", "documents/000000/2020-minfa20.yaml"]), "file"
    )
    path = root / name
    whole = path.read_bytes()
    text = whole.decode()
    at = data.draw(st.integers(0, len(text)), "at")
    to = data.draw(st.integers(at, min(len(text), at + 40)), "to")
    piece = "".join(data.draw(st.lists(PIECES, max_size=4), "piece"))
    junk = data.draw(st.binary(max_size=2), "junk")
    try:
        path.write_bytes(text[:at].encode() + piece.encode() + junk + text[to:].encode())
        report = examine([root])
        for one in report.diagnostics:
            assert one.code in CHECKS and one.zh and one.en
        for lang in ("zh", "en"):
            made = {name: render(report, lang) for name, render in FORMATS.items()}
            assert len(json.loads(made["json"])["diagnostics"]) == len(report.diagnostics)
            SARIF.validate(json.loads(made["sarif"]))
            failures = JUnitXml.fromstring(made["junit"].encode()).failures
            assert failures == report.count("error")
            assert made["github"].count("\n") == len(report.diagnostics)
            assert made["text"].endswith("\n")
        known = json.loads(written(report.diagnostics, report.line))
        counted = sum(one["count"] for one in known["findings"])
        assert counted == sum(not CHECKS[one.code].fixed for one in report.diagnostics)
        held = root.parent / "known.json"
        held.write_text(json.dumps(known), "utf-8")
        new, old, gone = Baseline.read(held).part(report.diagnostics, report.line)
        assert (len(old), gone) == (counted, 0)
        assert all(CHECKS[one.code].fixed for one in new)
    finally:
        path.write_bytes(whole)
