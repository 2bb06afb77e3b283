"""What all models share: strictness, and the forms of ids, dates and texts.

Every form is a regular expression that Rust, Python and JavaScript read alike, so that the same
rule holds in the library and in an editor; :data:`FORMS` says in words what each asks for.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

__all__ = [
    "DATE",
    "DAY",
    "FORMS",
    "Adcode",
    "AliasSource",
    "Count",
    "Day",
    "DocumentId",
    "DocumentIds",
    "EntryNumber",
    "ItemId",
    "ListId",
    "Model",
    "PrintedDate",
    "RuleId",
    "Slug",
    "SourceKeys",
    "Text",
    "Url",
]

_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
TEXT = r"^\S(?:[\s\S]*\S)?$"
SLUG = f"^{_SLUG}$"
ADCODE = "^[0-9]{6}$"
DOCUMENT = f"^[0-9]{{6}}-[0-9]{{4}}-{_SLUG}$"
LIST = f"^[0-9]{{6}}-[0-9]{{4}}-{_SLUG}/{_SLUG}$"
RULE = f"^{_SLUG}/{_SLUG}$"
DATE = "^[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?$"
DAY = "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"
ALIAS_SOURCE = f"^(?:speech|[0-9]{{6}}-[0-9]{{4}}-{_SLUG})$"
URL = r"^https?://[^\s/?#]+(?:[/?#]\S*)?$"

FORMS: dict[str, tuple[str, str]] = {
    TEXT: (
        "文字不能为空，首尾不能有空格或换行",
        "text must not be empty, nor start or end with white space",
    ),
    SLUG: (
        "编号只能用小写英文字母、数字和连字符，例如 marital-status",
        "an id has lower-case letters, digits and single hyphens, such as marital-status",
    ),
    ADCODE: (
        '行政区划代码是加引号的六位数字，例如 "130700"',
        'an adcode is six digits in quotes, such as "130700"',
    ),
    DOCUMENT: (
        "文件编号的形式是“六位代码-四位年份-英文短名”，例如 000000-2020-minfa20",
        "a document id is <adcode>-<year>-<slug>, such as 000000-2020-minfa20",
    ),
    LIST: (
        "清单编号的形式是“文件编号/清单键”，例如 000000-2020-minfa20/first",
        "a list id is <document>/<key>, such as 000000-2020-minfa20/first",
    ),
    RULE: (
        "规则编号的形式是“文件编号/规则键”，例如 000000-2020-minfa20/residual",
        "a rule id is <document>/<key>, such as 000000-2020-minfa20/residual",
    ),
    DATE: (
        '日期按原文精度写成 "2020"、"2020-03" 或 "2020-03-01"，并加引号',
        'a date is "2020", "2020-03" or "2020-03-01", as printed, in quotes',
    ),
    DAY: (
        '此处要写到日，例如 "2020-03-01"，并加引号',
        'this must be a day such as "2020-03-01", in quotes',
    ),
    ALIAS_SOURCE: (
        "出处写文件编号（例如 000000-2020-minfa20），日常口语写 speech",
        "the source is a document id such as 000000-2020-minfa20, or speech",
    ),
    URL: (
        "网址以 http:// 或 https:// 开头，不含空格；只写发布者自己网站的网址，否则写 null",
        "an address starts with http:// or https:// and is on the publisher's own host, else null",
    ),
}
"""What each pattern asks for, in Chinese and English."""


class Model(BaseModel):
    """The base of all models: unknown keys are errors, nothing is converted, nothing changes."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        hide_input_in_errors=True,
        use_attribute_docstrings=False,
        regex_engine="rust-regex",
    )


def _real_date(text: str) -> str:
    try:
        date(int(text[:4]), int(text[5:7] or 1), int(text[8:10] or 1))
    except ValueError:
        raise PydanticCustomError(
            "impossible-date", "not a real date: {text}", {"text": text}
        ) from None
    return text


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, Field(pattern=TEXT)]
"""Text that is not blank."""
Slug = Annotated[str, Field(pattern=SLUG, max_length=80)]
"""An English slug: the id of a thing that has a file or vocabulary entry of its own."""
ItemId = Slug
Adcode = Annotated[str, Field(pattern=ADCODE)]
"""Code of a division: six digits, always text."""
DocumentId = Annotated[str, Field(pattern=DOCUMENT, max_length=120)]
ListId = Annotated[str, Field(pattern=LIST, max_length=200)]
RuleId = Annotated[str, Field(pattern=RULE, max_length=200)]
PrintedDate = Annotated[str, Field(pattern=DATE), AfterValidator(_real_date)]
"""A date at the precision of its source: year, month or day."""
Day = Annotated[str, Field(pattern=DAY), AfterValidator(_real_date)]
"""A day."""
AliasSource = Annotated[str, Field(pattern=ALIAS_SOURCE, max_length=120)]
"""A document id, or "speech" for everyday speech."""
Url = Annotated[str, Field(pattern=URL)]
Count = Annotated[int, Field(ge=0, le=9999)]
EntryNumber = Annotated[int, Field(ge=1, le=9999)]

SourceKeys = Annotated[
    list[Slug],
    Field(min_length=1),
    BeforeValidator(
        _one_or_more, json_schema_input_type=Slug | Annotated[list[Slug], Field(min_length=1)]
    ),
]
"""One source key or several; read as a list."""
DocumentIds = Annotated[
    list[DocumentId],
    Field(min_length=1),
    BeforeValidator(
        _one_or_more,
        json_schema_input_type=DocumentId | Annotated[list[DocumentId], Field(min_length=1)],
    ),
]
"""One document id or several; read as a list."""
