"""What is wrong in a file, where, and what to do about it.

A :class:`Diagnostic` speaks Chinese (for clerks and maintainers) and English (for developers), and
sorts by place, so that a report reads from the top of each file down.
"""

from __future__ import annotations

__all__ = ["ERROR", "LEVELS", "NOTICE", "WARNING", "Diagnostic"]

ERROR = "error"
"""The data cannot be used."""
WARNING = "warning"
"""The data can be used, but somebody should look."""
NOTICE = "notice"
"""Worth knowing."""

LEVELS = {
    ERROR: ("错误", "error"),
    WARNING: ("警告", "warning"),
    NOTICE: ("提示", "notice"),
}
"""Every severity in Chinese and English, as people read it."""

_RANK = {ERROR: 0, WARNING: 1, NOTICE: 2}
_FIELDS = (
    "code",
    "severity",
    "path",
    "line",
    "column",
    "zh",
    "en",
    "hint_zh",
    "hint_en",
)


class Diagnostic:
    """One finding. Immutable, hashable, picklable; sorts by path, line, column, severity, code.

    Arguments:
        code: stable identifier of the kind of finding, a slug ("duplicate-key").
        severity: "error", "warning" or "notice".
        path: the file, with "/" between its parts, relative to the root that was read.
        line: counted from 1; 0 if the finding has no line (the whole file).
        column: counted in characters from 1; 0 if the finding has no column.
        zh: the message in Chinese.
        en: the message in English.
        hint_zh: what to do, in Chinese; may be empty.
        hint_en: what to do, in English; may be empty.

    Raises:
        ValueError: for a severity that is none of the three.

    """

    __slots__ = _FIELDS

    code: str
    severity: str
    path: str
    line: int
    column: int
    zh: str
    en: str
    hint_zh: str
    hint_en: str

    def __init__(
        self,
        code: str,
        severity: str,
        path: str,
        line: int,
        column: int,
        zh: str,
        en: str,
        hint_zh: str = "",
        hint_en: str = "",
    ) -> None:
        if severity not in _RANK:
            raise ValueError(f"severity must be error, warning or notice, not {severity!r}")
        values = (code, severity, path, line, column, zh, en, hint_zh, hint_en)
        for name, value in zip(_FIELDS, values, strict=True):
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Diagnostic cannot be changed ({name})")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Diagnostic cannot be changed ({name})")

    @property
    def sort_key(self) -> tuple[str, int, int, int, str, str]:
        """The order of a report: place first, then severity, code and message."""
        return (self.path, self.line, self.column, _RANK[self.severity], self.code, self.en)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Diagnostic):
            return NotImplemented
        return self.sort_key < other.sort_key

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Diagnostic):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __reduce__(self) -> tuple[type[Diagnostic], tuple[object, ...]]:
        return (Diagnostic, self._values())

    def __repr__(self) -> str:
        return f"<Diagnostic {self.place()} {self.severity}[{self.code}] {self.en}>"

    def __str__(self) -> str:
        return self.render()

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in _FIELDS)

    def place(self) -> str:
        """Return "path:line:column", without what is not known."""
        if not self.line:
            return self.path
        return (
            f"{self.path}:{self.line}:{self.column}" if self.column else f"{self.path}:{self.line}"
        )

    def message(self, lang: str = "zh") -> str:
        """Return the message in ``lang`` ("zh" or "en")."""
        return self.en if lang == "en" else self.zh

    def hint(self, lang: str = "zh") -> str:
        """Return what to do, in ``lang`` ("zh" or "en"); may be empty."""
        return self.hint_en if lang == "en" else self.hint_zh

    def render(self, lang: str = "zh") -> str:
        """Return the finding as text: a first line for machines and people, then the help.

        ``path:line:column: error[code] message``, and if there is a hint, ``  help: …`` below.
        Severity, code and the word "help" are the same in every language: editors match them.
        """
        text = f"{self.place()}: {self.severity}[{self.code}] {self.message(lang)}"
        hint = self.hint(lang)
        return f"{text}\n  help: {hint}" if hint else text

    def told(self, lang: str = "zh", folder: str = "") -> str:
        """Return the finding as a command prints it: in the words of ``validate``.

        Arguments:
            lang: "zh" (``路径:行:列: 错误[代码] …``, with ``办法：…`` below) or "en".
            folder: what goes before the path, such as ``quanzhou/``.
        """
        level = LEVELS[self.severity][lang == "en"]
        text = f"{folder}{self.place()}: {level}[{self.code}] {self.message(lang)}"
        hint = self.hint(lang)
        if not hint:
            return text
        return f"{text}\n  help: {hint}" if lang == "en" else f"{text}\n  办法：{hint}"

    def to_dict(self) -> dict[str, object]:
        """Return the fields as a JSON-able mapping, in a fixed order."""
        return {name: getattr(self, name) for name in _FIELDS}
