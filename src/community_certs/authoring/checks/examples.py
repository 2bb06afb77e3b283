"""Documents that the examples of several checks lay over the example tree."""

from __future__ import annotations

__all__ = ["RESIDENCE_LIST", "document_text"]

RESIDENCE_LIST = """lists:
- key: may
  side: may_issue
  complete: false
  source: s1
  entries:
  - {n: 1, printed: 居住, items: [residence]}
"""
"""An incomplete list of one entry."""


def document_text(id: str, dates: str, lists: str = "", *, title: str = "某措施") -> str:
    """Return a binding normative document with one official source, ``s1``.

    Arguments:
        id: its id, which begins with its jurisdiction and its year.
        dates: its ``dates``, as YAML prints them.
        lists: its lists, with the key ``lists``.
        title: its title.
    """
    return f"""id: {id}
title: {title}
number: null
issuers: []
jurisdiction: "{id[:6]}"
force: normative_document
stage: binding
dates: {dates}
sources:
- {{key: s1, publisher: 某网站, published: "{id[7:11]}", grade: official, url: null}}
verified_on: "2026-11-24"
{lists}"""
