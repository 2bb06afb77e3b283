"""Number the documents that a page rests on, in the order in which they are first named."""

from __future__ import annotations

from collections.abc import Iterable

from community_certs.catalog import Catalog
from community_certs.guide.sheet import Reference
from community_certs.guide.words import dated, named
from community_certs.model.answer import Citation, Source
from community_certs.model.enums import Grade
from community_certs.model.holdings import Document, Entry, PolicyList

__all__ = ["References", "document_of"]

_ORDER = (Grade.OFFICIAL, Grade.LAW_TEXT_COLLECTION, Grade.PRESS, Grade.SECONDARY)


def document_of(id: str) -> str:
    """Return the document's id of a list, an entry or a rule."""
    return id.partition("/")[0]


class References:
    """The references of one page.

    Arguments:
        catalog: where the documents are looked up.
        lang: ``zh`` or ``en``.
        most: how many sources of a document are printed, the best first.
        brief: whether who issued a document and its rank are left out where it has a title.
    """

    def __init__(self, catalog: Catalog, lang: str, *, most: int = 3, brief: bool = False) -> None:
        self._catalog, self._lang, self._most, self._brief = catalog, lang, most, brief
        self._numbers: dict[str, int] = {}
        self._parts: dict[str, tuple[PolicyList, Entry]] = {}

    def mark(self, id: str) -> int:
        """Return the number of the document of a list, entry or rule."""
        return self._numbers.setdefault(document_of(id), len(self._numbers) + 1)

    def marks(self, ids: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of several, sorted and each once."""
        return tuple(sorted({self.mark(one) for one in ids}))

    def entry(self, id: str) -> tuple[PolicyList, Entry]:
        """Return the list and the entry of an entry's id.

        Raises:
            KeyError: if the id is not that of an entry.
        """
        if id not in self._parts:
            for one in self._catalog.document(document_of(id)).lists:
                self._parts.update({entry.id: (one, entry) for entry in one.entries})
        return self._parts[id]

    def entries(self, citations: Iterable[Citation]) -> tuple[tuple[PolicyList, Entry], ...]:
        """Return the lists and entries of those citations that are entries, not whole lists."""
        return tuple(self.entry(one.entry) for one in citations if one.printed is not None)

    def list(self, id: str) -> PolicyList:
        """Return the list of a list's id.

        Raises:
            KeyError: if there is none.
        """
        for one in self._catalog.document(document_of(id)).lists:
            if one.id == id:
                return one
        raise KeyError(id)

    def all(self) -> tuple[Reference, ...]:
        """Return the references in their order."""
        return tuple(
            Reference(
                number,
                cited(document, self._lang, brief=self._brief),
                self._sources(document.sources),
            )
            for document, number in (
                (self._catalog.document(id), number) for id, number in self._numbers.items()
            )
        )

    def _sources(self, sources: Iterable[Source]) -> tuple[tuple[str, str | None], ...]:
        best = sorted(sources, key=lambda one: (_ORDER.index(one.grade), one.url is None))
        return tuple(
            (
                " ".join(
                    part
                    for part in (
                        one.publisher,
                        one.published,
                        f"（{named(one.grade, self._lang)}）",
                    )
                    if part
                ),
                one.url,
            )
            for one in best[: self._most]
        )


def cited(document: Document, lang: str, *, brief: bool = False) -> str:
    """Return a document as a reference cites it: number, title, issuers, date, and its standing."""
    title = f"《{document.title}》" if document.title else None
    head = " ".join(part for part in (document.number, title) if part) or (
        "untitled" if lang == "en" else "（题名、文号未见）"
    )
    issuers = "、".join(document.issuers[:2]) + (
        (" et al." if lang == "en" else "等") if len(document.issuers) > 2 else ""
    )
    stage = "" if document.stage.value == "binding" else named(document.stage, lang)
    standing = () if brief and document.title else (issuers, named(document.force, lang))
    parts = (*standing, stage, dated(document.start, document.end, lang))
    return head + "，" + "；".join(part for part in parts if part)
