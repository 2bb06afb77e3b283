"""From bytes to text: UTF-8 without a byte order mark, without what cannot be seen."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from community_certs.authoring.strict_yaml.findings import Findings

__all__ = ["decode"]

_BOM = b"\xef\xbb\xbf"

_UNWANTED = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters
    "\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\ufffd-\uffff\U000e0000-\U000e0fff"
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use: shown differently on every machine
    "]"
)
_FILLER = "\ufffd"
_BREAK = re.compile("\r\n|\r|\n")


def decode(data: bytes, findings: Findings) -> str | None:
    """Return ``data`` as text in which every unwanted character is replaced by U+FFFD.

    Line and column of everything else stay as they are. Each unwanted character becomes a finding.

    Arguments:
        data: the file as read.
        findings: receives ``byte-order-mark``, ``not-utf8``, ``control-character``,
            ``invisible-character`` and ``broken-character``.

    Returns:
        The text, or None if the bytes are not UTF-8 at all.

    """
    if data.startswith(_BOM):
        findings.add(
            "byte-order-mark",
            1,
            1,
            "文件开头有字节顺序标记（BOM）。",
            "the file starts with a byte order mark",
            "用编辑器另存为“UTF-8”，不要选“UTF-8 带 BOM”。",
            'save the file as "UTF-8", not as "UTF-8 with BOM"',
        )
        data = data[len(_BOM) :]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _report_encoding(data, error.start, findings)
        return None
    if _UNWANTED.search(text) is None:
        return text
    _report_characters(text, findings)
    return _UNWANTED.sub(_FILLER, text)


def _report_encoding(data: bytes, at: int, findings: Findings) -> None:
    before = data[:at]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    guess = _likely_encoding(data)
    if guess is None:
        zh, en = "文件不是 UTF-8 编码。", "the file is not UTF-8"
    else:
        zh = f"文件不是 UTF-8 编码，看起来是 {guess}。"
        en = f"the file is not UTF-8; it looks like {guess}"
    findings.add(
        "not-utf8",
        line,
        column,
        zh,
        en,
        "用编辑器以原编码打开，再另存为 UTF-8。",
        "open it in its own encoding and save it as UTF-8",
    )


def _likely_encoding(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:64]:
        return "UTF-16"
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    han = sum("\u4e00" <= char <= "\u9fff" for char in text)
    other = sum(char > "\u007f" for char in text) - han
    return "GBK" if han > other else None


def _report_characters(text: str, findings: Findings) -> None:
    starts = [0]
    starts.extend(found.end() for found in _BREAK.finditer(text))
    for found in _UNWANTED.finditer(text):
        if findings.full:
            findings.left_off(1)
            continue
        line = bisect_right(starts, found.start())
        column = found.start() - starts[line - 1] + 1
        code, zh, en = _describe(found.group())
        point = f"U+{ord(found.group()):04X}"
        findings.add(
            code,
            line,
            column,
            f"此处有{zh}（{point}）。",
            f"{en} ({point})",
            "删去它，或改用看得见的字符；它多半是从网页或 PDF 复制来的。",
            "delete it or write the visible character; it usually comes from a copied page or PDF",
        )


def _describe(char: str) -> tuple[str, str, str]:
    if char < " " or "\x7f" <= char <= "\x9f":
        return "control-character", "控制字符", "a control character"
    if char == "\ufffd":
        return "broken-character", "已损坏的字符", "a replacement character: text was lost here"
    if "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000":
        return "broken-character", "私用区字符（各机显示不同）", "a private use character"
    return "invisible-character", "看不见的字符", "an invisible character"
