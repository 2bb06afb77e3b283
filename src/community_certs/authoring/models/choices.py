"""The closed choices of the data format, each with its Chinese name.

Where an answer shows the same choice, it is an enumeration of :mod:`community_certs.model.enums`;
the rest stand here.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from pydantic import Field

from community_certs.model import enums

__all__ = [
    "CHOICES",
    "ActChoice",
    "ActionChoice",
    "BindsChoice",
    "CommitteeChoice",
    "ComplexityChoice",
    "ForceChoice",
    "GradeChoice",
    "KindChoice",
    "ModalityChoice",
    "OffListChoice",
    "OutcomeChoice",
    "OutsideChoice",
    "ResidualChoice",
    "RiskChoice",
    "RouteChoice",
    "RuleKindChoice",
    "SideChoice",
    "StageChoice",
]


class _Choice(str, Enum):
    """A string member with a Chinese name."""

    zh: str

    def __new__(cls, value: str, zh: str) -> _Choice:
        """Make a member that equals ``value``."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh = zh
        return member

    def __str__(self) -> str:
        return str(self.value)


class Binds(_Choice):
    """Whom a list binds."""

    COMMITTEE = "committee", "约束居（村）委会出具"
    REQUESTERS = "requesters", "约束部门索要，不约束居（村）委会"


class Kind(_Choice):
    """Whether a list is a list, or a provision of law written as one."""

    LIST = "list", "清单"
    PROVISION = "provision", "法条（不算所收清单）"


class Modality(_Choice):
    """How strongly a list speaks."""

    MAY = "may", "可由"
    SHALL = "shall", "应由"


class OffList(_Choice):
    """What a document says of everything its list lacks."""

    MAY_REFUSE = "may_refuse", "清单外的有权拒绝"
    MAY_NOT_DEMAND = "may_not_demand", "清单外的不得索要"
    MUST_NOT_ISSUE = "must_not_issue", "清单外的不得出具"
    ROUTE = "route", "清单外的按规定程序办理"


class RuleKind(_Choice):
    """What a rule is about."""

    RESIDUAL = "residual", "文件外的请求"
    HANDLING = "handling", "办理步骤"
    TRANSITION = "transition", "过渡安排"
    SEAL = "seal", "用章规定"
    ADMISSION = "admission", "准入"


class Complexity(_Choice):
    """Whether the committee sees the fact at once in its own records."""

    SIMPLE = "simple", "简单，当场可核"
    COMPLEX = "complex", "复杂，须调查核实"


class Risk(_Choice):
    """Legal or joint economic liability."""

    LOW = "low", "一般"
    HIGH = "high", "涉法律或连带经济责任"


class Outside(_Choice):
    """The level outside which the requesting unit sits."""

    CITY = "city", "市外"
    PROVINCE = "province", "省外"
    COUNTRY = "country", "国（境）外"


CHOICES: dict[str, str] = {
    "Act": "行为种类",
    "Action": "办理步骤",
    "Binds": "约束对象",
    "Committee": "居委会或村委会",
    "Complexity": "繁简",
    "Force": "效力位阶",
    "Grade": "来源等级",
    "Kind": "清单或法条",
    "Modality": "可由或应由",
    "OffList": "清单之外",
    "Outcome": "结论",
    "Outside": "何处以外",
    "Residual": "文件外的处理",
    "Risk": "风险",
    "Route": "替代途径",
    "RuleKind": "规则种类",
    "Side": "清单性质",
    "Stage": "文件阶段",
}
"""The Chinese title of each enumeration, by class name."""

_LAX = Field(strict=False)  # text of the file becomes the member of that value

ActChoice = Annotated[enums.Act, _LAX]
ActionChoice = Annotated[enums.Action, _LAX]
BindsChoice = Annotated[Binds, _LAX]
CommitteeChoice = Annotated[enums.Committee, _LAX]
ComplexityChoice = Annotated[Complexity, _LAX]
ForceChoice = Annotated[enums.Force, _LAX]
GradeChoice = Annotated[enums.Grade, _LAX]
KindChoice = Annotated[Kind, _LAX]
ModalityChoice = Annotated[Modality, _LAX]
OffListChoice = Annotated[OffList, _LAX]
OutcomeChoice = Annotated[enums.Outcome, _LAX]
OutsideChoice = Annotated[Outside, _LAX]
ResidualChoice = Annotated[enums.Residual, _LAX]
RiskChoice = Annotated[Risk, _LAX]
RouteChoice = Annotated[enums.Route, _LAX]
RuleKindChoice = Annotated[RuleKind, _LAX]
SideChoice = Annotated[enums.Side, _LAX]
StageChoice = Annotated[enums.Stage, _LAX]
