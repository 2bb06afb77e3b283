"""The declared rewrites: forms of a canonical text that name the same thing."""

from __future__ import annotations

from community_certs.matching.lexicon import HEAD

__all__ = ["inlined", "plain", "unbracketed"]

_HEADS = ("证明材料", "证明文件", "证明信", "证明书", "证明函", "证明单", "证明条", "证实")
_NOUNS = ("情况", "状况", "关系", "记录")
_LEAST_BARE = 4


def plain(canonical: str, services: tuple[str, ...]) -> str:
    """Return the text as a name: one 证明, at the end, no 的.

    So 证明居民的生育状况 becomes 居民生育状况证明, and a bare 家庭住址 becomes 家庭住址证明; a
    service (失业登记) does not become a proof of it.

    Arguments:
        canonical: the canonical text.
        services: the words that end the name of a service.
    """
    if canonical.endswith(_HEADS):
        for head in _HEADS:
            if canonical.endswith(head):
                canonical = canonical[: -len(head)] + HEAD
    canonical = canonical.replace("的", "").replace("、", "").replace(",", "")
    if canonical.startswith(HEAD) and canonical.find(HEAD, len(HEAD)) < 0:
        return canonical[len(HEAD) :] + HEAD
    if HEAD in canonical or len(canonical) <= 2:
        return canonical
    if canonical.endswith(_NOUNS):
        return canonical + HEAD
    if len(canonical) >= _LEAST_BARE and not canonical.endswith(services):
        return canonical + HEAD
    return canonical


def unbracketed(canonical: str) -> tuple[str, list[int]]:
    """Return the text without what stands in brackets, and where each character came from."""
    if "(" not in canonical:
        return canonical, list(range(len(canonical)))
    kept: list[int] = []
    depth = 0
    for place, char in enumerate(canonical):
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
        elif not depth:
            kept.append(place)
    if not kept:
        return inlined(canonical)
    return "".join(canonical[place] for place in kept), kept


def inlined(canonical: str) -> tuple[str, list[int]]:
    """Return the text without the brackets themselves: 居(租)住 → 居租住."""
    kept = [place for place, char in enumerate(canonical) if char not in "()"]
    return "".join(canonical[place] for place in kept), kept
