"""The cases of a local variant: what it should answer, and how its answers differ from that.

``cases.yaml`` is a list of requests, each with a place, a date and what is expected:

    - request: 居住证明
      place: 泉州市
      date: "2026-03-01"
      expected: {outcome: may_issue, citations: [350500-2026-list/may/1]}
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, ValidationError

from community_certs.authoring.model_errors import diagnostics_of
from community_certs.authoring.models.base import Day, Model, Slug, Text
from community_certs.authoring.models.choices import OutcomeChoice
from community_certs.authoring.strict_yaml import Reading, read
from community_certs.catalog import Catalog, Classification
from community_certs.diagnostics import Diagnostic
from community_certs.errors import CommunityCertsError

__all__ = ["CASES", "Case", "Difference", "Expected", "Result", "read_cases", "run_cases"]

CASES = "cases.yaml"
"""The file that holds a variant's cases."""


class Expected(Model):
    """What an answer must say; what is not named may be anything."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    outcome: Annotated[
        OutcomeChoice | None, Field(title="结论", description="可由、不应由或文件外。")
    ] = None
    reason: Annotated[
        Slug | None,
        Field(pattern="^[a-z_]+$", title="理由", description="例如 listed、list_in_force。"),
    ] = None
    status: Annotated[
        Literal["certain", "provisional"] | None,
        Field(title="确定程度", description="certain 确定，provisional 暂定。"),
    ] = None
    status_reasons: Annotated[
        list[Text] | None, Field(title="暂定原因", description="全部原因，不论次序。")
    ] = None
    needs_review: Annotated[
        bool | None, Field(title="需人工复核", description="true 或 false。")
    ] = None
    demand: Annotated[
        Literal["barred"] | None, Field(title="索要", description="barred：有关单位不得要求提供。")
    ] = None
    item: Annotated[Slug | None, Field(title="事项", description="识别为哪个事项（编号）。")] = None
    parts: Annotated[
        list[Slug] | None, Field(title="各项", description="一次要几项证明时，各项的编号。")
    ] = None
    citations: Annotated[
        list[Text] | None,
        Field(title="依据", description="结论所依据的全部条目编号，不论次序。"),
    ] = None
    overridden: Annotated[
        list[Text] | None, Field(title="未采用", description="未被采用的全部条目编号，不论次序。")
    ] = None
    residual: Annotated[
        Text | None, Field(title="文件外规则", description="所适用的文件外规则的编号。")
    ] = None
    handling: Annotated[
        list[Text] | None, Field(title="步骤", description="全部步骤，按次序。")
    ] = None
    valid_from: Annotated[Day | None, Field(title="适用起日", description="本答复自哪日适用。")] = (
        None
    )
    valid_until: Annotated[
        Day | None, Field(title="适用止日", description="本答复至哪日适用。")
    ] = None
    error: Annotated[
        Slug | None,
        Field(title="错误", description="应当报错的，写错误代码，例如 unknown-jurisdiction。"),
    ] = None


class Case(Model):
    """One request, and what it must be answered."""

    request: Annotated[
        Text | None, Field(title="请求", description="所要的证明，怎么说都行；与 item 二选一。")
    ] = None
    item: Annotated[
        Slug | None, Field(title="事项", description="事项编号；与 request 二选一。")
    ] = None
    place: Annotated[Text, Field(title="地点", description="代码、名称或路径。")]
    date: Annotated[Day, Field(title="日期", description='例如 "2026-03-01"。')]
    purpose: Annotated[Text | None, Field(title="用途", description="证明用途。")] = None
    requester: Annotated[Text | None, Field(title="要求单位", description="要求出具的单位。")] = (
        None
    )
    requester_place: Annotated[
        Text | None, Field(title="要求单位所在地", description="地点；境外写“境外”。")
    ] = None
    committee: Annotated[
        Literal["resident", "village"] | None,
        Field(title="出具者", description="resident 居委会，village 村委会。"),
    ] = None
    expected: Annotated[Expected, Field(title="应有的答复", description="至少写一项。")]
    why: Annotated[Text | None, Field(title="缘由", description="为什么应当这样答复。")] = None


class Difference:
    """One thing that an answer says otherwise: its name, what was expected, and what was found."""

    __slots__ = ("expected", "found", "name")

    def __init__(self, name: str, expected: object, found: object) -> None:
        self.name = name
        self.expected = expected
        self.found = found


class Result:
    """A case with its answer.

    Attributes:
        case: the case.
        line: where it stands in its file, from 1.
        answer: what was answered, or None if that was refused.
        error: why it was refused, or None.
        differences: what is not as expected; empty if the case holds.
    """

    __slots__ = ("answer", "case", "differences", "error", "line")

    def __init__(
        self,
        case: Case,
        line: int,
        answer: Classification | None,
        error: CommunityCertsError | None,
        differences: tuple[Difference, ...],
    ) -> None:
        self.case = case
        self.line = line
        self.answer = answer
        self.error = error
        self.differences = differences

    @property
    def asked(self) -> str:
        """The request in a few words."""
        return f"{self.case.request or self.case.item}  {self.case.place}  {self.case.date}"


def read_cases(root: Path) -> tuple[Reading, list[tuple[int, Case]], list[Diagnostic]]:
    """Read the cases of a variant strictly.

    Returns:
        The file as read; the cases, each with its line; and what is wrong with the file.
    """
    reading = read(os.fspath(root), CASES)
    found = list(reading.diagnostics)
    if not reading.whole:
        return reading, [], found
    if not isinstance(reading.value, list):
        return reading, [], [*found, _no_list(reading)]
    cases: list[tuple[int, Case]] = []
    for at, raw in enumerate(reading.value):
        try:
            case = Case.model_validate(raw)
        except ValidationError as error:
            found.extend(diagnostics_of(error, reading, Case, (at,)))
            continue
        if (case.request is None) == (case.item is None):
            found.append(
                reading.diagnose(
                    "case-request",
                    (at,),
                    "每条用例写 request 或 item 之一。",
                    "a case has either request or item",
                    "写“request: 居住证明”这样的一行。",
                    'write "request: …"',
                )
            )
            continue
        if not case.expected.model_fields_set:
            found.append(
                reading.diagnose(
                    "case-expected",
                    (at, "expected"),
                    "expected 是空的，这条用例什么也没有检查。",
                    "expected is empty: the case tests nothing",
                    "至少写 outcome，例如 {outcome: may_issue}。",
                    "name at least the outcome",
                )
            )
            continue
        cases.append((reading.at((at,))[0], case))
    return reading, cases, found


def _no_list(reading: Reading) -> Diagnostic:
    return reading.diagnose(
        "wrong-type",
        (),
        "此文件应是列表，每项是一条用例。",
        "this file is a list of cases",
        "写成“- {request: …, place: …, date: …, expected: {outcome: …}}”。",
        'write "- {request: …, place: …, date: …, expected: {outcome: …}}"',
    )


def run_cases(catalog: Catalog, cases: list[tuple[int, Case]]) -> Iterator[Result]:
    """Answer every case, in order, and compare.

    Arguments:
        catalog: the base with the variant over it.
        cases: as :func:`read_cases` returns them.
    """
    for line, case in cases:
        answer, error = _ask(catalog, case)
        if error is not None:
            wanted = case.expected.error
            same = wanted == error.code and len(case.expected.model_fields_set) == 1
            told = () if same else (Difference("error", wanted, f"{error.code} {error.zh}"),)
            yield Result(case, line, None, error, told)
        elif answer is not None:
            yield Result(case, line, answer, None, tuple(_differences(case.expected, answer)))


def _ask(catalog: Catalog, case: Case) -> tuple[Classification | None, CommunityCertsError | None]:
    said: dict[str, Any] = {
        "jurisdiction": case.place,
        "on": case.date,
        "purpose": case.purpose,
        "requester": case.requester,
        "requester_place": case.requester_place,
        "committee": case.committee,
    }
    try:
        if case.item is not None:
            return catalog.decide(case.item, **said), None
        return catalog.classify(case.request or "", **said), None
    except CommunityCertsError as error:
        return None, error


def _differences(expected: Expected, answer: Classification) -> Iterator[Difference]:
    told = answer.to_dict()
    found: dict[str, Any] = {
        **{key: told[key] for key in ("outcome", "reason", "status", "needs_review", "demand")},
        "status_reasons": sorted(told["status_reasons"]),
        "item": answer.item.id if answer.item else None,
        "parts": [part.item.id if part.item else None for part in answer.parts],
        "citations": sorted(one.entry for one in answer.citations),
        "overridden": sorted(one.citation.entry for one in answer.overridden),
        "residual": answer.residual.citation.entry if answer.residual else None,
        "handling": [step.action.value for step in answer.handling],
        "valid_from": answer.valid_from,
        "valid_until": answer.valid_until,
        "error": None,
    }
    for key in Expected.model_fields:
        if key not in expected.model_fields_set:
            continue
        wanted = getattr(expected, key)
        wanted = getattr(wanted, "value", wanted)
        if key in ("status_reasons", "citations", "overridden"):
            wanted = sorted(wanted or ())
        if wanted != found[key]:
            yield Difference(key, wanted, found[key])
