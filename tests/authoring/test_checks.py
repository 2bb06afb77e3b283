"""Every check has a broken example that triggers it and no other, and a good neighbour."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from community_certs import authoring
from community_certs.authoring.check import Check
from community_certs.authoring.checks import CHECKS, FAMILIES, family_of
from community_certs.authoring.overlay_base import Base
from community_certs.authoring.validation import open_base, validate
from community_certs.diagnostics import Diagnostic

EXAMPLES = Path(__file__).parent / "examples"
NOISE = {"possibly-expired"}


def lay(check: Check, form: str, top: Path) -> Path:
    """Lay the example tree with the bad or the good form of a check's example."""
    example = check.example
    base = top / "base"
    shutil.copytree(EXAMPLES / "base", base)
    shutil.copytree(EXAMPLES / "valid" / "document", base, dirs_exist_ok=True)
    (base / "release.txt").write_text("2020.06.0\n", "utf-8")
    tree = base
    if example.variant:
        tree = top / "variant"
        shutil.copytree(EXAMPLES / "variant", tree)
    for name, text in example.more.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text, "utf-8")
    path = tree / example.file
    path.parent.mkdir(parents=True, exist_ok=True)
    text = example.bad if form == "bad" else example.good
    if example.anchor == "*":
        whole = text
        if form == "good" and not text:
            return tree
    else:
        held = path.read_text("utf-8")
        anchor = example.anchor or example.good
        assert held.count(anchor) == 1, (anchor, held)
        whole = held.replace(anchor, text)
    if form == "bad":
        example.lay(path, whole)
    else:
        path.write_text(whole, "utf-8")
    return tree


def found_in(check: Check, form: str, top: Path) -> list[Diagnostic]:
    tree = lay(check, form, top)
    base: Base | None = open_base(top / "base") if check.example.variant else None
    return validate([tree], base)


@pytest.mark.parametrize("code", CHECKS)
def test_the_broken_example_triggers_the_check_and_no_other(code: str, tmp_path: Path) -> None:
    check = CHECKS[code]
    found = found_in(check, "bad", tmp_path)
    codes = {one.code for one in found}
    shown = "\n".join(one.render() for one in found)
    assert code in codes, shown
    assert codes - {code} - NOISE <= check.example.also, shown
    said = [one.render() for one in found if one.code == code]
    for word in check.example.words:
        assert any(word in text for text in said), (word, said)
    assert all(one.severity == check.severity for one in found if one.code == code) or (
        code in {"overridden-entry", "overrides-higher", "closed-by-higher-list"}
    )


@pytest.mark.parametrize("code", CHECKS)
def test_the_good_neighbour_triggers_nothing(code: str, tmp_path: Path) -> None:
    found = found_in(CHECKS[code], "good", tmp_path)
    codes = {one.code for one in found}
    assert codes <= NOISE, "\n".join(one.render() for one in found)


@pytest.mark.parametrize("code", CHECKS)
def test_a_check_says_what_it_is_in_both_languages(code: str) -> None:
    check = CHECKS[code]
    assert check.code == code
    for zh, en in (check.title, check.why, check.mend):
        assert any("\u4e00" <= char <= "\u9fff" for char in zh)
        assert (en and not any("\u4e00" <= char <= "\u9fff" for char in en.replace("�", ""))) or (
            code in {"number-form", "foreign-host", "file-unreadable", "odd-character"}
        )
    assert family_of(code) in FAMILIES


def test_every_code_that_the_sources_mention_is_a_check() -> None:
    folder = Path(str(authoring.__file__)).parent
    files = [*folder.glob("overlay*.py"), folder / "tree.py", folder / "model_errors.py"]
    files += (folder / "strict_yaml").glob("*.py")
    said = set()
    for file in files:
        if "case" in file.name:  # a variant's own cases are the subject of ``test``
            continue
        said.update(
            re.findall(
                r'(?:diagnose|say|add|Diagnostic)\(\s*(?:[A-Z]+, \w+, )?"([a-z]+(?:-[a-z0-9]+)+)"',
                file.read_text("utf-8"),
            )
        )
    assert len(said) > 20
    assert said - CHECKS.keys() == set()
