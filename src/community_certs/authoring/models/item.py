"""A kind of proof: its names, how people ask for it, and what replaces it."""

# ruff: noqa: RUF012 - pydantic copies mutable defaults
from __future__ import annotations

from typing import Annotated

from pydantic import Field

from community_certs.authoring.models.base import (
    Adcode,
    AliasSource,
    DocumentIds,
    EntryNumber,
    ItemId,
    Model,
    PrintedDate,
    Slug,
    Text,
)
from community_certs.authoring.models.choices import (
    ActChoice,
    Complexity,
    ComplexityChoice,
    Risk,
    RiskChoice,
    RouteChoice,
)

__all__ = ["Alias", "Alternative", "Examples", "Item", "Phrase"]


class Alias(Model):
    """Another name of the same thing; a kind of it is a narrower item instead."""

    name: Annotated[Text, Field(title="别名", description="同义的名称；种类不是别名。")]
    source: Annotated[
        AliasSource,
        Field(title="出处", description="文件编号，或 speech（日常口语）。"),
    ]


class Phrase(Model):
    """A rule that reads a request: one token of every group must occur, and none of ``none``."""

    key: Annotated[EntryNumber, Field(title="序号", description="从 1 起，不重复使用。")]
    all: Annotated[
        list[Annotated[list[Text], Field(min_length=1)]],
        Field(min_length=1, title="须有", description="每组至少出现一个词。"),
    ]
    none: Annotated[list[Text], Field(title="须无", description="这些词一个也不能出现。")] = []


class Examples(Model):
    """Requests that must, and that must not, be read as this item."""

    match: Annotated[list[Text], Field(title="应当匹配", description="应当识别为本事项。")] = []
    reject: Annotated[list[Text], Field(title="不应匹配", description="不得识别为本事项。")] = []


class Alternative(Model):
    """Where the person goes instead, or what is shown instead of the proof."""

    key: Annotated[EntryNumber, Field(title="序号", description="从 1 起，不重复使用。")]
    route: Annotated[RouteChoice, Field(title="替代途径", description="如何不用这项证明。")]
    authority: Annotated[
        list[Slug], Field(title="去哪办", description="单位编号（vocabulary/authorities.yaml）。")
    ] = []
    any_of: Annotated[
        list[Annotated[list[Slug], Field(min_length=1)]],
        Field(
            title="替代材料",
            description="若干组材料，任一组即可；组内各件都要（vocabulary/substitutes.yaml）。",
        ),
    ] = []
    situation: Annotated[Text | None, Field(title="情形", description="在什么情形下适用。")] = None
    jurisdiction: Annotated[
        Adcode, Field(title="行政区划", description='适用的地方，默认全国 "000000"。')
    ] = "000000"
    basis: Annotated[Text | None, Field(title="依据条款", description="依据的条款，按原文。")] = (
        None
    )
    effective_from: Annotated[
        PrintedDate | None, Field(title="起始日期", description="不写则用来源文件的日期。")
    ] = None
    effective_to: Annotated[
        PrintedDate | None, Field(title="终止日期", description="有效的最后一日。")
    ] = None
    source: Annotated[DocumentIds, Field(title="来源文件", description="文件编号，一个或多个。")]


class Item(Model):
    """A kind of proof: one file of ``items/``."""

    id: Annotated[ItemId, Field(title="事项编号", description="英文短名，与文件名一致，不再改动。")]
    name: Annotated[Text, Field(title="名称", description="正式名称。")]
    category: Annotated[
        Slug, Field(title="类别", description="类别编号（vocabulary/categories.yaml）。")
    ]
    act: Annotated[ActChoice, Field(title="行为种类", description="禁止证明不等于禁止其他行为。")]
    broader: Annotated[
        ItemId | None,
        Field(title="上位事项", description="更宽的事项的编号；没有写 null。"),
    ] = None
    proves: Annotated[Text, Field(title="证明内容", description="用自己的话（中文）。")]
    risk: Annotated[
        RiskChoice, Field(title="风险", description="涉法律或连带经济责任的写 high。")
    ] = Risk.LOW
    complexity: Annotated[
        ComplexityChoice,
        Field(title="繁简", description="居（村）委会从自己的记录当场可知的写 simple。"),
    ] = Complexity.COMPLEX
    online: Annotated[
        bool, Field(title="可网上核验", description="部门可用自己的数据核验的写 true。")
    ] = False
    aliases: Annotated[list[Alias], Field(title="别名", description="只收同义词。")] = []
    phrases: Annotated[list[Phrase], Field(title="短语规则", description="识别口语说法。")] = []
    examples: Annotated[Examples, Field(title="例子", description="检查时会逐条运行。")] = (
        Examples()
    )
    alternatives: Annotated[
        list[Alternative], Field(title="替代办法", description="不出具时怎么办。")
    ] = []
    notes: Annotated[
        list[Text], Field(title="说明", description="疑问、读法，用自己的话（中文）。")
    ] = []
