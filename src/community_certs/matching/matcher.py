"""Resolving a request to an item: exact, declared rewrites, token rules, else abstain."""

from __future__ import annotations

from community_certs.matching.names import Names, bears
from community_certs.matching.resolution import Resolution
from community_certs.text import fold, simplify

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from community_certs.matching.names import Found
    from community_certs.matching.reader import Reader, Trace
    from community_certs.matching.vocabulary import Vocabulary
    from community_certs.model.enums import Method

__all__ = ["LONGEST", "Matcher"]

LONGEST = 200
"""Longer texts are not recognised."""

_REMEMBERED = 4096


class Matcher:
    """Resolves texts against the names of one release.

    What only rules need is imported and read when a text bears no known name.

    Arguments:
        read: returns a parsed shard by path, or raises ``KeyError``.
    """

    __slots__ = ("_memo", "_names", "_read", "_reader", "_vocabularies")

    def __init__(self, read: Callable[[str], Any]) -> None:
        self._read = read
        self._names = Names(read)
        self._reader: Reader | None = None
        self._vocabularies: dict[str, Vocabulary] = {}
        self._memo: dict[str, Resolution] = {}

    def resolve(self, text: str, layer: Names | None = None) -> Resolution:
        """Read one request.

        Arguments:
            text: the request as written. Empty, very long and binary texts are not recognised.
            layer: further names that hold in the place asked about (an overlay's); they are
                tried only after every base name and rule has failed.

        Returns:
            The reading; it depends on nothing but the text, the release and the layer.
        """
        if not isinstance(text, str):
            return Resolution("", "not_recognised")
        held = self._memo.get(text)
        if held is None:
            held = self._resolve(text, None)
            if len(self._memo) >= _REMEMBERED:
                self._memo.clear()
            self._memo[text] = held
        if layer is not None and held.outcome == "not_recognised":
            return self._in_layer(text, layer) or held
        return held

    def explain(self, text: str) -> tuple[tuple[str, str, str], ...]:
        """Return the steps of reading a text: what was done, the text before, and after."""
        trace: Trace = []
        if isinstance(text, str):
            self._resolve(text, trace)
        return tuple(trace)

    def purpose_id(self, text: str) -> str | None:
        """Return the id of the purpose that a free text or an id names, or null."""
        return self._vocabulary("purposes").find(text)

    def requester_id(self, text: str) -> str | None:
        """Return the id of the requesting unit that a free text or an id names, or null."""
        return self._vocabulary("requesters").find(text)

    def _vocabulary(self, kind: str) -> Vocabulary:
        held = self._vocabularies.get(kind)
        if held is None:
            from community_certs.matching.vocabulary import Vocabulary  # noqa: PLC0415  (rare)

            shard = self._read("names/vocabulary.json")
            held = self._vocabularies.setdefault(kind, Vocabulary(shard[kind]))
        return held

    def _rules(self) -> Reader:
        if self._reader is None:
            from community_certs.matching.reader import Reader  # noqa: PLC0415  (not for a name)

            self._reader = Reader(self._read, self._names, self._vocabulary)
        return self._reader

    def _in_layer(self, text: str, layer: Names) -> Resolution | None:
        canonical = simplify(fold(text))
        for form in (canonical, self._rules().rewritten(canonical)):
            found = layer.find(form)
            if found is not None:
                return self._named(text, canonical, found, found[0])
        return None

    def _resolve(self, text: str, trace: Trace | None) -> Resolution:
        if not text or len(text) > 2 * LONGEST:
            return Resolution(text, "not_recognised")
        folded = fold(text)
        if trace is not None:
            step = "字形、宽窄、标点 / width, radicals, punctuation"
            trace.append((step, text, folded))
        if not folded or len(folded) > LONGEST:
            return Resolution(text, "not_recognised")
        found = self._names.find(folded)
        canonical = folded
        if found is None:
            canonical = simplify(folded)
            if trace is not None:
                trace.append(("繁体转简体 / traditional to simplified", folded, canonical))
            if canonical != folded:
                found = self._names.find(canonical)
        if found is None:
            return self._rules().read(text, canonical, trace)
        if trace is not None:
            trace.append((f"与名称相同 / exact {found[0]}", canonical, found[1][0][1]))
        return self._named(text, canonical, found, found[0])

    def _named(self, text: str, canonical: str, found: Found, method: Method) -> Resolution:
        if len(found[1]) > 1:
            return self._rules().named(text, canonical, found, method)
        return bears(text, canonical, found, method)
