"""For build servers: JUnit XML, a test case for every file and its findings."""

from __future__ import annotations

from xml.etree import ElementTree

from community_certs.authoring.validation import Report
from community_certs.diagnostics import ERROR, WARNING, Diagnostic

__all__ = ["render_junit"]


def render_junit(report: Report, lang: str = "zh") -> str:
    """Return a report as JUnit XML.

    Every file is a test suite. A file without findings has one passed case; otherwise every finding
    is a case: an error, or a warning where warnings count, is a failure; the rest pass and say what
    was found in ``system-out``.
    """
    by_path: dict[str, list[Diagnostic]] = {path: [] for path in report.files}
    for one in report.diagnostics:
        by_path.setdefault(one.path, []).append(one)
    top = ElementTree.Element("testsuites", name="community-certs validate")
    tests = failures = 0
    for path, findings in sorted(by_path.items()):
        suite = ElementTree.SubElement(top, "testsuite", name=_legal(path))
        failed = 0
        if not findings:
            ElementTree.SubElement(suite, "testcase", classname=_legal(path), name="validate")
        for one in findings:
            case = ElementTree.SubElement(
                suite, "testcase", classname=_legal(path), name=_legal(f"{one.place()} {one.code}")
            )
            if one.severity == ERROR or (one.severity == WARNING and report.strict):
                failed += 1
                failure = ElementTree.SubElement(
                    case, "failure", message=_legal(one.message(lang)), type=one.code
                )
                failure.text = _legal(one.render(lang))
            else:
                ElementTree.SubElement(case, "system-out").text = _legal(one.render(lang))
        count = max(1, len(findings))
        for key, value in (("tests", count), ("failures", failed), ("errors", 0), ("skipped", 0)):
            suite.set(key, str(value))
        tests, failures = tests + count, failures + failed
    for key, value in (("tests", tests), ("failures", failures), ("errors", 0)):
        top.set(key, str(value))
    ElementTree.indent(top)
    text = ElementTree.tostring(top, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _legal(text: str) -> str:
    """Return text without the characters that XML 1.0 cannot hold."""
    return "".join(
        char
        if char in "\t\n\r"
        or "\x20" <= char <= "\ud7ff"
        or "\ue000" <= char <= "\ufffd"
        or char >= "\U00010000"
        else "\ufffd"
        for char in text
    )
