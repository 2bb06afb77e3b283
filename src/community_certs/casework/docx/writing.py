"""Write an XML tree, the same in every version of Python (``minidom`` escapes differently)."""

from __future__ import annotations

from xml.dom import Node

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["xml_of"]

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_ATTRIBUTE = {**_TEXT, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
_IN_TEXT = str.maketrans(_TEXT)
_IN_ATTRIBUTE = str.maketrans(_ATTRIBUTE)


def xml_of(document: Any) -> bytes:
    """Return a ``minidom`` document as UTF-8; the same document gives the same bytes everywhere."""
    out = [_HEAD]
    for child in document.childNodes:
        _write(child, out)
    return "".join(out).encode()


def _write(node: Any, out: list[str]) -> None:
    kind = node.nodeType
    if kind == Node.ELEMENT_NODE:
        out.append(f"<{node.tagName}")
        for name, value in node.attributes.items():
            out.append(f' {name}="{value.translate(_IN_ATTRIBUTE)}"')
        if not node.childNodes:
            out.append("/>")
            return
        out.append(">")
        for child in node.childNodes:
            _write(child, out)
        out.append(f"</{node.tagName}>")
    elif kind in (Node.TEXT_NODE, Node.CDATA_SECTION_NODE):
        out.append(node.data.translate(_IN_TEXT))
