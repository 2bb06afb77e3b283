"""``new document`` asks so that a clerk can answer, and loses nothing."""

from __future__ import annotations

import io
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from community_certs.authoring.checks.identity.title_marks import without_marks
from community_certs.authoring.printed_dates import printed_date
from community_certs.cli import main
from community_certs.cli.questions import choice_of, listed
from overlays.variants import Write, release_fixture, write_fixture

__all__ = ["release_fixture", "write_fixture"]

Ask = Callable[..., tuple[int, str]]
START = ("--title", "示例清单", "--issuers", "示例局", "--issued", "2025-03-10")
WHOLE = (*START, "--publisher", "示例", "--entry", "居住证明")


@pytest.fixture
def ask(
    release: Path,
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Ask:
    """Run ``new document`` in a fresh variant; returns its code and what it said."""
    monkeypatch.setenv("COMMUNITY_CERTS_CATALOG", str(release))
    folder = write(documents=[])

    def call(*words: str, answers: str | None = None) -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(answers or ""))
        code = main(["new", "document", str(folder), "--on", "2026-11-24", *words])
        return code, capsys.readouterr().err

    call.__dict__["folder"] = folder
    return call


def written(ask: Ask, path: str = "documents/350500/2025-list.yaml") -> Any:
    return yaml.safe_load((ask.__dict__["folder"] / path).read_text("utf-8"))


def nothing_written(ask: Ask) -> bool:
    return not any(ask.__dict__["folder"].glob("documents/**/*.yaml"))


def test_book_title_marks_around_a_title_are_taken_away(ask: Ask) -> None:
    code, err = ask(*WHOLE, "--title", "《示例清单》")
    assert code == 0 and "已去掉书名号" in err
    assert written(ask)["title"] == "示例清单"


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("《甲》", "甲"),
        ("《关于《乙》的通知》", "关于《乙》的通知"),
        (" 《甲》 ", "甲"),
        ("《甲》实施办法", "《甲》实施办法"),
        ("《甲》《乙》", "《甲》《乙》"),
        ("关于《甲》", "关于《甲》"),
        ("《甲", "《甲"),
        ("《》", "《》"),
    ],
)
def test_only_marks_around_the_whole_title_are_taken_away(title: str, plain: str) -> None:
    assert without_marks(title) == plain


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025年3月10日", "2025-03-10"),
        ("2025 年 3 月", "2025-03"),
        ("2025年", "2025"),
        ("2025.3.10", "2025-03-10"),
        ("2025/03/10", "2025-03-10"),
        ("２０２５－０３－１０", "2025-03-10"),
        ("二〇二五年三月十日", "2025-03-10"),
        ("二○二四年十二月三十一日", "2024-12-31"),
        ("二零二四年二月二十九日", "2024-02-29"),
        ("2025-03-10", "2025-03-10"),
        ("2025-02-30", None),
        ("2025年13月", None),
        ("三月", None),
        ("二十十年", None),
        ("25年3月", None),
        ("2025年3月10日施行", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_people_print_it(text: str, date: str | None) -> None:
    assert printed_date(text) == date


def test_a_date_that_does_not_fit_says_what_is_wanted(ask: Ask) -> None:
    code, err = ask(*WHOLE, "--issued", "三月")
    assert code == 2
    assert "“三月”不合要求" in err and "2025-03-10" in err and "2025年3月10日" in err
    assert nothing_written(ask)


def test_choices_are_shown_and_answered_in_chinese(ask: Ask) -> None:
    answers = [
        "",
        "",
        "地方政府规章",
        "2025年4月1日",
        "",
        "",
        "2",
        "可由",
        "",
        "是",
        "有权拒绝",
        "1",
        "否",
        "",
    ]
    code, err = ask(*WHOLE, answers="\n".join(answers) + "\n")
    assert code == 0, err
    for word in (
        "规范性文件 normative_document",
        "新闻报道 press",
        "清单外的有权拒绝 may_refuse",
        "是 yes",
    ):
        assert word in err
    assert "“有权拒绝”不合要求" in err  # only whole names count
    held = written(ask)
    assert held["force"] == "local_rule" and held["dates"]["effective_from"] == "2025-04-01"
    assert held["sources"][0]["grade"] == "press"
    listed = held["lists"][0]
    assert (listed["side"], listed["complete"], listed["off_list"]) == (
        "may_issue",
        True,
        "may_refuse",
    )


def test_options_take_chinese_too_and_refuse_what_is_no_choice(ask: Ask) -> None:
    assert ask(*WHOLE, "--force", "地方性法规", "--complete", "是", "--side", "取消")[0] == 0
    held = written(ask)
    assert held["force"] == "local_regulation" and held["lists"][0]["side"] == "cancelled"
    code, err = ask(*WHOLE, "--force", "中央", "--slug", "more")
    assert code == 2 and "不能是“中央”，可用：规范性文件 normative_document" in err


@pytest.mark.parametrize(
    ("said", "key"),
    [
        *(("2", "b"), ("乙", "b"), ("乙（说明）", "b"), ("b", "b"), ("丁", "c"), ("3", "c")),
        *(("0", None), ("9", None), ("", None), ("x", None)),
    ],
)
def test_a_choice_is_named_by_number_name_part_or_key(said: str, key: str | None) -> None:
    choices = {"": "没有写", "a": "甲", "b": "乙（说明）", "c": "丙、丁"}
    assert choice_of(choices, said) == key
    assert listed(choices) == "1. 甲 a；2. 乙（说明） b；3. 丙、丁 c"


def test_an_address_that_is_none_is_refused_at_the_question(ask: Ask) -> None:
    answers = ["", "", "", "", "", "1", "https://example.cn/a", *[""] * 7]
    code, err = ask(*WHOLE, answers="\n".join(answers) + "\n")
    assert code == 0, err
    assert "“1”不合要求：网址以 http:// 或 https:// 开头" in err
    assert written(ask)["sources"][0]["url"] == "https://example.cn/a"


def test_the_categories_are_listed_with_their_names_and_others_refused(ask: Ask) -> None:
    words = (*START, "--publisher", "示例", "--entry", "古厝修缮情况证明")
    code, err = ask(*words, answers="\n" * 13 + "new\nold-house\n房屋\n居住\n")
    assert code == 0, err
    assert "居住、地址 residence" in err and "“房屋”不合要求" in err
    assert written(ask, "items/x-350500-old-house.yaml")["category"] == "residence"


def test_an_entry_without_candidates_says_so_and_an_item_may_be_named(ask: Ask) -> None:
    words = (*START, "--publisher", "示例", "--entry", "古厝修缮情况证明")
    code, err = ask(*words, answers="\n" * 13 + "无此事项\n居住证明\n")
    assert code == 0, err
    assert "也没有相近的事项" in err and "可能是" not in err and "“无此事项”不合要求" in err
    assert written(ask)["lists"][0]["entries"][0]["items"] == ["residence"]


def test_input_that_ends_early_names_the_question_and_a_command_that_goes_on(ask: Ask) -> None:
    typed = "《示例 '清单'》\n\n示例局\n\n\n2025年3月10日\n\n示例\n\n\n\n\n居住证明\n\n"
    code, err = ask(answers=typed)
    assert code == 2 and nothing_written(ask)
    assert "输入到“文件自称几项（没有就直接回车）”这一问就结束了，没有写入任何文件" in err
    again = shlex.split(err.splitlines()[-1])
    assert again[:3] == ["community-certs", "new", "document"]
    assert ask(*again[4:])[0] == 0
    held = written(ask)
    assert held["title"] == "示例 '清单'" and held["dates"] == {"issued": "2025-03-10"}
    assert held["lists"][0]["entries"][0]["printed"] == "居住证明"


def test_input_that_ends_at_the_last_question_writes_nothing(ask: Ask) -> None:
    words = (*START, "--publisher", "示例", "--entry", "古厝修缮情况证明")
    code, err = ask(*words, answers="\n" * 13 + "new\nold-house\n")
    assert code == 2 and "“类别”这一问" in err and nothing_written(ask)
    assert not any(ask.__dict__["folder"].glob("items/*.yaml"))


def test_an_interrupt_is_an_end_of_input(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted:
        def __init__(self, _: str) -> None: ...

        def readline(self) -> str:
            raise KeyboardInterrupt

    monkeypatch.setattr(io, "StringIO", Interrupted)
    code, err = ask(*START)
    assert code == 2 and "没有写入任何文件" in err and nothing_written(ask)
