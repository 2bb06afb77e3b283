"""A sealed variant: its files with a manifest of their digests, checked before any of it is used.

``manifest.json`` stands beside the variant's own files, in a directory or in an uncompressed zip,
and names every one of them with its size and SHA-256, as ``schemas/sealed-overlay.schema.json``
describes. :mod:`.release.sealing` makes it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from community_certs.authoring.release.packing import names_of
from community_certs.authoring.strict_yaml import Findings
from community_certs.authoring.strict_yaml.files import read_bytes
from community_certs.bytes import parse, sha256
from community_certs.errors import (
    CatalogCorrupt,
    CommunityCertsError,
    InvalidArgument,
    SchemaTooNew,
)
from community_certs.packed import members
from community_certs.store import inside

__all__ = ["KIND", "READS_SCHEMA", "SEAL", "Seal", "is_variant", "sealed_at"]

SEAL = "manifest.json"
"""The file that makes a variant a sealed one."""
KIND = "overlay"
"""What its manifest calls itself."""
READS_SCHEMA = 1
"""The newest schema of sealed variants that this library writes and reads."""

_OVERLAY = "overlay.yaml"
_FORM: Mapping[str, type] = {
    "id": str,
    "version": str,
    "schema": int,
    "base": str,
    "roots": list,
    "content": str,
    "counts": dict,
    "files": dict,
}


class Seal:
    """A sealed variant of which every byte was found to be what its manifest says.

    Attributes:
        id, version, base, roots: as its manifest states them.
        content: ``sha256:`` and the digest of what it says, as ``Layer.digest`` has it; that it
            is so, and that the rest agrees with ``overlay.yaml``, is checked by
            :func:`.overlay_variant.check_seal`.
        digest: ``sha256:`` and the digest of the manifest.
        files: the bytes of every file by its path, sorted, without the manifest.
    """

    def __init__(self, manifest: Mapping[str, Any], raw: bytes, files: Mapping[str, bytes]) -> None:
        self.id: str = manifest["id"]
        self.version: str = manifest["version"]
        self.base: str = manifest["base"]
        self.roots: tuple[str, ...] = tuple(manifest["roots"])
        self.content: str = manifest["content"]
        self.digest = "sha256:" + sha256(raw).hexdigest()
        self.files = files


def is_variant(path: str | os.PathLike[str]) -> bool:
    """Whether a directory or zip is a variant, sealed or not, and no release of the catalogue.

    Raises:
        CatalogCorrupt: for a file that is no whole, uncompressed zip.
    """
    place = os.fspath(path)
    if os.path.isdir(place):
        names, read = {*os.listdir(place)}, _reader(place)
    elif os.path.isfile(place):
        read = members(place)  # says what is wrong with a file that is no such zip
        names = {*names_of(Path(place))}
    else:
        return False
    if SEAL not in names:
        return _OVERLAY in names
    try:
        found = parse(read(SEAL))
    except (OSError, KeyError, ValueError, RecursionError):
        return _OVERLAY in names
    return _OVERLAY in names or (isinstance(found, dict) and found.get("kind") == KIND)


def sealed_at(path: str | os.PathLike[str]) -> Seal | None:
    """Read a sealed variant and check every byte of it; return None for a folder of plain YAML.

    Arguments:
        path: a directory, or a zip.

    Raises:
        InvalidArgument: if it is a release of the catalogue, or a zip that was not sealed.
        CatalogCorrupt: if a file is missing, added or changed, or the manifest cannot be read.
        SchemaTooNew: if it was made for a newer library.
    """
    place = os.fspath(path)
    if os.path.isdir(place):
        if not os.path.lexists(os.path.join(place, SEAL)):
            return None
        names, read = {*_below(place)}, _reader(place)
    else:
        read = members(place)
        names = {*names_of(Path(place))}
        if SEAL not in names:
            raise _unsealed(place, _OVERLAY in names)
    raw = _bytes(place, read, SEAL)
    manifest = _manifest(place, raw)
    listed: dict[str, Any] = manifest["files"]
    missing = sorted({_OVERLAY, *listed} - names)
    if missing:
        raise _corrupt(place, missing[0], "不见了", "is missing")
    strays = sorted(names - {SEAL, *listed})
    if strays:
        raise _corrupt(place, strays[0], "不在清单内", "is not in the manifest")
    files = {}
    for name in sorted(listed):
        content = files[name] = _bytes(place, read, name)
        said = listed[name]
        if len(content) != said["size"] or sha256(content).hexdigest() != said["sha256"]:
            raise _corrupt(place, name, "内容与清单的校验值不符", "differs from its digest")
    return Seal(manifest, raw, files)


def _manifest(place: str, raw: bytes) -> dict[str, Any]:
    if not raw.strip():
        raise _corrupt(place, SEAL, "是空的", "is empty")
    try:
        found = parse(raw)
    except (ValueError, RecursionError):
        raise _corrupt(place, SEAL, "不是有效的 JSON", "is not valid JSON") from None
    if isinstance(found, dict) and found.get("kind") != KIND and "shards" in found:
        raise InvalidArgument(
            f"“{place}”是目录的发布版，不是地方变体。",
            f"{place} is a release of the catalogue, and no local variant",
        )
    if not isinstance(found, dict) or found.get("kind") != KIND:
        raise _corrupt(place, SEAL, "不是地方变体的清单", "is no manifest of a local variant")
    schema = found.get("schema")
    if isinstance(schema, int) and schema > READS_SCHEMA:
        raise SchemaTooNew(
            f"地方变体“{place}”的格式版本为 {schema}，本程序只能读到 {READS_SCHEMA}，"
            "请升级 community-certs。",
            f"the variant {place} has schema {schema}; this library reads up to {READS_SCHEMA}: "
            "upgrade community-certs",
        )
    if not _FORM.keys() <= found.keys():
        raise _corrupt(place, SEAL, "缺少必要内容", "lacks required keys")
    if not (
        all(type(found[key]) is kind for key, kind in _FORM.items())
        and found["schema"] >= 1
        and all(
            isinstance(one, dict)
            and isinstance(one.get("sha256"), str)
            and type(one.get("size")) is int
            for one in found["files"].values()
        )
    ):
        raise _corrupt(place, SEAL, "格式不对", "has the wrong form")
    if not inside(found["files"]):
        raise _corrupt(place, SEAL, "列有变体以外的路径", "names a path outside the variant")
    return found


def _below(folder: str) -> Iterator[str]:
    """Yield the path of everything below a folder that is no folder itself."""
    for here, folders, files in os.walk(folder):
        links = [one for one in folders if os.path.islink(os.path.join(here, one))]
        for name in (*files, *links):
            yield os.path.relpath(os.path.join(here, name), folder).replace(os.sep, "/")


def _reader(folder: str) -> Callable[[str], bytes]:
    def read(name: str) -> bytes:
        content = read_bytes(folder, name, Findings(name))
        if content is None:  # a link, a pipe, too large, or not to be read
            raise OSError(name)
        return content

    return read


def _bytes(place: str, read: Callable[[str], bytes], name: str) -> bytes:
    try:
        return read(name)
    except (OSError, KeyError):
        raise _corrupt(place, name, "无法读取", "cannot be read") from None


def _corrupt(place: str, name: str, zh: str, en: str) -> CatalogCorrupt:
    return CatalogCorrupt(
        f"地方变体“{place}”中的 {name} {zh}，整体未载入，请重新获取该变体。",
        f"{name} in the variant {place} {en}; nothing of it is used: fetch this variant again",
    )


def _unsealed(place: str, variant: bool) -> CommunityCertsError:
    if variant:
        return InvalidArgument(
            f"“{place}”中没有 {SEAL}，是没有封装的地方变体；请用 community-certs release build "
            "封装，或解开后给出其文件夹。",
            f"{place} has no {SEAL}: seal the variant with community-certs release build, or "
            "unpack it and name its folder",
        )
    return InvalidArgument(
        f"“{place}”中没有 {_OVERLAY}，不是地方变体。",
        f"{place} holds no {_OVERLAY}: it is no local variant",
    )
