"""``release check`` and ``release make``: what is refused, what is written, all or nothing."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from community_certs.authoring.release.commit import STAGING, Staging, locked, recover
from community_certs.authoring.release.making import candidate, next_version, put_in_place
from community_certs.catalog import Catalog, load_catalog
from community_certs.cli import main
from community_certs.errors import InvalidArgument
from community_certs.store import open_store
from releases.projects import LIST, add_document, project, replace, state

DAY, LATER = "2026-11-24", "2026-11-25"


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """A project with one release."""
    root = project(tmp_path / "project")
    put_in_place(root, candidate(root, DAY))
    return root


def fragment(root: Path, name: str, text: str) -> None:
    (root / "changes" / f"{name}.yaml").write_text(text, "utf-8")


def codes(root: Path) -> list[str]:
    made = candidate(root, LATER)
    return [one.code for one in made.findings if one.severity == "error"]


def test_versions_count_within_the_month_and_start_again_in_the_next() -> None:
    assert next_version("2026-11-24", None) == "2026.11.0"
    assert next_version("2026-11-25", "2026.11.0") == "2026.11.1"
    assert next_version("2026-12-01", "2026.11.9") == "2026.12.0"
    assert next_version("2026-11-25", "2026.11.9") == "2026.11.10"


def test_a_release_freezes_zip_notes_record_version_snapshot_and_changelog(released: Path) -> None:
    assert sorted(one.name for one in (released / "releases").iterdir()) == [
        "2026.11.0.md",
        "2026.11.0.zip",
    ]
    assert (released / "catalog_data/release.txt").read_text() == "2026.11.0\n"
    packed = open_store(str(released / "releases/2026.11.0.zip"))
    folder = open_store(str(released / "src/community_certs/_catalog"))
    assert packed.digest == folder.digest
    manifest = json.loads(packed.manifest)
    assert manifest["released"] == DAY
    assert manifest["documents"] == {"added": ["000000-2020-minfa20"], "withdrawn": []}
    assert f"### Data 2026.11.0 — {DAY}" in (released / "CHANGELOG.md").read_text("utf-8")
    assert not (released / STAGING).exists()


def test_building_a_released_tree_again_gives_the_release(released: Path, tmp_path: Path) -> None:
    out, packed = tmp_path / "again", tmp_path / "again.zip"
    data = str(released / "catalog_data")
    assert main(["release", "build", data, str(out), "--zip", str(packed)]) == 0
    assert packed.read_bytes() == (released / "releases/2026.11.0.zip").read_bytes()
    replace(released, LIST, "关于某清单的通知", "关于另一清单的通知")
    assert main(["build", data, str(out)]) == 0
    assert json.loads((out / "manifest.json").read_bytes())["released"] is None


def test_a_past_answer_changes_only_with_a_stated_reason(released: Path) -> None:
    add_document(released)
    assert codes(released) == ["release-past-answer"]
    fragment(released, "a", "kind: addition\nreason: 新收\ndocument: 130700-2020-burden\n")
    assert codes(released) == []


def test_a_fragment_about_something_else_does_not_excuse_it(released: Path) -> None:
    add_document(released)
    fragment(released, "a", "kind: addition\nreason: 新收\ndocument: 000000-2020-minfa20\n")
    assert codes(released) == ["release-past-answer"]
    fragment(released, "b", "kind: documentation\nreason: 新收\ndocument: 130700-2020-burden\n")
    assert codes(released) == ["release-past-answer"]


def test_an_id_goes_only_with_a_stated_reason(released: Path) -> None:
    replace(released, LIST, "  - {n: 1, printed: 亲属关系证明", "  - {n: 2, printed: 亲属关系证明")
    assert "release-id-removed" in codes(released)
    fragment(released, "a", "kind: removal\nreason: 编号有误\ndocument: 000000-2020-minfa20\n")
    assert codes(released) == []


def test_a_source_goes_only_with_a_stated_reason(released: Path) -> None:
    replace(released, LIST, "publisher: 某网站, ", "publisher: 另一网站, ")
    replace(released, LIST, "key: s1, publisher", "key: s2, publisher")
    replace(released, LIST, "source: [s1]", "source: [s2]")
    replace(released, LIST, "不予出具, source: s1", "不予出具, source: s2")
    assert codes(released) == ["release-source-dropped"]
    fragment(released, "a", "kind: sources\nreason: 原页面已删\ndocument: 000000-2020-minfa20\n")
    assert codes(released) == []


def test_a_future_answer_needs_no_reason(released: Path) -> None:
    add_document(released, "2026-12-15")
    made = candidate(released, LATER)
    assert not made.refused
    assert made.comparison is not None
    assert made.comparison.future and not made.comparison.past


def test_a_release_of_nothing_new_is_refused(released: Path) -> None:
    assert codes(released) == ["release-no-change"]


@pytest.mark.parametrize(
    "text",
    [
        "kind: whim\nreason: 某事\n",
        "kind: correction\n",
        "kind: correction\nreason: ''\n",
        "kind: correction\nreason: 某事\nfile: x\n",
        "kind: correction\nreason: 某事\ndocument: {a: b}\n",
        "- 1\n",
        "kind: correction\nkind: ending\nreason: 某事\n",
    ],
)
def test_a_malformed_fragment_is_refused(released: Path, text: str) -> None:
    fragment(released, "a", text)
    made = candidate(released, LATER)
    assert any(one.path == "changes/a.yaml" and one.severity == "error" for one in made.findings)


def test_a_fragment_that_names_nothing_held_is_refused(released: Path) -> None:
    fragment(released, "a", "kind: correction\nreason: 某事\ndocument: 999999-2020-x\n")
    assert "release-fragment-unknown" in codes(released)


def test_a_refused_release_changes_no_file(released: Path) -> None:
    add_document(released)
    before = state(released)
    assert main(["release", "make", "--root", str(released), "--on", LATER]) == 1
    assert state(released) == before


def second(root: Path) -> None:
    """Make the project ready for its second release."""
    add_document(root)
    fragment(root, "zhangjiakou", "kind: addition\nreason: 新收\ndocument: 130700-2020-burden\n")


def test_the_second_release_tells_its_changes_and_moves_the_fragments(released: Path) -> None:
    second(released)
    assert main(["release", "make", "--root", str(released), "--on", LATER]) == 0
    notes = (released / "releases/2026.11.1.md").read_text("utf-8")
    assert "影响过去日期的答复" in notes and "新增：新收（130700-2020-burden）" in notes
    assert "可由" in notes
    changelog = (released / "CHANGELOG.md").read_text("utf-8")
    assert changelog.index("Data 2026.11.1") < changelog.index("Data 2026.11.0")
    assert "### 0.1.0" in changelog
    assert not list((released / "changes").glob("*.yaml"))
    assert (released / "changes/2026.11.1/zhangjiakou.yaml").is_file()
    manifest = json.loads(open_store(str(released / "releases/2026.11.1.zip")).manifest)
    assert manifest["previous"] == "2026.11.0"
    assert manifest["documents"]["added"] == ["130700-2020-burden"]


def test_each_release_answers_as_it_then_knew(released: Path) -> None:
    second(released)
    put_in_place(released, candidate(released, LATER))
    place = str(released / "releases")
    asked: dict[str, Any] = {"jurisdiction": "130700", "on": "2020-06-01"}
    outcomes = [
        load_catalog(place, release=one).decide("residence", **asked).outcome.value
        for one in ("2026.11.0", "2026.11.1")
    ]
    assert outcomes == ["unlisted", "may_issue"]
    assert load_catalog(place).stamp.release == "2026.11.1"


# -- killing -------------------------------------------------------------------------------------


def settled(root: Path) -> None:
    """Wait until a process that outlives the killed one has finished."""
    for _ in range(400):
        if (
            not (root / STAGING / "plan.json").exists()
            and not (root / STAGING / "plan.tmp").exists()
        ):
            return
        time.sleep(0.005)


def copy(root: Path, to: Path) -> Path:
    subprocess.run(["cp", "-r", str(root), str(to)], check=True)
    return to


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_killing_it_at_any_moment_leaves_the_old_state_or_the_new(
    released: Path, tmp_path: Path
) -> None:
    second(released)
    made = candidate(released, LATER)
    old = state(released)
    whole = copy(released, tmp_path / "whole")
    began = time.monotonic()
    put_in_place(whole, made)
    lasted, new = time.monotonic() - began, state(whole)
    assert old != new
    seen: set[str] = set()
    for n in range(100):  # on a busy machine it takes longer to come to the new state
        if n >= 16 and new in seen:
            break
        root = copy(released, tmp_path / f"killed{n}")
        child = os.fork()
        if child == 0:
            try:
                put_in_place(root, made)
            finally:
                os._exit(0)
        time.sleep(lasted * n / 13)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        settled(root)
        time.sleep(0.03)
        found = state(root)
        assert found in (old, new), f"half a release after {lasted * n / 13:.4f} s"
        seen.add(found)
        recover(root)
        assert state(root) == found
        put_in_place(root, made) if found == old else None
        assert state(root) == new
    assert seen == {old, new}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_killing_the_command_leaves_the_old_state_or_the_new(
    released: Path, tmp_path: Path
) -> None:
    second(released)
    old = state(released)
    for n in range(4):
        root = copy(released, tmp_path / f"command{n}")
        run = subprocess.Popen(
            [sys.executable, "-m", "community_certs", "release", "make", "--on", LATER],
            cwd=root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(0.25 * (n + 1))
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        settled(root)
        found = state(root)
        if found != old:
            assert (root / "catalog_data/release.txt").read_text() == "2026.11.1\n"
            assert "Data 2026.11.1" in (root / "CHANGELOG.md").read_text("utf-8")
            assert open_store(str(root / "releases/2026.11.1.zip")).release == "2026.11.1"
            assert not list((root / "changes").glob("*.yaml"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
@pytest.mark.parametrize("other", ["make", "check"])
def test_two_commands_at_once_never_meet(released: Path, tmp_path: Path, other: str) -> None:
    second(released)
    old = state(released)
    whole = copy(released, tmp_path / "whole")
    assert main(["release", "make", "--root", str(whole), "--on", LATER]) == 0
    new = state(whole)
    for n, wait in enumerate((0.0, 0.4, 0.8)):
        root = copy(released, tmp_path / f"two{n}")
        runs = []
        for part in ("make", other):
            runs.append(
                subprocess.Popen(
                    [sys.executable, "-m", "community_certs", "release", part, "--on", LATER],
                    cwd=root,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    encoding="utf-8",
                )
            )
            time.sleep(wait)
        told = [run.communicate()[0] for run in runs]
        codes = [run.returncode for run in runs]
        assert "Traceback" not in "".join(told)
        assert state(root) == new, told
        # Whoever comes second finds nothing to release.
        assert sorted(codes) == [0, 1] or (other == "check" and codes == [0, 0]), told
    assert old != new


def test_a_second_command_is_refused_while_the_first_goes_on(tmp_path: Path) -> None:
    with (
        locked(tmp_path),
        pytest.raises(InvalidArgument, match="另有 release 命令"),
        locked(tmp_path, attempts=2),
    ):
        pass
    with locked(tmp_path, attempts=1):
        pass


def test_a_part_that_was_lost_is_no_part_that_was_put_in_place(tmp_path: Path) -> None:
    staging = Staging(tmp_path)
    staging.write("a.txt", b"a")
    (tmp_path / STAGING / "new" / "0").unlink()
    with pytest.raises(OSError, match=r"a\.txt|not put in place"):
        staging.commit()


def test_a_release_before_the_last_one_is_refused(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second(released)
    before = state(released)
    assert main(["release", "make", "--root", str(released), "--on", "2020-01-01"]) == 2
    assert "早于上一版 2026.11.0" in capsys.readouterr().err
    assert state(released) == before


def test_a_changelog_without_a_place_for_the_release_is_told_by_check(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second(released)
    (released / "CHANGELOG.md").write_text("# Changelog\n", "utf-8")
    before = state(released)
    assert main(["release", "check", "--root", str(released), "--on", LATER]) == 1
    assert "CHANGELOG.md 中没有" in capsys.readouterr().err
    assert main(["release", "make", "--root", str(released), "--on", LATER]) == 1
    assert state(released) == before


def test_a_full_disk_is_told_in_a_message_and_changes_nothing(
    released: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    second(released)
    before = state(released)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "x")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert main(["release", "make", "--root", str(released), "--on", LATER]) == 2
    assert "无法写入" in capsys.readouterr().err
    assert state(released) == before and not (released / STAGING).exists()


def test_what_a_failing_machine_left_half_done_is_finished_by_the_next_command(
    released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second(released)
    made = candidate(released, LATER)
    whole = copy(released, tmp_path / "whole")
    put_in_place(whole, made)
    new = state(whole)

    class PowerCut(BaseException):
        pass

    real = os.replace
    monkeypatch.delattr(os, "fork", raising=False)
    for n in range(1, 12):
        root = copy(released, tmp_path / f"cut{n}")
        left = n

        def replace_until(src: Any, dst: Any) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise PowerCut
            real(src, dst)

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", replace_until)
            try:
                put_in_place(root, made)
            except PowerCut:
                pass
            else:
                break
        assert recover(root)
        assert state(root) == new
        assert not (root / STAGING).exists()
    else:
        pytest.fail("it never came to its end")


def test_staging_that_was_never_committed_is_thrown_away(tmp_path: Path) -> None:
    staging = Staging(tmp_path)
    staging.write("a.txt", b"a")
    assert recover(tmp_path)
    assert not (tmp_path / "a.txt").exists() and not (tmp_path / STAGING).exists()


def test_the_releases_of_a_project_are_whole(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(released / "releases/2026.11.0.zip")
    digest = Catalog(open_store(path)).stamp.digest
    assert main(["release", "verify", path, "--digest", digest]) == 0
    assert main(["release", "verify", path, "--digest", "sha256:0"]) == 1
    assert digest in capsys.readouterr().out
