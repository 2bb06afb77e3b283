"""What the commands for maintainers say, and what the Chinese guide says of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from community_certs.authoring.checks import CHECKS
from community_certs.authoring.release.fragments import KINDS, read_fragments
from community_certs.authoring.release.making import candidate, put_in_place
from community_certs.authoring.tree import read_tree
from community_certs.cli import main
from overlays.variants import Write, document, release_fixture, write_fixture
from releases.projects import LIST, project, replace

__all__ = ["release_fixture", "write_fixture"]

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "data-guidelines.zh.md").read_text("utf-8")
Told = pytest.CaptureFixture[str]


@pytest.fixture
def released(tmp_path: Path) -> Path:
    root = project(tmp_path / "project")
    put_in_place(root, candidate(root, "2026-11-24"))
    return root


def check(root: Path, *more: str) -> int:
    return main(["release", "check", "--root", str(root), "--on", "2026-11-25", *more])


def test_errors_are_told_in_the_words_of_validate(released: Path, capsys: Told) -> None:
    replace(released, LIST, "grade: official", "grade: offical")
    assert check(released) == 1
    said = capsys.readouterr().err
    assert "错误[unknown-choice]" in said and "\n  办法：" in said
    assert "error[" not in said and "help:" not in said
    assert check(released, "--lang", "en") == 1
    said = capsys.readouterr().err
    assert "error[unknown-choice]" in said and "\n  help: " in said and "错误" not in said


def test_a_release_counts_warnings_and_is_silent_about_notices(
    released: Path, capsys: Told
) -> None:
    replace(released, LIST, "grade: official", "grade: secondary")
    fragment = "kind: correction\nreason: 某事\ndocument: 000000-2020-minfa20\n"
    (released / "changes" / "a.yaml").write_text(fragment, "utf-8")
    assert check(released) == 0
    assert "validate" not in capsys.readouterr().err
    replace(released, LIST, "title: 关于某清单的通知", "title: 《关于某清单的通知》")
    assert check(released) == 0
    assert "另有 1 条警告，见 community-certs validate" in capsys.readouterr().err


def test_a_chinese_kind_of_change_is_told_the_word_to_write(tmp_path: Path) -> None:
    (tmp_path / "changes").mkdir()
    (tmp_path / "changes" / "a.yaml").write_text("kind: 更正\nreason: 某事\n", "utf-8")
    _, (said,) = read_fragments(tmp_path / "changes")
    assert "“更正”写成 correction" in said.zh
    assert all(f"{kind}（{zh}）" in said.zh for kind, zh in KINDS.items())
    assert "docs/data-guidelines.zh.md" in said.hint_zh


def test_a_comparison_names_the_versions_of_variants(
    write: Write, release: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    monkeypatch.setenv("COMMUNITY_CERTS_CATALOG", str(release))
    old = write("old", version="2026.11.0")
    new = write("new", [document(title="某措施")], version="2026.12.0")
    assert main(["diff", f"current+{old}", f"current+{new}", "--on", "2026-11-24"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first == "2026.11.0 + cn-350500 2026.11.0 → 2026.11.0 + cn-350500 2026.12.0"
    assert main(["diff", "current", f"current+{old}", "--on", "2026-11-24"]) == 0
    assert capsys.readouterr().out.startswith("2026.11.0 → 2026.11.0 + cn-350500 2026.11.0\n")


def test_messages_cite_no_section_of_an_internal_design() -> None:
    source = ROOT / "src" / "community_certs"
    for file in [*source.glob("authoring/**/*.py"), *source.glob("cli/**/*.py")]:
        assert not re.search(r"4c|DESIGN|第 ?4c", file.read_text("utf-8")), file


# -- the guide -------------------------------------------------------------------------------------


def blocks() -> list[str]:
    found = re.findall(r"^ *```yaml\n(.*?)^ *```", GUIDE, re.M | re.S)
    return [re.sub(r"^  ", "", one, flags=re.M) if one.startswith("  ") else one for one in found]


def test_the_guide_shows_a_form_of_hosts_that_is_read(tmp_path: Path) -> None:
    (shown,) = [one for one in blocks() if one.startswith("- {host:")]
    (tmp_path / "publishers.yaml").write_text(shown, "utf-8")
    assert read_tree(tmp_path).diagnostics == ()
    for check_code in ("publishers-form", "foreign-host"):
        assert "- {host: " in CHECKS[check_code].mend[0]


def test_the_guide_shows_a_stated_change_that_is_read_and_every_kind(tmp_path: Path) -> None:
    (shown,) = [one for one in blocks() if "kind: addition" in one]
    (tmp_path / "changes").mkdir()
    (tmp_path / "changes" / "a.yaml").write_text(shown, "utf-8")
    fragments, findings = read_fragments(tmp_path / "changes")
    assert findings == () and fragments[0].targets == ("130700-2020-community-burden",)
    assert yaml.safe_load(shown)["kind"] in KINDS
    for kind, zh in KINDS.items():
        assert f"`{kind}` {zh}" in GUIDE


def test_a_new_variant_says_how_to_install_without_an_index(tmp_path: Path, capsys: Told) -> None:
    folder = tmp_path / "v"
    assert main(["init-variant", "--in", "泉州市", "--on", "2026-11-24", str(folder)]) == 0
    for file in ("README.md", ".github/workflows/check.yml", ".gitlab-ci.yml"):
        text = (folder / file).read_text("utf-8")
        assert "pip install --find-links wheels" in text and "没有发布到软件包索引" in text
    assert "pip wheel --no-deps --wheel-dir wheels" in (folder / "README.md").read_text("utf-8")
