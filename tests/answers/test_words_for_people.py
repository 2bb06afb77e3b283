"""What the command line says is Chinese, with English beside, and says no more than is known."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from answers.current import files
from community_certs.cli.main import COMMANDS, main
from community_certs.cli.options import Parser, in_chinese

Shown = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("words") / "release"
    for path, raw in files().items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
    return folder


@pytest.fixture(autouse=True)
def asked_of_the_tree(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNITY_CERTS_CATALOG", str(release))


# -- usage -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (["classify", "居住证明"], "缺少参数 --in", "required: --in"),
        (["clasify", "居住证明"], "是不是“classify”？", "invalid choice"),
        (["explain", "居住证明", "--colour"], "不认识的参数 --colour", "unrecognized"),
        (["explain", "a", "--format", "xml"], "可用：text、json", "invalid choice"),
        (["explain", "a", "--lang"], "参数 --lang 后面要写一个值", "expected one argument"),
        (["validate", "--s"], "写得不全", "ambiguous option"),
        (["release"], "缺少参数", "required"),
        (["release", "mke"], "是不是“make”？", "invalid choice"),
        (["show", "居住证明"], "show item 居住证明", "show item residence"),
    ],
)
def test_a_usage_error_is_chinese_with_english_beside(
    words: list[str], zh: str, en: str, capsys: Shown
) -> None:
    assert main(words) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "用法错误：" in line and zh in line and en in line


def test_every_complaint_of_argparse_is_known() -> None:
    source = Path(str(argparse.__file__)).read_text("utf-8")
    # What argparse says in an ordinary parser, its placeholders filled.
    said = {
        text
        for text in re.findall(r"""_\(["'](.+?)["']\)""", source)
        if re.match(r"expected|not allowed|ignored|ambiguous option|unrecognized|one of the", text)
    }
    assert len(said) >= 7
    for text in said:
        plain = re.sub(r"%(\(\w+\))?[sr]", "x", text).replace("%d", "2")
        if plain.startswith(("expected", "not allowed", "ignored")):
            plain = f"argument x: {plain}"
        assert in_chinese(plain), text


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_has_chinese_headings(command: str, capsys: Shown) -> None:
    assert main([command, "--help"] if command else ["--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("用法 / usage: ")
    assert "选项 / options" in shown and "显示本帮助" in shown
    assert "show this help message and exit" not in shown
    assert not re.search(r"^(usage|positional arguments|options):", shown, re.M)


def test_a_parser_without_help_has_none() -> None:
    with pytest.raises(SystemExit):
        Parser(prog="x", add_help=False).parse_args(["--help"])


def test_an_item_is_shown_by_its_name(capsys: Shown) -> None:
    assert main(["show", "item", "居住证明"]) == 0
    by_name = capsys.readouterr().out
    assert main(["show", "item", "residence"]) == 0
    assert capsys.readouterr().out == by_name
    assert main(["show", "item", "今天天气"]) == 2
    assert "search" in capsys.readouterr().err


# -- answers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lang", "first"),
    [
        ("今天天气", "zh", "未能识别"),
        ("居主证明", "zh", "未能识别"),
        ("今天天气", "en", "NOT RECOGNISED"),
        ("居住收入证明", "zh", "无法判断"),
        ("居住收入证明", "en", "AMBIGUOUS"),
        ("居住证明", "zh", "文件外：清单未作规定"),
    ],
)
def test_the_headline_says_no_more_than_is_known(
    text: str, lang: str, first: str, capsys: Shown
) -> None:
    words = ["classify", text, "--in", "北京市", "--on", "2019-10-01", "--lang", lang]
    assert main(words) == 0
    assert capsys.readouterr().out.startswith(first)


def test_the_headline_does_not_speak_of_lists_where_none_is_held(capsys: Shown) -> None:
    assert main(["classify", "居住证明", "--in", "泉州市", "--on", "1995-01-01"]) == 0
    assert capsys.readouterr().out.startswith("文件外：目录未收录")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("今天天气", "未能识别"),
        ("居住证明", "识别为居住证明（residence），依规范名称"),
        ("居住收入证明", "无法判断，可作多种理解：收入证明（income）、居住证明（residence）"),
        ("居住及收入证明", "多项证明：居住证明（residence）、收入证明（income）"),
    ],
)
def test_explain_ends_with_a_conclusion(text: str, said: str, capsys: Shown) -> None:
    assert main(["explain", text]) == 0
    shown = "".join(capsys.readouterr().out.split())
    assert "结论" + said in shown
    assert main(["explain", text, "--lang", "en"]) == 0
    assert "conclusion" in "".join(capsys.readouterr().out.splitlines()[-3:])


def test_coverage_names_the_place_and_what_a_day_is(capsys: Shown) -> None:
    assert main(["coverage", "--in", "130700", "--on", "2026-11-24"]) == 0
    shown = "".join(capsys.readouterr().out.split())
    assert shown.startswith("河北省张家口市（130700）2026-11-24")
    assert "；核对于20" in shown
    assert main(["coverage", "--in", "130700", "--on", "2026-11-24", "--lang", "en"]) == 0
    assert "verified on" in " ".join(capsys.readouterr().out.split())


def test_the_public_guide_prints_no_id_of_an_item(capsys: Shown) -> None:
    assert main(["guide", "居住证明", "--in", "张家口市", "--on", "2020-06-01"]) == 0
    shown = capsys.readouterr().out
    assert "居住证明" in shown and "residence" not in shown
