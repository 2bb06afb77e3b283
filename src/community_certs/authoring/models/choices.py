"""The closed choices of the data format, each with its Chinese name.

Where an answer shows the same choice, it is an enumeration of :mod:`community_certs.model.enums`;
the rest stand here.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic_core import CoreSchema, core_schema

from community_certs.model import enums
from community_certs.model.closed import Named

__all__ = [
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


class _OneOf:
    """Teaches pydantic a closed enumeration: its values go in, its members come out."""

    def __init__(self, choice: type[Named]) -> None:
        self._choice = choice

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            self._choice,
            core_schema.literal_schema([member.value for member in self._choice]),
            serialization=core_schema.to_string_ser_schema(),
        )

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {
            "type": "string",
            "enum": [member.value for member in self._choice],
            "enumDescriptions": [member.zh for member in self._choice],
        }


class Binds(Named):
    """Whom a list binds."""

    COMMITTEE = "committee", "约束居（村）委会出具"
    REQUESTERS = "requesters", "约束部门索要，不约束居（村）委会"


class Kind(Named):
    """Whether a list is a list, or a provision of law written as one."""

    LIST = "list", "清单"
    PROVISION = "provision", "法条（不算所收清单）"


class Modality(Named):
    """How strongly a list speaks."""

    MAY = "may", "可由"
    SHALL = "shall", "应由"


class OffList(Named):
    """What a document says of everything its list lacks."""

    MAY_REFUSE = "may_refuse", "清单外的有权拒绝"
    MAY_NOT_DEMAND = "may_not_demand", "清单外的不得索要"
    MUST_NOT_ISSUE = "must_not_issue", "清单外的不得出具"
    ROUTE = "route", "清单外的按规定程序办理"


class RuleKind(Named):
    """What a rule is about."""

    RESIDUAL = "residual", "文件外的请求"
    HANDLING = "handling", "办理步骤"
    TRANSITION = "transition", "过渡安排"
    SEAL = "seal", "用章规定"
    ADMISSION = "admission", "准入"


class Complexity(Named):
    """Whether the committee sees the fact at once in its own records."""

    SIMPLE = "simple", "简单，当场可核"
    COMPLEX = "complex", "复杂，须调查核实"


class Risk(Named):
    """Legal or joint economic liability."""

    LOW = "low", "一般"
    HIGH = "high", "涉法律或连带经济责任"


class Outside(Named):
    """The level outside which the requesting unit sits."""

    CITY = "city", "市外"
    PROVINCE = "province", "省外"
    COUNTRY = "country", "国（境）外"


ActChoice = Annotated[enums.Act, _OneOf(enums.Act)]
ActionChoice = Annotated[enums.Action, _OneOf(enums.Action)]
BindsChoice = Annotated[Binds, _OneOf(Binds)]
CommitteeChoice = Annotated[enums.Committee, _OneOf(enums.Committee)]
ComplexityChoice = Annotated[Complexity, _OneOf(Complexity)]
ForceChoice = Annotated[enums.Force, _OneOf(enums.Force)]
GradeChoice = Annotated[enums.Grade, _OneOf(enums.Grade)]
KindChoice = Annotated[Kind, _OneOf(Kind)]
ModalityChoice = Annotated[Modality, _OneOf(Modality)]
OffListChoice = Annotated[OffList, _OneOf(OffList)]
OutcomeChoice = Annotated[enums.Outcome, _OneOf(enums.Outcome)]
OutsideChoice = Annotated[Outside, _OneOf(Outside)]
ResidualChoice = Annotated[enums.Residual, _OneOf(enums.Residual)]
RiskChoice = Annotated[Risk, _OneOf(Risk)]
RouteChoice = Annotated[enums.Route, _OneOf(enums.Route)]
RuleKindChoice = Annotated[RuleKind, _OneOf(RuleKind)]
SideChoice = Annotated[enums.Side, _OneOf(enums.Side)]
StageChoice = Annotated[enums.Stage, _OneOf(enums.Stage)]
