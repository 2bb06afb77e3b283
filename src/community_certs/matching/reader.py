"""Reading what bears no known name: declared rewrites, token rules, and else suggestions."""

from __future__ import annotations

from community_certs.matching.lexicon import HEAD, Lexicon, seal
from community_certs.matching.names import bears
from community_certs.matching.phrases import Reading, Verdict, read_phrases
from community_certs.matching.resolution import Candidate, Match, Part, Resolution
from community_certs.matching.rewrites import inlined, plain, unbracketed
from community_certs.matching.scan import Scan
from community_certs.matching.vocabulary import Vocabulary, infer
from community_certs.model.enums import Method
from community_certs.text import align

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from community_certs.matching.names import Found, Names
    from community_certs.matching.suggest import Suggestions

    Trace = list[tuple[str, str, str]]

__all__ = ["Reader"]


class Reader:
    """Reads texts by the rules of one release; only made when no name was found.

    Arguments:
        read: returns a parsed shard by path.
        names: the exact names, tried again after each rewrite.
        vocabulary: returns the purposes or the requesters.
    """

    __slots__ = ("_names", "_read", "_suggestions", "_vocabulary", "lexicon")

    def __init__(
        self,
        read: Callable[[str], Any],
        names: Names,
        vocabulary: Callable[[str], Vocabulary],
    ) -> None:
        self._read = read
        self._names = names
        self._vocabulary = vocabulary
        self._suggestions: Suggestions | None = None
        self.lexicon = Lexicon(read("names/phrases.json"))

    def read(self, text: str, canonical: str, trace: Trace | None) -> Resolution:
        """Return the reading of a text whose canonical form is no name.

        Arguments:
            text: the text as written.
            canonical: its canonical form.
            trace: what was done is noted here, unless it is None.
        """
        form = self.lexicon.spelled(canonical)
        if form != canonical:
            if trace is not None:
                trace.append(("更正错字 / declared misspelling", canonical, form))
            found = self._names.find(form)
            if found is not None:
                return self.named(text, form, found, Method.REWRITE)
        return self._rewritten(text, form, trace) or self._by_rule(text, form, trace)

    def named(self, text: str, canonical: str, found: Found, method: Method) -> Resolution:
        """Return the resolution of a name; ambiguous if two items bear it."""
        if len(found[1]) == 1:
            return bears(text, canonical, found, method)
        names = self.lexicon.names
        items = sorted({item for item, _ in found[1]})
        return Resolution(
            text,
            "ambiguous",
            candidates=tuple(Candidate(one, names[one], "fits", 1.0) for one in items),
        )

    def rewritten(self, canonical: str) -> str:
        """Return the canonical text as a name."""
        return plain(canonical, self.lexicon.services)

    def _rewritten(self, text: str, canonical: str, trace: Trace | None) -> Resolution | None:
        forms = [canonical]
        if "(" in canonical:
            forms += [unbracketed(canonical)[0], inlined(canonical)[0]]
        tried = {canonical}
        for form in forms:
            for rewritten in (form, plain(form, self.lexicon.services)):
                if rewritten in tried:
                    continue
                tried.add(rewritten)
                found = self._names.find(rewritten)
                if found is not None and found[0] is not Method.ID:
                    if "(" in canonical and self._brackets_differ(canonical, found):
                        return None
                    if trace is not None:
                        trace.append(("改写后同名 / declared rewrite", canonical, rewritten))
                    resolution = self.named(text, canonical, found, Method.REWRITE)
                    return self._kind_in_brackets(resolution, canonical)
        return None

    def _brackets_differ(self, canonical: str, found: Found) -> bool:
        """Whether a rule that reads the brackets too says otherwise: 住所证明(办营业执照)."""
        verdict = read_phrases(Scan(seal(canonical), self.lexicon), self.lexicon)
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
        if resolution.item not in self.lexicon.ancestors(item):
            return resolution
        kind = Match(Method.REWRITE, match.span, match.matched, rule, match.inferred)
        return Resolution(resolution.text, "item", item, kind)

    def _by_rule(self, text: str, canonical: str, trace: Trace | None) -> Resolution:
        lexicon = self.lexicon
        forms: list[tuple[str, Sequence[int]]] = [(canonical, range(len(canonical)))]
        if "(" in canonical:
            forms.append(unbracketed(canonical))
            forms.append(inlined(canonical))
        partial: list[Reading] = []
        for form, places in forms:
            scan = Scan(seal(form), lexicon)
            verdict = read_phrases(scan, lexicon)
            if trace is not None:
                step = f"短语规则 / token rules: {verdict.outcome}"
                trace.append((step, form, "、".join(one.rule for one in verdict.readings)))
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
        suggested = self._suggested(canonical, partial)
        return Resolution(text, "not_recognised", None, None, (), suggested)

    def _match(
        self,
        text: str,
        form: str,
        places: Sequence[int],
        source: list[int],
        reading: Reading,
        context: Scan,
        scan: Scan,
    ) -> Match:
        start, end = reading.start, reading.end
        if form.startswith(HEAD, end):
            end += len(HEAD)
        if not reading.literal:
            start = scan.speaker(start)
        first, last = source[places[start]], source[places[end - 1]]
        purpose, requester = infer(context, self.lexicon, reading.mask if context is scan else 0)
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

    def _suggested(self, canonical: str, partial: list[Reading]) -> tuple[Candidate, ...]:
        if self._suggestions is None:
            from community_certs.matching.suggest import Suggestions  # noqa: PLC0415  (rare)

            self._suggestions = Suggestions(self._read("names/suggest.json"))
        names = self.lexicon.names
        found = {one.item: Candidate(one.item, names[one.item], "partly", 0.5) for one in partial}
        for item, score in self._suggestions.nearest(canonical):
            if item not in found:
                found[item] = Candidate(item, names[item], "similar", score)
        return tuple(found.values())


def _candidates(verdict: Verdict, lexicon: Lexicon) -> tuple[Candidate, ...]:
    items = sorted({one.item for one in verdict.readings})
    return tuple(Candidate(item, lexicon.names[item], "fits", 1.0) for item in items)
