"""Saying what a check is about: for ``validate --explain`` and for ``docs/checks.md``.

``python -m community_certs.authoring.explanation docs/checks.md`` writes the page; with ``--check``
it writes nothing and exits with 1 if the page says something else.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from community_certs.authoring.check import Check
from community_certs.authoring.checks import CHECKS, FAMILIES, family_of
from community_certs.diagnostics import LEVELS
from community_certs.errors import InvalidArgument
from community_certs.outputs import write_whole

__all__ = ["explained", "main", "page"]

_MOST = 1200


def explained(code: str, lang: str = "zh") -> str:
    """Return what there is to know of a check, as text.

    Raises:
        InvalidArgument: if there is no such check.
    """
    check = CHECKS.get(code)
    if check is None:
        close = "".join(get_close_matches(code, CHECKS, n=1))
        raise InvalidArgument(
            f"没有检查“{code}”{f'，是不是“{close}”' if close else ''}。",
            f"no check {code!r}{f': did you mean {close}?' if close else ''}",
        )
    en = lang == "en"
    bad, good = _pair(check)
    labels = (
        ("Why", "Mend", "Wrong", "Right")
        if en
        else ("为什么", "怎么改", "错误的写法", "正确的写法")
    )
    parts = [
        f"{code}  {check.severity if en else LEVELS[check.severity][0]}  {check.title[en]}",
        f"{labels[0]}: {check.why[en]}",
        f"{labels[1]}: {check.mend[en]}",
        f"{labels[2]} ({check.example.file}):\n{_indented(bad)}",
    ]
    if good:
        parts.append(f"{labels[3]}:\n{_indented(good)}")
    return "\n".join(parts) + "\n"


def _indented(text: str) -> str:
    return "\n".join("    " + line for line in text.split("\n"))


def _pair(check: Check) -> tuple[str, str]:
    """Return both forms of an example as they can be shown."""
    example = check.example
    bad = example.shown or _shown(example.bad)
    good = "" if example.anchor == "*" and not example.good else _shown(example.good)
    return bad or "（缺少这一行）", good


def _shown(text: str) -> str:
    made = "".join(
        char if char.isprintable() or char == "\n" else f"<U+{ord(char):04X}>" for char in text
    ).strip("\n")
    return made if len(made) <= _MOST else made[:_MOST] + "…"


def page() -> str:
    """Return the documentation page of all checks, as Markdown."""
    out = [
        "# 检查一览 / Checks",
        "",
        "由各检查自己的说明生成（`.ci/generate`），不要手改。",
        "Generated from the checks themselves; do not edit.",
        "",
        "“必须改正”的检查不能忽略，也不能调整级别：那样的数据无法编译。其余的可以在",
        "`.community-certs.toml` 或 `pyproject.toml` 中选择和调整，也可以在行内写明理由后忽略：",
        "",
        "```yaml",
        "# community-certs: ignore[duplicate-number] 两份文件确为同一文号，见来源 s2",
        "number: 民发〔2020〕20号",
        "```",
        "",
    ]
    family = ""
    for code, check in CHECKS.items():
        if family_of(code) != family:
            family = family_of(code)
            zh, en = FAMILIES[family]
            out += [f"## {zh} / {en}（`{family}`）", ""]
        bad, good = _pair(check)
        fixed = "，必须改正" if check.fixed else ""
        out += [
            f"### {code}",
            "",
            f"**{check.title[0]}** / {check.title[1]} — {LEVELS[check.severity][0]} "
            f"`{check.severity}`{fixed}",
            "",
            f"{check.why[0]} / {check.why[1]}",
            "",
            f"改法：{check.mend[0]} / {check.mend[1]}",
            "",
            f"不通过（`{check.example.file}`）：",
            "",
            "```yaml",
            bad,
            "```",
            "",
        ]
        if good:
            out += ["通过：", "", "```yaml", good, "```", ""]
    return "\n".join(out).rstrip("\n") + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the page; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m community_certs.authoring.explanation")
    parser.add_argument("file", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    given = parser.parse_args(arguments)
    fresh = page()
    stale = not given.file.is_file() or given.file.read_text("utf-8") != fresh
    if stale and not given.check:
        write_whole(given.file, fresh)
    if stale:
        sys.stdout.write(f"{given.file}: {'stale' if given.check else 'written'}\n")
    return 1 if stale and given.check else 0


if __name__ == "__main__":
    raise SystemExit(main())
