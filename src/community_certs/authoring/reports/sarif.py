"""For code scanning: SARIF 2.1.0."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from community_certs.authoring.baseline import fingerprint
from community_certs.authoring.checks import CHECKS, FAMILIES, family_of
from community_certs.authoring.validation import Report, snippet
from community_certs.diagnostics import ERROR, NOTICE, WARNING, Diagnostic
from community_certs.version import __version__

__all__ = ["SCHEMA", "render_sarif"]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
"""The published schema that a report is valid against."""

_LEVELS = {ERROR: "error", WARNING: "warning", NOTICE: "note"}


def render_sarif(report: Report, lang: str = "zh") -> str:
    """Return a report as SARIF 2.1.0, with the rules of all checks that found something."""
    results = [
        *((one, None) for one in report.diagnostics),
        *((one, "inSource") for one in report.silenced),
        *((one, "external") for one in report.known),
    ]
    codes = sorted({one.code for one, _ in results})
    order = {code: at for at, code in enumerate(codes)}
    run = {
        "tool": {
            "driver": {
                "name": "community-certs",
                "semanticVersion": __version__,
                "rules": [_rule(code, lang) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, how, order[one.code], report, lang) for one, how in results],
    }
    if lang != "en":
        run["language"] = "zh-CN"
    held = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(held, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, lang: str) -> dict[str, Any]:
    check = CHECKS.get(code)
    if check is None:
        return {"id": code}
    en = lang == "en"
    return {
        "id": code,
        "shortDescription": {"text": check.title[en]},
        "fullDescription": {"text": check.why[en]},
        "help": {"text": check.mend[en]},
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
        "properties": {"tags": [FAMILIES[family_of(code)][1]]},
    }


def _result(
    one: Diagnostic, how: str | None, index: int, report: Report, lang: str
) -> dict[str, Any]:
    text = one.message(lang)
    hint = one.hint(lang)
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(one.path)}}
    if one.line:
        region: dict[str, Any] = {"startLine": one.line}
        if one.column:
            region["startColumn"] = one.column
        line = snippet(report.line(one))
        if line:
            region["snippet"] = {"text": line}
        location["region"] = region
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": _LEVELS[one.severity],
        "message": {"text": f"{text}\n{hint}" if hint else text},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"communityCerts/v1": fingerprint(one, report.line(one))},
    }
    if how is not None:
        result["suppressions"] = [{"kind": how}]
    return result
