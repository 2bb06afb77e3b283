"""A policy document or statute, with its lists and rules; and a profile of rules."""

# ruff: noqa: RUF012 - pydantic copies mutable defaults
from __future__ import annotations

from typing import Annotated

from pydantic import Field

from community_certs.authoring.models.base import Adcode, Day, DocumentId, Model, Slug, Text
from community_certs.authoring.models.choices import ForceChoice, StageChoice
from community_certs.authoring.models.policy_list import PolicyList
from community_certs.authoring.models.provenance import Dates, Source, Version, Withdrawal
from community_certs.authoring.models.rule import Rule

__all__ = ["Document", "Profile"]


class Document(Model):
    """A policy document with its lists and rules: one file of ``documents/``."""

    id: Annotated[
        DocumentId,
        Field(
            title="文件编号",
            description="“代码-年份-短名”，与路径 <代码>/<年份>-<短名>.yaml 一致，不再改动。",
        ),
    ]
    title: Annotated[
        Text | None, Field(title="标题", description="按原文，不加书名号；原文没有写 null。")
    ]
    number: Annotated[
        Text | None,
        Field(title="文号", description="按原文，用六角括号〔〕；没有写 null。"),
    ]
    issuers: Annotated[list[Text], Field(title="发文机关", description="按原文；可以为空。")]
    jurisdiction: Annotated[
        Adcode, Field(title="行政区划", description='谁的文件：六位代码，例如 "130700"。')
    ]
    subdivision: Annotated[
        Text | None,
        Field(
            title="县以下地方",
            description="县以下的地方，或地名被隐去的原因；写了文件就不作判断。",
        ),
    ] = None
    force: Annotated[ForceChoice, Field(title="效力位阶", description="文件的效力位阶。")]
    stage: Annotated[
        StageChoice, Field(title="文件阶段", description="草案不作判断；指导性文件只作暂定答复。")
    ]
    dates: Annotated[Dates, Field(title="日期", description="没有任何起始日期的文件不作判断。")]
    versions: Annotated[
        list[Version], Field(title="版本", description="法规历次版本，从早到晚。")
    ] = []
    adopts: Annotated[
        list[Slug],
        Field(title="采用的规则集", description="自本文件施行起在当地适用的规则集编号。"),
    ] = []
    sources: Annotated[list[Source], Field(min_length=1, title="来源", description="至少一个。")]
    verified_on: Annotated[
        Day | None,
        Field(title="核对日期", description="最近一次与来源核对的日期；未核对写 null，答复暂定。"),
    ] = None
    notes: Annotated[
        list[Text], Field(title="说明", description="矛盾、读法、沿革，用自己的话（中文）。")
    ] = []
    records: Annotated[
        list[Text], Field(title="所据记录", description="所据研究记录的名称，不带 .yaml。")
    ] = []
    withdrawn: Annotated[
        Withdrawal | None, Field(title="撤回", description="记录是我们弄错的；与废止不同。")
    ] = None
    lists: Annotated[list[PolicyList], Field(title="清单", description="可以为空。")] = []
    rules: Annotated[list[Rule], Field(title="规则", description="可以为空。")] = []


class Profile(Model):
    """A set of rules that a jurisdiction may adopt: one file of ``profiles/``."""

    id: Annotated[Slug, Field(title="规则集编号", description="英文短名，与文件名一致。")]
    name: Annotated[Text, Field(title="名称", description="规则集的名称。")]
    sources: Annotated[list[Source], Field(min_length=1, title="来源", description="至少一个。")]
    rules: Annotated[list[Rule], Field(min_length=1, title="规则", description="至少一条。")]
    notes: Annotated[list[Text], Field(title="说明", description="用自己的话（中文）。")] = []
    records: Annotated[
        list[Text], Field(title="所据记录", description="所据研究记录的名称，不带 .yaml。")
    ] = []
