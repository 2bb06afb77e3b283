"""What the system refuses is told in Chinese to clerks, and in its own words beside it."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from community_certs.casework.safety import UnsafeFile, kind_of
from community_certs.casework.workplan import read_workplan
from community_certs.cli.reading import json_object
from community_certs.errors import CommunityCertsError, InvalidArgument, system_reason
from community_certs.outputs import write_whole

SOURCE = Path(__file__).parents[2] / "src" / "community_certs"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOENT, "找不到文件或文件夹"),
        (errno.EACCES, "没有权限"),
        (errno.EISDIR, "那里是文件夹"),
        (errno.ENOSPC, "磁盘已满"),
        (errno.EROFS, "磁盘只读"),
        (errno.ENAMETOOLONG, "名称太长"),
        (errno.ENOTDIR, "路径中有一段不是文件夹"),
    ],
)
def test_usual_refusals_have_chinese_words(number: int, said: str) -> None:
    assert system_reason(OSError(number, os.strerror(number))) == said


def test_other_refusals_are_told_by_their_number() -> None:
    assert system_reason(OSError(errno.ENOMSG, "No message")) == f"系统错误 {errno.ENOMSG}"
    assert system_reason(OSError("no number")) == "系统错误"


def test_no_chinese_message_ends_in_english(tmp_path: Path) -> None:
    refused: list[CommunityCertsError] = []
    for act in (
        lambda: kind_of(tmp_path / "none.xlsx"),
        lambda: json_object(str(tmp_path / "none.json")),
        lambda: read_workplan(tmp_path / "none.ini"),
        lambda: write_whole(tmp_path / "none" / "a.txt", ""),
        lambda: write_whole(tmp_path / ("a" * 300), ""),
    ):
        with pytest.raises((InvalidArgument, UnsafeFile)) as held:
            act()
        refused.append(held.value)
    for one in refused:
        assert not re.search(r"[a-z]{4,} [a-z]{2,}", one.zh.replace(str(tmp_path), "")), one.zh
    assert "No such file or directory" in refused[0].en


def test_settings_that_cannot_be_parsed_are_told_in_chinese(tmp_path: Path) -> None:
    for text, said in (
        (b"a = b\n", "第 1 行不在任何一节内"),
        ("[机关]\n抄送 = 甲\n抄送 = 乙\n".encode(), "第 3 行的节或项重复"),
        (b"\xff\xfe\xff", "不是 UTF-8 编码"),
    ):
        path = tmp_path / "plan.ini"
        path.write_bytes(text)
        with pytest.raises(InvalidArgument, match=said):
            read_workplan(path)


def test_the_words_of_the_system_stand_in_no_chinese_message() -> None:
    """Only ``system_reason`` speaks for the system beside Chinese words."""
    for path in sorted(SOURCE.rglob("*.py")):
        for literal in re.findall(r'f"[^"\n]*"', path.read_text("utf-8")):
            if "strerror}" in literal:
                assert not re.search(r"[\u4e00-\u9fff]", literal), (path.name, literal)
