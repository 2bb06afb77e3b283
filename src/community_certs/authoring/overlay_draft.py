"""Write a new document of a local variant, and the place-local items that it needs, as YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["document_yaml", "item_yaml", "scalar"]

_PLAIN = re.compile(r"[A-Za-z\u3007\u4e00-\u9fff（《〈“][^:#\[\]{},&*!|>'\"%@`\n\t\\]*")
_READ_AS_OTHERS = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


def scalar(value: object) -> str:
    """Return a value as YAML writes it: text plain where that is safe, else in double quotes."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    text = str(value)
    plain = _PLAIN.fullmatch(text) and text == text.strip()
    if plain and text.lower() not in _READ_AS_OTHERS:
        return text
    return json.dumps(text, ensure_ascii=False)


def _flow(values: Sequence[object]) -> str:
    return "[" + ", ".join(scalar(one) for one in values) + "]"


def document_yaml(document: Mapping[str, Any]) -> str:
    """Return a document with one list and one source as commented YAML.

    Arguments:
        document: ``id``, ``title``, ``number``, ``issuers``, ``jurisdiction``, ``force``,
            ``dates``, ``source`` (a source without its key), ``verified_on``, ``side``,
            ``stated_count``, ``complete``, ``off_list``, and ``entries``: pairs of the printed
            text and its items (none: a catch-all).
    """
    dates = ", ".join(f"{key}: {scalar(one)}" for key, one in document["dates"].items() if one)
    source = ", ".join(f"{key}: {scalar(one)}" for key, one in document["source"].items())
    lines = [
        "# 对照原件逐项核对：title、number、printed 照抄原文；不知道的写 null。",
        f"id: {document['id']}",
        f"title: {scalar(document['title'])}",
        f"number: {scalar(document['number'])}",
        f"issuers: {_flow(document['issuers'])}",
        f'jurisdiction: "{document["jurisdiction"]}"',
        f"force: {document['force']}",
        "stage: binding",
        f"dates: {{{dates}}}",
        "sources:",
        f"- {{key: s1, {source}}}",
        f"verified_on: {scalar(document['verified_on'])}",
        "lists:",
        f"- key: {_KEYS[document['side']]}",
        f"  side: {document['side']}",
        f"  stated_count: {scalar(document['stated_count'])}",
        f"  complete: {scalar(document['complete'])}",
        f"  off_list: {scalar(document['off_list'])}",
        "  source: s1",
        "  entries:" if document["entries"] else "  entries: []",
    ]
    for n, (printed, items) in enumerate(document["entries"], 1):
        what = f"items: {_flow(items)}" if items else "open_ended: true"
        lines.append(f"  - {{n: {n}, printed: {scalar(printed)}, {what}}}")
    return "\n".join(lines) + "\n"


_KEYS = {"may_issue": "may", "must_not_issue": "must-not", "cancelled": "cancelled"}


def item_yaml(id: str, name: str, category: str) -> str:
    """Return a place-local item; what it proves stays for the maintainer to say."""
    return "\n".join(
        [
            "# 目录里没有的事项，只在本地识别。proves 用自己的话写清楚证明什么。",
            f"id: {id}",
            f"name: {scalar(name)}",
            f"category: {category}",
            "act: certificate",
            "broader: null",
            f"proves: {scalar(name.removesuffix('证明') or name)}",
            "risk: low",
            "complexity: complex",
            "aliases: []",
            "",
        ]
    )
