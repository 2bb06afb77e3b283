"""What a path given to ``validate`` means: a tree, and which of its files are asked about."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from community_certs.authoring.overlay_variant import MANIFEST
from community_certs.authoring.tree import DOCUMENTS, ITEMS, PROFILES, VOCABULARY
from community_certs.errors import InvalidArgument

__all__ = ["Target", "targets_of"]

_KINDS = (DOCUMENTS, ITEMS, PROFILES, VOCABULARY)
_DEEPEST = 4


@dataclass
class Target:
    """A tree to validate.

    Attributes:
        root: its folder.
        only: the files and folders asked about, relative to the root with "/" between their parts;
            None for the whole tree.
    """

    root: Path
    only: set[str] | None

    @property
    def is_variant(self) -> bool:
        """Whether the folder is a local variant."""
        return (self.root / MANIFEST).exists() or (self.root / MANIFEST).is_symlink()

    def covers(self, path: str) -> bool:
        """Whether a finding at ``path`` (relative to the root) is asked for."""
        if self.only is None:
            return True
        return any(path == one or path.startswith(one + "/") for one in self.only)


def targets_of(paths: list[str]) -> list[Target]:
    """Return the trees that paths stand for, each once.

    A folder is a tree if it holds ``overlay.yaml``, ``release.txt`` or one of the folders of the
    format. Any other folder stands for the trees below it, and a file or folder inside a tree for
    itself.

    Raises:
        InvalidArgument: if there is nothing at a path, or no tree is in or around it.
    """
    found: dict[str, Target] = {}
    for given in paths:
        path = Path(given)
        if not path.exists() and not path.is_symlink():
            raise InvalidArgument(f"找不到“{given}”。", f"no such file or folder: {given}")
        inside = _around(path)
        if inside is not None:
            root, relative = inside
            if root.is_absolute() and not path.is_absolute():
                root = Path(os.path.relpath(root))
            target = found.setdefault(os.path.abspath(root), Target(root, set()))
            if relative == ".":
                target.only = None
            elif target.only is not None:
                target.only.add(relative)
            continue
        below = list(_below(path, 0)) if path.is_dir() else []
        if not below:
            raise InvalidArgument(
                f"“{given}”不是目录或地方变体，其中也没有：应有 {MANIFEST}、documents/ 或 items/。",
                f"{given} is no catalogue or variant and holds none: "
                f"{MANIFEST}, documents/ or items/ is looked for",
            )
        for root in below:
            found.setdefault(os.path.abspath(root), Target(root, None)).only = None
    return list(found.values())


def _is_root(folder: Path) -> bool:
    if not folder.is_dir() or folder.name in _KINDS:
        return False
    return any((folder / one).exists() for one in (MANIFEST, "release.txt")) or any(
        (folder / kind).is_dir() for kind in (DOCUMENTS, ITEMS)
    )


def _around(path: Path) -> tuple[Path, str] | None:
    if _is_root(path):
        return path, "."
    parts: list[str] = []
    here = path
    for _ in range(_DEEPEST):
        parts.insert(0, here.name or here.resolve().name)
        above = here.parent if here.name not in ("", "..") else here.resolve().parent
        if above == here:
            return None
        if _is_root(above) and (parts[0] in _KINDS or len(parts) == 1):
            return above, "/".join(parts)
        here = above
    return None


def _below(folder: Path, depth: int) -> list[Path]:
    found: list[Path] = []
    for one in sorted(folder.iterdir()):
        if one.is_symlink() or not one.is_dir() or one.name.startswith("."):
            continue
        if _is_root(one):
            found.append(one)
        elif depth < _DEEPEST:
            found.extend(_below(one, depth + 1))
    return found
