"""Bytes that are not UTF-8."""

from __future__ import annotations

from pathlib import Path

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]


def _lay(path: Path, text: str) -> None:
    path.write_bytes(text.encode("gbk"))


CHECK = Check(
    code="not-utf8",
    severity=ERROR,
    title=("不是 UTF-8 编码", "not UTF-8"),
    why=("GBK 等编码的文件在别的机器上是乱码。", "A GBK file is garbage on another machine."),
    mend=(
        "用编辑器以原编码打开，再另存为 UTF-8。",
        "Open it in its own encoding and save it as UTF-8.",
    ),
    example=Example(
        "items/residence.yaml",
        bad="name: 居住证明",
        good="name: 居住证明",
        words=("UTF-8", "GBK"),
        lay=_lay,
        shown="（GBK 编码的文件）",
    ),
    fixed=True,
)
