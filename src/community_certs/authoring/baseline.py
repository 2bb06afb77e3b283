"""Known findings: a file with which an old catalogue can adopt a new check.

A finding is known by its check, its file and the text of its line, not by the number of the line,
so that it stays known when lines are added above it. Each is counted; one more of the same is new.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from community_certs.authoring.checks import CHECKS
from community_certs.diagnostics import Diagnostic
from community_certs.errors import InvalidArgument

__all__ = ["VERSION", "Baseline", "fingerprint", "written"]

VERSION = 1
"""The version of the file."""

_MOST = 1000
Line = Callable[[Diagnostic], str]
"""Returns the text of the line that a finding stands on; "" if it has none."""


def fingerprint(one: Diagnostic, line: str) -> str:
    """Return what a finding is known by, whatever its line number."""
    text = "\0".join((one.code, one.path, " ".join(line[:_MOST].split()) or one.en))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class Baseline:
    """Known findings, counted by fingerprint."""

    def __init__(self, known: Counter[str]) -> None:
        self._known = known

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Read a baseline.

        Raises:
            InvalidArgument: if it cannot be read.
        """
        try:
            held = json.loads(path.read_text("utf-8"))
            if held["version"] != VERSION:
                raise ValueError(f"version {held['version']}")
            return cls(Counter({str(one["id"]): int(one["count"]) for one in held["findings"]}))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InvalidArgument(
                f"基线文件“{path}”无法读取：{error}。请用 --write-baseline 重新生成。",
                f"cannot read the baseline {path}: {error}; write it with --write-baseline",
            ) from None

    def part(
        self, diagnostics: Iterable[Diagnostic], line: Line
    ) -> tuple[list[Diagnostic], list[Diagnostic], int]:
        """Part findings into new and known ones; the number says how many known ones are gone."""
        left = Counter(self._known)
        new: list[Diagnostic] = []
        known: list[Diagnostic] = []
        for one in diagnostics:
            key = fingerprint(one, line(one))
            if _can_be_known(one) and left[key] > 0:
                left[key] -= 1
                known.append(one)
            else:
                new.append(one)
        return new, known, sum(left.values())


def written(diagnostics: Iterable[Diagnostic], line: Line) -> str:
    """Return the baseline that knows these findings, but for those that cannot be silenced."""
    counted: Counter[tuple[str, str, str]] = Counter(
        (one.path, one.code, fingerprint(one, line(one)))
        for one in diagnostics
        if _can_be_known(one)
    )
    findings = [
        {"path": path, "code": code, "id": key, "count": count}
        for (path, code, key), count in sorted(counted.items())
    ]
    return (
        json.dumps({"version": VERSION, "findings": findings}, ensure_ascii=False, indent=1) + "\n"
    )


def _can_be_known(one: Diagnostic) -> bool:
    check = CHECKS.get(one.code)
    return check is not None and not check.fixed
