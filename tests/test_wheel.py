"""The wheel carries all that an answer needs, and nothing of the workshop."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    (found,) = out.glob("*.whl")
    return found


def test_it_holds_every_module_the_catalogue_the_schemas_and_the_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    package = SOURCE / "community_certs"
    wanted = {
        path.relative_to(SOURCE).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "community_certs/_catalog/manifest.json" in wanted
    assert "community_certs/py.typed" in wanted
    schemas = {f"community_certs/_schemas/{one.name}" for one in ROOT.glob("schemas/*.json")}
    assert schemas
    information = {name for name in held if ".dist-info/" in name}
    licences = {name.partition("/licenses/")[2] for name in information} - {""}
    assert licences == {"LICENSE", "NOTICE", "catalog_data/LICENSE"}
    assert held - information == wanted | schemas


def test_it_answers_from_the_archive_itself_in_an_empty_directory(
    wheel: Path, tmp_path: Path
) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import community_certs\n"
        "assert community_certs.__file__.startswith(sys.argv[1]), community_certs.__file__\n"
        "answer = community_certs.load_catalog().classify(\n"
        "    '亲属关系证明', jurisdiction='张家口市', on='2020-06-01')\n"
        "print(answer.outcome.value, answer.citations[0].entry)\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", "-c", code, str(wheel)],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["must_not_issue", "000000-2020-minfa20/first/1"]
