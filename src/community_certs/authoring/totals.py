"""State in the READMEs what the bundled release holds, counted from it.

``python -m community_certs.authoring.totals README.md README.zh-CN.md`` rewrites the text between
``<!-- totals -->`` and ``<!-- /totals -->`` in each file (Chinese where the name says ``zh``);
with ``--check`` it writes nothing and exits with 1 if a file says something else.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from community_certs.catalog import Catalog
from community_certs.model.holdings import Document
from community_certs.outputs import write_whole
from community_certs.store import open_bundled

__all__ = ["Totals", "main", "restated", "totals_of"]

_OPEN, _CLOSE = "<!-- totals -->", "<!-- /totals -->"
_PROVINCES = 31
"""The province-level divisions with committees: 34 without Taiwan, Hong Kong and Macao."""


@dataclass(frozen=True)
class Totals:
    """What a release holds, withdrawn documents left out.

    ``provisions`` are groups of articles of a law that decide but are no lists. ``provinces`` have
    a document of their own or of a place in them; the nation is none of the ``places``.
    """

    release: str
    documents: int
    lists: int
    provisions: int
    entries: int
    items: int
    provinces: int
    provinces_with_list: int
    places: int

    def sentence(self, lang: str) -> str:
        """Return the totals as a paragraph.

        Arguments:
            lang: ``zh`` or ``en``.
        """
        if lang == "zh":
            return (
                f"目录 {self.release} 收录 {self.documents} 份文件，其中有 {self.lists} 份清单、"
                f"{self.provisions} 组法规条款，共 {self.entries} 条条目，"
                f"对应 {self.items} 个证明事项。\n"
                f"除全国性文件外，{_PROVINCES} 个省级行政区中 {self.provinces} 个有自己的文件、"
                f"{self.provinces_with_list} 个有自己的清单，来自 {self.places} 个省、市、县。"
            )
        return (
            f"Catalogue {self.release} holds {self.documents} documents with {self.lists} lists "
            f"and {self.provisions} groups of\nprovisions, {self.entries} entries, and "
            f"{self.items} items. Beside the national documents,\n{self.provinces} of the "
            f"{_PROVINCES} province-level divisions have a document of their own and "
            f"{self.provinces_with_list} a list,\nfrom {self.places} provinces, cities and "
            f"counties."
        )


def totals_of(catalog: Catalog) -> Totals:
    """Count what a catalogue holds."""
    documents = [one for one in map(catalog.document, catalog.documents) if one.withdrawn is None]
    lists = [one for document in documents for one in document.lists]
    return Totals(
        release=catalog.stamp.release,
        documents=len(documents),
        lists=sum(one.kind == "list" for one in lists),
        provisions=sum(one.kind == "provision" for one in lists),
        entries=sum(len(one.entries) for one in lists),
        items=len(catalog.items),
        provinces=len({place[:2] for place in _places(documents)}),
        provinces_with_list=len(
            {
                place[:2]
                for place in _places(
                    document
                    for document in documents
                    if any(one.kind == "list" for one in document.lists)
                )
            }
        ),
        places=len(_places(documents)),
    )


def _places(documents: Iterable[Document]) -> set[str]:
    return {one.jurisdiction for one in documents} - {"000000"}


def restated(text: str, sentence: str) -> str:
    """Return a README's text with ``sentence`` between its markers.

    Raises:
        ValueError: if the text has not exactly one pair of markers.
    """
    before, opened, rest = text.partition(_OPEN)
    _, closed, after = rest.partition(_CLOSE)
    if not (opened and closed) or _OPEN in after:
        raise ValueError(f"needs one pair of {_OPEN} and {_CLOSE}")
    return f"{before}{_OPEN}\n{sentence}\n{_CLOSE}{after}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Restate the totals in the files named; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m community_certs.authoring.totals")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    given = parser.parse_args(arguments)
    totals = totals_of(Catalog(open_bundled()))
    stale = []
    for file in given.files:
        text = file.read_text("utf-8")
        fresh = restated(text, totals.sentence("zh" if ".zh" in file.name else "en"))
        if fresh == text:
            continue
        stale.append(file)
        if not given.check:
            write_whole(file, fresh)
    for file in stale:
        sys.stdout.write(f"{file}: {'stale totals' if given.check else 'written'}\n")
    return 1 if stale and given.check else 0


if __name__ == "__main__":
    raise SystemExit(main())
