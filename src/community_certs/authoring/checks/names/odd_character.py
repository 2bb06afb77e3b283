"""A letter that only looks like the one meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from community_certs.authoring.check import Check, Example
from community_certs.authoring.strict_yaml import PathPart
from community_certs.authoring.tree import Tree
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["CHECK"]

Path = tuple[PathPart, ...]
_RANGES = (
    ("\u0370", "\u03ff", "希腊字母", "a Greek letter"),
    ("\u0400", "\u052f", "西里尔字母", "a Cyrillic letter"),
    ("\u0530", "\u1fff", "其他文字的字母", "a letter of another script"),
    ("\u2e80", "\u2fdf", "部首字符", "a radical, not an ideograph"),
    ("\uf900", "\ufaff", "兼容汉字", "a compatibility ideograph"),
    ("\ufb00", "\ufdff", "其他文字的字母", "a letter of another script"),
    ("\U0001d400", "\U0001d7ff", "数学字母", "a mathematical letter"),
    ("\U0002f800", "\U0002fa1f", "兼容汉字", "a compatibility ideograph"),
)


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for (kind, name), reading in tree.readings.items():
        for path, text in _texts(reading.value, ()):
            for char in text if not text.isascii() else "":
                said = _odd(char)
                if said is None:
                    continue
                yield tree.diagnose(
                    kind,
                    name,
                    "odd-character",
                    path,
                    f"“{_short(text)}”中的“{char}”（U+{ord(char):04X}）是{said[0]}，不是常用字。",
                    f'"{char}" (U+{ord(char):04X}) in "{_short(text)}" is {said[1]}',
                    *CHECK.mend,
                    severity=WARNING,
                )
                break


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, (*path, key))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from _texts(one, (*path, at))


def _odd(char: str) -> tuple[str, str] | None:
    if "一" <= char <= "鿿" or char <= "\u02ff":
        return None
    for first, last, zh, en in _RANGES:
        if first <= char <= last:
            return zh, en
    return None


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"


CHECK = Check(
    code="odd-character",
    severity=WARNING,
    title=("形似而不同的字符", "a letter that only looks like another"),
    why=(
        "部首字符（⼈）、兼容汉字、西里尔字母（а）看上去与常用字一样，却查不到、对不上。",
        (
            "A radical (⼈), a compatibility ideograph or a Cyrillic а looks like the usual "
            "letter but is another."
        ),
    ),
    mend=("删去它，用输入法重新输入这个字。", "Delete it and type the character anew."),
    example=Example(
        "items/kinship.yaml",
        bad="name: 亲属关系证明А",
        good="name: 亲属关系证明A",
        words=("U+0410", "西里尔"),
        anchor="name: 亲属关系证明",
    ),
    run=_run,
)
