"""A number of a document that is malformed."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.strict_yaml import PathPart
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["CHECK"]

_SERIAL = frozenset("0123456789一二三四五六七八九十百零〇")
_OTHER_FORMS = ("公告", "令", "决定", "决议")


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for name, document in tree.documents.items():
        numbers: list[tuple[str, tuple[PathPart, ...]]] = []
        if document.number:
            numbers.append((document.number, ("number",)))
        for at, version in enumerate(document.versions):
            if version.number:
                numbers.append((version.number, ("versions", at, "number")))
        for number, path in numbers:
            wrong = _wrong(number)
            if wrong is not None:
                yield tree.diagnose(
                    DOCUMENTS,
                    name,
                    "number-form",
                    path,
                    f"文号“{number}”的形式不对：{wrong[0]}。",
                    f'the number "{number}" is malformed: {wrong[1]}',
                    *CHECK.mend,
                    severity=WARNING,
                )


def _wrong(number: str) -> tuple[str, str] | None:  # noqa: PLR0911 - one return a fault
    """Return what is wrong with a number, or None."""
    if any(char.isspace() for char in number):
        return "不能有空格", "it has spaces"
    if "〔" not in number and any(char in number for char in "[]【】［］（）()"):
        return "年份要用六角括号〔〕", "the year stands in 〔〕"
    if "〔" not in number:
        if any(word in number for word in _OTHER_FORMS):
            return None  # 第12号公告, 主席令第37号, 第三号: no year in brackets
        return "没有〔年份〕", "it has no 〔year〕"
    before, _, rest = number.partition("〔")
    year, closed, serial = rest.partition("〕")
    if not before or not closed:
        return "缺少机关代字或右括号", "it lacks the agency or a bracket"
    if len(year) != 4 or not year.isdigit() or not year.isascii():
        return "括号内应是四位年份", "four digits of the year stand in the brackets"
    body = serial.removeprefix("第")
    if not body.endswith("号") or not body[:-1] or not set(body[:-1]) <= _SERIAL:
        return "括号后应是序号和“号”", "a serial number and 号 follow the brackets"
    return None


CHECK = Check(
    code="number-form",
    severity=WARNING,
    title=("文号的形式不对", "a malformed number of a document"),
    why=(
        "文号写作“机关代字〔年份〕序号号”；括号或空格写错，按文号就查不到文件。",
        (
            'A number is "agency〔year〕serial号"; with other brackets or spaces nobody finds '
            "the document by it."
        ),
    ),
    mend=(
        "用六角括号〔〕和四位年份，例如 民发〔2020〕20号；不是文号的写在标题里。",
        (
            "Write 〔〕 and four digits, such as 民发〔2020〕20号; what is no number belongs to "
            "the title."
        ),
    ),
    example=Example(
        LOCAL,
        bad="number: 张政发[2020]3号",
        good="number: 张政发〔2020〕3号",
        words=("张政发[2020]3号", "六角括号"),
        anchor="number: null",
    ),
    run=_run,
)
