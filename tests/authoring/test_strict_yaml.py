"""Strict reading: what is refused, what is kept, where it stands, and that nothing harms it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from community_certs.authoring.strict_yaml import (
    MOST_BYTES,
    MOST_DEPTH,
    MOST_FINDINGS,
    MOST_NODES,
    Reading,
    events,
    parse,
    read,
)
from community_certs.authoring.strict_yaml.scalars import AMBIGUOUS, plain


def codes(reading: Reading) -> list[str]:
    return [one.code for one in reading.diagnostics]


def places(reading: Reading) -> list[tuple[str, int, int]]:
    return [(one.code, one.line, one.column) for one in reading.diagnostics]


@pytest.fixture(params=["c", "python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both parsers must see the same: not every PyYAML has the C one."""
    if request.param == "python":
        monkeypatch.setattr(events, "_LOADER", yaml.SafeLoader)
    return str(request.param)


def test_scalars_are_text_but_for_the_few_words_that_mean_more(loader: str) -> None:
    reading = parse(b"a: x\nb: '2020'\nc: null\nd: true\ne: -12\nf: 'null'\ng: \"1\"\n", "f")
    assert reading.value == {
        "a": "x",
        "b": "2020",
        "c": None,
        "d": True,
        "e": -12,
        "f": "null",
        "g": "1",
    }
    assert reading.diagnostics == ()


@pytest.mark.parametrize(
    "word",
    [
        "000000",
        "010101",
        "0",
        "12:30",
        "2020-03-01",
        "2020-3-1",
        "1.5",
        "1e5",
        ".5",
        "-.inf",
        ".NaN",
        "0x1f",
        "0o17",
        "0b1",
        "1_000",
        "+1",
        "~",
        "Null",
        "NULL",
        "yes",
        "No",
        "on",
        "OFF",
        "True",
        "FALSE",
        "y",
        "N",
        "=",
        "1234567890",
        "2020-03-01T00:00:00Z",
    ],
)
def test_a_word_that_other_tools_read_otherwise_needs_quotes(word: str) -> None:
    assert (plain(word) is AMBIGUOUS) == (word != "0")
    assert codes(parse(f"a: {word}\n".encode(), "f")) == (
        [] if word == "0" else ["ambiguous-scalar"]
    )
    assert parse(f'a: "{word}"\n'.encode(), "f").value == {"a": word}


@pytest.mark.parametrize(
    "word",
    ["2020-03", "no-house", "on-record", "第1批", "https://a.b/1", "是", "yes.", "1岁", "3-4"],
)
def test_an_unmistakable_word_needs_no_quotes(word: str) -> None:
    assert parse(f"a: {word}\n".encode(), "f").value == {"a": word}
    assert codes(parse(f"a: {word}\n".encode(), "f")) == []


@given(st.from_regex(r"[-+.~0-9a-zA-Z_:=]{1,14}", fullmatch=True))
def test_an_accepted_plain_word_means_the_same_to_yaml_1_1(word: str) -> None:
    try:
        theirs = yaml.safe_load(f"[{word}]")
    except (yaml.YAMLError, ValueError):
        return
    ours = parse(f"[{word}]".encode(), "f")
    if ours.diagnostics == () and theirs is not None:
        assert ours.value == theirs
        assert [type(one) for one in ours.value] == [type(one) for one in theirs]


def test_every_place_is_known_in_characters(loader: str) -> None:
    text = "居民: {甲乙: 丙, 丁: [戊, 己]}\n列表:\n- 名: 庚\n- - 辛\n"
    reading = parse(text.encode(), "f")
    assert reading.at(()) == (1, 1)
    assert reading.at(("居民",), key=True) == (1, 1)
    assert reading.at(("居民",)) == (1, 5)
    assert reading.at(("居民", "甲乙")) == (1, 10)
    assert reading.at(("居民", "丁"), key=True) == (1, 13)
    assert reading.at(("居民", "丁", 1)) == (1, 20)
    assert reading.at(("列表", 0, "名")) == (3, 6)
    assert reading.at(("列表", 1, 0)) == (4, 5)
    assert reading.at(("列表", 0, "无", 3)) == (3, 3)


def test_all_findings_are_reported_not_only_the_first(loader: str) -> None:
    text = "a: &x 1\na: *x\nb: !t c\n<<: {}\nd: yes\nd: no\n"
    assert places(parse(text.encode(), "f")) == [
        ("anchor", 1, 4),
        ("duplicate-key", 2, 1),
        ("alias", 2, 4),
        ("tag", 3, 4),
        ("merge-key", 4, 1),
        ("ambiguous-scalar", 5, 4),
        ("duplicate-key", 6, 1),
        ("ambiguous-scalar", 6, 4),
    ]


def test_a_duplicate_key_keeps_the_first_value_and_names_its_line() -> None:
    reading = parse(b"a: x\nb: w\na: z\n", "f")
    assert reading.value == {"a": "x", "b": "w"}
    assert "第 1 行" in reading.diagnostics[0].zh and "line 1" in reading.diagnostics[0].en


def test_a_gbk_file_is_named_as_such_with_the_place_of_the_first_bad_byte() -> None:
    reading = parse(b"id: x\nname: " + "亲属关系证明".encode("gbk"), "f")
    assert places(reading) == [("not-utf8", 2, 7)]
    assert "GBK" in reading.diagnostics[0].zh and reading.value is None


def test_a_utf_16_file_is_named_as_such() -> None:
    assert "UTF-16" in parse("id: 证明".encode("utf-16"), "f").diagnostics[0].zh


def test_bytes_of_no_known_encoding_are_refused_without_a_guess() -> None:
    reading = parse(b"a: \xff\xff\xff", "f")
    assert codes(reading) == ["not-utf8"] and "GBK" not in reading.diagnostics[0].zh


def test_a_byte_order_mark_is_reported_and_the_rest_still_read() -> None:
    reading = parse(b"\xef\xbb\xbfa: x\na: z\n", "f")
    assert places(reading) == [("byte-order-mark", 1, 1), ("duplicate-key", 2, 1)]


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9f"])
def test_a_control_character_is_reported_where_it_stands(char: str) -> None:
    assert places(parse(f"a: x\nb: 证{char}明\n".encode(), "f")) == [("control-character", 2, 5)]


@pytest.mark.parametrize("char", ["\u200b", "\u202e", "\u2060", "\ufeff", "\u00ad", "\u2028"])
def test_an_invisible_character_is_reported_where_it_stands(char: str) -> None:
    assert places(parse(f"a: x\nb: 证{char}明\n".encode(), "f")) == [("invisible-character", 2, 5)]


def test_chinese_punctuation_and_full_width_space_are_no_findings() -> None:
    text = "a: 民发〔2020〕20号《通知》“一”、（二）；１２３\u3000Ａ\n"
    assert codes(parse(text.encode(), "f")) == []


HOSTILE = {
    "deep flow sequence": b"[" * 1_000_000,
    "deep flow with spaces": b"[ " * 500_000,
    "deep flow mapping": b"{a: " * 300_000,
    "deep block sequence": b"- " * 1_000_000,
    "deep block mapping": b"".join(b" " * i + b"a:\n" for i in range(1500)),
    "many keys": b"".join(b"k%d: x\n" % i for i in range(300_000)),
    "many duplicates": b"a: x\n" * 150_000,
    "many anchors": b"- &a b\n" * 200_000,
    "many tags": b"- !a b\n" * 200_000,
    "many NULs": b"\x00" * 4_000_000,
    "many zero-width": "\u200b".encode() * 1_300_000,
    "many documents": b"--- a\n" * 500_000,
    "many question marks": b"? " * 1_000_000,
    "unclosed quote": b'a: "' + b"x\n" * 1_000_000,
    "long plain": b"a " * 2_000_000,
    "long digits": b"a: " + b"9" * 3_000_000,
    "long key": b"a" * 3_000_000 + b": x",
    "carriage returns": b"\r" * 4_000_000,
    "tabs": b"\t" * 3_000_000,
    "alias bomb": b"a: &a [x,x]\n"
    + b"".join(b"%c: &%c [*%c,*%c]\n" % (c + 1, c + 1, c, c) for c in range(97, 120)),
    "merge bomb": b"- &a {x: y}\n" + b"- &a {<<: [*a,*a,*a,*a,*a,*a,*a,*a,*a]}\n" * 20,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_bounded_time_with_few_findings(name: str) -> None:
    started = time.perf_counter()
    reading = parse(HOSTILE[name], "f")
    spent = time.perf_counter() - started
    assert spent < 10
    assert len(reading.diagnostics) <= MOST_FINDINGS + 1
    if name != "long plain":
        assert not reading.usable


def test_what_makes_the_c_loader_crash_is_refused_in_a_process_of_its_own() -> None:
    code = (
        "from community_certs.authoring.strict_yaml import parse\n"
        "print(parse(b'[ ' * 200000, 'f').diagnostics[0].code)\n"
        "print(parse(b'- ' * 200000, 'f').diagnostics[0].code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout.split()) == (0, ["too-deep", "too-deep"]), done.stderr


def test_the_deepest_nesting_allowed_is_read_and_one_more_is_not(loader: str) -> None:
    def nested(depth: int) -> Reading:
        return parse(b"[" * depth + b"]" * depth, "f")

    assert nested(MOST_DEPTH).usable and nested(MOST_DEPTH).whole
    assert codes(nested(MOST_DEPTH + 1)) == ["too-deep"] and not nested(MOST_DEPTH + 1).whole


def test_the_most_nodes_allowed_are_read_and_one_more_is_not() -> None:
    assert parse(b"- x\n" * (MOST_NODES - 1), "f").usable
    assert codes(parse(b"- x\n" * MOST_NODES, "f")) == ["too-many-nodes"]


def test_the_largest_file_allowed_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    for extra, expected in ((0, []), (1, ["file-too-large"])):
        data = b"a: x #" + b"." * (MOST_BYTES - 6 + extra)
        (tmp_path / "f.yaml").write_bytes(data)
        assert codes(read(tmp_path, "f.yaml")) == expected
        assert codes(parse(data, "f")) == expected


@pytest.mark.parametrize(
    "relative", ["../f.yaml", "a/../../f.yaml", "/etc/passwd", "a//f.yaml", "./f.yaml", "..", ""]
)
def test_a_path_that_could_leave_the_root_is_refused(tmp_path: Path, relative: str) -> None:
    (tmp_path / "f.yaml").write_text("a: x\n")
    (tmp_path / "root" / "a").mkdir(parents=True)
    assert codes(read(tmp_path / "root", relative)) == ["outside-root"]


@pytest.mark.parametrize("relative", ["c:/f.yaml", "a\\..\\f.yaml", "a\x00.yaml"])
def test_a_path_of_other_systems_is_refused(tmp_path: Path, relative: str) -> None:
    assert codes(read(tmp_path, relative)) == ["outside-root"]


def test_symbolic_links_are_refused_wherever_they_stand(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "f.yaml").write_text("a: secret\n")
    root = tmp_path / "root"
    root.mkdir()
    (root / "folder").symlink_to(outside)
    (root / "file.yaml").symlink_to(outside / "f.yaml")
    for relative in ("folder/f.yaml", "file.yaml"):
        reading = read(root, relative)
        assert codes(reading) == ["symlink"] and reading.value is None


def test_a_pipe_does_not_block_the_reader(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "f.yaml")
    assert codes(read(tmp_path, "f.yaml")) == ["file-unreadable"]


def test_a_missing_file_is_a_finding_not_an_exception(tmp_path: Path) -> None:
    assert codes(read(tmp_path, "f.yaml")) == ["file-unreadable"]


@given(
    st.binary(max_size=200)
    | st.text(alphabet="ab:-[]{}!&*#?|>'\"%,\n \t~<", max_size=80).map(str.encode)
)
@settings(max_examples=300)
def test_no_bytes_raise_and_what_is_reported_has_a_place(data: bytes) -> None:
    reading = parse(data, "f")
    for one in reading.diagnostics:
        assert one.line >= 1 and one.column >= 1
    assert reading.value is not None or not reading.usable or reading.whole


VISIBLE = st.text(
    st.characters(
        categories=["L", "Nd", "P", "Zs"],
        exclude_characters="\u00a0\u202f\u205f\u3164\u115f\u1160\u17b4\u17b5\uffa0",
    ),
    max_size=12,
)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-999_999_999, 999_999_999) | VISIBLE,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(VISIBLE, inner, max_size=4),
    max_leaves=15,
)


@given(DATA)
def test_json_is_read_as_it_is(data: object) -> None:
    reading = parse(json.dumps(data, ensure_ascii=False).encode(), "f")
    assert reading.diagnostics == ()
    assert reading.value == data


@given(DATA)
def test_both_parsers_find_the_same(data: object) -> None:
    text = yaml.safe_dump(data, allow_unicode=True)
    ours = parse(text.encode(), "f")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "_LOADER", yaml.SafeLoader)
        theirs = parse(text.encode(), "f")
    assert (ours.value, places(ours)) == (theirs.value, places(theirs))


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: b\nc：d\ne: f\n", "x.yaml:2:2", "全角冒号"),
        ("- {n: 1，printed: a}\n", "x.yaml:1:8", "全角逗号"),
        ("a: b\nc:d\n", "x.yaml:2:2", "缺少空格"),
        ("a: b\nlists\nc: d\n", "x.yaml:2:1", "缺少冒号"),
        ('a: "b\nc: d\n', "x.yaml:1:4", "引号没有配对"),
        ("a: [b, c\nd: e\n", "x.yaml:2:2", "方括号"),
        ("a: {b: c\nd: e\n", "x.yaml:2:2", "花括号"),
        ("a:\n\t- b\n", "x.yaml:2:1", "制表符"),
        ("a: @b\n", "x.yaml:1:4", "以“@”开头"),
        ("a: b\n c: d\n", "x.yaml:2:3", "缩进"),
        ("- a\nb: c\n", "x.yaml:2:1", "列表到此中断"),
    ],
)
def test_the_usual_slips_are_named_in_chinese_where_they_stand(
    text: str, place: str, words: str
) -> None:
    (said,) = parse(text.encode(), "x.yaml").diagnostics
    assert (said.place(), said.code) == (place, "yaml-syntax")
    assert words in said.zh
    assert "expected" not in said.zh and "while" not in said.zh


@pytest.mark.parametrize("text", ["id：a\n", "id：a\nname：b\n", "- {n: 1, printed：a, m: 2}\n"])
def test_a_full_width_colon_that_the_parser_takes_for_text_is_found(text: str) -> None:
    found = parse(text.encode(), "x.yaml").diagnostics
    (said,) = [one for one in found if one.code == "bad-key"]
    assert "全角冒号" in said.zh
    assert said.column == text.index("：") + 1
