"""What is no YAML, in words: the parser's complaint, where the slip is and what was meant."""

from __future__ import annotations

import re
from typing import Any

from community_certs.authoring.strict_yaml import refusals
from community_certs.authoring.strict_yaml.findings import Findings

__all__ = ["full_width_colon", "report_syntax"]

_KEY = "[A-Za-z_][A-Za-z0-9_-]*"
_FULL_COLON = re.compile(f"^[ ]*(?:-[ ]+)*[{{[]?[ ]*{_KEY}[ ]*(：)")
_FULL_COMMA = re.compile(f"(，)[ ]*{_KEY}[ ]*:")
_NO_SPACE = re.compile(f"^[ ]*(?:-[ ]+)*{_KEY}(:)[^ /:]")
_BEFORE = 2
"""So many lines above the place where the parser stopped may hold the slip."""

_MEANT = (
    # what the parser says (as libyaml or as PyYAML puts it), in Chinese and in English
    ("expected ':'", "这一行缺少冒号", "this line lacks a colon"),
    (
        "mapping values are not allowed",
        "此处不该有冒号：上一行的缩进与本行不齐，或文字中有“: ”而没有加引号",
        "a colon is not expected here: the indentation differs from the line above, or text with "
        '": " is not quoted',
    ),
    (
        "expected ',' or ']'",
        "方括号 [ ] 没有配对，或缺少逗号",
        "a [ lacks its ], or a comma is missing",
    ),
    (
        "expected ',' or '}'",
        "花括号 { } 没有配对，或缺少逗号",
        "a { lacks its }, or a comma is missing",
    ),
    ("unexpected end of stream", "引号没有配对", "a quotation mark lacks its pair"),
    ("unexpected document separator", "引号没有配对", "a quotation mark lacks its pair"),
    (
        "expected '-' indicator",
        "列表到此中断：这一行应以“- ”开头，或缩进不对",
        'the list breaks off: this line starts with "- " or has another indentation',
    ),
    (
        "expected <block end>",
        "缩进与上文不齐，或引号、括号之后还有文字",
        "the indentation differs from above, or text follows a closing quote or bracket",
    ),
    (
        "expected key",
        "缩进与上文不齐，或引号、括号之后还有文字",
        "the indentation differs from above, or text follows a closing quote or bracket",
    ),
    (
        "expected node content",
        "括号里少了内容，或没有配对",
        "something is missing within brackets, or they lack their pair",
    ),
    (
        "block sequence entries are not allowed",
        "“- ”要另起一行",
        '"- " starts a line of its own',
    ),
    (
        "unknown escape character",
        "双引号中的反斜杠写法不对",
        "a backslash in double quotes is amiss",
    ),
    ("expected alphabetic or numeric", "以 & 或 * 开头的文字要加引号", "quote text with & or *"),
)


def full_width_colon(line: str) -> int | None:
    """Return the index of a full-width colon that stands after a key, or None."""
    found = _FULL_COLON.match(line)
    return None if found is None else found.start(1)


def report_syntax(error: Any, text: str, findings: Findings, deepest: int) -> None:
    """Report a parser's complaint at the place of the slip.

    Arguments:
        error: a ``yaml.YAMLError``.
        text: what was parsed.
        findings: receives ``yaml-syntax``, or ``too-deep``.
        deepest: how deep nesting may be.
    """
    context, problem = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    mark = problem or context
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    said = str(getattr(error, "problem", None) or "cannot be read")
    if "nesting depth" in said:  # newer versions of libyaml have a limit of their own
        refusals.too_deep(findings, line, column, deepest)
        return
    lines = text.split("\n")
    slip = _slip(lines, line)
    if slip is not None:
        refusals.syntax(findings, *slip)
        return
    if "cannot start any token" in said:
        char = lines[line - 1][column - 1 : column] if line <= len(lines) else ""
        zh, en = _unquoted(char)
    else:
        zh, en = next(((zh, en) for key, zh, en in _MEANT if key in said), ("", ""))
    if context is not None and ("expected ':'" in said or "end of stream" in said):
        # The parser stops where it gives up, on a later line.
        line, column = context.line + 1, context.column + 1
    if not zh:
        about = getattr(error, "context", None)
        zh = en = f"{about}: {said}" if about else said
    refusals.syntax(findings, line, column, zh, en)


def _slip(lines: list[str], line: int) -> tuple[int, int, str, str] | None:
    """Return the slip of a Chinese keyboard at or just above a line: place and words."""
    first = max(1, line - _BEFORE)
    for number in range(min(line, len(lines)), first - 1, -1):
        held = lines[number - 1]
        at = full_width_colon(held)
        if at is not None:
            zh = "键后面是全角冒号“：”，应为半角冒号加一个空格“: ”"
            en = 'a key is followed by a full-width colon; it takes ": "'
            return number, at + 1, zh, en
        found = _FULL_COMMA.search(held) if "{" in held else None
        if found is not None:
            zh, en = (
                "键之前是全角逗号“，”，应为半角逗号“, ”",
                "a full-width comma stands before a key",
            )
            return number, found.start(1) + 1, zh, en
        found = _NO_SPACE.match(held)
        if found is not None:
            zh, en = "冒号后面缺少空格", "a space is missing after the colon"
            return number, found.start(1) + 1, zh, en
    return None


def _unquoted(char: str) -> tuple[str, str]:
    if char == "\t":
        return "缩进用了制表符，应为空格", "a tab stands in the indentation"
    return f"以“{char}”开头的文字要加引号", f'text that starts with "{char}" must be quoted'
