"""For programs: the findings as JSON."""

from __future__ import annotations

import json

from community_certs.authoring.checks import CHECKS, family_of
from community_certs.authoring.validation import Report, snippet
from community_certs.diagnostics import ERROR, NOTICE, WARNING

__all__ = ["render_json"]


def render_json(report: Report, lang: str = "zh") -> str:
    """Return a report as JSON: counts, and every finding with its texts in both languages."""
    held = {
        "failed": report.failed,
        "files": len(report.files),
        "errors": report.count(ERROR),
        "warnings": report.count(WARNING),
        "notices": report.count(NOTICE),
        "silenced": len(report.silenced),
        "known": len(report.known),
        "gone": report.gone,
        "diagnostics": [
            {
                **one.to_dict(),
                "family": family_of(one.code) if one.code in CHECKS else None,
                "source": snippet(report.line(one)) or None,
            }
            for one in report.diagnostics
        ],
    }
    return json.dumps(held, ensure_ascii=False, indent=2) + "\n"
