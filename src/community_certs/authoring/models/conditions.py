"""Conditions: what a caller can know, and what a document demands of the committee."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from community_certs.authoring.models.base import Count, Model, Slug
from community_certs.authoring.models.choices import (
    ActChoice,
    CommitteeChoice,
    ComplexityChoice,
    OutcomeChoice,
    OutsideChoice,
)

__all__ = ["Limits", "RequesterPlace", "RuleWhen", "When"]


class RequesterPlace(Model):
    """Where the requesting unit sits, relative to the place of the document."""

    outside: Annotated[
        OutsideChoice, Field(title="何处以外", description="市外、省外或国（境）外。")
    ]


class When(Model):
    """What a caller can know of a request; all that is named must hold."""

    purpose: Annotated[
        list[Slug] | None,
        Field(min_length=1, title="用途", description="用途编号，符合其一即可。"),
    ] = None
    requester: Annotated[
        list[Slug] | None,
        Field(min_length=1, title="要求出具证明单位", description="单位编号，符合其一即可。"),
    ] = None
    requester_place: Annotated[
        RequesterPlace | None,
        Field(title="要求单位所在地", description="要求单位在市外、省外或国（境）外。"),
    ] = None
    committee: Annotated[
        CommitteeChoice | None, Field(title="居委会或村委会", description="由哪一种委员会出具。")
    ] = None


class RuleWhen(When):
    """When a rule speaks; all that is named must hold."""

    outcome: Annotated[
        list[OutcomeChoice] | None,
        Field(min_length=1, title="结论", description="对哪些结论适用。"),
    ] = None
    complexity: Annotated[
        ComplexityChoice | None, Field(title="繁简", description="对简单还是复杂的事项适用。")
    ] = None
    risk: Annotated[
        Literal["high"] | None, Field(title="风险", description="只对涉法律或经济责任的事项适用。")
    ] = None
    act: Annotated[
        list[ActChoice] | None,
        Field(min_length=1, title="行为种类", description="对哪些行为适用。"),
    ] = None
    online: Annotated[
        Literal[True] | None,
        Field(title="可网上核验", description="只对部门可自行核验的事项适用。"),
    ] = None
    liability: Annotated[
        Literal[True] | None,
        Field(title="涉连带责任", description="只对涉法律或连带经济责任的请求适用。"),
    ] = None


class Limits(Model):
    """What the document demands of the committee for one entry."""

    working_days: Annotated[
        Count | None, Field(title="办理时限", description="多少个工作日内办结。")
    ] = None
    valid_days: Annotated[
        Count | None, Field(title="有效天数", description="证明自出具起有效多少天。")
    ] = None
    head_signature: Annotated[
        Literal[True] | None, Field(title="负责人签字", description="须由负责人签字。")
    ] = None
    deliberation: Annotated[
        Literal[True] | None, Field(title="议事协商", description="须经议事协商。")
    ] = None
    public_notice: Annotated[
        Literal[True] | None, Field(title="公示", description="须先公示。")
    ] = None
