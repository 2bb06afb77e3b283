"""A file that exceeds the limit."""

from __future__ import annotations

from pathlib import Path

from community_certs.authoring.check import Check, Example
from community_certs.authoring.strict_yaml import MOST_BYTES
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]


def _lay(path: Path, text: str) -> None:
    path.write_bytes(b"#" * (MOST_BYTES + 1))


CHECK = Check(
    code="file-too-large",
    severity=ERROR,
    title=("文件过大", "a file that is too large"),
    why=(
        "一份文件远小于 4 MiB；更大的不读，以免耗尽内存。",
        (
            "A document is far smaller than 4 MiB; larger files are not read, lest they "
            "exhaust the memory."
        ),
    ),
    mend=("一个文件只写一件事：请拆成多个文件。", "One file is one thing: split it."),
    example=Example(
        "items/large.yaml",
        bad="",
        good="",
        words=("超过",),
        anchor="*",
        lay=_lay,
        shown="（一个超过 4 MiB 的文件）",
    ),
    fixed=True,
)
