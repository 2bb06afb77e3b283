"""Resolving a request to an item: exact, declared rewrites, token rules, else abstain."""

from __future__ import annotations

from community_certs.matching.lexicon import HEAD, Lexicon, seal
from community_certs.matching.names import Names
from community_certs.matching.phrases import Reading, Verdict, read_phrases
from community_certs.matching.resolution import Candidate, Match, Part, Resolution
from community_certs.matching.rewrites import inlined, plain, unbracketed
from community_certs.matching.scan import Scan
from community_certs.matching.suggest import Suggestions
from community_certs.matching.vocabulary import Vocabulary, infer
from community_certs.model.enums import Method
from community_certs.text import align, fold, simplify

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Trace = list[tuple[str, str, str]]
    Found = tuple[Method, tuple[tuple[str, str], ...]]

__all__ = ["LONGEST", "Matcher"]

LONGEST = 200
"""Longer texts are not recognised."""

_REMEMBERED = 4096


class Matcher:
    """Resolves texts against the names of one release.

    Arguments:
        read: returns a parsed shard by path, or raises ``KeyError``.
    """

    __slots__ = ("_lexicon", "_memo", "_names", "_read", "_suggestions", "_vocabularies")

    def __init__(self, read: Callable[[str], Any]) -> None:
        self._read = read
        self._names = Names(read)
        self._lexicon: Lexicon | None = None
        self._suggestions: Suggestions | None = None
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
            shard = self._read("names/vocabulary.json")
            held = self._vocabularies.setdefault(kind, Vocabulary(shard[kind]))
        return held

    def _phrases(self) -> Lexicon:
        if self._lexicon is None:
            self._lexicon = Lexicon(self._read("names/phrases.json"))
        return self._lexicon

    def _in_layer(self, text: str, layer: Names) -> Resolution | None:
        canonical = simplify(fold(text))
        for form in (canonical, plain(canonical)):
            found = layer.find(form)
            if found is not None:
                return self._exact(text, canonical, found, found[0])
        return None

    def _resolve(self, text: str, trace: Trace | None) -> Resolution:
        if not text or len(text) > 2 * LONGEST:
            return Resolution(text, "not_recognised")
        folded = fold(text)
        _note(trace, "字形、宽窄、标点 / width, radicals, punctuation", text, folded)
        if not folded or len(folded) > LONGEST:
            return Resolution(text, "not_recognised")
        found = self._names.find(folded)
        canonical = folded
        if found is None:
            canonical = simplify(folded)
            _note(trace, "繁体转简体 / traditional to simplified", folded, canonical)
            if canonical != folded:
                found = self._names.find(canonical)
        if found is not None:
            _note(trace, f"与名称相同 / exact {found[0]}", canonical, found[1][0][1])
            return self._exact(text, canonical, found, found[0])
        form = self._phrases().spelled(canonical)
        if form != canonical:
            _note(trace, "更正错字 / declared misspelling", canonical, form)
            found = self._names.find(form)
            if found is not None:
                return self._exact(text, form, found, Method.REWRITE)
        return self._rewritten(text, form, trace) or self._by_rule(text, form, trace)

    def _exact(self, text: str, canonical: str, found: Found, method: Method) -> Resolution:
        span = _span(text, canonical, range(len(canonical)))
        items = dict(found[1])
        if len(items) > 1:
            names = self._phrases().names
            return Resolution(
                text,
                "ambiguous",
                candidates=tuple(Candidate(one, names[one], "fits", 1.0) for one in sorted(items)),
            )
        item, rule = found[1][0]
        match = Match(method, span, text[span[0] : span[1]], rule, {})
        return Resolution(text, "item", item, match)

    def _rewritten(self, text: str, canonical: str, trace: Trace | None) -> Resolution | None:
        tried = {canonical}
        forms = [canonical]
        if "(" in canonical:
            forms += [unbracketed(canonical)[0], inlined(canonical)[0]]
        for form in forms:
            for rewritten in (form, plain(form)):
                if rewritten in tried:
                    continue
                tried.add(rewritten)
                found = self._names.find(rewritten)
                if found is not None and found[0] is not Method.ID:
                    if "(" in canonical and self._brackets_differ(canonical, found):
                        return None
                    _note(trace, "改写后同名 / declared rewrite", canonical, rewritten)
                    resolution = self._exact(text, canonical, found, Method.REWRITE)
                    return self._kind_in_brackets(resolution, canonical)
        return None

    def _brackets_differ(self, canonical: str, found: Found) -> bool:
        """Whether a rule that reads the brackets too says otherwise: 住所证明(办营业执照)."""
        lexicon = self._phrases()
        verdict = read_phrases(Scan(seal(canonical), lexicon), lexicon)
        return verdict.outcome == "item" and all(
            not one.literal
            and one.item not in dict(found[1])
            and canonical.count("(", 0, one.start) == canonical.count(")", 0, one.start)
            for one in verdict.readings
        )

    def _kind_in_brackets(self, resolution: Resolution, canonical: str) -> Resolution:
        """Prefer the one kind that a bracket names: 婚姻状况证明(分居证明) is 分居证明."""
        opened, closed = canonical.find("("), canonical.rfind(")")
        if resolution.item is None or not 0 <= opened < closed:
            return resolution
        found = self._names.find(canonical[opened + 1 : closed])
        match = resolution.match
        if found is None or len(found[1]) != 1 or match is None:
            return resolution
        item, rule = found[1][0]
        if resolution.item not in self._phrases().ancestors.get(item, ()):
            return resolution
        kind = Match(Method.REWRITE, match.span, match.matched, rule, match.inferred)
        return Resolution(resolution.text, "item", item, kind)

    def _by_rule(self, text: str, canonical: str, trace: Trace | None) -> Resolution:
        lexicon = self._phrases()
        forms = [(canonical, list(range(len(canonical))))]
        if "(" in canonical:
            forms.append(unbracketed(canonical))
            forms.append(inlined(canonical))
        partial: list[Reading] = []
        for form, places in forms:
            scan = Scan(seal(form), lexicon)
            verdict = read_phrases(scan, lexicon)
            _note(trace, f"短语规则 / token rules: {verdict.outcome}", form, _named(verdict))
            if verdict.outcome == "none":
                partial.extend(verdict.readings)
                continue
            if verdict.outcome == "ambiguous":
                return Resolution(text, "ambiguous", candidates=_candidates(verdict, lexicon))
            source = align(text, canonical)
            context = scan if form == canonical else Scan(seal(canonical), lexicon)
            parts = [
                Part(one.item, self._match(text, form, places, source, one, context, scan))
                for one in verdict.readings
            ]
            if len(parts) == 1:
                resolution = Resolution(text, "item", parts[0].item, parts[0].match)
                return self._kind_in_brackets(resolution, canonical)
            return Resolution(text, "several", parts=tuple(parts))
        return Resolution(
            text, "not_recognised", candidates=self._suggested(canonical, partial, lexicon)
        )

    def _match(
        self,
        text: str,
        form: str,
        places: list[int],
        source: list[int],
        reading: Reading,
        context: Scan,
        scan: Scan,
    ) -> Match:
        lexicon = self._phrases()
        end = reading.end
        if form.startswith(HEAD, end):
            end += len(HEAD)
        first, last = source[places[reading.start]], source[places[end - 1]]
        purpose, requester = infer(context, lexicon, reading.mask if context is scan else 0)
        inferred: dict[str, str] = {}
        if purpose is not None:
            inferred["purpose"] = self._vocabulary("purposes").names[purpose]
        if requester is not None:
            inferred["requester"] = self._vocabulary("requesters").names[requester]
        method = Method.REWRITE if reading.literal else Method.PHRASE
        span = (first, last + 1)
        return Match(
            method, span, text[first : last + 1], reading.rule, inferred, purpose, requester
        )

    def _suggested(
        self, canonical: str, partial: list[Reading], lexicon: Lexicon
    ) -> tuple[Candidate, ...]:
        if self._suggestions is None:
            self._suggestions = Suggestions(self._read("names/suggest.json"))
        found = {
            one.item: Candidate(one.item, lexicon.names[one.item], "partly", 0.5) for one in partial
        }
        for item, score in self._suggestions.nearest(canonical):
            if item not in found:
                found[item] = Candidate(item, lexicon.names[item], "similar", score)
        return tuple(found.values())


def _candidates(verdict: Verdict, lexicon: Lexicon) -> tuple[Candidate, ...]:
    items = sorted({one.item for one in verdict.readings})
    return tuple(Candidate(item, lexicon.names[item], "fits", 1.0) for item in items)


def _named(verdict: Verdict) -> str:
    return "、".join(one.rule for one in verdict.readings)


def _note(trace: Trace | None, step: str, before: str, after: str) -> None:
    if trace is not None:
        trace.append((step, before, after))


def _span(text: str, canonical: str, places: range) -> tuple[int, int]:
    source = align(text, canonical)
    return source[places[0]], source[places[-1]] + 1
