"""A compiled release: its shards, read when needed, checked against the manifest, kept parsed."""

from __future__ import annotations

import os

from community_certs.bytes import parse, sha256
from community_certs.dates import day_of
from community_certs.errors import CatalogCorrupt, InvalidArgument, SchemaTooNew

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

__all__ = ["READS_SCHEMA", "Store", "inside", "open_bundled", "open_store"]

READS_SCHEMA = 1
"""The newest schema of compiled catalogues that this library reads."""


class Store:
    """The shards of one release. Safe to share between threads; nothing in it changes.

    Arguments:
        read: returns the bytes of a path inside the release, or raises ``OSError``/``KeyError``.
        origin: where the release lies, for messages.

    Raises:
        CatalogCorrupt: if the manifest is missing or unreadable, or names a path outside.
        InvalidArgument: if it is that of a local variant.
        SchemaTooNew: if it was written for a newer library.
    """

    __slots__ = (
        "_parsed",
        "_read",
        "_shards",
        "counts",
        "digest",
        "manifest",
        "origin",
        "release",
        "released",
        "schema",
    )

    def __init__(self, read: Callable[[str], bytes], origin: str) -> None:
        self._read = read
        self.origin = origin
        raw = self.manifest = self._bytes("manifest.json")
        manifest = self._json("manifest.json", raw)
        if isinstance(manifest, dict) and manifest.get("kind") == "overlay":
            raise _variant(origin)
        schema = manifest.get("schema") if isinstance(manifest, dict) else None
        if isinstance(schema, int) and schema > READS_SCHEMA:
            raise SchemaTooNew(
                f"目录“{origin}”的格式版本为 {schema}，本程序只能读到 {READS_SCHEMA}，"
                "请升级 community-certs。",
                f"{origin} has schema {schema}; this library reads up to {READS_SCHEMA}: "
                "upgrade community-certs",
            )
        try:
            self.schema: int = manifest["schema"]
            self.release: str = manifest["release"]
            self.counts: dict[str, int] = manifest["counts"]
            self.released: str | None = manifest.get("released")
            self._shards: dict[str, str] = manifest["shards"]
        except (KeyError, TypeError):
            raise _corrupt(origin, "manifest.json", "缺少必要内容", "lacks required keys") from None
        if not (
            type(self.schema) is int
            and self.schema >= 1
            and _is_version(self.release)
            and (self.released is None or _is_day(self.released))
            and isinstance(self.counts, dict)
            and isinstance(self._shards, dict)
            and {str}.issuperset(map(type, self._shards.values()))
        ):
            raise _corrupt(origin, "manifest.json", "格式不对", "has the wrong form")
        if not inside(self._shards):
            raise _corrupt(
                origin, "manifest.json", "列有发布版以外的路径", "names a path outside the release"
            )
        self.digest = "sha256:" + sha256(raw).hexdigest()
        self._parsed: dict[str, Any] = {}

    def paths(self) -> tuple[str, ...]:
        """Return the paths of all shards, sorted."""
        return tuple(sorted(self._shards))

    def has(self, path: str) -> bool:
        """Whether the release has this shard."""
        return path in self._shards

    def shard(self, path: str) -> Any:
        """Return a parsed shard; callers must not change it.

        Raises:
            KeyError: if the release has no such shard.
            CatalogCorrupt: if its bytes are missing or differ from the manifest.
        """
        held = self._parsed.get(path)
        if held is None:
            held = self._parsed.setdefault(path, self.read(path))
        return held

    def read(self, path: str) -> Any:
        """Return a parsed shard without keeping it; otherwise as :meth:`shard`."""
        return self._json(path, self.raw(path))

    def raw(self, path: str) -> bytes:
        """Return the bytes of a shard, checked against the manifest; raises as :meth:`shard`."""
        digest = self._shards[path]
        raw = self._bytes(path)
        if sha256(raw).hexdigest() != digest:
            raise _corrupt(self.origin, path, "内容与清单的校验值不符", "differs from its digest")
        return raw

    def digest_of(self, path: str) -> str | None:
        """Return the SHA-256 of a shard as the manifest gives it, or None if there is none."""
        return self._shards.get(path)

    def _bytes(self, path: str) -> bytes:
        try:
            return self._read(path)
        except (OSError, KeyError, ValueError):  # the last for a name that no file can have
            if path == "manifest.json" and self._holds("overlay.yaml"):
                raise _variant(self.origin) from None
            raise _corrupt(self.origin, path, "无法读取", "cannot be read") from None

    def _holds(self, path: str) -> bool:
        try:
            return self._read(path) is not None
        except (OSError, KeyError, ValueError):
            return False

    def _json(self, path: str, raw: bytes) -> Any:
        if not raw.strip():
            raise _corrupt(self.origin, path, "是空的", "is empty")
        try:
            return parse(raw)
        except (ValueError, RecursionError):
            raise _corrupt(self.origin, path, "不是有效的 JSON", "is not valid JSON") from None


def _corrupt(origin: str, path: str, zh: str, en: str) -> CatalogCorrupt:
    return CatalogCorrupt(
        f"目录“{origin}”中的 {path} {zh}，请重新获取该版本。",
        f"{path} in {origin} {en}: fetch this release again",
    )


def _variant(origin: str) -> InvalidArgument:
    return InvalidArgument(
        f"“{origin}”是地方变体，不是目录的发布版；请用 --overlay（overlays=）把它叠加在目录上。",
        f"{origin} is a local variant, and no release of the catalogue: lay it over one with "
        "--overlay (overlays=)",
    )


def _is_version(value: object) -> bool:
    """Whether this is text of the form ``YYYY.MM.N``."""
    if not isinstance(value, str) or not value.isascii():
        return False
    parts = value.split(".")
    return (
        len(parts) == 3
        and all(map(str.isdigit, parts))
        and len(parts[0]) == 4
        and len(parts[1]) in (1, 2)
    )


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and day_of(value) == value
    except InvalidArgument:
        return False


def inside(paths: Iterable[str]) -> bool:
    """Whether all of these paths lead to places inside the folder that they are taken from.

    Arguments:
        paths: as a manifest has them, with "/". None may be empty or absolute, or hold "..", a
            backslash or a colon (as in the name of a drive).
    """
    joined = "\n".join(["", *paths, ""])
    return not any(one in joined for one in ("..", "\n/", "\n\n", "\\", ":", "\0"))


def open_store(path: str) -> Store:
    """Open a release in a directory or in an uncompressed zip.

    Raises:
        InvalidArgument: if there is no such directory or file, or it is a local variant.
        CatalogCorrupt, SchemaTooNew: see :class:`Store`.
    """
    if os.path.isdir(path):

        def read_file(name: str) -> bytes:
            with open(os.path.join(path, *name.split("/")), "rb") as file:
                return file.read()

        return Store(read_file, path)
    if os.path.isfile(path):
        from community_certs.packed import members  # noqa: PLC0415  (only this form needs it)

        return Store(members(path), path)
    raise InvalidArgument(
        f"找不到目录“{path}”，请给出发布版所在的文件夹或 zip 文件。",
        f"no release at {path}: name its directory or zip file",
    )


def open_bundled() -> Store:
    """Open the snapshot that ships with this package."""
    folder = os.path.join(os.path.dirname(__file__), "_catalog")
    loader = getattr(__spec__, "loader", None)
    get_data = getattr(loader, "get_data", None)
    if get_data is None or os.path.isdir(folder):
        return open_store(folder)

    def read_packed(name: str) -> bytes:
        data: bytes = get_data(os.path.join(folder, *name.split("/")))
        return data

    return Store(read_packed, folder)
