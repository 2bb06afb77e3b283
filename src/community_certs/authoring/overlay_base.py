"""What local variants are read against: the maintainers' texts of a release, and its places.

A release carries the texts that it was compiled from (``source/…``), so that a variant can be
checked and compiled wherever the release is installed, without the project's checkout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from community_certs.authoring.compile import texts
from community_certs.authoring.models import Document, Item, Profile, Word
from community_certs.authoring.strict_yaml import Reading
from community_certs.authoring.tree import DOCUMENTS, ITEMS, PROFILES, VOCABULARY, Tree
from community_certs.errors import InvalidArgument
from community_certs.jurisdictions import Gazetteer
from community_certs.store import Store

__all__ = ["Base"]

T = TypeVar("T")


class _ReleaseTree(Tree):
    """The texts of a release; its places are those that it was compiled with."""

    def __init__(self, store: Store) -> None:
        super().__init__(Path(store.origin))
        self._store = store

    def once(self, key: str, make: Callable[[Tree], T]) -> T:
        """Return what ``make`` works out, except for places: these the release holds."""
        if key not in self._once and key == "divisions":
            self._once[key] = {
                one: self._store.shard(one)
                for one in self._store.paths()
                if one.startswith("divisions/")
            }
        elif key not in self._once and key == "gazetteer":
            self._once[key] = Gazetteer(self._store.shard)
        return super().once(key, make)


class Base:
    """A release as authors see it.

    Attributes:
        release: its version.
        tree: its texts, in the form that the checks read; without lines and columns.
        gazetteer: its places.
        shard: returns a compiled shard by its path.
    """

    def __init__(
        self, release: str, tree: Tree, shard: Callable[[str], Any], paths: Iterable[str]
    ) -> None:
        self.release = release
        self.tree = tree
        self.gazetteer = Gazetteer(shard)
        self.shard = shard
        self.paths = frozenset(paths)

    @classmethod
    def of_store(cls, store: Store) -> Base:
        """Read the base from a compiled release.

        Raises:
            InvalidArgument: if the release was made without its texts.
        """
        if not store.has(texts.DOCUMENTS):
            raise InvalidArgument(
                f"目录 {store.release} 没有附带原始文本，不能在其上加载地方变体；"
                "请换用完整的发布版。",
                f"release {store.release} lacks its source texts, which overlays are read against: "
                "use a whole release",
            )
        tree = _ReleaseTree(store)
        for kind, path in (
            (DOCUMENTS, texts.DOCUMENTS),
            (ITEMS, texts.ITEMS),
            (PROFILES, texts.PROFILES),
        ):
            for raw in store.shard(path):
                tree.readings[kind, raw["id"]] = Reading(f"{kind}/{raw['id']}", raw, (), whole=True)
        tree.documents = {
            one["id"]: Document.model_validate(one) for one in store.shard(texts.DOCUMENTS)
        }
        tree.items = {one["id"]: Item.model_validate(one) for one in store.shard(texts.ITEMS)}
        tree.profiles = {
            one["id"]: Profile.model_validate(one) for one in store.shard(texts.PROFILES)
        }
        for kind, words in store.shard(texts.WORDS).items():
            tree.readings[VOCABULARY, kind] = Reading(f"{VOCABULARY}/{kind}", words, (), whole=True)
            tree.vocabulary[kind] = {one["id"]: Word.model_validate(one) for one in words}
        return cls(store.release, tree, store.shard, store.paths())
