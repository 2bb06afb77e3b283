"""Reading a whole ``catalog_data`` tree: every file, and everything that is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from community_certs.authoring.model_errors import diagnostics_of
from community_certs.authoring.models import (
    PHRASED,
    VOCABULARIES,
    Document,
    Item,
    Profile,
    Word,
)
from community_certs.authoring.strict_yaml import Findings, PathPart, Reading, parse, read, walk
from community_certs.authoring.strict_yaml.files import read_bytes
from community_certs.diagnostics import ERROR, WARNING, Diagnostic

__all__ = ["Tree", "load_tree", "read_tree"]

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")

DOCUMENTS = "documents"
ITEMS = "items"
PROFILES = "profiles"
VOCABULARY = "vocabulary"

_READ_ELSEWHERE = frozenset(
    {"overlay.yaml", "cases.yaml", "left_out.yaml", "publishers.yaml", "divisions/patches.yaml"}
)


_NEARLY = (".yaml.txt", ".yml.txt", ".yaml", ".yml")


class Tree:
    """A read tree: typed models by id, each sorted by id, and what was found wrong.

    A model stands under the id that its *path* gives. A file that could not be read or does not fit
    its model is in no mapping, but :meth:`broken` knows it, so that references to it are not
    reported a second time.

    Attributes:
        root: the folder.
        base: the tree whose ids this one may also refer to (an overlay's base), or None.
        documents: :class:`Document` by id.
        items: :class:`Item` by id.
        profiles: :class:`Profile` by id.
        vocabulary: for each file of ``vocabulary/``, its words by id.
        diagnostics: every finding, in reading order.
        as_of: the day as of which it is judged whether a document has expired, or None: the first
            day of the release's month. Nothing reads the clock.
        asked: whether the checks that need answers were run.
        acknowledged: entries of the base whose conflict with this tree is known.

    """

    def __init__(
        self, root: Path, base: Tree | None = None, files: Mapping[str, bytes] | None = None
    ) -> None:
        self.root = root
        self.base = base
        self._files = files
        self.documents: dict[str, Document] = {}
        self.items: dict[str, Item] = {}
        self.profiles: dict[str, Profile] = {}
        self.vocabulary: dict[str, dict[str, Word]] = {name: {} for name in VOCABULARIES}
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self.readings: dict[tuple[str, str], Reading] = {}
        self.as_of: str | None = None if base is None else base.as_of
        self.acknowledged: frozenset[str] = frozenset()
        self.asked = False
        self._broken: set[tuple[str, str]] = set()
        self._once: dict[str, Any] = {}

    @property
    def usable(self) -> bool:
        """Whether nothing worse than a warning was found."""
        return all(one.severity != ERROR for one in self.diagnostics)

    def paths(self, links: dict[str, Findings]) -> Iterator[str]:
        """Yield the path of every file (see :func:`strict_yaml.walk`)."""
        return walk(os.fspath(self.root), links) if self._files is None else iter(self._files)

    def holds(self, relative: str) -> bool:
        """Whether there is a file of that path."""
        return (self.root / relative).is_file() if self._files is None else relative in self._files

    def read(self, relative: str) -> Reading:
        """Read a file strictly."""
        if self._files is None:
            return read(self.root, relative)
        return parse(self._files[relative], relative)

    def bytes_of(self, relative: str) -> bytes | None:
        """Return the bytes of a file, or None if it can or may not be read."""
        if self._files is None:
            return read_bytes(os.fspath(self.root), relative, Findings(relative))
        return self._files.get(relative)

    def once(self, key: str, make: Callable[[Tree], T]) -> T:
        """Return what ``make`` works out for this tree, worked out once."""
        if key not in self._once:
            self._once[key] = make(self)
        made: T = self._once[key]
        return made

    def find_document(self, name: str) -> Document | None:
        """Return a document of this tree or of its base, or None."""
        layer: Tree | None = self
        while layer is not None:
            if name in layer.documents:
                return layer.documents[name]
            layer = layer.base
        return None

    def broken(self, kind: str, name: str) -> bool:
        """Whether the file of that id exists but could not be used.

        Arguments:
            kind: "documents", "items", "profiles" or "vocabulary".
            name: the id its path gives.

        """
        return (kind, name) in self._broken or (
            self.base is not None and self.base.broken(kind, name)
        )

    def raw(self, kind: str, name: str) -> Any:
        """Return the plain values of a file, as written (see :meth:`broken` for the arguments)."""
        return self.readings[kind, name].value

    def diagnose(
        self,
        kind: str,
        name: str,
        code: str,
        path: Sequence[PathPart],
        zh: str,
        en: str,
        hint_zh: str = "",
        hint_en: str = "",
        *,
        severity: str = ERROR,
        key: bool = False,
    ) -> Diagnostic:
        """Return a finding about a place in a file (see :meth:`Reading.diagnose`)."""
        reading = self.readings[kind, name]
        return reading.diagnose(code, path, zh, en, hint_zh, hint_en, severity=severity, key=key)

    def _mark_broken(self, kind: str, name: str) -> None:
        self._broken.add((kind, name))


def read_tree(
    root: str | os.PathLike[str],
    base: Tree | None = None,
    *,
    on: str | None = None,
    files: Mapping[str, bytes] | None = None,
) -> Tree:
    """Read every file of a tree, check each and all of them together.

    Arguments:
        root: a folder of the form of ``catalog_data/``.
        base: the tree that this one adds to; its ids count as known.
        on: the day as of which it is judged whether documents have expired; None for the first
            day of the month of the release.
        files: the bytes of its files by path, in place of those in the folder.

    Returns:
        The tree. All findings are in ``diagnostics``; nothing is raised for bad data.

    """
    # The checks import this module.
    from community_certs.authoring.checks import CHECKS  # noqa: PLC0415

    tree = load_tree(root, base, files)
    tree.as_of = on or tree.as_of
    found = list(tree.diagnostics)
    for check in CHECKS.values():
        if check.run is not None:
            found.extend(check.run(tree))
    tree.diagnostics = tuple(sorted(set(found)))
    return tree


def load_tree(
    root: str | os.PathLike[str],
    base: Tree | None = None,
    files: Mapping[str, bytes] | None = None,
) -> Tree:
    """Read every file of a tree and fit each to its model, without the checks across files."""
    tree = Tree(Path(root), base, files)
    tree.as_of = tree.as_of or _as_of(tree.root)
    found: list[Diagnostic] = []
    links: dict[str, Findings] = {}
    for relative in tree.paths(links):
        if relative == "publishers.yaml":
            found.extend(tree.read(relative).diagnostics)
        parts = relative.split("/")
        meant = _meant(relative)
        if meant is not None and (_name(meant.split("/")) or meant in _READ_ELSEWHERE):
            found.append(_wrong_ending(relative, meant))
            continue
        if not relative.endswith((".yaml", ".yml")) or relative in _READ_ELSEWHERE:
            continue
        if len(parts) == 1 and relative.startswith("."):
            continue  # what other tools read: .pre-commit-config.yaml, .gitlab-ci.yml
        kind, name = parts[0], _name(parts)
        if name is None:
            found.append(_misplaced(relative))
            continue
        reading = tree.read(relative)
        tree.readings[kind, name] = reading
        found.extend(reading.diagnostics)
        found.extend(_fit(tree, kind, name, reading))
    for findings in links.values():
        found.extend(findings.sorted())
    tree.documents = dict(sorted(tree.documents.items()))
    tree.items = dict(sorted(tree.items.items()))
    tree.profiles = dict(sorted(tree.profiles.items()))
    tree.diagnostics = tuple(sorted(found))
    return tree


def _as_of(root: Path) -> str | None:
    try:
        with (root / "release.txt").open(encoding="utf-8") as file:
            release = file.read(20).strip()
    except (OSError, UnicodeDecodeError):
        return None
    year, _, rest = release.partition(".")
    day = f"{year}-{rest.partition('.')[0]}-01"
    return day if len(day) == 10 and day.replace("-", "").isascii() else None


def _name(parts: list[str]) -> str | None:
    """Return the id that a path gives, or None if no file belongs there."""
    stem, ending = parts[-1].rsplit(".", 1)
    if ending != "yaml":
        return None
    if len(parts) == 3 and parts[0] == DOCUMENTS:
        return f"{parts[1]}-{stem}"
    if len(parts) == 2 and parts[0] in (ITEMS, PROFILES):
        return stem
    if len(parts) == 2 and parts[0] == VOCABULARY and stem in VOCABULARIES:
        return stem
    return None


def _meant(relative: str) -> str | None:
    """Return the path with the ending that is read, for one that only ends nearly so."""
    folded = relative.lower()
    for ending in _NEARLY:
        if folded.endswith(ending) and not relative.endswith(".yaml"):
            return relative[: -len(ending)] + ".yaml"
    return None


def _wrong_ending(relative: str, meant: str) -> Diagnostic:
    return Diagnostic(
        "yaml-ending",
        ERROR,
        relative,
        0,
        0,
        "文件名不以 .yaml 结尾，未读取。",
        "the file's name does not end in .yaml: it was not read",
        f"改名为 {meant}，别的不用动。",
        f"rename it to {meant}",
    )


def _misplaced(relative: str) -> Diagnostic:
    return Diagnostic(
        "misplaced-file",
        WARNING,
        relative,
        0,
        0,
        "目录中此处不应有 YAML 文件，未读取。",
        "no YAML file belongs here; it was not read",
        "放在 documents/<代码>/<年份>-<短名>.yaml、items/、profiles/ 或 vocabulary/ 下。",
        "files go to documents/<adcode>/<year>-<slug>.yaml, items/, profiles/ or vocabulary/",
    )


def _fit(tree: Tree, kind: str, name: str, reading: Reading) -> list[Diagnostic]:
    if not reading.whole:
        tree._mark_broken(kind, name)
        return []
    if kind == VOCABULARY:
        return _fit_vocabulary(tree, name, reading)
    if kind == DOCUMENTS:
        return _fit_one(tree, Document, tree.documents, kind, name, reading)
    if kind == ITEMS:
        return _fit_one(tree, Item, tree.items, kind, name, reading)
    return _fit_one(tree, Profile, tree.profiles, kind, name, reading)


def _fit_one(
    tree: Tree, model: type[M], into: dict[str, M], kind: str, name: str, reading: Reading
) -> list[Diagnostic]:
    try:
        into[name] = model.model_validate(reading.value)
    except ValidationError as error:
        tree._mark_broken(kind, name)
        return diagnostics_of(error, reading, model)
    return []


def _fit_vocabulary(tree: Tree, name: str, reading: Reading) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    words = reading.value
    if not isinstance(words, list):
        tree._mark_broken(VOCABULARY, name)
        return [
            reading.diagnose(
                "wrong-type",
                (),
                "此文件应是列表，每项是一个词。",
                "this file is a list of words",
                "写成“- {id: …, name: …, aliases: []}”。",
                'write "- {id: …, name: …, aliases: []}"',
            )
        ]
    for at, value in enumerate(words):
        try:
            word = Word.model_validate(value)
        except ValidationError as error:
            tree._mark_broken(VOCABULARY, name)
            found.extend(diagnostics_of(error, reading, Word, (at,)))
            continue
        if word.phrases and name not in PHRASED:
            found.append(
                reading.diagnose(
                    "unknown-key",
                    (at, "phrases"),
                    "短语规则只用于 purposes 和 requesters。",
                    "only purposes and requesters may carry phrases",
                    "删去 phrases。",
                    "delete it",
                    key=True,
                )
            )
        if word.id in tree.vocabulary[name]:
            found.append(
                reading.diagnose(
                    "duplicate-id",
                    (at, "id"),
                    f"编号“{word.id}”重复。",
                    f'the id "{word.id}" stands twice',
                    "编号不能重复：合并两条，或换一个编号。",
                    "join the two or choose another id",
                )
            )
        tree.vocabulary[name].setdefault(word.id, word)
    tree.vocabulary[name] = dict(sorted(tree.vocabulary[name].items()))
    return found
