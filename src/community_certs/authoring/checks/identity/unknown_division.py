"""A code that no division ever bore."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import Check, Example
from community_certs.authoring.checks.examples import document_text
from community_certs.authoring.places import gazetteer_of
from community_certs.authoring.tree import DOCUMENTS, ITEMS, Tree
from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    known = tree.once("gazetteer", gazetteer_of)
    if known is None:
        return
    for name, document in tree.documents.items():
        code = document.jurisdiction
        if code != "000000" and not known.units(code):
            yield tree.diagnose(
                DOCUMENTS,
                name,
                "unknown-division",
                ("jurisdiction",),
                f"没有代码为“{code}”的行政区划。",
                f"no division ever bore the code {code}",
                *CHECK.mend,
            )
    for name, item in tree.items.items():
        for at, one in enumerate(item.alternatives):
            code = one.jurisdiction
            if code != "000000" and not known.units(code):
                yield tree.diagnose(
                    ITEMS,
                    name,
                    "unknown-division",
                    ("alternatives", at, "jurisdiction"),
                    f"没有代码为“{code}”的行政区划。",
                    f"no division ever bore the code {code}",
                    *CHECK.mend,
                )


CHECK = Check(
    code="unknown-division",
    severity=ERROR,
    title=("没有这个行政区划代码", "no such division"),
    why=(
        "代码写错一位，文件就落到别处，或者哪里也不落。",
        "With one wrong digit a document falls on another place, or nowhere.",
    ),
    mend=(
        "查民政部公布的行政区划代码；代码写六位并加引号。",
        ("Look up the code that the Ministry of Civil Affairs publishes; six digits in quotes."),
    ),
    example=Example(
        "documents/139999/2020-other.yaml",
        bad=document_text("139999-2020-other", '{issued: "2020"}'),
        good="",
        words=("139999", "行政区划"),
        anchor="*",
        shown='jurisdiction: "139999"',
    ),
    run=_run,
)
