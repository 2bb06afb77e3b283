"""A token of a phrase that cannot be compiled."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import Check, Example
from community_certs.authoring.strict_yaml import PathPart
from community_certs.authoring.tree import ITEMS, VOCABULARY, Tree
from community_certs.diagnostics import ERROR, Diagnostic
from community_certs.text import canonicalize_name

__all__ = ["CHECK"]


Path = tuple[PathPart, ...]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    classes = set()
    layer: Tree | None = tree
    while layer is not None:
        classes |= {word.name for word in layer.vocabulary["words"].values()}
        layer = layer.base
    yield from _of_words(tree, classes)
    for name, item in tree.items.items():
        for at, phrase in enumerate(item.phrases):
            tokens: list[tuple[str, Path]] = [
                (token, ("phrases", at, "all", group, place))
                for group, held in enumerate(phrase.all)
                for place, token in enumerate(held)
            ]
            tokens += [
                (token, ("phrases", at, "none", place)) for place, token in enumerate(phrase.none)
            ]
            for token, path in tokens:
                wrong = _wrong(token, classes)
                if wrong is not None:
                    yield tree.diagnose(ITEMS, name, "bad-token", path, *wrong, *CHECK.mend)


def _of_words(tree: Tree, classes: set[str]) -> Iterator[Diagnostic]:
    if not tree.vocabulary["words"]:
        return
    for at, word in enumerate(tree.raw(VOCABULARY, "words")):
        for place, token in enumerate(word.get("aliases") or ()):
            spelled = isinstance(token, str) and ("<" in token or ".." in token)
            wrong = _wrong(token, classes) if spelled else None
            if wrong is not None:
                path = (at, "aliases", place)
                yield tree.diagnose(VOCABULARY, "words", "bad-token", path, *wrong, *CHECK.mend)


def _wrong(token: str, classes: set[str]) -> tuple[str, str] | None:
    words = token.replace("..", "").replace("^", "").replace("$", "")
    rest = words
    while "<" in rest:
        _, _, after = rest.partition("<")
        name, closed, rest = after.partition(">")
        if not closed or name not in classes:
            return f"没有词类“<{name}>”（{token}）。", f"there is no class <{name}> ({token})"
    plain = words.replace("<", "").replace(">", "")
    if not canonicalize_name(plain):
        return f"“{token}”中没有可识别的词。", f'"{token}" has no word to look for'
    return None


CHECK = Check(
    code="bad-token",
    severity=ERROR,
    title=("短语规则用了未定义的词类", "a token of an unknown class"),
    why=(
        "短语中 <…> 指 words.yaml 的词类；没有这一类就无法编译。",
        "<…> in a phrase is a class of words.yaml; without it nothing can be compiled.",
    ),
    mend=("改正词类名称，或写出具体的词。", "Correct the name of the class, or write words."),
    example=Example(
        "items/kinship.yaml",
        bad="all: [[<亲戚>], [是我妈]]",
        good="all: [[我妈], [是我妈]]",
        words=("<亲戚>", "词类"),
    ),
    run=_run,
    fixed=True,
)
