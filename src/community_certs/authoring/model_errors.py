"""From what pydantic says to what a maintainer can act on, with file, line and column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, RootModel, ValidationError

from community_certs.authoring.models.base import FORMS
from community_certs.authoring.strict_yaml import PathPart, Reading
from community_certs.diagnostics import Diagnostic
from community_certs.model.closed import Named

__all__ = ["diagnostics_of"]

Said = tuple[str, str, str, str, str]
"""Code, message and hint: (code, zh, en, hint_zh, hint_en)."""


def diagnostics_of(
    error: ValidationError, reading: Reading, model: type[BaseModel], at: Sequence[PathPart] = ()
) -> list[Diagnostic]:
    """Return one finding for each thing that pydantic found.

    Arguments:
        error: what ``model.model_validate`` raised.
        reading: the file the data came from.
        model: the model that refused it.
        at: where in the file the validated value stands; empty for the whole file.

    """
    found = []
    for one in error.errors(include_url=False):
        location = one["loc"]
        kind = one["type"]
        say = _SAYINGS.get(kind, _other)
        code, zh, en, hint_zh, hint_en = (
            _no_reason()
            if location[-2:] == ("withdrawn", "reason")
            else say(one, _expected(model, location[:-1] if kind == "missing" else location))
        )
        found.append(
            reading.diagnose(
                code,
                (*at, *location),
                zh,
                en,
                hint_zh,
                hint_en,
                key=kind == "extra_forbidden",
            )
        )
    return found


def _expected(model: type[BaseModel], location: Sequence[PathPart]) -> Any:
    """Return the model or enumeration that stands at ``location``, or what holds it."""
    here: Any = model
    for part in location:
        if isinstance(here, type) and issubclass(here, RootModel):
            here = _inner(here.model_fields["root"].annotation)
        if isinstance(part, int) or not (isinstance(here, type) and issubclass(here, BaseModel)):
            continue
        field = here.model_fields.get(part)
        if field is None:
            break
        here = _inner(field.annotation) or here
    return here


def _inner(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, (BaseModel, Named)):
        return annotation
    for argument in get_args(annotation):
        found = _inner(argument)
        if found is not None:
            return found
    return None


def _missing(error: Mapping[str, Any], expected: Any) -> Said:
    name = str(error["loc"][-1]) if error["loc"] else "?"
    title = _title(expected, name)
    return (
        "missing-key",
        f"缺少键“{name}”{title}。",
        f'the key "{name}" is missing',
        f"补上“{name}: …”。",
        f'add "{name}: …"',
    )


def _no_reason() -> Said:
    return (
        "withdrawn-reason",
        "撤回没有写理由（reason）。",
        "a withdrawal without its reason",
        "写 reason：错在哪里、依据什么改正。",
        "write reason: what was wrong, and how that was found",
    )


def _title(expected: Any, name: str) -> str:
    if isinstance(expected, type) and issubclass(expected, BaseModel):
        field = expected.model_fields.get(name)
        if field is not None and field.title:
            return f"（{field.title}）"
    return ""


def _unknown_key(error: Mapping[str, Any], expected: Any) -> Said:
    name = str(error["loc"][-1])[:60]
    known: list[str] = []
    if isinstance(expected, type) and issubclass(expected, BaseModel):
        known = list(expected.model_fields)
    close = get_close_matches(name, known, n=1, cutoff=0.6)
    if close:
        hint_zh, hint_en = f"是不是“{close[0]}”？", f'did you mean "{close[0]}"?'
    else:
        names = ", ".join(known)
        hint_zh, hint_en = f"此处可用的键：{names}。", f"keys allowed here: {names}"
    return ("unknown-key", f"不认识的键“{name}”。", f'unknown key "{name}"', hint_zh, hint_en)


def _text_wanted(error: Mapping[str, Any], expected: Any) -> Said:
    value = error["input"]
    if value is None:
        zh, en = "此处要有文字，不能为 null。", "text is wanted here, not null"
        return ("wrong-type", zh, en, "填写内容。", "fill it in")
    if isinstance(value, (bool, int)):
        shown = str(value).lower()
        return (
            "wrong-type",
            f"此处要写文字，“{shown}”没有加引号。",
            f"text is wanted here; {shown} is not quoted",
            f'写成 "{shown}"。',
            f'write "{shown}"',
        )
    return _shape("文字", "text", value)


def _shape(zh: str, en: str, value: object) -> Said:
    got_zh, got_en = _kind(value)
    return (
        "wrong-type",
        f"此处应是{zh}，现在是{got_zh}。",
        f"{en} is wanted here, not {got_en}",
        "对照 docs/data-format.md 中此键的形式。",
        "see the form of this key in docs/data-format.md",
    )


def _kind(value: object) -> tuple[str, str]:
    if value is None:
        return "null", "null"
    if isinstance(value, dict):
        return "映射", "a mapping"
    if isinstance(value, list):
        return "列表", "a list"
    if isinstance(value, bool):
        return "真假值", "a boolean"
    if isinstance(value, int):
        return "整数", "an integer"
    return "文字", "text"


def _form(error: Mapping[str, Any], expected: Any) -> Said:
    pattern = str(error["ctx"]["pattern"])
    zh, en = FORMS.get(pattern, ("形式不对", "wrong form"))
    shown = " ".join(str(error["input"]).split())[:40]
    return (
        "wrong-form",
        f"“{shown}”的形式不对：{zh}。",
        f'"{shown}" has the wrong form: {en}',
        "按上面的形式改写。",
        "rewrite it in that form",
    )


def _choice(error: Mapping[str, Any], expected: Any) -> Said:
    if not (isinstance(expected, type) and issubclass(expected, Named)):
        return _literal(error)
    shown = " ".join(str(error["input"]).split())[:40]
    known = [member.value for member in expected]
    close = get_close_matches(shown, known, n=1, cutoff=0.6)
    hint_zh = f"可选：{'、'.join(f'{member.value} {member.zh}' for member in expected)}。"
    hint_en = f"one of: {', '.join(known)}"
    if close:
        hint_zh = f"是不是 {close[0]}？{hint_zh}"
        hint_en = f"did you mean {close[0]}? {hint_en}"
    zh = f"“{shown}”不在可选范围之内。"
    return ("unknown-choice", zh, f'"{shown}" is no choice here', hint_zh, hint_en)


def _literal(error: Mapping[str, Any]) -> Said:
    wanted = str(error["ctx"]["expected"]).replace("True", "true").replace("'", "")
    return (
        "wrong-value",
        f"此处只能写 {wanted}。",
        f"only {wanted} may stand here",
        f"写 {wanted}，不适用就删去这个键。",
        f"write {wanted}, or leave the key out",
    )


def _integer(error: Mapping[str, Any], expected: Any) -> Said:
    if isinstance(error["input"], str):
        zh = "此处要写整数，不加引号。"
        return (
            "wrong-type",
            zh,
            "an integer is wanted here, without quotes",
            "去掉引号，例如 5。",
            "such as 5",
        )
    return _shape("整数", "an integer", error["input"])


def _boolean(error: Mapping[str, Any], expected: Any) -> Said:
    return (
        "wrong-type",
        "此处只能写 true 或 false，不加引号。",
        "true or false is wanted here, without quotes",
        "改成 true 或 false。",
        "write true or false",
    )


def _range(error: Mapping[str, Any], expected: Any) -> Said:
    context = error["ctx"]
    bound, zh, en = (
        (context["ge"], "不能小于", "at least")
        if "ge" in context
        else (context["le"], "不能大于", "at most")
    )
    return (
        "out-of-range",
        f"{error['input']} 超出范围：{zh} {bound}。",
        f"{error['input']} is out of range: {en} {bound}",
        "改成合适的整数。",
        "write an integer in range",
    )


def _empty(error: Mapping[str, Any], expected: Any) -> Said:
    return (
        "empty-list",
        "此处的列表不能为空。",
        "this list must not be empty",
        "写入内容；没有内容就删去这个键。",
        "fill it, or leave the key out",
    )


def _too_long(error: Mapping[str, Any], expected: Any) -> Said:
    most = error["ctx"]["max_length"]
    return (
        "out-of-range",
        f"太长：最多 {most} 个字符。",
        f"too long: at most {most} characters",
        "缩短。",
        "shorten it",
    )


def _date(error: Mapping[str, Any], expected: Any) -> Said:
    shown = error["ctx"]["text"]
    return (
        "impossible-date",
        f"没有“{shown}”这一天。",
        f"there is no such date: {shown}",
        "核对来源所印的日期。",
        "check the date in the source",
    )


def _other(error: Mapping[str, Any], expected: Any) -> Said:
    said = str(error["msg"])
    return (
        "wrong-value",
        f"内容不符合格式（{said}）。",
        f"this does not fit the format: {said}",
        "对照 docs/data-format.md。",
        "see docs/data-format.md",
    )


_SAYINGS: dict[str, Callable[[Mapping[str, Any], Any], Said]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "string_type": _text_wanted,
    "string_pattern_mismatch": _form,
    "string_too_long": _too_long,
    "literal_error": _choice,
    "int_type": _integer,
    "bool_type": _boolean,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "too_short": _empty,
    "impossible-date": _date,
    "list_type": lambda error, _: _shape("列表", "a list", error["input"]),
    "model_type": lambda error, _: _shape("映射", "a mapping", error["input"]),
}
