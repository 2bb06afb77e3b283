"""Rules: what a document says of requests beyond its lists, and of how to handle them."""

# ruff: noqa: RUF012 - pydantic copies mutable defaults
from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from community_certs.authoring.models.base import (
    Count,
    Model,
    RuleId,
    Slug,
    SourceKeys,
    Text,
)
from community_certs.authoring.models.choices import (
    ActionChoice,
    CommitteeChoice,
    ResidualChoice,
    RuleKindChoice,
)
from community_certs.authoring.models.conditions import RuleWhen
from community_certs.authoring.models.provenance import Dates
from community_certs.model.enums import Committee

__all__ = ["Rule", "Step"]

_RESIDUAL_ONLY: dict[str, Any] = {
    "if": {"properties": {"kind": {"const": "residual"}}},
    "then": {"required": ["does"]},
    "else": {"not": {"required": ["does"]}},
}


class Step(Model):
    """One step of handling."""

    action: Annotated[ActionChoice, Field(title="步骤", description="做什么。")]
    within_working_days: Annotated[
        Count | None, Field(title="时限", description="多少个工作日之内；没有写 null。")
    ] = None


class Rule(Model):
    """One rule of a document or profile."""

    model_config = ConfigDict(json_schema_extra=_RESIDUAL_ONLY)

    key: Annotated[Slug, Field(title="规则键", description="规则编号是“文件编号/规则键”。")]
    kind: Annotated[RuleKindChoice, Field(title="规则种类", description="规则说的是哪方面。")]
    does: Annotated[
        ResidualChoice | None,
        Field(title="文件外的处理", description="只用于 residual：对文件外的请求怎么说。"),
    ] = None
    when: Annotated[
        RuleWhen | None, Field(title="适用条件", description="规则在什么情况下适用。")
    ] = None
    steps: Annotated[list[Step], Field(title="步骤", description="依次要做的事。")] = []
    committees: Annotated[
        list[CommitteeChoice],
        Field(min_length=1, title="适用对象", description="居委会、村委会或两者。"),
    ] = [Committee.RESIDENT, Committee.VILLAGE]
    refines: Annotated[
        list[RuleId], Field(title="细化", description="本规则所细化的上级规则的编号。")
    ] = []
    says: Annotated[Text, Field(title="内容", description="用自己的话说明规则（中文）。")]
    article: Annotated[Text | None, Field(title="条款", description="法规的条、款、项。")] = None
    dates: Annotated[Dates | None, Field(title="日期", description="与文件日期不同时才写。")] = None
    source: Annotated[SourceKeys, Field(title="来源", description="来源键，一个或多个。")]
