"""From text to plain values, straight from the events of the YAML parser.

The tree is built while the events come in, and building stops at the first sign of a bomb, so that
no parser ever recurses into what a hostile file nests. The C parser is used where PyYAML has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from community_certs.authoring.strict_yaml import refusals
from community_certs.authoring.strict_yaml.findings import Findings
from community_certs.authoring.strict_yaml.reading import Mark, Spots
from community_certs.authoring.strict_yaml.scalars import AMBIGUOUS, plain
from community_certs.authoring.strict_yaml.syntax import full_width_colon, report_syntax

__all__ = ["MOST_DEPTH", "MOST_NODES", "build"]

MOST_DEPTH = 32
"""Collections may be nested this deep."""
MOST_NODES = 200_000
"""A file may have this many nodes (keys, values, lists and mappings)."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NO_KEY = object()


class _Stop(Exception):
    """The rest of the file is not worth reading, or dangerous to read."""


def build(text: str, findings: Findings) -> tuple[Any, Mark | None, Spots, bool]:
    """Return the value of the one document in ``text``, its mark, the spots inside it.

    The last of the four says whether the text was read to its end.

    Arguments:
        text: decoded text without control characters.
        findings: receives everything that is not plain data.

    """
    builder = _Builder(findings)
    whole = False
    try:
        builder.read(_events(text))
        whole = True
    except _Stop:
        pass
    except RecursionError:
        refusals.too_deep(findings, 1, 1, MOST_DEPTH)
    except yaml.YAMLError as error:
        report_syntax(error, text, findings, MOST_DEPTH)
    if whole and isinstance(builder.value, str) and builder.mark is not None:
        # A file of full-width colons is one long text to the parser.
        at = full_width_colon(builder.value)
        if at is not None:
            refusals.full_width_colon(findings, builder.mark, at)
    return builder.value, builder.mark, builder.spots, whole


def _events(text: str) -> Iterator[Any]:
    loader = _LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


class _Builder:
    def __init__(self, findings: Findings) -> None:
        self.value: Any = None
        self.mark: Mark | None = None
        self.spots: Spots = None
        self._findings = findings
        self._documents = 0

    def read(self, events: Iterator[Any]) -> None:  # noqa: PLR0912, PLR0915 - one hot loop
        """Build the tree from ``events``."""
        stack: list[tuple[Any, Any, Any, Any]] = []
        holder: Any = None  # the open collection, and its spots
        spots: Any = None
        key: Any = _NO_KEY  # the key that waits for its value
        key_mark: Any = None
        nodes = 0
        for event in events:
            kind = type(event)
            mark = event.start_mark
            inner: Any = None
            if kind is ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    refusals.decorated(self._findings, event)
                if type(holder) is dict and key is _NO_KEY:
                    key, key_mark = self._key(event, holder, spots), mark
                    nodes += 1
                    continue
                value: Any = event.value
                if event.implicit[0]:
                    value = plain(value)
                    if value is AMBIGUOUS:
                        value = refusals.ambiguous(self._findings, event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    refusals.decorated(self._findings, event)
                if type(holder) is dict and key is _NO_KEY:
                    refusals.bad_key(self._findings, mark)
                    raise _Stop
                value, inner = ({}, {}) if kind is MappingStartEvent else ([], [])
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                holder, spots, key, key_mark = stack.pop()
                continue
            elif kind is AliasEvent:
                refusals.alias(self._findings, event)
                if type(holder) is dict and key is _NO_KEY:
                    key, key_mark = f"*{event.anchor}", mark
                    continue
                value = None
            else:
                if kind is DocumentStartEvent:
                    self._document(event)
                continue
            nodes += 1
            if nodes > MOST_NODES:
                refusals.too_many(self._findings, mark, MOST_NODES)
                raise _Stop
            if holder is None:
                self.value, self.mark, self.spots = value, mark, inner
            elif type(holder) is dict:
                if key not in holder:
                    holder[key] = value
                    spots[key] = (key_mark, mark, inner)
                key = _NO_KEY
            else:
                holder.append(value)
                spots.append((mark, mark, inner))
            if inner is not None:
                if len(stack) >= MOST_DEPTH:
                    refusals.too_deep(self._findings, mark.line + 1, mark.column + 1, MOST_DEPTH)
                    raise _Stop
                stack.append((holder, spots, key, key_mark))
                holder, spots, key = value, inner, _NO_KEY

    def _key(self, event: Any, holder: dict[str, Any], spots: Spots) -> str:
        name: str = event.value
        if event.implicit[0] and name in ("", "~", "null"):
            refusals.bad_key(self._findings, event.start_mark)
        elif event.implicit[0] and name == "<<":
            refusals.merge_key(self._findings, event.start_mark)
        elif "：" in name and (at := full_width_colon(name)) is not None:
            refusals.full_width_colon(self._findings, event.start_mark, at)
        elif name in holder:
            refusals.duplicate_key(self._findings, event.start_mark, name, spots[name][0])
        return name

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            refusals.several_documents(self._findings, event.start_mark)
            raise _Stop
        if event.version or event.tags:
            refusals.directive(self._findings, event.start_mark)
