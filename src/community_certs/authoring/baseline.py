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
from community_certs.errors import InvalidArgument, system_reason

__all__ = ["VERSION", "Baseline", "can_be_known", "fingerprint", "written"]

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
        except OSError as error:
            raise InvalidArgument(
                f"基线文件“{path}”无法读取：{system_reason(error)}。"
                f"还没有的，先用 --write-baseline {path} 生成。",
                f"cannot read the baseline {path}: {error.strerror}; "
                f"if there is none yet, write it with --write-baseline {path}",
            ) from None
        except (ValueError, KeyError, TypeError):
            raise InvalidArgument(
                f"“{path}”不是基线文件，请用 --write-baseline {path} 重新生成。",
                f"{path} is no baseline: write it with --write-baseline {path}",
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
            if can_be_known(one) and left[key] > 0:
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
        if can_be_known(one)
    )
    findings = [
        {"path": path, "code": code, "id": key, "count": count}
        for (path, code, key), count in sorted(counted.items())
    ]
    return (
        json.dumps({"version": VERSION, "findings": findings}, ensure_ascii=False, indent=1) + "\n"
    )


def can_be_known(one: Diagnostic) -> bool:
    """Whether a baseline may let a finding be: not if such data cannot be compiled."""
    check = CHECKS.get(one.code)
    return check is not None and not check.fixed
