"""For GitHub Actions: workflow commands that become annotations at the lines of a change."""

from __future__ import annotations

from community_certs.authoring.validation import Report

__all__ = ["render_github"]

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def render_github(report: Report, lang: str = "zh") -> str:
    """Return one workflow command for each finding."""
    out = []
    for one in report.diagnostics:
        place = {"file": one.path}
        if one.line:
            place["line"] = str(one.line)
        if one.column:
            place["col"] = str(one.column)
        place["title"] = one.code
        listed = ",".join(f"{key}={_escaped(value, _PROPERTY)}" for key, value in place.items())
        text = "\n".join(part for part in (one.message(lang), one.hint(lang)) if part)
        out.append(f"::{one.severity} {listed}::{_escaped(text, _DATA)}\n")
    return "".join(out)


def _escaped(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(char, char) for char in text)
