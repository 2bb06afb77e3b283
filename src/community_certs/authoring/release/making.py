"""Make a release of a project: compile, compare, check, tell, freeze, all or nothing."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from community_certs.authoring.compile.release import canonical, manifest_of
from community_certs.authoring.compile.source import compile_folder
from community_certs.authoring.diff.comparison import Comparison, compare
from community_certs.authoring.release.checking import check_release
from community_certs.authoring.release.commit import STAGING, Staging, locked, recover
from community_certs.authoring.release.fragments import Fragment, read_fragments
from community_certs.authoring.release.notes import UNRELEASED, changelog_with, notes_of
from community_certs.authoring.release.packing import pack
from community_certs.authoring.release.record import RECORD, entry_of, read_record
from community_certs.authoring.totals import restated, totals_of
from community_certs.catalog import Catalog
from community_certs.catalog.archive import archived, order
from community_certs.diagnostics import Diagnostic
from community_certs.errors import InvalidArgument
from community_certs.store import Store, open_store

__all__ = ["VERSION", "Candidate", "candidate", "check", "make", "next_version", "put_in_place"]

VERSION = re.compile(r"[0-9]{4}\.(?:0[1-9]|1[0-2])\.(?:0|[1-9][0-9]*)")
"""The form of a catalogue's version, ``YYYY.MM.N``."""

DATA, RELEASES, CHANGES = "catalog_data", "releases", "changes"
CHANGELOG = "CHANGELOG.md"
_SNAPSHOT = "src/community_certs/_catalog"
_READMES = ("README.md", "README.zh-CN.md")
_TOTALS = "<!-- totals -->"


@dataclass(frozen=True)
class Candidate:
    """A release that could be made.

    Attributes:
        version, day: its version and day.
        files: every file of it by path; empty if the data has errors.
        entry: what the record of releases will say of it.
        new: the release, opened in memory; None if the data has errors.
        comparison: with the release before it; None for the first.
        fragments: the stated changes.
        findings: what is wrong; errors refuse the release.
    """

    version: str
    day: str
    files: Mapping[str, bytes]
    entry: Mapping[str, Any]
    new: Store | None
    comparison: Comparison | None
    fragments: tuple[Fragment, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def refused(self) -> bool:
        """Whether there are errors."""
        return any(one.severity == "error" for one in self.findings)


def next_version(day: str, last: str | None) -> str:
    """Return the version of a release made on an ISO day after ``last``."""
    month = f"{day[:4]}.{day[5:7]}"
    if last is None or order(last) < order(month + ".0"):
        return month + ".0"
    head, _, n = last.rpartition(".")
    return f"{head}.{int(n) + 1}"


def check(root: Path, day: str, version: str | None = None) -> Candidate:
    """Return what :func:`make` would release; what a stopped command left is put right first.

    Arguments and errors are those of :func:`candidate`.
    """
    if not os.access(root, os.W_OK) and not (root / STAGING).exists():
        return candidate(root, day, version)  # there is nothing to put right, nor a way to do it
    with locked(root):
        recover(root)
        return candidate(root, day, version)


def make(root: Path, day: str, version: str | None = None) -> tuple[Candidate, str | None]:
    """Make a release, all or nothing; return it with its digest, or with None if it is refused.

    Writes the zip and the notes to ``releases/``, the version and the record to the data, the
    snapshot, the changelog and the totals of the READMEs, and moves the fragments to
    ``changes/<version>/``. Arguments are those of :func:`candidate`.

    Raises:
        InvalidArgument: as :func:`candidate` does, or if another command is at work.
        OSError: if something cannot be written; the project is then as it was, or the next command
            finishes it.
    """
    with locked(root):
        recover(root)
        made = candidate(root, day, version)
        return made, None if made.refused else put_in_place(root, made)


def candidate(root: Path, day: str, version: str | None = None) -> Candidate:
    """Compile a project's data, compare it with the last release, and check it.

    Arguments:
        root: the project's folder, with ``catalog_data``, ``releases`` and ``changes``.
        day: the day of the release, ISO.
        version: its version; default: the next one of that month.

    Raises:
        InvalidArgument: for a version that is malformed or not newer than the last, or a day before
            that of the last.
    """
    data = root / DATA
    if not data.is_dir():
        raise InvalidArgument(f"“{root}”中没有 {DATA} 文件夹。", f"no {DATA} folder in {root}")
    past = archived(str(root / RELEASES))
    last = [*past][-1] if past else None
    version = version or next_version(day, last)
    if not VERSION.fullmatch(version):
        raise InvalidArgument(
            f"版本号“{version}”应写成 YYYY.MM.N，例如 2026.11.0。",
            f"a release is YYYY.MM.N, such as 2026.11.0, not {version!r}",
        )
    if last is not None and order(version) <= order(last):
        raise InvalidArgument(
            f"版本号 {version} 须大于上一版 {last}。", f"{version} is not newer than {last}"
        )
    tree, shards = compile_folder(data)
    fragments, bad = read_fragments(root / CHANGES)
    findings = [*tree.diagnostics, *bad]
    if shards is None:
        return Candidate(version, day, {}, {}, None, None, fragments, tuple(findings))
    previous = open_store(past[last]) if last is not None else None
    if previous is not None and previous.released is not None and day < previous.released:
        raise InvalidArgument(
            f"发布日期 {day} 早于上一版 {last} 的 {previous.released}。",
            f"{day} is before {previous.released}, the day of {last}",
        )
    findings += _unfit(root)
    entry = entry_of(shards, day, previous)
    files = {path: canonical(one) for path, one in shards.items()}
    files["manifest.json"] = canonical(manifest_of(files, version, entry))
    new = Store(files.__getitem__, f"{version}")
    comparison = compare(previous, new, day) if previous is not None else None
    if comparison is not None:
        findings += check_release(comparison, fragments)
    return Candidate(version, day, files, entry, new, comparison, fragments, tuple(findings))


def _unfit(root: Path) -> list[Diagnostic]:
    """Return what keeps the project's own files from being rewritten."""
    changelog = root / CHANGELOG
    if not changelog.is_file() or UNRELEASED in changelog.read_text("utf-8").splitlines():
        return []
    return [
        Diagnostic(
            "release-changelog",
            "error",
            CHANGELOG,
            1,
            1,
            f"{CHANGELOG} 中没有“{UNRELEASED}”一行，不知道新版写在哪里。",
            f"{CHANGELOG} lacks the line {UNRELEASED}",
            "在版本记录之前加上这一行。",
            "add it above the first version",
        )
    ]


def put_in_place(root: Path, made: Candidate) -> str:
    """Freeze a release in its project, all or nothing, and return its digest.

    For who holds the lock (:func:`~community_certs.authoring.release.commit.locked`), as
    :func:`make` does.

    Raises:
        ValueError: if the release has errors.
        OSError: if something cannot be written.
    """
    if made.refused or made.new is None:
        raise ValueError("a release with errors is not made")
    staging = Staging(root)
    try:
        _stage(root, made, made.new, staging)
    except BaseException:
        staging.discard()
        raise
    staging.commit()
    return "sha256:" + hashlib.sha256(made.files["manifest.json"]).hexdigest()


def _stage(root: Path, made: Candidate, new: Store, staging: Staging) -> None:
    told = (new, made.day, made.comparison, made.fragments)
    staging.write(f"{RELEASES}/{made.version}.zip", pack(made.files))
    staging.write(f"{RELEASES}/{made.version}.md", notes_of(*told).encode())
    record = {**read_record(root / DATA), made.version: dict(made.entry)}
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    staging.write(f"{DATA}/{RECORD}", text.encode())
    staging.write(f"{DATA}/release.txt", f"{made.version}\n".encode())
    if (root / _SNAPSHOT).parent.is_dir():
        staging.write_tree(_SNAPSHOT, made.files)
    changelog = root / CHANGELOG
    if changelog.is_file():
        staging.write(CHANGELOG, changelog_with(changelog.read_text("utf-8"), *told).encode())
    totals = totals_of(Catalog(new))
    for name in _READMES:
        readme = root / name
        if readme.is_file() and _TOTALS in readme.read_text("utf-8"):
            sentence = totals.sentence("zh" if ".zh" in name else "en")
            staging.write(name, restated(readme.read_text("utf-8"), sentence).encode())
    for one in made.fragments:
        name = Path(one.path).name
        staging.write(f"{CHANGES}/{made.version}/{name}", (root / one.path).read_bytes())
        staging.remove(one.path)
