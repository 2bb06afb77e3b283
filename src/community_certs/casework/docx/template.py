"""Find a template, built in or a district's own, and make a document from it."""

from __future__ import annotations

import os
from pathlib import Path

from community_certs.casework.docx.filling import fill
from community_certs.casework.docx.markup import parts_of_text
from community_certs.casework.docx.package import check_template, pack
from community_certs.errors import InvalidArgument, system_reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

__all__ = ["BUILT_IN", "exported", "load_template", "render"]

_FOLDER = Path(__file__).parents[1] / "templates"
BUILT_IN = (
    "certificate",
    "commitment",
    "guide",
    "ledger",
    "letter-must-not",
    "letter-second",
    "letter-unlisted",
    "statistics",
    "summary",
)
"""The templates that come with the library; a district's folder may hold one of the same name."""
_LARGEST = 16 * 1024 * 1024


def load_template(name: str, folder: str | os.PathLike[str] | None = None) -> dict[str, bytes]:
    """Return the parts of a template.

    Arguments:
        name: one of :data:`BUILT_IN`.
        folder: a district's templates: ``<name>.docx`` there, or else ``<name>.txt``, takes the
            place of the built-in one.

    Raises:
        InvalidArgument: if there is no such template, or it cannot be read or is not allowed.
    """
    if name not in BUILT_IN:
        raise InvalidArgument(
            f"没有模板“{name}”，只有：{'、'.join(BUILT_IN)}。",
            f"no template {name!r}; there are {', '.join(BUILT_IN)}",
        )
    if folder is not None:
        if not os.path.isdir(folder):
            raise InvalidArgument(f"找不到模板文件夹“{folder}”。", f"no such folder: {folder}")
        own = Path(folder) / f"{name}.docx"
        if own.is_file():
            return check_template(_read(own))
        own = Path(folder) / f"{name}.txt"
        if own.is_file():
            return _parts(own)
    return _parts(_FOLDER / f"{name}.txt")


def exported(name: str) -> bytes:
    """Return a built-in template as a Word file, to be changed in Word and put into a folder."""
    return pack(load_template(name))


def render(
    name: str,
    values: Mapping[str, Any],
    folder: str | os.PathLike[str] | None = None,
) -> bytes:
    """Return a document as the bytes of a .docx file; the same arguments give the same bytes.

    Arguments:
        name: see :func:`load_template`.
        values: what the placeholders stand for, see :func:`fill`.
        folder: see :func:`load_template`.

    Raises:
        InvalidArgument: for a bad template or a placeholder that has no value.
    """
    return fill(load_template(name, folder), values)


def _parts(path: Path) -> dict[str, bytes]:
    try:
        text = _read(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidArgument(
            f"模板“{path}”不是 UTF-8 文字。", f"the template {path} is not UTF-8"
        ) from None
    return parts_of_text(text, path.name)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise InvalidArgument(f"模板“{path}”过大。", f"the template {path} is too large")
        return path.read_bytes()
    except OSError as error:
        raise InvalidArgument(
            f"模板“{path}”无法读取：{system_reason(error)}。",
            f"cannot read {path}: {error.strerror}",
        ) from None
