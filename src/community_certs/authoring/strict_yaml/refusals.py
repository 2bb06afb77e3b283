"""How the strict reader says what it refuses."""

from __future__ import annotations

from typing import Any

from community_certs.authoring.strict_yaml.findings import Findings
from community_certs.authoring.strict_yaml.reading import Mark

__all__ = [
    "alias",
    "ambiguous",
    "bad_key",
    "decorated",
    "directive",
    "duplicate_key",
    "full_width_colon",
    "merge_key",
    "several_documents",
    "syntax",
    "too_deep",
    "too_many",
]


def bad_key(findings: Findings, mark: Mark) -> None:
    """Report a key that is no word."""
    findings.add(
        "bad-key",
        mark.line + 1,
        mark.column + 1,
        "键必须是一个词，不能为空，也不能是列表或映射。",
        "a key must be a word, neither empty nor a list or mapping",
        "检查冒号和括号的位置。",
        "look for a misplaced colon or bracket",
    )


def full_width_colon(findings: Findings, mark: Mark, at: int) -> None:
    """Report a key with a full-width colon in it; ``at`` counts from the mark."""
    findings.add(
        "bad-key",
        mark.line + 1,
        mark.column + at + 1,
        "键后面是全角冒号“：”，这一行没有读成键和值。",
        "a key is followed by a full-width colon, so that it is none",
        "改成半角冒号加一个空格“: ”。",
        'write a colon and a space, ": "',
    )


def ambiguous(findings: Findings, event: Any) -> str | None:
    """Report an unquoted word that tools read differently; return what it stands for."""
    word: str = event.value
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    if word.lower() in ("", "~", "null"):
        zh = "空值要写成 null。" if not word else f"空值要写成 null，不能写“{word}”。"
        findings.add(
            "ambiguous-scalar",
            line,
            column,
            zh,
            f'an empty value is written null, not "{word}"',
            "没有内容就写 null，或者删去这一行。",
            "write null or delete the line",
        )
        return None
    findings.add(
        "ambiguous-scalar",
        line,
        column,
        f"“{_short(word)}”没有加引号，有的工具会把它读成数字、日期或真假值。",
        f'"{_short(word)}" is not quoted: some tools read it as a number, a date or a boolean',
        f'文字请写成 "{_short(word)}"；真假值只写 true 或 false，整数不要以 0 开头。',
        f'write "{_short(word)}" for text; booleans are true or false, integers have no leading 0',
    )
    return word


def decorated(findings: Findings, event: Any) -> None:
    """Report the anchor and the tag of a node."""
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    if event.anchor is not None:
        findings.add(
            "anchor",
            line,
            column,
            f"不能使用锚点“&{_short(event.anchor)}”。",
            f'anchors are not allowed ("&{_short(event.anchor)}")',
            "删去锚点，内容重复写出来。",
            "delete the anchor and repeat the content",
        )
    if event.tag is not None:
        findings.add(
            "tag",
            line,
            column,
            f"不能使用标签“{_short(event.tag)}”。",
            f'tags are not allowed ("{_short(event.tag)}")',
            "删去以“!”开头的标签；文字若以“!”开头，请加引号。",
            'delete the tag; quote text that starts with "!"',
        )


def alias(findings: Findings, event: Any) -> None:
    """Report an alias."""
    findings.add(
        "alias",
        event.start_mark.line + 1,
        event.start_mark.column + 1,
        f"不能使用引用“*{_short(event.anchor)}”。",
        f'aliases are not allowed ("*{_short(event.anchor)}")',
        "把所引用的内容直接写出来；文字若以“*”开头，请加引号。",
        'write out what it refers to; quote text that starts with "*"',
    )


def merge_key(findings: Findings, mark: Mark) -> None:
    """Report a merge key."""
    findings.add(
        "merge-key",
        mark.line + 1,
        mark.column + 1,
        "不能使用合并键“<<”。",
        'merge keys ("<<") are not allowed',
        "把要合并的内容直接写出来。",
        "write out what it would merge",
    )


def duplicate_key(findings: Findings, mark: Mark, name: str, first: Mark) -> None:
    """Report a key that stands twice in one mapping."""
    findings.add(
        "duplicate-key",
        mark.line + 1,
        mark.column + 1,
        f"键“{_short(name)}”重复，已见于第 {first.line + 1} 行。",
        f'duplicate key "{_short(name)}": first on line {first.line + 1}',
        "同一处每个键只能写一次：删去其中一个，或改正键名。",
        "a key may stand once: delete one of them or correct its name",
    )


def several_documents(findings: Findings, mark: Mark) -> None:
    """Report a second document."""
    findings.add(
        "several-documents",
        mark.line + 1,
        mark.column + 1,
        "一个文件只能有一份文档，此处又开始了一份。",
        "a file holds one document; another starts here",
        "把它移到单独的文件，或删去“---”。",
        'move it to a file of its own, or delete the "---"',
    )


def directive(findings: Findings, mark: Mark) -> None:
    """Report a YAML directive."""
    findings.add(
        "directive",
        mark.line + 1,
        mark.column + 1,
        "不能使用以“%”开头的指令。",
        'directives ("%YAML", "%TAG") are not allowed',
        "删去文件开头的“%”行。",
        'delete the line that starts with "%"',
    )


def too_deep(findings: Findings, line: int, column: int, most: int) -> None:
    """Report nesting beyond the limit."""
    findings.add(
        "too-deep",
        line,
        column,
        f"嵌套超过 {most} 层，其余内容未再读取。",
        f"nested deeper than {most}; the rest was not read",
        "检查括号和缩进。",
        "look for stray brackets or indentation",
    )


def too_many(findings: Findings, mark: Mark, most: int) -> None:
    """Report more nodes than allowed."""
    findings.add(
        "too-many-nodes",
        mark.line + 1,
        mark.column + 1,
        f"文件的内容超过 {most} 项，其余未再读取。",
        f"the file has more than {most} nodes; the rest was not read",
        "一个文件只写一件事：请拆成多个文件。",
        "one file is one thing: split it",
    )


def syntax(findings: Findings, line: int, column: int, zh: str, en: str) -> None:
    """Report what is no YAML."""
    findings.add(
        "yaml-syntax",
        line,
        column,
        f"YAML 写法有误，从此处起无法读取：{zh}。",
        f"this is not YAML: {en}",
        "检查这一行及上一行的缩进、冒号后的空格、引号和括号是否成对；缩进用空格，不用制表符。",
        "check indentation (spaces, no tabs), the space after colons, and pairs of quotes and "
        "brackets on this line and the one above",
    )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else flat[:39] + "…"
