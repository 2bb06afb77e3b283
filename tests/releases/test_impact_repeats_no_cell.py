"""``impact`` repeats nothing personal of a ledger, whatever column it was written into."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from community_certs.authoring.compile import build
from community_certs.authoring.compile.source import compile_folder
from community_certs.cli import main
from releases.projects import add_document, project

SECRETS = ("赵小明", "13812345678", "110101199003071234", "张三", "李四")
LEDGER = """\
证明事项,所在地,出具日期,要求出具证明单位
居住证明,赵小明家13812345678,2020-06-01,某银行
居住证明,张家口市,110101199003071234,某银行
居住证明,张家口市,张三2020,某银行
李四110101199003071234,张家口市,2020-06-01,某银行
居住证明,张家口市,2020-06-01,某银行13812345678
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    root = project(tmp_path_factory.mktemp("impact") / "project")
    places = []
    for n in (0, 1):
        _, shards = compile_folder(root / "catalog_data")
        assert shards is not None
        build(shards, f"2026.11.{n}", root / f"{n}")
        places.append(str(root / f"{n}"))
        add_document(root)
    return places


@pytest.mark.parametrize("more", [["--format", "json"], [], ["--lang", "en"]])
def test_nothing_personal_is_repeated(
    two: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    ledger = tmp_path / "ledger.csv"
    ledger.write_text(LEDGER, "utf-8")
    assert main(["impact", *two, "--ledger", str(ledger), *more]) == 0
    shown = capsys.readouterr()
    assert not [one for one in SECRETS if one in shown.out + shown.err]


def test_a_line_that_cannot_be_asked_is_told_by_its_column(
    two: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = tmp_path / "ledger.csv"
    ledger.write_text(LEDGER, "utf-8")
    assert main(["impact", *two, "--ledger", str(ledger), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["line"], one["column"]) for one in found["unreadable"]] == [
        (2, "place"),
        (3, "date"),
        (4, "date"),
    ]
    assert found["changed"] == 1


def test_an_unclosed_quote_swallows_no_line(
    two: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = tmp_path / "ledger.csv"
    ledger.write_text(LEDGER.replace("居住证明,张家口市,张三", '"居住证明,张家口市,张三'), "utf-8")
    assert main(["impact", *two, "--ledger", str(ledger)]) == 2
    assert "无法读取" in capsys.readouterr().err
