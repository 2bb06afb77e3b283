"""``validate`` as a maintainer uses it: paths, settings, suppressions, baselines, exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from authoring.validating import EXAMPLES, catalogue, run, spoiled
from community_certs.authoring.checks import CHECKS, FAMILIES
from community_certs.authoring.compile import build
from community_certs.authoring.compile.source import compile_folder
from community_certs.authoring.settings import Settings
from community_certs.authoring.validation import open_base, validate
from community_certs.errors import InvalidArgument


def codes(root: Path, **settings: object) -> list[str]:
    return [one.code for one in validate([root], settings=Settings(**settings))]  # type: ignore[arg-type]


def test_exit_codes_are_0_clean_1_errors_2_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(catalogue(tmp_path)) == 0
    shutil.rmtree(tmp_path / "catalogue")
    assert run(spoiled(tmp_path)) == 1
    assert run(tmp_path / "nowhere") == 2
    assert run("--format", "pdf") == 2
    capsys.readouterr()
    assert run(tmp_path / "catalogue", "--select", "no-such-check") == 2
    assert "没有检查“no-such-check”" in capsys.readouterr().err


def test_warnings_fail_only_where_they_are_asked_to(tmp_path: Path) -> None:
    root = catalogue(tmp_path)
    item = root / "items" / "residence.yaml"
    item.write_text(item.read_text("utf-8").replace("某处", "某处А"), "utf-8")
    assert run(root) == 0
    assert run(root, "--strict") == 1
    (tmp_path / "lenient.toml").write_text("strict = false\n")
    assert run(root, "--strict", "--config", tmp_path / "lenient.toml") == 1


def test_a_file_given_is_reported_alone_but_read_with_its_tree(tmp_path: Path) -> None:
    root = spoiled(tmp_path)
    found = validate([root / "items" / "residence.yaml"])
    assert [one.code for one in found] == ["unknown-category", "odd-character"]
    assert {one.path for one in found} == {(root / "items" / "residence.yaml").as_posix()}
    assert validate([root / "items" / "kinship.yaml"]) == []
    assert [one.code for one in validate([root / "documents"])] == ["weak-source"]


def test_a_folder_stands_for_the_trees_below_it(tmp_path: Path) -> None:
    spoiled(tmp_path)
    assert {one.code for one in validate([tmp_path])} == {
        "unknown-category",
        "odd-character",
        "weak-source",
    }
    (tmp_path / "empty").mkdir()
    with pytest.raises(InvalidArgument, match="no catalogue"):
        validate([tmp_path / "empty"])


def test_paths_are_as_the_caller_named_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoiled(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert validate(["catalogue/items/residence.yaml"])[0].path == "catalogue/items/residence.yaml"
    monkeypatch.chdir(tmp_path / "catalogue" / "items")
    assert {one.path for one in validate(["residence.yaml"])} == {"residence.yaml"}


def test_a_variant_is_read_over_a_folder_or_a_release(
    tmp_path: Path,
) -> None:
    base = catalogue(tmp_path)
    variant = Path(shutil.copytree(EXAMPLES / "variant", tmp_path / "variant"))
    assert validate([variant], base) == []
    assert validate([variant], open_base(base)) == []
    tree, shards = compile_folder(base)
    assert shards is not None and tree.usable
    build(shards, "2020.06.0", tmp_path / "release")
    assert validate([variant], tmp_path / "release") == []
    document = variant / "documents" / "130700" / "2021-local.yaml"
    text = document.read_text("utf-8")
    document.write_text(text.replace("items: [residence]", "items: [kinship]"), "utf-8")
    assert [(one.code, one.severity) for one in validate([variant], base)] == [
        ("overridden-entry", "warning")
    ]
    manifest = variant / "overlay.yaml"
    manifest.write_text(
        manifest.read_text("utf-8").replace(
            "acknowledges: []",
            "acknowledges: [{entry: 000000-2020-minfa20/first/1, cite: 130700-2021-local}]",
        ),
        "utf-8",
    )
    assert validate([variant], base) == []


def test_a_broken_base_is_refused_with_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = spoiled(tmp_path)
    variant = Path(shutil.copytree(EXAMPLES / "variant", tmp_path / "variant"))
    assert run(variant, "--base", base) == 2
    err = capsys.readouterr().err
    assert "有错误" in err and len(err.splitlines()) == 1


def test_checks_can_be_chosen_by_code_and_by_family(tmp_path: Path) -> None:
    root = spoiled(tmp_path)
    assert codes(root, select=("weak-source",)) == ["weak-source", "unknown-category"]
    assert codes(root, select=("names",)) == ["unknown-category", "odd-character"]
    assert codes(root, ignore=("names", "sources")) == ["unknown-category"]


def test_what_cannot_be_compiled_can_be_neither_ignored_nor_lowered(tmp_path: Path) -> None:
    assert sum(check.fixed for check in CHECKS.values()) > 40
    for given in ({"ignore": ("unknown-item",)}, {"severity": {"missing-key": "notice"}}):
        with pytest.raises(InvalidArgument, match="cannot be compiled"):
            Settings(**given).checked()
    assert "unknown-category" in codes(spoiled(tmp_path), ignore=("references",))


def test_a_severity_can_be_changed(tmp_path: Path) -> None:
    root = spoiled(tmp_path)
    settings = Settings(severity={"odd-character": "notice", "weak-source": "error"})
    found = {one.code: one.severity for one in validate([root], settings=settings)}
    assert (found["odd-character"], found["weak-source"]) == ("notice", "error")


@pytest.mark.parametrize("name", [".community-certs.toml", "pyproject.toml"])
def test_settings_are_found_above_the_folder_where_the_command_runs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = spoiled(tmp_path)
    table = "" if name.startswith(".") else "[tool.community-certs]\n"
    sub = "[severity]" if name.startswith(".") else "[tool.community-certs.severity]"
    (tmp_path / name).write_text(
        f'{table}ignore = ["sources"]\n{sub}\nodd-character = "error"\n', "utf-8"
    )
    monkeypatch.chdir(root)
    assert run("--format", "json") == 1
    held = json.loads(capsys.readouterr().out)
    assert (held["errors"], held["warnings"], held["notices"]) == (2, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "selekt = []\n",
        "select = 3\n",
        "select = ['no-such']\n",
        "[severity]\nodd-character = 'fatal'\n",
        "[severity]\nnames = 'error'\n",
        "strict = 'yes'\n",
        "on = '2021-02-30'\n",
        "= broken",
    ],
)
def test_settings_that_nobody_knows_are_refused(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "settings.toml").write_text(text)
    assert run(catalogue(tmp_path), "--config", tmp_path / "settings.toml") == 2
    err = capsys.readouterr().err
    assert err.startswith("community-certs: ") and len(err.splitlines()) == 1


def test_a_comment_silences_its_line_or_the_line_below_and_must_say_why(tmp_path: Path) -> None:
    root = catalogue(tmp_path)
    item = root / "items" / "residence.yaml"
    text = item.read_text("utf-8")
    bad = "proves: 某人居住在某处А"

    def found(line: str) -> list[str]:
        item.write_text(text.replace("proves: 某人居住在某处", line), "utf-8")
        return codes(root)

    assert found(bad) == ["odd-character"]
    assert found(f"{bad}  # community-certs: ignore[odd-character] 原文如此") == []
    assert found(f"# community-certs: ignore[odd-character] 原文如此\n{bad}") == []
    assert found(f"{bad}\n# community-certs: ignore[odd-character] 原文如此") == [
        "odd-character",
        "suppression-unused",
    ]
    assert found(f"{bad}  # community-certs: ignore[odd-character, name-collision] 原文如此") == [
        "suppression-unused"
    ]
    assert found(f"{bad}  # community-certs: ignore[odd-character]") == [
        "odd-character",
        "suppression-reason",
    ]
    assert found(f"{bad}  # community-certs: ignore 原文如此") == [
        "odd-character",
        "suppression-unknown",
    ]
    assert found(f"{bad}  # community-certs: ignore[missing-key] 暂缺") == [
        "odd-character",
        "suppression-refused",
    ]


def test_an_unused_comment_is_not_reported_while_its_check_is_not_run(tmp_path: Path) -> None:
    root = catalogue(tmp_path)
    item = root / "items" / "residence.yaml"
    item.write_text(
        item.read_text("utf-8") + "# community-certs: ignore[odd-character] 原文如此\n", "utf-8"
    )
    assert codes(root) == ["suppression-unused"]
    assert codes(root, ignore=("odd-character",)) == []


def test_a_baseline_lets_old_findings_be_and_reports_new_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue(tmp_path)
    item = root / "items" / "residence.yaml"
    text = item.read_text("utf-8").replace("某处", "某处А")
    item.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("catalogue", "--strict") == 1
    assert run("catalogue", "--write-baseline", "known.json") == 0
    assert run("catalogue", "--strict", "--baseline", "known.json") == 0
    item.write_text("# a line more\n" + text, "utf-8")
    assert run("catalogue", "--strict", "--baseline", "known.json") == 0
    other = root / "items" / "kinship.yaml"
    other.write_text(other.read_text("utf-8").replace("两人之间", "两人Б之间"), "utf-8")
    capsys.readouterr()
    assert run("catalogue", "--strict", "--baseline", "known.json") == 1
    out = capsys.readouterr().out
    assert "kinship.yaml" in out and "residence.yaml" not in out and "基线已知 1 个" in out
    item.write_text(text.replace("А", ""), "utf-8")
    run("catalogue", "--baseline", "known.json")
    assert "基线中有 1 个已不存在" in capsys.readouterr().out
    (tmp_path / "known.json").write_text("[]")
    assert run("catalogue", "--baseline", "known.json") == 2


def test_a_baseline_never_knows_what_cannot_be_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoiled(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run("catalogue", "--write-baseline", "known.json") == 0
    held = json.loads((tmp_path / "known.json").read_text("utf-8"))
    assert {one["code"] for one in held["findings"]} == {"odd-character", "weak-source"}
    assert run("catalogue", "--baseline", "known.json") == 1


def test_whether_a_document_has_expired_depends_on_the_day_given_alone(tmp_path: Path) -> None:
    root = catalogue(tmp_path)
    assert codes(root, on="2025-02-28") == []
    assert codes(root, on="2025-03-01") == ["possibly-expired"]
    (root / "release.txt").write_text("2025.04.0\n")
    assert codes(root) == ["possibly-expired"]


def test_checks_can_be_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--list") == 0
    listed = capsys.readouterr().out
    assert all(f"  {code} " in listed for code in CHECKS)
    assert all(family in listed for family in FAMILIES)
    assert run("--explain", "duplicate-key") == 0
    said = capsys.readouterr().out
    assert "为什么" in said and "name: 住址证明" in said
    assert run("--explain", "duplicate-kay") == 2
    assert "duplicate-key" in capsys.readouterr().err


def test_the_report_is_the_same_every_time(tmp_path: Path) -> None:
    root = spoiled(tmp_path)
    assert validate([root]) == validate([root])
    assert validate([root]) == sorted(validate([root]))


def test_writing_a_baseline_says_what_to_set_unless_it_is_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoiled(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run("catalogue", "--write-baseline", "known.json") == 0
    said = capsys.readouterr().err
    assert "已记录现有的 2 个问题" in said and "另有 1 个必须改正" in said
    assert "--baseline known.json" in said
    assert '在 .community-certs.toml 中写 baseline = "known.json"' in said
    assert run("catalogue", "--write-baseline", "known.json", "--lang", "en") == 0
    assert 'baseline = "known.json"' in capsys.readouterr().err
    (tmp_path / ".community-certs.toml").write_text('baseline = "known.json"\n', "utf-8")
    assert run("catalogue", "--write-baseline", "known.json") == 0
    said = capsys.readouterr().err
    assert "以后只报告新问题" in said and ".community-certs.toml" not in said
    assert run("catalogue", "--write-baseline", "other.json") == 0
    assert "--baseline other.json" in capsys.readouterr().err


@pytest.mark.parametrize(("text", "said"), [(None, "--write-baseline x.json"), ("[]", "不是基线")])
def test_a_baseline_that_cannot_be_read_is_refused_in_words(
    text: str | None,
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    catalogue(tmp_path)
    monkeypatch.chdir(tmp_path)
    if text is not None:
        (tmp_path / "x.json").write_text(text, "utf-8")
    assert run("catalogue", "--baseline", "x.json") == 2
    err = capsys.readouterr().err
    assert said in err and "Errno" not in err and "list indices" not in err


@pytest.mark.parametrize(
    ("issued", "start", "found"),
    [
        ("2025-03-10", "2015-04-01", True),
        ("2025-03-10", "2024-03-09", True),
        ("2025-03-10", "2024-03-10", False),
        ("2025-03", "2024", False),
        ("2025-03", "2023", True),
        ("2025-03-10", "2025-04-01", False),
    ],
)
def test_a_start_more_than_a_year_before_the_issue_is_a_warning(
    issued: str, start: str, found: bool, tmp_path: Path
) -> None:
    root = catalogue(tmp_path)
    file = root / "documents" / "000000" / "2020-minfa20.yaml"
    text = file.read_text("utf-8")
    dates = f'dates: {{issued: "{issued}", effective_from: "{start}"}}'
    old = next(line for line in text.split("\n") if line.startswith("dates: "))
    file.write_text(text.replace(old, dates), "utf-8")
    assert ("start-before-issue" in codes(root, on="2025-06-01")) is found
