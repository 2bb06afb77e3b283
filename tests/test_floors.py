"""The house: a floor imports only what stands below it, and answering imports nothing heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import community_certs

ROOT = Path(community_certs.__file__).parent

# The floors of docs/architecture.md, the lowest first. A room may use rooms of lower floors. Floors
# 0 and 4 have steps inside: a room there may also use those that stand before it.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("version", "errors", "bytes", "packed", "dates", "text", "diagnostics", "outputs"),
    ("model",),
    ("jurisdictions", "matching"),
    ("store",),
    ("policy", "handling", "decide", "timeline"),
    ("catalog",),
    ("authoring", "casework", "bulk", "guide"),
    ("cli", "server"),
)
STEPPED = {0, 4}
LAST_RUNTIME_FLOOR = 5

# What one answer must not pay for. typing alone costs more than reading the manifest.
HEAVY = {"dataclasses", "typing", "pathlib", "inspect", "importlib.resources", "logging"}


class Import(NamedTuple):
    name: str
    line: int
    for_types_only: bool


def modules() -> list[Path]:
    found = sorted(ROOT.rglob("*.py"))
    assert len(found) > 50
    return found


def room_of(path: Path) -> str:
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def floor_of(room: str) -> int:
    for number, rooms in enumerate(FLOORS):
        if room in rooms:
            return number
    raise AssertionError(f"{room} stands on no floor: add it to docs/architecture.md and here")


def imports_of(path: Path) -> list[Import]:
    """Every import of a module, those inside functions and type-checking blocks included."""
    found: list[Import] = []

    def visit(node: ast.AST, types_only: bool) -> None:
        if (
            isinstance(node, ast.If)
            and isinstance(node.test, ast.Name)
            and node.test.id == "TYPE_CHECKING"
        ):
            for child in node.body:
                visit(child, True)
            for child in node.orelse:
                visit(child, types_only)
            return
        if isinstance(node, ast.Import):
            found.extend(Import(one.name, node.lineno, types_only) for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute here"
            module = node.module or ""
            if module == "community_certs":
                found.extend(
                    Import(f"{module}.{one.name}", node.lineno, types_only) for one in node.names
                )
            else:
                found.append(Import(module, node.lineno, types_only))
        for inner in ast.iter_child_nodes(node):
            visit(inner, types_only)

    visit(ast.parse(path.read_text("utf-8")), False)
    return found


def may_use(room: str, other: str) -> bool:
    mine, theirs = floor_of(room), floor_of(other)
    if room == other or theirs < mine:
        return True
    if theirs > mine or mine not in STEPPED:
        return False
    return FLOORS[mine].index(other) < FLOORS[mine].index(room)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_rooms_below_its_own(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__", "__main__"):
        return  # The root names the rooms, lazily; it is above them all.
    above = [
        f"line {one.line}: {one.name}"
        for one in imports_of(path)
        if one.name.startswith("community_certs.") and not may_use(room, one.name.split(".")[1])
    ]
    assert not above, f"{path.relative_to(ROOT)} reaches upward or sideways: {above}"


def test_the_rule_itself_refuses_what_stands_higher_or_beside() -> None:
    assert may_use("decide", "model") and may_use("decide", "handling")
    assert not may_use("handling", "decide")
    assert not may_use("store", "decide")
    assert not may_use("matching", "jurisdictions")
    assert not may_use("authoring", "cli")


@pytest.mark.parametrize(
    "path",
    [path for path in modules() if room_of(path) in {r for f in FLOORS[:6] for r in f}],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_runtime_module_imports_only_the_standard_library_and_little_of_it(path: Path) -> None:
    at_runtime = [one for one in imports_of(path) if not one.for_types_only]
    foreign = [
        f"line {one.line}: {one.name}"
        for one in at_runtime
        if one.name.split(".")[0] not in {*sys.stdlib_module_names, "community_certs"}
        or one.name in HEAVY
    ]
    assert not foreign, f"{path.relative_to(ROOT)}: {foreign}"


FIRST_ANSWER = """
import sys
sys.path.insert(0, sys.argv[1])
before = set(sys.modules)
from community_certs import load_catalog
answer = load_catalog().classify("亲属关系证明", jurisdiction="130700", on="2020-06-01")
assert answer.outcome == "must_not_issue", answer
assert answer.to_dict()["citations"], answer
print("\\n".join(sorted(set(sys.modules) - before)))
"""


def loaded_by_a_first_answer() -> set[str]:
    # -S hides site-packages, so that an answer that needed anything from there would fail outright.
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", "-c", FIRST_ANSWER, str(ROOT.parent)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_after_a_first_answer_no_third_party_or_heavy_module_is_loaded() -> None:
    loaded = loaded_by_a_first_answer()
    foreign = {
        name
        for name in loaded
        if name.split(".")[0] not in {*sys.stdlib_module_names, "community_certs"}
    }
    assert not foreign
    assert not loaded & HEAVY
    assert not {name for name in loaded if name.startswith("community_certs.authoring")}
    assert "community_certs.catalog" in loaded
