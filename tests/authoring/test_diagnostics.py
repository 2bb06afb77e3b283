from __future__ import annotations

import pickle

import pytest

from community_certs.diagnostics import Diagnostic


def make(
    line: int = 14, column: int = 13, code: str = "duplicate-entry", path: str = "a.yaml"
) -> Diagnostic:
    return Diagnostic(
        code, "error", path, line, column, "重复。", "it stands twice", "删去。", "delete"
    )


def test_rendered_as_place_severity_code_message_and_help() -> None:
    assert make().render() == "a.yaml:14:13: error[duplicate-entry] 重复。\n  help: 删去。"
    assert make().render("en") == (
        "a.yaml:14:13: error[duplicate-entry] it stands twice\n  help: delete"
    )


def test_a_finding_about_a_whole_file_has_no_line() -> None:
    one = Diagnostic("symlink", "warning", "a.yaml", 0, 0, "链接。", "a link")
    assert one.render() == "a.yaml: warning[symlink] 链接。"


def test_sorted_by_path_then_line_then_column_as_numbers() -> None:
    ordered = [make(2, 3), make(2, 10), make(10, 1), make(1, 1, path="b.yaml")]
    assert sorted(reversed(ordered)) == ordered


def test_immutable_hashable_and_picklable() -> None:
    one = make()
    with pytest.raises(AttributeError):
        one.line = 3
    with pytest.raises(AttributeError):
        del one.line
    assert pickle.loads(pickle.dumps(one)) == one
    assert len({one, make(), make(1)}) == 2
    assert one != "x"


def test_an_unknown_severity_is_refused() -> None:
    with pytest.raises(ValueError, match="severity"):
        Diagnostic("a", "fatal", "a.yaml", 1, 1, "甲", "a")


def test_the_mapping_has_every_field() -> None:
    assert Diagnostic(**make().to_dict()) == make()  # type: ignore[arg-type]


def test_a_command_tells_a_finding_in_the_words_of_validate() -> None:
    one = Diagnostic("bad-key", "warning", "a.yaml", 3, 1, "不对。", "wrong", "改正。", "mend it")
    assert one.told() == "a.yaml:3:1: 警告[bad-key] 不对。\n  办法：改正。"
    assert one.told("en", "v/") == "v/a.yaml:3:1: warning[bad-key] wrong\n  help: mend it"
    bare = Diagnostic("bad-key", "error", "a.yaml", 0, 0, "不对。", "wrong")
    assert bare.told("zh", "v/") == "v/a.yaml: 错误[bad-key] 不对。"
