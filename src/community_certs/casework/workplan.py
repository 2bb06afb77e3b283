"""The work plan of a district: who writes, how long a reply may take, and when each phase ends.

The settings are a small file (INI, UTF-8) that a clerk can edit; ``templates/workplan.ini`` is the
plan of 2023 with its phases. The plan names no number of days for a reply: those are the office's.
"""

from __future__ import annotations

import configparser
import os
from datetime import date, timedelta
from pathlib import Path

from community_certs.dates import day_of
from community_certs.errors import InvalidArgument, system_reason
from community_certs.model.record import Record

__all__ = ["BUILT_IN", "Phase", "Workplan", "read_workplan"]

BUILT_IN = Path(__file__).with_name("templates") / "workplan.ini"
"""The plan of 2023, to be copied and changed."""
_SECTIONS = {
    "机关": ("发文机关", "机关代字", "联系人", "联系电话", "抄送"),
    "工作": ("名称", "部署"),
    "期限": ("函复天数", "再次函复天数"),
}
_LARGEST = 64 * 1024


class Phase(Record):
    """A phase of the plan and its last day (ISO)."""

    name: str
    until: str


class Workplan(Record):
    """The settings of a rectification.

    Attributes:
        office: the civil affairs bureau that signs (发文机关).
        prefix: its 机关代字, with which every 文号 begins.
        contact, phone: whom the unit may ask; may be empty.
        copies: to whom copies go (抄送); may be empty.
        work: the name of the work, as the letters quote it.
        ordered_by: who ordered it (部署); may be empty.
        reply_days, second_reply_days: calendar days until a reply is due.
        phases: in order.
    """

    office: str
    prefix: str
    contact: str
    phone: str
    copies: str
    work: str
    ordered_by: str
    reply_days: int
    second_reply_days: int
    phases: tuple[Phase, ...]

    def due(self, on: str, *, second: bool = False) -> str:
        """Return the day by which the reply to a letter of ``on`` is due.

        Arguments:
            on: the day of the letter, ISO.
            second: whether it is the second letter.
        """
        days = self.second_reply_days if second else self.reply_days
        return (date.fromisoformat(day_of(on)) + timedelta(days)).isoformat()

    def phase(self, on: str) -> Phase | None:
        """Return the phase in which a day lies; None after the last."""
        day = day_of(on)
        return next((one for one in self.phases if day <= one.until), None)


def read_workplan(path: str | os.PathLike[str] | None = None) -> Workplan:
    """Return the settings of a file, or those of the plan of 2023.

    Arguments:
        path: an INI file like ``templates/workplan.ini``; what it leaves out is taken from there.

    Raises:
        InvalidArgument: if it cannot be read, or holds an unknown section or key, a bad number of
            days, or phases whose days do not ascend.
    """
    parser = _parsed(BUILT_IN)
    if path is not None:
        own = _parsed(Path(path))
        if own.has_section("阶段"):
            parser.remove_section("阶段")
        for section in own.sections():
            if not parser.has_section(section):
                parser.add_section(section)
            for key, value in own.items(section):
                parser.set(section, key, value)
    shown = "内置设置" if path is None else os.fspath(path)
    said = {key: parser.get(section, key) for section, keys in _SECTIONS.items() for key in keys}
    phases = tuple(
        Phase(name, _phase_day(shown, name, until)) for name, until in parser.items("阶段")
    )
    days = [one.until for one in phases]
    if days != sorted(set(days)):
        raise _bad(
            shown, "阶段", "各阶段的日期应当依次递增", "the phases must end one after another"
        )
    return Workplan(
        said["发文机关"],
        said["机关代字"],
        said["联系人"],
        said["联系电话"],
        said["抄送"],
        said["名称"],
        said["部署"],
        _days(shown, "函复天数", said["函复天数"]),
        _days(shown, "再次函复天数", said["再次函复天数"]),
        phases,
    )


def _parsed(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, default_section="\0", delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        if path.stat().st_size > _LARGEST:
            raise _bad(os.fspath(path), "", "文件过大", "the file is too large")
        parser.read_string(path.read_text("utf-8-sig"))
    except OSError as error:
        raise InvalidArgument(
            f"设置文件“{path}”无法读取：{system_reason(error)}。",
            f"cannot read {path}: {error.strerror}",
        ) from None
    except (UnicodeDecodeError, configparser.Error) as error:
        raise InvalidArgument(
            f"设置文件“{path}”无法读取：{_fault(error)}。",
            f"cannot read {path}: {str(error).splitlines()[0]}",
        ) from None
    for section in parser.sections():
        if section == "阶段":
            continue
        known = _SECTIONS.get(section)
        if known is None:
            names = "、".join([*_SECTIONS, "阶段"])
            raise _bad(os.fspath(path), section, f"没有这一节，只有：{names}", "unknown section")
        for key in parser.options(section):
            if key not in known:
                raise _bad(
                    os.fspath(path), key, f"没有这一项，只有：{'、'.join(known)}", "unknown key"
                )
    return parser


def _days(path: str, key: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 366):
        raise _bad(path, key, "应为 1 至 366 的整数", "a whole number of days, 1 to 366")
    return int(text)


def _phase_day(path: str, name: str, text: str) -> str:
    try:
        return day_of(text)
    except InvalidArgument:
        raise _bad(path, name, "日期应写成 YYYY-MM-DD", "write the day as YYYY-MM-DD") from None


def _bad(path: str, key: str, zh: str, en: str) -> InvalidArgument:
    at = f"“{key}”" if key else ""
    return InvalidArgument(f"设置文件“{path}”{at}：{zh}。", f"{path}: {key}: {en}")


def _fault(error: UnicodeDecodeError | configparser.Error) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "不是 UTF-8 编码"
    line = getattr(error, "lineno", None)
    where = f"第 {line} 行" if line else "其中"
    if isinstance(error, (configparser.DuplicateSectionError, configparser.DuplicateOptionError)):
        return f"{where}的节或项重复"
    if isinstance(error, configparser.MissingSectionHeaderError):
        return f"{where}不在任何一节内"
    return f"{where}写法有误"
