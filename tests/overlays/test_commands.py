"""Starting, filling and running a variant, with nothing but the commands and what they say."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from community_certs import load_catalog
from community_certs.authoring.compile import build
from community_certs.authoring.compile.source import shards_of
from community_certs.authoring.overlay import Base, read_variants
from community_certs.authoring.tree import load_tree
from community_certs.cli import main
from overlays.variants import ROOT, Write, document, item, release_fixture, write_fixture

__all__ = ["release_fixture", "write_fixture"]

Run = Callable[..., tuple[int, str, str]]
EXAMPLE = ROOT / "examples" / "variant-quanzhou"


@pytest.fixture
def run(release: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the tree's catalogue; returns code, output and errors."""
    monkeypatch.setenv("COMMUNITY_CERTS_CATALOG", str(release))

    def call(*words: str, answers: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
        code = main(list(words))
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def codes(folder: Path, release: Path) -> set[tuple[str, str]]:
    (variant,) = read_variants([folder], Base.of_store(load_catalog(release).store))
    return {(one.severity, one.code) for one in variant.diagnostics}


# -- init-variant --------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["泉州市", "130702", "仙桃市"])
def test_a_new_variant_validates_and_its_case_holds(
    place: str, run: Run, release: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "v"
    code, out, _ = run("init-variant", "--in", place, "--on", "2026-11-24", str(folder))
    assert code == 0 and "community-certs new document" in out
    assert not codes(folder, release)
    assert run("test", str(folder))[0] == 0
    assert run("validate", str(folder), "--base", str(release), "--strict")[0] == 0
    assert load_catalog(release, overlays=folder).layers[0].base == "2026.11.0"


def test_what_ci_and_editors_read_in_a_new_variant_is_well_formed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "v"
    run("init-variant", "--in", "泉州市", "--on", "2026-11-24", str(folder))
    for path in (".github/workflows/check.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml"):
        assert yaml.safe_load((folder / path).read_text("utf-8"))
    for written in sorted(folder.rglob("*")):
        if written.is_file():
            assert "{" + "adcode}" not in written.read_text("utf-8")
    steps = yaml.safe_load((folder / ".github/workflows/check.yml").read_text("utf-8"))
    said = [one.get("run") for one in steps["jobs"]["check"]["steps"]]
    assert "community-certs validate --format github" in said and "community-certs test" in said


def test_a_folder_that_holds_something_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    code, _, err = run("init-variant", "--in", "泉州市", "--on", "2026-11-24", str(tmp_path))
    assert code == 2 and "不是空的" in err
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]
    assert run("init-variant", "--in", "全国", "--on", "2026-11-24", str(tmp_path / "n"))[0] == 2
    assert run("init-variant", "--in", "没有市", "--on", "2026-11-24", str(tmp_path / "n"))[0] == 2


# -- new document --------------------------------------------------------------------------------


def test_a_document_is_written_from_answers_and_validates(
    run: Run, release: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "v"
    run("init-variant", "--in", "泉州市", "--on", "2026-11-24", str(folder))
    answers = [
        *(
            "示例：证明事项清单",
            "示民〔2026〕1号",
            "示例局、示例办",
            "",
            "",
            "2026-03-02",
            "2026-04",
        ),
        *("示例", "", "", "", "may_issue"),
        *("居住证明", "居住证明和困难证明", "古厝修缮情况证明", "其他证明", ""),
        *("4", "yes", "may_refuse", "yes", "first"),
        *("new", "old-house", "", "*"),
    ]
    words = ("new", "document", str(folder), "--on", "2026-11-24")
    code, out, err = run(*words, answers="\n".join(answers) + "\n")
    assert code == 0, err
    assert "documents/350500/2026-first.yaml" in out and "items/x-350500-old-house.yaml" in out
    assert not {one for one in codes(folder, release) if one[0] == "error"}
    held = load_catalog(release, overlays=[folder])
    (listed,) = held.document("350500-2026-first").lists
    assert [one.items for one in listed.entries] == [
        ("residence",),
        ("residence", "hardship"),
        ("x-350500-old-house",),
        (),
    ]
    found = held.document("350500-2026-first")
    assert (found.number, found.issuers) == ("示民〔2026〕1号", ("示例局", "示例办"))
    answer = held.classify("古厝修缮情况证明", jurisdiction="泉州市", on="2026-05-01")
    assert answer.outcome == "may_issue"
    again, _, err = run(*words, answers="\n".join(answers) + "\n")
    assert again == 2 and "已经存在" in err


def test_options_stand_for_answers_and_nothing_is_asked(
    run: Run, release: Path, write: Write
) -> None:
    folder = write(documents=[])
    code, _, err = run(
        *("new", "document", str(folder), "--on", "2026-11-24", "--title", "null: [示例]"),
        *("--issuers", "示例", "--issued", "2026-03-02", "--publisher", "#示例", "--entry", "居住"),
    )
    assert code == 0, err
    held = load_catalog(release, overlays=[folder]).document("350500-2026-list")
    assert held.title == "null: [示例]" and held.verified_on is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--title"),
        (("--title", "示例", "--issuers", "示例", "--issued", "三月"), "--issued"),
        (("--title", "示例", "--issuers", "示例", "--adcode", "130700"), "--adcode"),
    ],
)
def test_a_missing_or_unfit_answer_names_its_option_and_writes_nothing(
    words: tuple[str, ...], said: str, run: Run, write: Write
) -> None:
    folder = write(documents=[])
    code, _, err = run("new", "document", str(folder), "--on", "2026-11-24", *words)
    assert code == 2 and said in err
    assert not (folder / "documents").exists()


# -- test ----------------------------------------------------------------------------------------

CASES = """\
- request: 居住证明
  place: 泉州市
  date: "2026-01-01"
  expected: {outcome: may_issue, citations: [350500-2025-list/may/1], status: certain}
- request: 居住证明
  place: 泉州市
  date: "2025-05-31"
  expected: {outcome: may_issue}
  why: 生效前一天
- item: residence
  place: 没有市
  date: "2025-05-31"
  expected: {error: unknown-jurisdiction}
"""


def test_a_failing_case_is_a_difference_of_answers_and_mending_it_passes(
    run: Run, write: Write
) -> None:
    folder = write(files={"cases.yaml": CASES})
    code, out, _ = run("test", str(folder))
    assert code == 1
    assert f"✗ {folder.as_posix()}/cases.yaml:5" in out.replace("\n", " ").replace("  ", " ")
    assert "- may_issue" in out and "+ unlisted" in out and "生效前一天" in out
    assert "3 条用例：2 条相符，1 条不符" in out
    (folder / "cases.yaml").write_text(CASES.replace("{outcome: may_issue}", "{outcome: unlisted}"))
    assert run("test", str(folder))[:2] == (0, "3 条用例：3 条相符，0 条不符\n")
    assert "3 cases: 3 hold, 0 differ" in run("test", str(folder), "--lang", "en")[1]


def test_machines_read_the_results(run: Run, write: Write) -> None:
    folder = write(files={"cases.yaml": CASES})
    code, out, _ = run("test", str(folder), "--format", "json")
    told = json.loads(out)
    assert code == 1 and [one["passed"] for one in told] == [True, False, True]
    assert told[1]["differences"] == [
        {"name": "outcome", "expected": "may_issue", "found": "unlisted"}
    ]
    code, out, _ = run("test", str(folder), "--format", "junit")
    (suite,) = ET.fromstring(out.split("?>", 1)[1])
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    (failure,) = suite.iter("failure")
    assert failure.get("message") == "cases.yaml:5 outcome"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\n", "wrong-type"),
        ('- {place: 泉州市, date: "2026-01-01", expected: {outcome: may_issue}}\n', "case-request"),
        ('- {request: 居住, place: 泉州市, date: "2026-01-01", expected: {}}\n', "case-expected"),
        (
            '- {request: 居住, place: 泉州市, date: "2026-02-30", expected: {item: residence}}\n',
            "impossible-date",
        ),
        (
            '- {request: 居住, place: 泉州市, date: "2026-01-01", expected: {outcome: may}}\n',
            "unknown-choice",
        ),
    ],
)
def test_a_wrong_case_file_is_refused_with_its_line(
    text: str, code: str, run: Run, write: Write
) -> None:
    result, _, err = run("test", str(write(files={"cases.yaml": text})))
    assert result == 1 and f"错误[{code}]" in err and "cases.yaml:1:" in err


def test_no_cases_and_no_variant_are_no_success(run: Run, write: Write, tmp_path: Path) -> None:
    assert run("test", str(write()))[0] == 1
    assert run("test", str(write("e", files={"cases.yaml": "[]\n"})))[0] == 1
    assert run("test", str(write("b", roots=["999999"], files={"cases.yaml": CASES})))[0] == 1
    assert run("test", str(tmp_path / "nowhere"))[0] == 2


# -- a newer base --------------------------------------------------------------------------------


def test_a_newer_base_says_what_changed_for_the_variant(
    run: Run, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = load_tree(ROOT / "catalog_data")
    older = tmp_path / "older"
    made: dict[str, Any] = {
        "released": "2026-10-01",
        "previous": None,
        "added": [],
        "withdrawn": [],
    }
    build(shards_of(tree), "2026.10.0", older, made)
    raw = tree.readings["documents", "000000-2020-minfa20"].value
    entry = raw["lists"][0]["entries"][0]
    assert entry["items"] == ["kinship"]
    entry["withdrawn"] = {"on": "2026-11-01", "reason": "测试"}
    newer = tmp_path / "newer"
    build(shards_of(tree), "2026.11.0", newer)
    known = [{"entry": "000000-2020-minfa20/first/1", "cite": "350500-2025-list"}]
    folder = write(files={"cases.yaml": CASES}, base="2026.10.0", acknowledges=known)
    assert ("notice", "base-newer") in codes(folder, newer)
    _, _, err = run("test", str(folder), "--catalog", str(newer), "--since", str(older))
    told = err.replace("\n", "").replace(" ", "")
    assert "2026.10.0→2026.11.0" in told
    assert "“000000-2020-minfa20/first/1”在新版中已没有" in told
    assert "亲属关系证明（kinship，350500）2020-02-29" in told and "不应由" in told
    assert "居住证明（residence" not in told
    del entry["withdrawn"]
    later = tmp_path / "later"  # another province, other names: nothing for this variant
    tree.readings["documents", "130700-2020-community-burden"].value["title"] = "测试"
    build(shards_of(tree), "2026.12.0", later)
    _, _, err = run("test", str(folder), "--catalog", str(later), "--since", str(older))
    assert "2026.10.0 → 2026.12.0" in err and "没有变化" in err
    _, _, err = run("test", str(folder), "--catalog", str(older), "--since", str(older))
    assert "没有变化" in err
    # Without being asked, if the older release is at hand; the API says the same.
    archive = tmp_path / "site" / "community_certs_archive" / "releases"
    archive.mkdir(parents=True)
    older.rename(archive / "2026.10.0")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    (layer,) = load_catalog(newer, overlays=folder).layers
    told_by = [(one.kind, one.place, one.subject) for one in layer.changes()]
    assert told_by[0] == ("gone", "", "000000-2020-minfa20/first/1")
    assert ("answer", "350500", "kinship") in told_by


# -- the example, the hooks and the action -------------------------------------------------------


def test_the_example_is_clean_says_that_it_is_one_and_its_cases_hold(
    run: Run, release: Path
) -> None:
    assert run("test", str(EXAMPLE))[0] == 0
    assert run("validate", str(EXAMPLE), "--base", str(release), "--strict")[0] == 0
    for path in EXAMPLE.rglob("*.yaml"):
        if path.parent != EXAMPLE or path.name == "overlay.yaml":
            assert "示例，非真实" in path.read_text("utf-8").splitlines()[0], path
    held = load_catalog(release, overlays=EXAMPLE)
    steps = [(one.kind, one.list) for one in held.adjustments("泉州市")]
    assert ("replaced", "350500-2026-second-list/may") in steps


def git(folder: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.invalid", *words],
        cwd=folder,
        check=True,
        capture_output=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in command is a shell script")
def test_pre_commit_tries_the_hooks_on_a_scratch_repository(
    release: Path, write: Write, tmp_path: Path
) -> None:
    pytest.importorskip("pre_commit")
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / ".pre-commit-hooks.yaml").write_bytes((ROOT / ".pre-commit-hooks.yaml").read_bytes())
    git(hooks, "init", "-q")
    git(hooks, "add", ".")
    git(hooks, "commit", "-qm", "hooks")
    folder = write("scratch", files={"cases.yaml": CASES.replace("2025-05-31", "2025-06-01")})
    git(folder, "init", "-q")
    git(folder, "add", ".")
    command = tmp_path / "bin" / "community-certs"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m community_certs "$@"\n')
    command.chmod(0o755)
    env = {
        **os.environ,
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(Path(sys.modules["community_certs"].__file__ or "").parents[1]),
        "COMMUNITY_CERTS_CATALOG": str(release),
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
    }

    def try_hook(name: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), name, "--all-files"],
            cwd=folder,
            env=env,
            check=False,
            capture_output=True,
            encoding="utf-8",
        )
        return done.returncode, done.stdout + done.stderr

    code, said = try_hook("community-certs-test-system")
    assert code == 0 and "Passed" in said, said
    (folder / "cases.yaml").write_text(CASES)
    code, said = try_hook("community-certs-test-system")
    assert code == 1 and "- may_issue" in said, said
    path = folder / "documents/350500/2025-list.yaml"
    path.write_text(path.read_text("utf-8").replace("residence", "residense"), "utf-8")
    code, said = try_hook("community-certs-validate-system")
    assert code == 1 and "unknown-item" in said and "residence" in said, said


def test_every_hook_and_the_action_run_commands_that_exist() -> None:
    from community_certs.cli.main import COMMANDS  # noqa: PLC0415

    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {one["entry"].split()[1] for one in hooks} == {"validate", "test"} <= COMMANDS.keys()
    assert {one["language"] for one in hooks} == {"python", "system"}
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    steps = action["runs"]["steps"]
    assert action["runs"]["using"] == "composite"
    assert all(one.get("shell") == "bash" for one in steps if "run" in one)
    said = "\n".join(one.get("run", "") for one in steps)
    assert "community-certs validate" in said and "--format github" in said
    used = {name for one in steps for name in one.get("env", {}).values() if "inputs." in name}
    assert {name.split("inputs.")[1].split()[0] for name in used} <= action["inputs"].keys()


def test_local_items_are_drafted_for_the_place_of_the_document(run: Run, write: Write) -> None:
    folder = write(documents=[], items=[item()])
    words = ("--title", "示例", "--issuers", "示例", "--issued", "2026", "--publisher", "示例")
    code, _, err = run(
        *("new", "document", str(folder), "--on", "2026-11-24", *words, "--adcode", "350503"),
        *("--entry", "古厝修缮情况证明", "--entry", "某某灯会摊位证明"),
        answers="\n" * 12 + "new\nlantern\n\n",
    )
    assert code == 0, err
    assert (folder / "items/x-350503-lantern.yaml").is_file()
    held: Any = yaml.safe_load((folder / "documents/350503/2026-list.yaml").read_text("utf-8"))
    assert held["lists"][0]["entries"][0]["items"] == ["x-350500-old-house"]
    assert document()["id"] not in held["id"]
