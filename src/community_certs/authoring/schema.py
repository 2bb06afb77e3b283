"""JSON Schemas of the data files, generated from the models, for editors and other tools.

They are draft-07 schemas. The YAML extension of VS Code (yaml-language-server) has always read
draft 7; since its release 1.20 (2026) it reads 2019-09 and 2020-12 as well, but many maintainers
have an older one, which ignores ``$defs`` rules of later drafts or refuses the schema. What the
models need can be said in draft 7 without loss. In draft 7 everything beside ``$ref`` is ignored,
therefore references with a title of their own are wrapped in ``allOf``.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from community_certs.authoring.models import Document, Item, Profile, Vocabulary
from community_certs.authoring.overlay_manifest import Overlay
from community_certs.model.closed import Named

__all__ = ["DRAFT", "SCHEMA_VERSION", "generate_schemas", "schema_of"]

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft of all generated schemas."""
SCHEMA_VERSION = 1
"""The version of the data format; part of every ``$id``."""

_ROOTS: dict[str, tuple[type[BaseModel], str, str]] = {
    "document": (Document, "政策文件", "一份政策文件或法规，及其清单和规则（documents/）。"),
    "item": (Item, "证明事项", "一种证明，及其名称、说法和替代办法（items/）。"),
    "overlay": (
        Overlay,
        "地方变体",
        "一个地方变体的名称、适用地方和所据目录版本（overlay.yaml）。",
    ),
    "profile": (Profile, "规则集", "一组规则，供各地采用（profiles/）。"),
    "vocabulary": (Vocabulary, "词表", "条目和替代办法按编号引用的词（vocabulary/）。"),
}

_MODEL_TITLES: dict[str, tuple[str, str]] = {
    "Acknowledgement": ("已知冲突", "已知与本变体不同的上级条目；不改变答复。"),
    "Adoption": ("采用规则集", "自哪份文件起采用哪个规则集。"),
    "Alias": ("别名", "同一事项的另一个名称。"),
    "Alternative": ("替代办法", "不出具时去哪办、用什么代替。"),
    "Dates": ("日期", "起止日期；没有任何起始日期的文件不作判断。"),
    "Entry": ("条目", "清单的一条。items 与 open_ended 二选一。"),
    "EntryDates": ("条目日期", "一条单独的起止日期。"),
    "Estimate": ("推定日期", "未知起始日期的上下界。"),
    "Examples": ("例子", "应当识别和不得识别为本事项的请求。"),
    "Limits": ("办理要求", "文件对本条的办理要求。"),
    "Phrase": ("短语规则", "all 的每组至少出现一个词，none 的词一个也不出现。"),
    "PolicyList": ("清单", "一张清单，或写成清单的法条。"),
    "Renewal": ("延续证据", "某日仍然有效的证据。"),
    "RequesterPlace": ("要求单位所在地", "相对于文件所在地。"),
    "Rule": ("规则", "文件对清单以外的请求、办理步骤等的规定。"),
    "RuleWhen": ("适用条件", "写出的各项须同时具备。"),
    "Source": ("来源", "事实出自何处。"),
    "Step": ("步骤", "办理的一步。"),
    "Version": ("版本", "法规的一个版本。"),
    "When": ("适用条件", "请求人能够知道的条件；写出的各项须同时具备。"),
    "Withdrawal": ("撤回", "我们录错的记录；与废止不同。"),
    "Word": ("词", "词表中的一个词。"),
}

_NO_DEFAULT = object()


class _Draft7(GenerateJsonSchema):
    schema_dialect = DRAFT

    def encode_default(self, dft: Any) -> Any:
        """Return a default as JSON; a member of an enumeration is its value."""
        return dft.value if isinstance(dft, Named) else super().encode_default(dft)


def generate_schemas() -> dict[str, bytes]:
    """Return every schema as canonical JSON, by file name ("document.schema.json").

    The bytes depend on the models alone: sorted keys, two spaces, one newline at the end.
    """
    return {
        f"{name}.schema.json": (
            json.dumps(schema_of(name), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        ).encode()
        for name in sorted(_ROOTS)
    }


def schema_of(name: str) -> dict[str, Any]:
    """Return one schema: "document", "item", "overlay", "profile" or "vocabulary".

    Raises:
        KeyError: for any other name.

    """
    model, title, description = _ROOTS[name]
    made = model.model_json_schema(
        schema_generator=_Draft7, ref_template="#/definitions/{model}", mode="validation"
    )
    definitions = {key: _define(key, value) for key, value in made.pop("$defs", {}).items()}
    schema: dict[str, Any] = _convert(made)
    schema["$schema"] = DRAFT
    schema["$id"] = f"urn:community-certs:schema:{SCHEMA_VERSION}:{name}"
    schema["title"] = title
    schema["description"] = description
    if definitions:
        schema["definitions"] = definitions
    return schema


def _define(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = _convert(schema)
    made["title"], made["description"] = _MODEL_TITLES[name]
    return made


def _convert(schema: Any) -> Any:
    """Return the same schema in draft 7, without defaults of null and with short unions."""
    if isinstance(schema, list):
        return [_convert(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _convert(value) for key, value in schema.items()}
    if made.get("default", _NO_DEFAULT) is None:
        del made["default"]
    if "anyOf" in made:
        _join_null(made)
    _explain_choices(made)
    if "$ref" in made and len(made) > 1:
        made["allOf"] = [{"$ref": made.pop("$ref")}]
    return made


def _join_null(made: dict[str, Any]) -> None:
    """Turn "this or null" into one schema of two types, where the rest of it stays true."""
    options = made["anyOf"]
    if len(options) != 2 or options[1] != {"type": "null"}:
        return
    first = options[0]
    if not isinstance(first.get("type"), str):
        return
    del made["anyOf"]
    made.update({key: value for key, value in first.items() if key != "type"})
    made["type"] = [first["type"], "null"]
    if "const" in made:
        made["enum"] = [made.pop("const")]
    if "enum" in made:
        made["enum"] = [*made["enum"], None]
    if "enumDescriptions" in made:
        made["enumDescriptions"] = [*made["enumDescriptions"], "没有"]


def _explain_choices(made: dict[str, Any]) -> None:
    """Say in the description what each choice means: not every editor shows enumDescriptions."""
    inner = made if "enumDescriptions" in made else made.get("items", {})
    if "enumDescriptions" not in inner or "description" not in made:
        return
    pairs = zip(inner["enum"], inner["enumDescriptions"], strict=True)
    listed = "；".join(f"{value} {zh}" for value, zh in pairs if value is not None)
    made["description"] = f"{made['description']}可选：{listed}。"
