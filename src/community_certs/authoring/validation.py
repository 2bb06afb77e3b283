"""Validating catalogues and local variants: everything that is wrong, and how to mend it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from community_certs.authoring.answers import Answers
from community_certs.authoring.baseline import Baseline
from community_certs.authoring.checks import CHECKS
from community_certs.authoring.compile.source import compile_folder
from community_certs.authoring.overlay import MANIFEST, Variant, read_variants
from community_certs.authoring.overlay_base import Base
from community_certs.authoring.settings import Settings
from community_certs.authoring.strict_yaml import Findings
from community_certs.authoring.strict_yaml.files import read_bytes
from community_certs.authoring.suppressions import silence
from community_certs.authoring.targets import Target, targets_of
from community_certs.authoring.tree import Tree, read_tree
from community_certs.catalog import load_catalog
from community_certs.diagnostics import ERROR, WARNING, Diagnostic
from community_certs.errors import InvalidArgument
from community_certs.store import open_store

__all__ = ["Report", "examine", "open_base", "snippet", "validate"]

_LONGEST = 400


class Report:
    """What a validation found.

    Attributes:
        diagnostics: the findings, sorted by place; paths are as the caller named them.
        silenced: findings that a comment silences.
        known: findings that the baseline knows.
        gone: how many findings the baseline knows that are no more.
        files: the files that were read, sorted.
        strict: whether warnings count as failures.
    """

    def __init__(self, *, strict: bool = False) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self.silenced: tuple[Diagnostic, ...] = ()
        self.known: tuple[Diagnostic, ...] = ()
        self.gone = 0
        self.files: tuple[str, ...] = ()
        self.strict = strict
        self._lines: dict[str, list[str]] = {}

    def count(self, severity: str) -> int:
        """Return how many findings are of a severity."""
        return sum(one.severity == severity for one in self.diagnostics)

    @property
    def failed(self) -> bool:
        """Whether there are errors, or warnings where these count."""
        return bool(self.count(ERROR)) or (self.strict and bool(self.count(WARNING)))

    def line(self, one: Diagnostic) -> str:
        """Return the text of the line that a finding stands on; "" if it has none."""
        if one.line < 1 or one.code == "not-utf8":
            return ""
        if one.path not in self._lines:
            folder, name = os.path.split(one.path)
            data = read_bytes(folder or ".", name, Findings(one.path))
            text = "" if data is None else data.decode("utf-8", "replace")
            self._lines[one.path] = text.removeprefix("\ufeff").split("\n")
        lines = self._lines[one.path]
        return lines[one.line - 1].rstrip("\r") if one.line <= len(lines) else ""


def snippet(line: str) -> str:
    """Return a line as a report can carry it: nothing if it is very long, as in a hostile file."""
    return line if len(line) <= _LONGEST else ""


def validate(
    paths: Iterable[str | os.PathLike[str]],
    base: Base | str | os.PathLike[str] | None = None,
    *,
    settings: Settings | None = None,
) -> list[Diagnostic]:
    """Return everything that is wrong with catalogues, local variants or single files of them.

    Arguments:
        paths: folders and files.
        base: what local variants are read against: a :class:`Base`, a compiled release, or a folder
            of the form of ``catalog_data``. None for the release that ``load_catalog()`` takes.
        settings: which checks, how severe; None for all as they are.

    Raises:
        InvalidArgument: if a path or the base cannot be used.
        CatalogCorrupt, SchemaTooNew: for a base that is a broken or newer release.
    """
    return list(examine(paths, base, settings=settings).diagnostics)


def examine(
    paths: Iterable[str | os.PathLike[str]],
    base: Base | str | os.PathLike[str] | None = None,
    *,
    settings: Settings | None = None,
) -> Report:
    """Validate as :func:`validate` does, and say what was silenced or known as well."""
    asked = (settings or Settings()).checked()
    targets = targets_of([os.fspath(one) for one in paths])
    report = Report(strict=asked.strict)
    found: list[Diagnostic] = []
    silenced: list[Diagnostic] = []
    files: set[str] = set()
    for target, tree, said in _trees(targets, base if base is not None else asked.base, asked.on):
        prefix = "" if str(target.root) == "." else target.root.as_posix().rstrip("/") + "/"
        read = [one.path for one in tree.readings.values()]
        if target.is_variant:
            read.append(MANIFEST)
        ran = {code for code in CHECKS if asked.reports(code)}
        if not tree.asked:
            ran -= {code for code, check in CHECKS.items() if check.ask is not None}
        kept, quiet = silence(target.root, read, _levelled(said, asked), ran)
        found += [_moved(one, prefix) for one in kept if target.covers(one.path)]
        silenced += [_moved(one, prefix) for one in quiet if target.covers(one.path)]
        files.update(_from_here(prefix + one) for one in read if target.covers(one))
    found = sorted(set(found))
    if asked.baseline is not None:
        found, known, report.gone = Baseline.read(Path(asked.baseline)).part(found, report.line)
        report.known = tuple(known)
    report.diagnostics = tuple(found)
    report.silenced = tuple(sorted(set(silenced)))
    report.files = tuple(sorted(files))
    return report


def _trees(
    targets: Sequence[Target], base: Base | str | os.PathLike[str] | None, on: str | None
) -> list[tuple[Target, Tree, list[Diagnostic]]]:
    """Read every target; local variants are read together, over the base."""
    found: list[tuple[Target, Tree, list[Diagnostic]]] = []
    variants = [one for one in targets if one.is_variant]
    for target in targets:
        if not target.is_variant:
            tree = read_tree(target.root, on=on)
            found.append((target, tree, [*tree.diagnostics, *_asked(tree, tree.usable)]))
    if variants:
        held = base if isinstance(base, Base) else open_base(base)
        held.tree.as_of = on or _first_day(held.release)
        by_root = {one.root: one for one in read_variants([one.root for one in variants], held)}
        for target in variants:
            variant: Variant = by_root[target.root]
            tree = variant.tree
            if variant.manifest is not None:
                tree.acknowledged = frozenset(one.entry for one in variant.overlay.acknowledges)
            said = [*variant.diagnostics, *_asked(tree, variant.usable)]
            found.append((target, tree, said))
    return found


def open_base(given: str | os.PathLike[str] | None = None) -> Base:
    """Return the base that local variants are read against.

    Arguments:
        given: a compiled release, or a folder of the form of ``catalog_data``; None for the release
            that ``load_catalog()`` takes.

    Raises:
        InvalidArgument: if it is neither, or has errors.
        CatalogCorrupt, SchemaTooNew: for a broken or newer release.
    """
    if given is None:
        return Base.of_store(load_catalog().store)
    path = Path(given)
    if path.is_file() or (path / "manifest.json").is_file():
        return Base.of_store(open_store(str(path)))
    if not (path / "release.txt").is_file():
        raise InvalidArgument(
            f"“{given}”不是基础目录：应是发布版，或形如 catalog_data 的文件夹。",
            f"{given} is no base: a release, or a folder like catalog_data, is wanted",
        )
    tree, shards = compile_folder(path)
    if shards is None:
        raise InvalidArgument(
            f"基础目录“{given}”有错误，请先用 community-certs validate 检查它。",
            f"the base {given} has errors: validate it first",
        )
    release = (path / "release.txt").read_text("utf-8").strip()
    return Base(release, tree, shards.__getitem__, shards)


def _first_day(release: str) -> str | None:
    year, _, rest = release.partition(".")
    day = f"{year}-{rest.partition('.')[0]}-01"
    return day if len(day) == 10 else None


def _asked(tree: Tree, usable: bool) -> list[Diagnostic]:
    """Run the checks that need answers, which only a tree without errors can give."""
    if not usable:
        return []
    answers = Answers(tree)
    tree.asked = True
    found: list[Diagnostic] = []
    for check in CHECKS.values():
        if check.ask is not None:
            found.extend(check.ask(answers))
    return found


def _levelled(diagnostics: Iterable[Diagnostic], asked: Settings) -> list[Diagnostic]:
    found = []
    for one in diagnostics:
        if not asked.reports(one.code):
            continue
        level = asked.severity.get(one.code)
        if level is not None and level != one.severity:
            one = Diagnostic(**{**one.to_dict(), "severity": level})  # type: ignore[arg-type]  # noqa: PLW2901
        found.append(one)
    return found


def _moved(one: Diagnostic, prefix: str) -> Diagnostic:
    if not prefix:
        return one
    path = _from_here(prefix + one.path)
    return Diagnostic(**{**one.to_dict(), "path": path})  # type: ignore[arg-type]


def _from_here(path: str) -> str:
    """Return a path that leaves the current folder as short as it can be."""
    return os.path.relpath(path).replace(os.sep, "/") if path.startswith("../") else path
