"""The words that entries and alternatives refer to by id."""

# ruff: noqa: RUF012 - pydantic copies mutable defaults
from __future__ import annotations

from typing import Annotated

from pydantic import Field, RootModel

from community_certs.authoring.models.base import Model, Slug, Text
from community_certs.authoring.models.item import Phrase

__all__ = ["PHRASED", "VOCABULARIES", "Vocabulary", "Word"]

VOCABULARIES = ("authorities", "categories", "purposes", "requesters", "substitutes", "words")
"""The files of ``vocabulary/``, without ".yaml"; ``words`` are those that requests are read by."""
PHRASED = frozenset({"purposes", "requesters"})
"""The files whose words may carry phrases."""


class Word(Model):
    """One word of a vocabulary."""

    id: Annotated[Slug, Field(title="编号", description="英文短名，不再改动。")]
    name: Annotated[Text, Field(title="名称", description="中文名称。")]
    aliases: Annotated[list[Text], Field(title="别名", description="同义的名称。")] = []
    phrases: Annotated[
        list[Phrase],
        Field(
            title="短语规则",
            description="只用于 purposes 和 requesters：从请求中读出用途或单位。",
        ),
    ] = []


class Vocabulary(RootModel[list[Word]]):
    """A file of ``vocabulary/``."""
