"""Put values into the placeholders of a Word document.

A placeholder is ``{{name}}``. ``{{list.name}}`` stands in a paragraph or table row that is repeated
for every member of the list. Word may cut a placeholder into several runs; it is found all the
same, and takes the look of the run in which it begins. There is nothing else: no condition, no
formula.
"""

from __future__ import annotations

import re
from xml.dom import minidom
from xml.parsers.expat import ExpatError, ParserCreate

from community_certs.casework.docx.package import check_fields, pack
from community_certs.casework.docx.writing import xml_of
from community_certs.errors import InvalidArgument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    Node = Any  # minidom's types say less than its documents hold
    Values = Mapping[str, Any]  # text, or a list of mappings of names to texts

__all__ = ["fill", "names_in"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_DEEPEST = 100
_MOST_ELEMENTS = 100_000
_TEXTS = re.compile(r"word/(?:document|header[0-9]*|footer[0-9]*)\.xml")
_CONTROL = {code: None for code in range(32) if code not in (9, 10)} | {
    0x7F: None,
    0xFFFE: None,
    0xFFFF: None,
    **dict.fromkeys(range(0xD800, 0xE000)),
}


def fill(parts: Mapping[str, bytes], values: Values) -> bytes:
    """Return the document of a template's parts with its placeholders filled.

    Arguments:
        parts: the parts of a checked template.
        values: name to text, or name to a list of mappings of names to texts. A text may have
            several lines.

    Raises:
        InvalidArgument: if the template names a value that is not there, or is not well-formed.
    """
    filled = {}
    for name, part in parts.items():
        if _TEXTS.fullmatch(name):
            document = _parse(name, part)
            _check(document)
            # What a value holds is text, even if it looks like a placeholder: filled once only.
            done: list[Node] = []
            for kind in ("tr", "p"):
                for element in list(_elements(document, kind)):
                    _repeat(element, values, done)
            ready = {id(one) for one in done}
            for paragraph in list(_elements(document, "p")):
                if id(paragraph) not in ready:
                    _put(paragraph, values)
            part = xml_of(document)  # noqa: PLW2901
        filled[name] = part
    return pack(filled)


def names_in(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the names of all placeholders of a template, sorted."""
    found = set()
    for name, part in parts.items():
        if _TEXTS.fullmatch(name):
            for paragraph in _elements(_parse(name, part), "p"):
                found.update(_PLACE.findall(_text(paragraph)))
    return tuple(sorted(found))


def _parse(name: str, part: bytes) -> Node:
    if b"<!DOCTYPE" in part:  # check_template refuses it, too; nothing else guards a direct call
        raise InvalidArgument("模板含有文档类型声明。", "the template has a document type")
    try:
        _measure(name, part)
        return minidom.parseString(part)
    except (ExpatError, ValueError):
        raise InvalidArgument(
            f"模板的 {name} 不是有效的 XML。", f"{name} of the template is not well-formed"
        ) from None


def _measure(name: str, part: bytes) -> None:
    """Refuse a part too deep or too large to be held as a tree, while it is only read through."""
    depth = deepest = count = 0

    def start(*_: object) -> None:
        nonlocal depth, deepest, count
        depth, count = depth + 1, count + 1
        deepest = max(deepest, depth)
        if deepest > _DEEPEST or count > _MOST_ELEMENTS:
            raise InvalidArgument(
                f"模板的 {name} 嵌套过深或者过大。", f"{name} of the template is too deep or large"
            )

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser = ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(part, True)


def _check(document: Node) -> None:
    instructions = [one.getAttributeNS(_W, "instr") for one in _elements(document, "fldSimple")]
    for paragraph in _elements(document, "p"):
        text = "".join(_characters(one) for one in _elements(paragraph, "instrText"))
        if text.strip():
            instructions.append(text.strip())
    check_fields(instructions)


def _elements(node: Node, name: str) -> Iterator[Node]:
    yield from node.getElementsByTagNameNS(_W, name)


def _characters(node: Node) -> str:
    return "".join(
        child.data
        for child in node.childNodes
        if child.nodeType in (3, 4)  # text, CDATA
    )


def _own_texts(paragraph: Node) -> list[Node]:
    """Return the texts of a paragraph, those of paragraphs inside it (text boxes) left out."""
    found: list[Node] = []

    def visit(node: Node) -> None:
        for child in node.childNodes:
            if child.nodeType != 1 or (child.namespaceURI == _W and child.localName == "p"):
                continue
            if child.namespaceURI == _W and child.localName == "t":
                found.append(child)
            else:
                visit(child)

    visit(paragraph)
    return found


def _text(element: Node) -> str:
    if element.localName == "p":
        return "".join(_characters(one) for one in _own_texts(element))
    return "".join(_text(one) for one in _elements(element, "p"))


def _lists_in(text: str, values: Values) -> list[str]:
    heads = [name.partition(".")[0] for name in _PLACE.findall(text) if "." in name]
    return [one for one in dict.fromkeys(heads) if not isinstance(values.get(one, ""), str)]


def _repeat(element: Node, values: Values, done: list[Node]) -> None:
    """Replace an element that names members of a list by one copy for each member.

    Paragraphs that were filled with a member's values are added to ``done``.
    """
    named = _lists_in(_text(element), values)
    if not named or element.parentNode is None:
        return
    if len(named) > 1:
        raise InvalidArgument(
            f"模板的一行里同时用了几个列表：{'、'.join(named)}。",
            f"one line of the template names several lists: {', '.join(named)}",
        )
    head = named[0]
    parent = element.parentNode
    members = values[head]
    assert not isinstance(members, str)
    for member in members:
        copy = element.cloneNode(True)
        parent.insertBefore(copy, element)
        own = {f"{head}.{key}": value for key, value in member.items()}
        for paragraph in [copy] if copy.localName == "p" else list(_elements(copy, "p")):
            _put(paragraph, {**values, **own})
            done.append(paragraph)
    if members or parent.localName != "tc":
        parent.removeChild(element)
    else:  # A cell must keep a paragraph.
        for one in _own_texts(element):
            _set(one, "")


def _put(paragraph: Node, values: Values) -> None:
    nodes = _own_texts(paragraph)
    texts = [_characters(one) for one in nodes]
    whole = "".join(texts)
    if "{{" not in whole:
        return
    starts = [sum(len(one) for one in texts[:n]) for n in range(len(texts))]
    for found in reversed(list(_PLACE.finditer(whole))):
        value = _value(found[1], values)
        first, last = found.span()
        for n in range(len(nodes) - 1, -1, -1):
            begin, end = starts[n], starts[n] + len(texts[n])
            if end <= first or begin >= last:
                continue
            left, right = max(first - begin, 0), min(last - begin, len(texts[n]))
            put = value if begin <= first else ""
            texts[n] = texts[n][:left] + put + texts[n][right:]
        # Texts before the placeholder keep their places; those after it were done before.
    for node, text in zip(nodes, texts, strict=True):
        _set(node, text)


def _value(name: str, values: Values) -> str:
    value = values.get(name)
    if not isinstance(value, str):
        known = "、".join(sorted(key for key, one in values.items() if isinstance(one, str)))
        raise InvalidArgument(
            f"模板用了没有的占位符“{name}”，可用的有：{known}。",
            f"the template names {name!r}, which is not there; known: {known}",
        )
    return value.translate(_CONTROL)


def _set(node: Node, text: str) -> None:
    """Set the text of a ``w:t``; each further line goes behind a break in the same run."""
    document, prefix = node.ownerDocument, f"{node.prefix}:" if node.prefix else ""
    while node.firstChild is not None:
        node.removeChild(node.firstChild)
    node.setAttribute("xml:space", "preserve")
    first, *more = text.split("\n")
    node.appendChild(document.createTextNode(first))
    behind = node.nextSibling
    for line in more:
        line_break = document.createElementNS(_W, f"{prefix}br")
        further = document.createElementNS(_W, f"{prefix}t")
        further.setAttribute("xml:space", "preserve")
        further.appendChild(document.createTextNode(line))
        node.parentNode.insertBefore(line_break, behind)
        node.parentNode.insertBefore(further, behind)
