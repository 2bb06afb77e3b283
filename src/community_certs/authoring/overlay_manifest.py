"""``overlay.yaml``: whose local variant it is, for which places, on which release."""

# ruff: noqa: RUF012 - pydantic copies mutable defaults
from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field

from community_certs.authoring.models.base import FORMS, Adcode, DocumentId, Model, Slug, Text

__all__ = ["RELEASE", "Acknowledgement", "Adoption", "Overlay"]

_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
RELEASE = r"^[0-9]{4}\.(?:0[1-9]|1[0-2])\.(?:0|[1-9][0-9]*)$"
"""A release of the catalogue, or a version of a variant: ``YYYY.MM.N``."""
_ENTRY = f"^[0-9]{{6}}-[0-9]{{4}}-{_SLUG}/{_SLUG}/[1-9][0-9]*$"
FORMS.update(
    {
        RELEASE: (
            "版本写成 年.月.序号 并加引号，例如 2026.11.0",
            'a release or version is YYYY.MM.N in quotes, such as "2026.11.0"',
        ),
        _ENTRY: (
            "条目编号的形式是“文件编号/清单键/序号”，例如 000000-2020-minfa20/first/8",
            "an entry id is <document>/<list>/<n>, such as 000000-2020-minfa20/first/8",
        ),
    }
)


def _adoption(value: Any) -> Any:
    return {"profile": value} if isinstance(value, str) else value


class Adoption(Model):
    """A set of rules that a document of this variant adopts."""

    profile: Annotated[Slug, Field(title="规则集", description="规则集编号（profiles/）。")]
    cite: Annotated[
        DocumentId | None,
        Field(
            title="依据文件",
            description="本变体中声明采用的文件；自它起始之日适用。只有一份文件时可以不写。",
        ),
    ] = None


class Acknowledgement(Model):
    """A higher entry that a maintainer knows of; it silences a finding and changes no answer."""

    entry: Annotated[
        str,
        Field(
            pattern=_ENTRY,
            max_length=240,
            title="条目",
            description="已知与本变体冲突的上级条目，例如 000000-2020-minfa20/first/8。",
        ),
    ]
    cite: Annotated[
        DocumentId,
        Field(title="依据文件", description="据以另作规定的文件编号。"),
    ]


class Overlay(Model):
    """A local variant: its names, places and version, and the release it was written for."""

    model_config = ConfigDict(populate_by_name=False)

    id: Annotated[Slug, Field(title="变体编号", description="英文短名，例如 cn-350500。")]
    name: Annotated[Text, Field(title="名称", description="本变体的名称，例如 泉州市。")]
    roots: Annotated[
        list[Adcode],
        Field(
            min_length=1,
            title="适用地方",
            description='六位代码的列表，例如 ["350500"]；只能写这些地方及其所辖地方的文件。',
        ),
    ]
    schema_: Annotated[
        int,
        Field(alias="schema", ge=1, le=1, title="格式版本", description="目前写 1。"),
    ]
    base: Annotated[
        str,
        Field(
            pattern=RELEASE,
            title="基础目录版本",
            description='编写、核对本变体时所依据的目录版本，例如 "2026.11.0"。',
        ),
    ]
    version: Annotated[
        str | None,
        Field(
            pattern=RELEASE,
            title="本变体的版本",
            description='年.月.序号，例如 "2026.11.0"；封装、打包时须写，每次发布前改写。',
        ),
    ] = None
    adopts: Annotated[
        list[
            Annotated[Adoption, BeforeValidator(_adoption, json_schema_input_type=Slug | Adoption)]
        ],
        Field(
            title="采用的规则集",
            description="在适用地方采用的规则集：写编号，或写 {profile: 编号, cite: 文件编号}。",
        ),
    ] = []
    acknowledges: Annotated[
        list[Acknowledgement],
        Field(title="已知冲突", description="只消除检查提示，不改变任何答复。"),
    ] = []
