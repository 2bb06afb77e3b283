"""Comments that silence a finding: ``# community-certs: ignore[code] why``.

The comment stands on the line of the finding or alone on the line above; for a finding about a
whole file, on its first line. It must say why; it is itself a finding if it silences nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from pathlib import Path

from community_certs.authoring.checks import CHECKS
from community_certs.authoring.strict_yaml import Findings
from community_certs.authoring.strict_yaml.files import read_bytes
from community_certs.diagnostics import Diagnostic

__all__ = ["Suppression", "silence", "suppressions_in"]

_MARK = b"community-certs: ignore"
_COMMENT = re.compile(
    r"(?:^|(?<=\s))#[ \t]*community-certs:[ \t]*ignore(?:\[([^\]\n]*)\])?[ \t]*([^\n]*)", re.M
)


class Suppression:
    """One code in one comment.

    Attributes:
        code: the check it silences.
        line: the line of the finding it is for; the comment's own, or the one below it.
        at: the line and column of the comment.
        reason: what it says for it.
    """

    __slots__ = ("at", "code", "line", "reason")

    def __init__(self, code: str, line: int, at: tuple[int, int], reason: str) -> None:
        self.code = code
        self.line = line
        self.at = at
        self.reason = reason


def suppressions_in(text: str) -> list[Suppression]:
    """Return every suppression in the text of a file."""
    found = []
    for comment in _COMMENT.finditer(text):
        start = text.rfind("\n", 0, comment.start()) + 1
        line = text.count("\n", 0, comment.start()) + 1
        alone = not text[start : comment.start()].strip()
        at = (line, comment.start() - start + 1)
        codes = [one.strip() for one in (comment.group(1) or "").split(",")]
        reason = comment.group(2).strip()
        found += [Suppression(code, line + alone, at, reason) for code in codes]
    return found


def silence(
    root: Path, paths: Iterable[str], diagnostics: Iterable[Diagnostic], ran: Collection[str]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Part the findings of a tree by its suppressions.

    Arguments:
        root: the folder of the tree.
        paths: its files, relative to it.
        diagnostics: the findings.
        ran: the codes of the checks that ran; a suppression of another is not called unused.

    Returns:
        The findings that remain, with those about the suppressions themselves; and those silenced.
    """
    by_path: dict[str, list[Diagnostic]] = {}
    for one in diagnostics:
        by_path.setdefault(one.path, []).append(one)
    kept: list[Diagnostic] = []
    silenced: list[Diagnostic] = []
    for path in sorted({*paths, *by_path}):
        held = by_path.get(path, [])
        marks = _read(root, path)
        if not marks:
            kept += held
            continue
        used: set[Suppression] = set()
        for one in held:
            mark = _for(one, marks)
            if mark is None:
                kept.append(one)
            else:
                used.add(mark)
                silenced.append(one)
        findings = Findings(path)
        for mark in marks:
            _judge(mark, findings, used=mark in used, ran=ran)
        kept += findings.sorted()
    return kept, silenced


def _read(root: Path, path: str) -> list[Suppression]:
    data = read_bytes(str(root), path, Findings(path))
    if data is None or _MARK not in data:
        return []
    return suppressions_in(data.decode("utf-8", "replace"))


def _for(one: Diagnostic, marks: list[Suppression]) -> Suppression | None:
    check = CHECKS.get(one.code)
    if check is None or check.fixed:
        return None
    for mark in marks:
        here = mark.line == one.line or (one.line == 0 and mark.at[0] == 1)
        if here and mark.code == one.code and mark.reason:
            return mark
    return None


def _judge(mark: Suppression, findings: Findings, *, used: bool, ran: Collection[str]) -> None:
    def say(code: str, zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> None:
        check = CHECKS[code]
        findings.add(
            code,
            *mark.at,
            zh,
            en,
            hint_zh or check.mend[0],
            hint_en or check.mend[1],
            check.severity,
        )

    check = CHECKS.get(mark.code)
    if check is None:
        close = get_close_matches(mark.code, CHECKS, n=1, cutoff=0.6)
        say(
            "suppression-unknown",
            f"没有检查“{mark.code[:40]}”，此注释不起作用。",
            f'there is no check "{mark.code[:40]}"',
            f"是不是 {close[0]}？" if close else "",
            f"did you mean {close[0]}?" if close else "",
        )
    elif check.fixed:
        say(
            "suppression-refused",
            f"检查“{mark.code}”不能忽略。",
            f'the check "{mark.code}" cannot be silenced',
        )
    elif not mark.reason:
        say(
            "suppression-reason",
            f"忽略“{mark.code}”没有写理由，此注释不起作用。",
            f"the suppression of {mark.code} gives no reason and does nothing",
        )
    elif not used and mark.code in ran:
        say(
            "suppression-unused",
            f"此处没有“{mark.code}”的问题。",
            f"there is no finding of {mark.code} here",
        )
