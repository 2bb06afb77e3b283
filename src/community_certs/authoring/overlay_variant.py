"""A local variant as read from its folder: its manifest, its texts, and what is wrong with them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from community_certs.authoring.model_errors import diagnostics_of
from community_certs.authoring.overlay_manifest import Overlay
from community_certs.authoring.overlay_seal import SEAL, Seal
from community_certs.authoring.strict_yaml import PathPart, Reading, parse, read
from community_certs.authoring.tree import DOCUMENTS, ITEMS, PROFILES, VOCABULARY, Tree
from community_certs.diagnostics import ERROR, Diagnostic
from community_certs.errors import CatalogCorrupt

__all__ = ["MANIFEST", "Variant", "check_seal", "content_of", "read_manifest"]

MANIFEST = "overlay.yaml"
"""The file that makes a folder a local variant."""


class Variant:
    """A read variant.

    Attributes:
        root: its folder, or the zip that it is sealed in.
        reading: ``overlay.yaml`` as read.
        manifest: what it says, or None if it cannot be used.
        tree: its documents, items, profiles and vocabulary.
        diagnostics: every finding, sorted by place.
    """

    def __init__(
        self,
        root: Path,
        reading: Reading,
        manifest: Overlay | None,
        tree: Tree,
        diagnostics: Sequence[Diagnostic] = (),
    ) -> None:
        self.root = root
        self.reading = reading
        self.manifest = manifest
        self.tree = tree
        self.diagnostics = tuple(sorted(set(diagnostics)))

    @property
    def usable(self) -> bool:
        """Whether nothing worse than a warning was found."""
        return self.manifest is not None and all(one.severity != ERROR for one in self.diagnostics)

    @property
    def overlay(self) -> Overlay:
        """The manifest of a variant that has one.

        Raises:
            ValueError: if it cannot be used.
        """
        if self.manifest is None:
            raise ValueError(f"{self.root} has no usable {MANIFEST}")
        return self.manifest

    @property
    def called(self) -> str:
        """Where it lies, with its version if it states one, for messages."""
        version = None if self.manifest is None else self.manifest.version
        return str(self.root) if version is None else f"{self.root}（{version}）"

    @property
    def digest(self) -> str:
        """The SHA-256 of what its files say: the same for the same data, whatever the layout."""
        return content_of(self.reading, self.tree)

    def say(
        self,
        code: str,
        path: Sequence[PathPart],
        zh: str,
        en: str,
        hint_zh: str = "",
        hint_en: str = "",
        *,
        severity: str = ERROR,
    ) -> Diagnostic:
        """Return a finding about a place in the manifest."""
        return self.reading.diagnose(code, path, zh, en, hint_zh, hint_en, severity=severity)

    def raw_documents(self) -> dict[str, dict[str, Any]]:
        """Return its documents as written, by id, each with its layer and what it adopts."""
        adopted: dict[str, list[str]] = {}
        for profile, document in self.adoptions():
            adopted.setdefault(document, []).append(profile)
        found = {}
        for name in self.tree.documents:
            raw = dict(self.tree.raw(DOCUMENTS, name))
            raw["layer"] = self.overlay.id
            held = list(raw.get("adopts") or ())
            more = [one for one in adopted.get(name, ()) if one not in held]
            if more:
                raw["adopts"] = [*held, *sorted(more)]
            found[name] = raw
        return found

    def adoptions(self) -> list[tuple[str, str]]:
        """Return ``(profile, document)`` for what the manifest adopts.

        A profile without ``cite`` is that of the only document that could adopt it; one that such a
        document adopts itself needs nothing more.
        """
        found = []
        for adoption in self.overlay.adopts:
            candidates = self.adopters() if adoption.cite is None else [adoption.cite]
            declared = [
                one
                for one in candidates
                if one in self.tree.documents
                and adoption.profile in self.tree.documents[one].adopts
            ]
            if len(candidates) == 1 and not declared:
                found.append((adoption.profile, candidates[0]))
        return found

    def adopters(self) -> list[str]:
        """Return the ids of the documents that can adopt rules for a root as a whole."""
        return [
            name
            for name, one in self.tree.documents.items()
            if one.jurisdiction in self.overlay.roots
            and one.stage.value == "binding"
            and one.subdivision is None
            and one.withdrawn is None
        ]

    def raw(self, kind: str) -> Mapping[str, Any]:
        """Return its items, profiles or vocabularies as written, by id.

        Arguments:
            kind: "items", "profiles" or "vocabulary".
        """
        words = [key for key, one in self.tree.vocabulary.items() if one]
        held = {ITEMS: list(self.tree.items), PROFILES: list(self.tree.profiles), VOCABULARY: words}
        return {name: self.tree.raw(kind, name) for name in held[kind]}


def read_manifest(
    root: Path, files: Mapping[str, bytes] | None = None
) -> tuple[Reading, Overlay | None, list[Diagnostic]]:
    """Read ``overlay.yaml`` strictly and fit it to its model.

    Arguments:
        root: the folder.
        files: the bytes of its files by path, in place of those in the folder.
    """
    reading = read(os.fspath(root), MANIFEST) if files is None else parse(files[MANIFEST], MANIFEST)
    found = list(reading.diagnostics)
    if not reading.whole:
        return reading, None, found
    try:
        return reading, Overlay.model_validate(reading.value), found
    except ValidationError as error:
        return reading, None, [*found, *diagnostics_of(error, reading, Overlay)]


def content_of(reading: Reading, tree: Tree) -> str:
    """Return the SHA-256 of what a variant says, as :attr:`Variant.digest` has it.

    Arguments:
        reading: its ``overlay.yaml``.
        tree: its other files, read with or without a base.
    """
    from community_certs.authoring.compile import canonical  # noqa: PLC0415  (not for reading)

    held: dict[str, Any] = {MANIFEST: reading.value}
    for (kind, name), one in tree.readings.items():
        held[f"{kind}/{name}"] = one.value
    return hashlib.sha256(canonical(held)).hexdigest()


def check_seal(root: Path, seal: Seal, reading: Reading, said: Overlay, tree: Tree) -> None:
    """Check that a seal calls the variant as it calls itself, and says of what it was made.

    Arguments:
        root: the sealed directory or zip.
        seal: what its manifest states.
        reading: its ``overlay.yaml`` as read.
        said: the same, fitted to its model.
        tree: its other files.

    Raises:
        CatalogCorrupt: if they differ.
    """
    if (seal.id, seal.version, seal.base, seal.roots) != (
        *(said.id, said.version, said.base),
        tuple(said.roots),
    ):
        raise _differs(root, f"与 {MANIFEST} 不符", f"and {MANIFEST}")
    if seal.content != "sha256:" + content_of(reading, tree):
        raise _differs(root, "中的 content 与各文件所写不符", "and what its files say")


def _differs(root: Path, zh: str, en: str) -> CatalogCorrupt:
    return CatalogCorrupt(
        f"地方变体“{root}”的 {SEAL} {zh}，整体未载入，请重新获取该变体。",
        f"{SEAL} {en} of the variant {root} differ; nothing of it is used: "
        "fetch this variant again",
    )
