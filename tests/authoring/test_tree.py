"""The tree: sorted, typed, honest about what it could not read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from community_certs.authoring.models import Document, Item
from community_certs.authoring.tree import Tree, read_tree
from community_certs.model.enums import Committee, Force, Side

BASE = Path(__file__).parent / "examples" / "base"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "tree"))


def codes(tree: Tree) -> list[tuple[str, str]]:
    return [(one.path, one.code) for one in tree.diagnostics]


def test_models_are_typed_sorted_and_have_their_defaults() -> None:
    tree = read_tree(BASE)
    assert list(tree.items) == ["kinship", "residence"]
    document = tree.documents["000000-2020-minfa20"]
    assert isinstance(document, Document) and isinstance(tree.items["kinship"], Item)
    assert document.force is Force.NORMATIVE_DOCUMENT
    assert document.verified_on is None
    first = document.lists[0]
    assert first.side is Side.MUST_NOT_ISSUE and first.source == ["s1"]
    assert first.committees == [Committee.RESIDENT, Committee.VILLAGE]
    assert document.rules[0].source == ["s1"]
    assert tree.vocabulary["authorities"]["notary"].aliases == ["公证处"]
    assert tree.raw("items", "residence")["name"] == "居住证明"


def test_models_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        read_tree(BASE).items["kinship"].name = "x"


def test_all_files_are_read_after_one_that_cannot_be(root: Path) -> None:
    (root / "items" / "a.yaml").write_bytes(b"\xff\xfe\x00")
    (root / "items" / "kinship.yaml").write_text("[" * 50)
    (root / "items" / "zebra.yaml").write_text("x: y\n")
    tree = read_tree(root)
    assert ("items/a.yaml", "not-utf8") in codes(tree)
    assert ("items/kinship.yaml", "too-deep") in codes(tree)
    assert ("items/zebra.yaml", "missing-key") in codes(tree)
    assert list(tree.items) == ["residence"] and not tree.usable
    assert tree.broken("items", "kinship") and not tree.broken("items", "residence")
    assert [code for path, code in codes(tree) if path.startswith("documents/")] == []


def test_the_report_is_the_same_however_the_folder_lists_its_files(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("c", "a", "b"):
        (root / "items" / f"{name}.yaml").write_text("id: x\nid: y\n")
    before = read_tree(root).diagnostics
    walk = os.walk

    def backwards(top: str, *, followlinks: bool) -> Iterator[tuple[str, list[str], list[str]]]:
        for folder, folders, names in walk(top, followlinks=followlinks):
            yield folder, folders, names[::-1]

    monkeypatch.setattr(os, "walk", backwards)
    assert read_tree(root).diagnostics == before
    assert list(before) == sorted(before)


def test_links_in_a_tree_are_reported_and_not_followed(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text("id: secret\n")
    (root / "items" / "secret.yaml").symlink_to(outside / "secret.yaml")
    (root / "documents" / "130700").symlink_to(outside)
    (root / "documents" / "loop").symlink_to(root)
    assert codes(read_tree(root)) == [
        ("documents/130700", "symlink"),
        ("documents/loop", "symlink"),
        ("items/secret.yaml", "symlink"),
    ]


def test_what_is_no_yaml_or_is_read_elsewhere_is_left_alone(root: Path) -> None:
    (root / "README.md").write_text("x")
    (root / "divisions").mkdir()
    (root / "divisions" / "patches.yaml").write_text("x: y")
    (root / ".hidden").mkdir()
    (root / ".hidden" / "x.yaml").write_text("x: y")
    assert codes(read_tree(root)) == []


def test_a_variant_may_refer_to_its_base_and_not_repeat_its_ids(tmp_path: Path) -> None:
    (tmp_path / "items").mkdir()
    item = (BASE / "items" / "residence.yaml").read_text("utf-8")
    (tmp_path / "items" / "x-130700-abode.yaml").write_text(
        item.replace("id: residence", "id: x-130700-abode")
        .replace("name: 居住证明", "name: 某地居所证明")
        .replace("broader: null", "broader: residence"),
        "utf-8",
    )
    base = read_tree(BASE)
    assert codes(read_tree(tmp_path, base)) == []
    (tmp_path / "items" / "residence.yaml").write_text(item, "utf-8")
    assert codes(read_tree(tmp_path, base)) == [("items/residence.yaml", "duplicate-id")]


def test_a_missing_folder_gives_an_empty_tree(tmp_path: Path) -> None:
    tree = read_tree(tmp_path)
    assert (tree.documents, tree.items, tree.diagnostics) == ({}, {}, ())
