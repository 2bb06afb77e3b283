"""Library and data, installed as a portal installs them: two wheels in a new environment."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from community_certs.authoring.compile import build
from community_certs.authoring.compile.source import compile_folder
from community_certs.authoring.diff.answers import AnswerChange
from community_certs.authoring.diff.comparison import compare
from community_certs.store import open_bundled, open_store
from releases.projects import ROOT, replace

NEWER = "2999.1.0"
EDITED = "documents/130700/2020-community-burden.yaml"
ASK = """
import json, sys
from community_certs import load_catalog
catalog = load_catalog()
told = []
for item, place, day in json.load(sys.stdin):
    found = catalog.decide(item, jurisdiction=place, on=day).decision
    told.append({"outcome": found.outcome.value, "reason": found.reason.value,
                 "status": found.status.value, "citations": [one.entry for one in found.citations]})
json.dump([catalog.stamp.release, told], sys.stdout)
"""


def wheel(project: Path, out: Path) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        capture_output=True,
        check=False,
        cwd=project,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the far future in which one list of Zhangjiakou ends."""
    root = tmp_path_factory.mktemp("newer")
    shutil.copytree(ROOT / "catalog_data", root / "catalog_data")
    replace(root, EDITED, 'issued: "2020-03"', 'issued: "2020-03", effective_to: "2021-06-30"')
    _, shards = compile_folder(root / "catalog_data")
    assert shards is not None
    told: dict[str, object] = {
        "released": "2999-01-31",
        "previous": None,
        "added": [],
        "withdrawn": [],
    }
    build(shards, NEWER, root / "src" / "community_certs" / "_catalog", told)
    return root


class Environment:
    """A new virtual environment without a package index."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, with_pip=True)
        self._python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
        self._folder = folder

    def _run(self, *command: str, told: str = "") -> str:
        kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP")
        done = subprocess.run(
            [str(self._python), "-X", "utf8", *command],
            env={key: os.environ[key] for key in kept if key in os.environ},
            cwd=self._folder,
            input=told,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def install(self, *files: Path) -> None:
        """Install wheels and nothing else."""
        self._run("-m", "pip", "install", "-q", "--no-index", "--no-deps", *map(str, files))

    def ask(self, questions: Sequence[tuple[str, str, str]]) -> tuple[str, list[Any]]:
        """Return the release that answers, and the answers."""
        release, told = json.loads(self._run("-c", ASK, told=json.dumps(questions)))
        return release, told


def _shown(state: Any) -> dict[str, Any]:
    held = state.to_dict()
    return {key: held[key] for key in ("outcome", "reason", "status", "citations")}


def _questions(changes: Sequence[AnswerChange]) -> list[tuple[str, str, str]]:
    return [(one.item, one.place, one.first or "2000-01-01") for one in changes]


def test_with_newer_data_installed_the_answers_change_as_the_diff_says(
    newer: Path, tmp_path: Path
) -> None:
    release = newer / "src" / "community_certs" / "_catalog"
    bundled = open_bundled()
    found = compare(bundled, open_store(str(release)), "2026-11-24")
    changes = [one for one in found.answers if one.says_nothing]
    assert changes and {one.place for one in changes} == {"130700"}
    assert any(one.before.outcome == "may_issue" != one.after.outcome for one in changes)
    shutil.copytree(ROOT / "packages", newer / "packages", dirs_exist_ok=True)

    environment = Environment(tmp_path / "environment")
    environment.install(wheel(ROOT, tmp_path / "library"))
    asked = _questions(changes)
    assert environment.ask(asked) == (bundled.release, [_shown(one.before) for one in changes])
    environment.install(wheel(newer / "packages" / "catalog", tmp_path / "data"))
    assert environment.ask(asked) == (NEWER, [_shown(one.after) for one in changes])
