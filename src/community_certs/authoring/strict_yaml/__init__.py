"""Strict YAML: text is text, nothing is silently lost, and no file can harm the reader.

Refused, each with a code, a line and a column: duplicate keys, anchors, aliases, merge keys, tags,
directives, several documents, bytes that are not UTF-8, control and invisible characters, unquoted
words that other tools read as numbers, dates or booleans, nesting beyond 32, more than 200 000
nodes, files beyond 4 MiB, symbolic links and paths that leave the root. All findings of a file are
reported, not only the first.
"""

from __future__ import annotations

import os

from community_certs.authoring.strict_yaml.characters import decode
from community_certs.authoring.strict_yaml.events import MOST_DEPTH, MOST_NODES, build
from community_certs.authoring.strict_yaml.files import MOST_BYTES, read_bytes, walk
from community_certs.authoring.strict_yaml.findings import MOST_FINDINGS, Findings
from community_certs.authoring.strict_yaml.reading import PathPart, Reading

__all__ = [
    "MOST_BYTES",
    "MOST_DEPTH",
    "MOST_FINDINGS",
    "MOST_NODES",
    "Findings",
    "PathPart",
    "Reading",
    "parse",
    "read",
    "walk",
]


def read(root: str | os.PathLike[str], relative: str) -> Reading:
    """Read one YAML file strictly.

    Arguments:
        root: the folder that must not be left.
        relative: the file's path below it, with "/" between its parts; also its name in messages.

    """
    findings = Findings(relative)
    data = read_bytes(os.fspath(root), relative, findings)
    return Reading(relative, None, findings.sorted()) if data is None else _parse(data, findings)


def parse(data: bytes, path: str) -> Reading:
    """Read YAML from ``data`` strictly; ``path`` is its name in messages."""
    findings = Findings(path)
    if len(data) > MOST_BYTES:
        findings.add(
            "file-too-large",
            0,
            0,
            f"文件超过 {MOST_BYTES // 1024 // 1024} MiB，未读取。",
            f"the file is larger than {MOST_BYTES // 1024 // 1024} MiB; it was not read",
            "一个文件只写一件事：请拆成多个文件。",
            "one file is one thing: split it",
        )
        return Reading(path, None, findings.sorted())
    return _parse(data, findings)


def _parse(data: bytes, findings: Findings) -> Reading:
    text = decode(data, findings)
    if text is None:
        return Reading(findings.path, None, findings.sorted())
    value, mark, spots, whole = build(text, findings)
    if mark is None and not findings.sorted():
        whole = False
        findings.add(
            "empty-file",
            1,
            1,
            "文件是空的。",
            "the file is empty",
            "写入内容，或删去此文件。",
            "fill it or delete it",
        )
    return Reading(findings.path, value, findings.sorted(), mark, spots, whole=whole)
