"""Every folder of examples/ is a test: files laid over examples/base and read as one tree.

``invalid/<code>/expected.txt`` has one line for each finding, and there must be no other:
``path:line:column code words…``; the words occur in the Chinese message or hint ("␣" is a space).
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from community_certs.authoring.tree import Tree, read_tree

EXAMPLES = Path(__file__).parent / "examples"
INVALID = sorted(path.name for path in (EXAMPLES / "invalid").iterdir())
VALID = sorted(path.name for path in (EXAMPLES / "valid").iterdir())


def lay(example: Path, target: Path) -> Tree:
    shutil.copytree(EXAMPLES / "base", target)
    shutil.copytree(example, target, dirs_exist_ok=True)
    return read_tree(target)


def test_the_base_of_all_examples_has_no_findings() -> None:
    assert [one.render() for one in read_tree(EXAMPLES / "base").diagnostics] == []


@pytest.mark.parametrize("name", VALID)
def test_a_valid_example_has_no_findings(name: str, tmp_path: Path) -> None:
    tree = lay(EXAMPLES / "valid" / name, tmp_path / "tree")
    assert [one.render() for one in tree.diagnostics] == []
    assert tree.usable


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_example_gives_exactly_the_findings_expected(name: str, tmp_path: Path) -> None:
    example = EXAMPLES / "invalid" / name
    expected = [
        line.split()
        for line in (example / "expected.txt").read_text("utf-8").splitlines()
        if line.strip()
    ]
    found = lay(example, tmp_path / "tree").diagnostics
    assert sorted((one.place(), one.code) for one in found) == sorted(
        (place, code) for place, code, *_ in expected
    ), "\n".join(one.render() for one in found)
    for place, code, *words in expected:
        for word in words:
            said = [one.render("zh") for one in found if (one.place(), one.code) == (place, code)]
            assert any(word.replace("␣", " ") in text for text in said), said


@pytest.mark.parametrize("name", INVALID)
def test_every_message_and_hint_stands_in_both_languages(name: str, tmp_path: Path) -> None:
    for one in lay(EXAMPLES / "invalid" / name, tmp_path / "tree").diagnostics:
        assert any("\u4e00" <= char <= "\u9fff" for char in one.zh), one.zh
        assert one.en and one.zh != one.en
        assert one.hint_zh and one.hint_en, one
