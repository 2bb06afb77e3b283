"""The forms of a report: for people, for programs, and for the services that show findings."""

from __future__ import annotations

from collections.abc import Callable

from community_certs.authoring.reports.github import render_github
from community_certs.authoring.reports.json_report import render_json
from community_certs.authoring.reports.junit import render_junit
from community_certs.authoring.reports.sarif import render_sarif
from community_certs.authoring.reports.text import render_text
from community_certs.authoring.validation import Report

__all__ = ["FORMATS"]

FORMATS: dict[str, Callable[[Report, str], str]] = {
    "text": render_text,
    "json": render_json,
    "sarif": render_sarif,
    "github": render_github,
    "junit": render_junit,
}
"""For each form, what makes it: ``(report, language)`` to text that ends with a newline."""
