"""The READMEs tell the truth: their examples run and give what they show."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import community_certs
from community_certs.authoring.totals import main, restated

ROOT = Path(__file__).parent.parent
SOURCE = Path(community_certs.__file__).parent.parent
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
each_readme = pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)


def blocks(path: Path, language: str) -> list[str]:
    found = re.findall(rf"^```{language}\n(.*?)^```$", path.read_text("utf-8"), re.M | re.S)
    assert found, f"{path.name} has no {language} example"
    return found


def sessions(path: Path) -> list[tuple[str, str]]:
    """The commands of the console examples, each with the output shown."""
    found = []
    for block in blocks(path, "console"):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@each_readme
def test_the_python_examples_give_what_they_show(path: Path) -> None:
    examples = doctest.DocTestParser().get_doctest(
        "\n".join(blocks(path, "pycon")), {}, path.name, str(path), 0
    )
    assert examples.examples
    said: list[str] = []
    doctest.DocTestRunner(verbose=False).run(examples, out=said.append)
    assert not said, "".join(said)


@each_readme
def test_the_shell_examples_give_what_they_show(path: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "COLUMNS": "80"}
    environment.pop("COMMUNITY_CERTS_CATALOG", None)
    for command, shown in sessions(path):
        program, *arguments = shlex.split(command)
        assert program == "community-certs", command
        done = subprocess.run(
            [sys.executable, "-m", "community_certs", *arguments],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            encoding="utf-8",
            env=environment,
        )
        assert done.returncode == 0, done.stderr
        # The digest is that of the release and changes with every record.
        assert without_digest(done.stdout) == without_digest(shown), command


def without_digest(output: str) -> str:
    return re.sub(r"sha256:\w+", "sha256:", output)


def test_the_twins_show_the_same_python_and_the_same_set_up() -> None:
    english, chinese = READMES
    assert blocks(english, "pycon") == blocks(chinese, "pycon")
    assert blocks(english, "sh") == blocks(chinese, "sh")
    assert [one.count("\n") for one in blocks(english, "sh")] == [1, 1], "one command each"


def test_the_totals_are_those_of_the_data() -> None:
    assert main(["--check", *map(str, READMES)]) == 0


def test_stale_totals_are_found_and_rewritten(tmp_path: Path) -> None:
    stale = tmp_path / "README.md"
    stale.write_text("a\n<!-- totals -->\nninety lists\n<!-- /totals -->\nb\n", "utf-8")
    assert main(["--check", str(stale)]) == 1
    assert "ninety lists" in stale.read_text("utf-8")
    assert main([str(stale)]) == 0
    assert main(["--check", str(stale)]) == 0
    assert "ninety lists" not in stale.read_text("utf-8")


@pytest.mark.parametrize(
    "text", ["no markers", "<!-- totals --> open", "<!-- totals --><!-- /totals -->" * 2]
)
def test_a_text_without_one_pair_of_markers_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="one pair"):
        restated(text, "new")


@each_readme
def test_the_links_lead_to_files(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text("utf-8"))
    missing = [link for link in links if "://" not in link and not (ROOT / link).is_file()]
    assert links and not missing
