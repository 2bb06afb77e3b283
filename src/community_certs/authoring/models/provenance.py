"""Dates, sources and withdrawals: what every fact of the catalogue carries."""

# ruff: noqa: RUF012 - pydantic copies mutable defaults
from __future__ import annotations

from typing import Annotated

from pydantic import Field

from community_certs.authoring.models.base import (
    Day,
    Model,
    PrintedDate,
    Slug,
    SourceKeys,
    Text,
    Url,
)
from community_certs.authoring.models.choices import GradeChoice

__all__ = ["Dates", "EntryDates", "Estimate", "Renewal", "Source", "Version", "Withdrawal"]


class Source(Model):
    """Where a fact was read."""

    key: Annotated[Slug, Field(title="来源键", description="在本文件内引用的短名，例如 s1。")]
    publisher: Annotated[Text, Field(title="发布者", description="网站、报纸或机关的名称。")]
    published: Annotated[
        PrintedDate | None,
        Field(title="发布日期", description="页面印出的发布日期，按原文精度；没有写 null。"),
    ] = None
    grade: Annotated[
        GradeChoice, Field(title="来源等级", description="官方、新闻、法律文本库或转载。")
    ]
    url: Annotated[
        Url | None, Field(title="网址", description="只写发布者自己网站的网址，否则写 null。")
    ] = None
    note: Annotated[Text | None, Field(title="说明", description="关于此来源的说明。")] = None


class Estimate(Model):
    """Bounds of a start that is not known."""

    earliest: Annotated[PrintedDate, Field(title="最早", description="最早可能的日期。")]
    latest: Annotated[PrintedDate, Field(title="最晚", description="最晚可能的日期。")]
    why: Annotated[Text, Field(title="理由", description="为何推定在这两个日期之间。")]


class Renewal(Model):
    """Evidence that a document was still in force on a day."""

    on: Annotated[PrintedDate, Field(title="日期", description="当日仍然有效的证据的日期。")]
    source: Annotated[
        SourceKeys | None, Field(title="来源", description="来源键，一个或多个。")
    ] = None
    note: Annotated[Text | None, Field(title="说明", description="证据说了什么。")] = None


class Dates(Model):
    """When something starts and ends. Without any start the document decides nothing."""

    effective_from: Annotated[
        PrintedDate | None, Field(title="施行日期", description="文件写明的施行日期。")
    ] = None
    issued: Annotated[
        PrintedDate | None, Field(title="印发日期", description="印发、通过或公布的日期。")
    ] = None
    estimated: Annotated[
        Estimate | None,
        Field(title="推定日期", description="不知道起始日期时的上下界；答复总是暂定。"),
    ] = None
    known_by: Annotated[
        PrintedDate | None,
        Field(title="已见日期", description="当日的页面显示文件已在施行。"),
    ] = None
    published: Annotated[
        PrintedDate | None,
        Field(title="公布日期", description="与印发日期不同的公布日期。"),
    ] = None
    effective_to: Annotated[
        PrintedDate | None,
        Field(title="失效日期", description="有效的最后一日，按原文；未知写 null。"),
    ] = None
    renewed: Annotated[
        list[Renewal], Field(title="延续证据", description="某日仍然有效的证据。")
    ] = []


class EntryDates(Model):
    """When one entry alone starts or ends."""

    effective_from: Annotated[
        PrintedDate | None, Field(title="起始日期", description="本条单独的起始日期。")
    ] = None
    effective_to: Annotated[
        PrintedDate | None, Field(title="终止日期", description="本条有效的最后一日。")
    ] = None


class Version(Model):
    """One version of a statute."""

    key: Annotated[Slug, Field(title="版本键", description='版本的短名，例如 "2019"。')]
    issued: Annotated[
        PrintedDate | None, Field(title="公布日期", description="此版本公布的日期。")
    ] = None
    effective_from: Annotated[
        PrintedDate | None, Field(title="施行日期", description="此版本施行的日期。")
    ] = None
    effective_to: Annotated[
        PrintedDate | None, Field(title="失效日期", description="此版本有效的最后一日。")
    ] = None
    number: Annotated[Text | None, Field(title="文号", description="此版本的文号，按原文。")] = None
    source: Annotated[
        SourceKeys | None, Field(title="来源", description="来源键，一个或多个。")
    ] = None
    note: Annotated[Text | None, Field(title="说明", description="修订了什么。")] = None


class Withdrawal(Model):
    """Our error: the record was wrong. Not the same as a document that was repealed."""

    on: Annotated[Day, Field(title="撤回日期", description="撤回这条记录的日期。")]
    reason: Annotated[Text, Field(title="撤回理由", description="错在哪里。")]
