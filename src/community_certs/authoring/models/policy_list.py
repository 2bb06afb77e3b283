"""Lists and their entries: what a document says may, must not or need no longer be issued."""

# ruff: noqa: RUF012 - pydantic copies mutable defaults
from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from community_certs.authoring.models.base import (
    Count,
    EntryNumber,
    ItemId,
    ListId,
    Model,
    Slug,
    SourceKeys,
    Text,
)
from community_certs.authoring.models.choices import Binds as _Binds
from community_certs.authoring.models.choices import (
    BindsChoice,
    CommitteeChoice,
    KindChoice,
    ModalityChoice,
    OffListChoice,
    SideChoice,
)
from community_certs.authoring.models.choices import Kind as _Kind
from community_certs.authoring.models.choices import Modality as _Modality
from community_certs.authoring.models.conditions import Limits, When
from community_certs.authoring.models.provenance import Dates, EntryDates, Withdrawal
from community_certs.model.enums import Committee

__all__ = ["Entry", "PolicyList"]


class Entry(Model):
    """One line of a list."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["items"]}, {"required": ["open_ended"]}]}
    )

    n: Annotated[EntryNumber, Field(title="序号", description="原文序号；原文没有编号的依次编排。")]
    printed: Annotated[Text, Field(title="原文", description="清单所印文字，一字不改。")]
    items: Annotated[
        list[ItemId] | None,
        Field(
            min_length=1,
            title="证明事项",
            description="与原文相当的最窄的事项编号；一句话可以包含几项。与 open_ended 二选一。",
        ),
    ] = None
    open_ended: Annotated[
        Literal[True] | None,
        Field(title="兜底条款", description="“其他证明”“等方面”一类；与 items 二选一。"),
    ] = None
    when: Annotated[When | None, Field(title="适用条件", description="请求人能够知道的条件。")] = (
        None
    )
    provided: Annotated[
        Text | None,
        Field(title="前提", description="只有经办人能看到的事实；照印，不参与判断。"),
    ] = None
    article: Annotated[Text | None, Field(title="条款", description="法规的条、款、项。")] = None
    limits: Annotated[
        Limits | None, Field(title="办理要求", description="时限、签字、协商、公示等要求。")
    ] = None
    source: Annotated[
        SourceKeys | None, Field(title="来源", description="来源键；不写则用清单的来源。")
    ] = None
    dates: Annotated[EntryDates | None, Field(title="日期", description="本条单独的起止日期。")] = (
        None
    )
    note: Annotated[Text | None, Field(title="说明", description="关于本条的说明。")] = None
    withdrawn: Annotated[
        Withdrawal | None, Field(title="撤回", description="本条是我们录错的，撤回并说明理由。")
    ] = None


class PolicyList(Model):
    """A list, or a provision of law written as a list."""

    key: Annotated[Slug, Field(title="清单键", description="清单编号是“文件编号/清单键”。")]
    name: Annotated[Text | None, Field(title="名称", description="清单的名称，按原文。")] = None
    batch: Annotated[Text | None, Field(title="批次", description="例如 第一批，按原文。")] = None
    side: Annotated[SideChoice, Field(title="清单性质", description="可由、不应由或取消。")]
    binds: Annotated[
        BindsChoice, Field(title="约束对象", description="只禁止部门索要的写 requesters。")
    ] = _Binds.COMMITTEE
    committees: Annotated[
        list[CommitteeChoice],
        Field(min_length=1, title="适用对象", description="居委会、村委会或两者。"),
    ] = [Committee.RESIDENT, Committee.VILLAGE]
    issuer: Annotated[
        list[Slug] | None,
        Field(
            min_length=1,
            title="出具单位",
            description="写了就表示这是由其他单位出具的清单，只作指引，不作判断。",
        ),
    ] = None
    kind: Annotated[
        KindChoice, Field(title="清单或法条", description="法条参与判断，但不算所收清单。")
    ] = _Kind.LIST
    modality: Annotated[ModalityChoice, Field(title="可由或应由", description="原文的强度。")] = (
        _Modality.MAY
    )
    stated_count: Annotated[
        Count | None, Field(title="所称项数", description="文件自称的项数；没有写 null。")
    ] = None
    complete: Annotated[bool, Field(title="是否完整", description="每一条都已录入才写 true。")]
    off_list: Annotated[
        OffListChoice | None,
        Field(title="清单之外", description="文件本身对清单以外事项的说法；没有写 null。"),
    ] = None
    replaces: Annotated[
        list[ListId],
        Field(title="取代", description="所取代清单的编号；它们在本清单开始的前一日终止。"),
    ] = []
    extends: Annotated[
        list[ListId], Field(title="增补", description="所增补清单的编号（例如第二批增补第一批）。")
    ] = []
    delegates: Annotated[
        bool, Field(title="授权地方", description="文件允许各地另定清单的写 true。")
    ] = False
    version: Annotated[
        Slug | None, Field(title="版本", description="清单所属版本的键（见 versions）。")
    ] = None
    dates: Annotated[Dates | None, Field(title="日期", description="与文件日期不同时才写。")] = None
    source: Annotated[SourceKeys | None, Field(title="来源", description="各条默认的来源键。")] = (
        None
    )
    note: Annotated[Text | None, Field(title="说明", description="关于清单的说明。")] = None
    entries: Annotated[list[Entry], Field(title="条目", description="清单的各条。")]
