"""What a project asks of ``validate``: which checks, how severe, which base.

They stand in ``.community-certs.toml``, or else in ``pyproject.toml`` under
``[tool.community-certs]``, of the folder where the command runs or the nearest above it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from community_certs.authoring.checks import CHECKS, FAMILIES, family_of
from community_certs.dates import day_of
from community_certs.diagnostics import ERROR, NOTICE, WARNING
from community_certs.errors import InvalidArgument, system_reason

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["FILES", "Settings", "find_settings", "read_settings"]

FILES = (".community-certs.toml", "pyproject.toml")
"""The files that may hold settings; the first one found counts."""

_KEYS = ("select", "ignore", "severity", "strict", "base", "baseline", "on")
_LEVELS = (ERROR, WARNING, NOTICE)


@dataclass(frozen=True)
class Settings:
    """What is asked of a validation.

    Attributes:
        select: codes or families of the checks to report; empty for all.
        ignore: codes or families not to report.
        severity: the severity of a check, by its code, instead of its own.
        strict: whether warnings count as failures.
        base: the folder of the base, or of a compiled release; None for that of ``load_catalog()``.
        baseline: the file of known findings, or None.
        on: the day as of which it is judged whether documents have expired; None for the first
            day of the month of the release.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    base: str | None = None
    baseline: str | None = None
    on: str | None = None

    def reports(self, code: str) -> bool:
        """Whether a check is reported. What cannot be compiled always is."""
        check = CHECKS.get(code)
        if check is None or check.fixed:
            return True
        named = {code, family_of(code)}
        return not named.intersection(self.ignore) and (
            not self.select or bool(named.intersection(self.select))
        )

    def checked(self) -> Settings:
        """Return the same settings.

        Raises:
            InvalidArgument: for an unknown code, family, severity or day, and for a check that
                cannot be silenced or lowered.
        """
        for one in (*self.select, *self.ignore, *self.severity):
            if one not in CHECKS and (one not in FAMILIES or one in self.severity):
                raise _unknown(one)
        for one in (*self.ignore, *self.severity):
            if one in CHECKS and CHECKS[one].fixed:
                raise InvalidArgument(
                    f"检查“{one}”不能忽略，也不能调整级别：这样的数据无法编译。",
                    f'"{one}" can be neither ignored nor lowered: such data cannot be compiled',
                )
        for code, level in self.severity.items():
            if level not in _LEVELS:
                raise InvalidArgument(
                    f"“{code}”的级别“{level}”应为 error、warning 或 notice。",
                    f"the severity of {code} is error, warning or notice, not {level!r}",
                )
        if self.on is not None:
            day_of(self.on)
        return self

    def without_baseline(self) -> Settings:
        """Return these settings without known findings."""
        return replace(self, baseline=None)

    def with_options(self, **given: Any) -> Settings:
        """Return these settings with the options of a command line over them (None: not given)."""
        kept = {key: value for key, value in given.items() if value is not None}
        return replace(self, **kept).checked()


def find_settings(start: Path) -> Settings:
    """Return the settings that hold in a folder.

    Raises:
        InvalidArgument: if a file with settings cannot be read or says what nobody knows.
    """
    folder = start.resolve()
    for place in (folder, *folder.parents):
        for name in FILES:
            path = place / name
            if path.is_file():
                table = _table(path)
                if table is not None:
                    return _settings(table, path)
    return Settings()


def read_settings(path: Path) -> Settings:
    """Return the settings of one file.

    Raises:
        InvalidArgument: as :func:`find_settings`, and if it has none.
    """
    table = _table(path)
    if table is None:
        raise InvalidArgument(
            f"“{path}”中没有 [tool.community-certs]。", f"{path} has no [tool.community-certs]"
        )
    return _settings(table, path)


def _table(path: Path) -> dict[str, Any] | None:
    try:
        read = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = system_reason(error) if isinstance(error, OSError) else error
        raise InvalidArgument(
            f"配置文件“{path}”无法读取：{why}。", f"cannot read {path}: {error}"
        ) from None
    if path.name != "pyproject.toml":
        return read
    table = read.get("tool", {})
    found = table.get("community-certs") if isinstance(table, dict) else None
    return found if isinstance(found, dict) else None


def _settings(table: Mapping[str, Any], path: Path) -> Settings:
    for key in table:
        if key not in _KEYS:
            raise InvalidArgument(
                f"“{path.name}”中不认识的设置“{key}”，可用：{'、'.join(_KEYS)}。",
                f"{path.name}: unknown setting {key!r}; there are {', '.join(_KEYS)}",
            )
    try:
        return Settings(
            select=_texts(table, "select"),
            ignore=_texts(table, "ignore"),
            severity=_levels(table),
            strict=_one(table, "strict", bool, default=False),
            base=_path(table, "base", path),
            baseline=_path(table, "baseline", path),
            on=_one(table, "on", str, default=None),
        ).checked()
    except _WrongKind as error:
        raise InvalidArgument(
            f"“{path.name}”中“{error}”的内容类型不对。", f"{path.name}: {error} is of a wrong kind"
        ) from None


class _WrongKind(ValueError):
    pass


def _one(table: Mapping[str, Any], key: str, kind: type, default: Any) -> Any:
    value = table.get(key, default)
    if value is not default and not isinstance(value, kind):
        raise _WrongKind(key)
    return value


def _texts(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _WrongKind(key)
    return tuple(value)


def _levels(table: Mapping[str, Any]) -> dict[str, str]:
    value = table.get("severity", {})
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise _WrongKind("severity")
    return value


def _path(table: Mapping[str, Any], key: str, path: Path) -> str | None:
    value = _one(table, key, str, default=None)
    return None if value is None else str(path.parent / value)


def _unknown(code: str) -> InvalidArgument:
    from difflib import get_close_matches  # noqa: PLC0415  (only when refusing)

    close: Iterable[str] = get_close_matches(code, [*CHECKS, *FAMILIES], n=1)
    hint = "".join(close)
    return InvalidArgument(
        f"没有检查“{code}”{f'，是不是“{hint}”' if hint else ''}。全部检查见 validate --list。",
        f"no check {code!r}{f': did you mean {hint}?' if hint else ''} (validate --list)",
    )
