"""The command line: every command, as text and as JSON, in two languages, with its exit codes."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from unicodedata import east_asian_width

import pytest

import community_certs
from answers.current import files
from community_certs.cli import main as program
from community_certs.cli.main import COMMANDS, main
from community_certs.cli.page import Page, width, wrapped

SOURCE = Path(community_certs.__file__).parents[1]
ASK = ["classify", "亲属关系证明", "--in", "张家口市", "--on", "2020-06-01"]

ANSWERED = {
    "classify": ASK,
    "classify residence": ["classify", "居住证明", "--in", "张家口市", "--on", "2020-06-01"],
    "classify overridden": ["classify", "养犬证明", "--in", "北京", "--on", "2021-01-01"],
    "classify several": ["classify", "居住及收入证明", "--in", "130700", "--on", "2020-06-01"],
    "classify unknown": ["classify", "今天天气不错", "--in", "全国", "--on", "2020-06-01"],
    "classify ambiguous": ["classify", "居住收入证明", "--in", "全国", "--on", "2020-06-01"],
    "classify off list": ["classify", "居住证明", "--in", "北京市", "--on", "2019-10-01"],
    "classify demanded": [
        *("classify", "居住证明", "--in", "哈尔滨市", "--on", "2018-09-01"),
        *("--requester", "银行", "--requester-place", "齐齐哈尔市", "--committee", "resident"),
    ],
    "classify purpose": [
        *(
            "classify",
            "婚姻状况证明",
            "--in",
            "全国",
            "--on",
            "2024-01-01",
            "--purpose",
            "收养登记",
        ),
    ],
    "show item": ["show", "item", "property"],
    "show document": ["show", "document", "000000-2020-minfa20"],
    "show list": ["show", "list", "130700-2020-community-burden/may"],
    "show jurisdiction": ["show", "jurisdiction", "河北张家口桥东区", "--on", "2021-01-01"],
    "timeline": ["timeline", "residence", "--in", "北京市"],
    "timeline by name": ["timeline", "居住证明", "--in", "230100", "--committee", "resident"],
    "adjustments": ["adjustments", "--in", "北京市"],
    "adjustments none": ["adjustments", "--in", "130702"],
    "search": ["search", "居住"],
    "search nothing": ["search", "xyzzy"],
    "explain": ["explain", "請開個親屬關係證明！"],
}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("command-line") / "release"
    for path, raw in files().items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
    return folder


@pytest.fixture(autouse=True)
def asked_of_the_tree(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNITY_CERTS_CATALOG", str(release))


def columns(line: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line)


def too_wide(text: str) -> list[str]:
    """Lines wider than 80 columns, but for one long word (an address, an id) that stays whole."""
    return [
        line
        for line in text.splitlines()
        if columns(line) > 80
        and max((columns(word) for word in re.findall(r"[!-~]+", line)), default=0) <= 60
    ]


# -- answers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ANSWERED)
def test_text_is_printed_within_80_columns_and_without_colour(
    name: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*ANSWERED[name], "--lang", lang]) == 0
    shown = capsys.readouterr()
    assert shown.out.strip()
    assert "\033" not in shown.out and "Traceback" not in shown.err
    assert shown.err == ""
    assert not too_wide(shown.out)


@pytest.mark.parametrize("name", ANSWERED)
def test_json_is_printed_whole_and_the_same_in_both_languages(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = []
    for lang in ("zh", "en"):
        assert main([*ANSWERED[name], "--format", "json", "--lang", lang]) == 0
        texts.append(capsys.readouterr().out)
    assert texts[0] == texts[1]
    json.loads(texts[0])
    assert "\\u" not in texts[0]


def test_every_command_of_answers_is_tested_here() -> None:
    tested = {words[0] for words in ANSWERED.values()}
    assert {"classify", "show", "timeline", "adjustments", "search", "explain"} <= tested
    assert tested <= set(COMMANDS)


def test_an_answer_as_text_says_all_that_a_clerk_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(ASK) == 0
    shown = capsys.readouterr().out
    for word in ("不应由", "亲属关系证明", "河北省", "张家口市", "民发〔2020〕20号", "公安派出所"):
        assert word in shown, word
    assert main([*ASK, "--lang", "en"]) == 0
    english = capsys.readouterr().out
    assert (
        "MUST NOT ISSUE" in english
        and "certain" in english
        and "000000-2020-minfa20/first/1" in english
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("classify several", ["居住证明", "收入证明"]),
        ("classify overridden", ["未采用", "复核"]),
        ("classify off list", ["文件外", "清单"]),
        ("classify demanded", ["不得要求"]),
        ("classify purpose", ["可以由", "收养"]),
        ("show list", ["居民在社区居住", "兜底条款"]),
        ("timeline", ["2016-04-01", "2019-08-02"]),
        ("adjustments", ["新增清单", "替换"]),
        ("show jurisdiction", ["河北省张家口市桥东区", "130702"]),
    ],
)
def test_what_matters_is_shown(
    name: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(ANSWERED[name]) == 0
    shown = re.sub(r"\s+", "", capsys.readouterr().out)
    assert [word for word in words if word not in shown] == []


def test_json_is_the_answer_of_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASK, "--format", "json"]) == 0
    answer = community_certs.load_catalog().classify(
        "亲属关系证明", jurisdiction="张家口市", on="2020-06-01"
    )
    assert json.loads(capsys.readouterr().out) == answer.to_dict()


def test_without_a_day_today_is_taken_and_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASK[:4], "--format", "json"]) == 0
    shown = capsys.readouterr()
    today = json.loads(shown.out)["query"]["on"]
    assert abs(date.fromisoformat(today) - date.today()).days <= 1
    assert today in shown.err and len(shown.err.splitlines()) == 1


def test_the_three_versions_and_the_digest_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    shown = capsys.readouterr().out
    stamp = community_certs.load_catalog().stamp
    for part in (stamp.library, stamp.release, f"schema {stamp.schema}", stamp.digest):
        assert part in shown


def test_another_catalogue_is_asked_by_its_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*ASK, "--catalog", str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err


# -- colour ----------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_is_for_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []
    for out in (Terminal(), io.StringIO()):
        monkeypatch.setattr(sys, "stdout", out)
        assert main(ASK) == 0
        shown.append(out.getvalue())
    assert "\033[31m" in shown[0] and "\033" not in shown[1]
    assert re.sub("\033\\[[0-9]+m", "", shown[0]) == shown[1]


def test_lines_break_between_characters_and_never_inside_a_latin_word() -> None:
    text = "依据《关于改进和规范的指导意见》" * 6 + " https://example.org/" + "a" * 70 + " 完"
    lines = wrapped(text, 60)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= 62 or "https" in line for line in lines)
    out = io.StringIO()
    Page(out, label_width=10).row("标签", ["甲" * 100, "乙"])
    assert all(columns(line) <= 80 for line in out.getvalue().splitlines())


# -- refusals --------------------------------------------------------------------------------------

REFUSED = {
    "no place": ["classify", "居住证明"],
    "no text": ["classify", "--in", "全国"],
    "an unknown command": ["judge", "居住证明"],
    "an unknown option": [*ASK, "--colour"],
    "an unknown format": [*ASK, "--format", "xml"],
    "an unknown language": [*ASK, "--lang", "fr"],
    "an unknown place": ["classify", "居住证明", "--in", "桃花源", "--on", "2020-06-01"],
    "an ambiguous place": ["classify", "居住证明", "--in", "朝阳区", "--on", "2020-06-01"],
    "a place that is gone": ["classify", "居住证明", "--in", "130729", "--on", "2024-06-01"],
    "an impossible day": ["classify", "居住证明", "--in", "全国", "--on", "2021-02-30"],
    "an unknown committee": [*ASK, "--committee", "street"],
    "an unknown item": ["show", "item", "nothing"],
    "an unknown document": ["show", "document", "nothing"],
    "an unknown list": ["show", "list", "000000-2020-minfa20/nothing"],
    "an unknown kind": ["show", "colour", "red"],
    "a timeline of nothing": ["timeline", "今天天气不错", "--in", "全国"],
    "adjustments of nowhere": ["adjustments", "--in", "桃花源"],
    "a folder that is none": ["build", "/nowhere/at/all", "/tmp/never"],
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_refusal_is_exit_2_and_one_clear_line(
    why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(REFUSED[why]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1, shown.err
    assert shown.err.startswith("community-certs")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_refuses_what_it_does_not_know(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--help"]) == 0
    assert f"community-certs {command}" in capsys.readouterr().out
    assert main([command, "--no-such-option"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_without_a_command_the_help_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    shown = capsys.readouterr().err
    assert all(command in shown for command in COMMANDS)
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in COMMANDS)


# -- build and schema ------------------------------------------------------------------------------


def test_a_folder_with_errors_is_exit_1_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "data"
    (folder / "items").mkdir(parents=True)
    (folder / "items" / "bad.yaml").write_text("id: bad\nname: [", "utf-8")
    assert main(["build", str(folder), str(tmp_path / "out"), "--release", "2026.01.0"]) == 1
    shown = capsys.readouterr()
    assert "items/bad.yaml:3:1: 错误" in shown.err and not (tmp_path / "out").exists()
    assert main(["build", str(folder), str(tmp_path / "out"), "--release", "1.0"]) == 2
    assert main(["build", str(folder), str(tmp_path / "out")]) == 2


def test_stale_schemas_are_exit_1_and_fresh_ones_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", str(tmp_path), "--check"]) == 1
    assert list(tmp_path.iterdir()) == []
    assert main(["schema", str(tmp_path)]) == 0
    assert main(["schema", str(tmp_path), "--check"]) == 0
    assert (tmp_path / "document.schema.json").is_file()
    capsys.readouterr()


# -- as a process ----------------------------------------------------------------------------------


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "community_certs", *words],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE), **environment},
    )


def test_the_output_is_utf_8_whatever_the_locale_says() -> None:
    done = run(*ASK, LC_ALL="C.UTF-8", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "亲属关系证明" in done.stdout.decode("utf-8")
    refused = run(
        *("classify", "居住证明", "--in", "桃花源"), LC_ALL="C.UTF-8", PYTHONIOENCODING="ascii"
    )
    assert refused.returncode == 2 and "桃花源" in refused.stderr.decode("utf-8")


@pytest.mark.parametrize("words", [[b"\xff\xfe", b"130700"], ["居住证明".encode(), b"\xff\xfe"]])
@pytest.mark.parametrize("utf8", ["0", "1"])
def test_bytes_that_are_no_text_are_no_traceback(words: list[bytes], utf8: str) -> None:
    text, place = words
    command = [
        sys.executable.encode(),
        b"-m",
        b"community_certs",
        b"classify",
        text,
        b"--in",
        place,
    ]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "LC_ALL": "C", "PYTHONUTF8": utf8}
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert done.returncode in (0, 2)
    assert b"Traceback" not in done.stderr


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = [sys.executable, "-m", "community_certs", "show", "document", "000000-2020-minfa20"]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.wait(60) == 0
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()


def test_the_answering_commands_import_nothing_of_the_workshop() -> None:
    code = (
        "import sys; from community_certs.cli.main import main; main(sys.argv[1:]); "
        "print([m for m in sys.modules if m.split('.')[0] in ('yaml', 'pydantic', 'jsonschema') "
        "or m.startswith('community_certs.authoring')], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *ASK],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"},
    )
    assert done.stderr.decode().strip() == "[]"


def test_the_program_is_the_main_of_its_package() -> None:
    assert program is main
