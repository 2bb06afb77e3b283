"""The zip around a Word document: always written the same way, and checked before it is read."""

from __future__ import annotations

import io
import zipfile
import zlib

from community_certs.errors import InvalidArgument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["check_template", "pack", "unpack"]

_DATE = (1980, 1, 1, 0, 0, 0)
_MOST_PARTS = 200
_LARGEST = 16 * 1024 * 1024
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp", ".tif", ".tiff")
_REFUSED = ("vbaproject", "vbadata", "activex", "embeddings/", "attachedtemplate", "customui")
_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of the parts: in the order given, stored, with a fixed date.

    Nothing is compressed, since compressed bytes differ between versions of zlib.

    Arguments:
        parts: the name of each part to its bytes.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.create_system = 0
            info.external_attr = 0
            archive.writestr(info, data)
    return out.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip by name.

    Arguments:
        data: the file. What it inflates to is counted while it is read, never trusted.

    Raises:
        InvalidArgument: if it is no zip, is damaged or encrypted, or inflates to too much.
    """
    parts: dict[str, bytes] = {}
    left = _LARGEST
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.infolist()
            if len(names) > _MOST_PARTS:
                raise _refused("部件过多", "too many parts")
            for info in names:
                if info.is_dir():
                    continue
                if info.flag_bits & 1:
                    raise _refused("已加密", "encrypted")
                if info.filename in parts or info.filename.startswith("/") or ".." in info.filename:
                    raise _refused("部件名称有误", "a bad or repeated name of a part")
                with archive.open(info) as part:
                    read = part.read(left + 1)
                left -= len(read)
                if left < 0:
                    raise _refused("解压后过大", "inflates to more than 16 MB")
                parts[info.filename] = read
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
        raise _refused("不是完整的 .docx 文件", "no whole .docx file") from None
    return parts


def check_template(data: bytes) -> dict[str, bytes]:
    """Return the parts of a Word template after making sure that it is nothing but a document.

    Arguments:
        data: the .docx file.

    Raises:
        InvalidArgument: if it holds macros, controls, embedded or outside objects, fields other
            than page numbers, or XML with a document type.
    """
    parts = unpack(data)
    if "word/document.xml" not in parts or _DOCUMENT not in parts.get("[Content_Types].xml", b""):
        raise _refused("不是 Word 文档（.docx）", "no Word document (.docx)")
    for name, part in parts.items():
        low = name.lower()
        if any(one in low for one in _REFUSED):
            raise _refused("含有宏、控件或嵌入对象", f"holds macros, controls or objects ({name})")
        if low.endswith((".xml", ".rels")):
            _check_xml(name, part)
        elif not low.endswith(_PICTURES) and not low.startswith("docprops/"):
            raise _refused(f"含有不允许的部件 {name}", f"holds a part of another kind ({name})")
    return parts


def _check_xml(name: str, part: bytes) -> None:
    if b"\0" in part or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise _refused("含有文档类型声明", f"XML with a document type ({name})")
    if name.endswith(".rels"):
        low = part.lower()
        if b'targetmode="external"' in low or b"targetmode='external'" in low:
            raise _refused("引用外部文件或链接", f"refers to outside files ({name})")
        if b"/attachedtemplate" in low or b"/oleobject" in low or b"/afchunk" in low:
            raise _refused("引用模板或对象", f"refers to templates or objects ({name})")
        return
    if b"altChunk" in part or b"<w:object" in part or b"w:control" in part:
        raise _refused("含有控件或嵌入对象", f"holds controls or objects ({name})")


def check_fields(instructions: list[str]) -> None:
    """Refuse every field but page numbers (DDE and INCLUDETEXT are fields, too).

    Arguments:
        instructions: the instructions of a part's fields.

    Raises:
        InvalidArgument: for any other field.
    """
    for text in instructions:
        words = text.split()
        if not words or words[0].upper() not in _FIELDS:
            first = words[0] if words else ""
            raise _refused(f"含有域 {first}，只允许页码", f"holds the field {first!r}")


def _refused(zh: str, en: str) -> InvalidArgument:
    return InvalidArgument(f"模板{zh}，拒绝使用。", f"the template is refused: {en}")
