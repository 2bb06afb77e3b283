"""The command line: the whole plan, from a ledger to closed cases, as the walk-through tells it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casework_cases.rows import text_of
from community_certs.cli.main import main

ID = "110101199003070011"
LEDGER = f"""\
2023年桥东区建国路社区出具证明台账,,,,,,
序号,社区证明编号,出具证明时间,申请人,证明名称或用途,要求出具证明单位（全称）,社区经办人
1,2023-0001,2023.3.6,欧阳测试,亲属关系证明,中国银行建国路支行,王五
2,2023-0002,2023年4月6日,司徒样本,我妈是我妈,中行,王五
3,2023-0003,2023-5-6,司徒样本{ID},收入证明,第一中学,王五
4,2023-0004,2023/6/6,欧阳测试,高龄津贴证明,区民政局,王五
5,2023-0005,2023/6/7,欧阳测试,看门狗乖不乖的证明,区民政局,王五
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    tmp_path: Path,
    release: Path,
    plan_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMMUNITY_CERTS_CATALOG", str(release))
    (tmp_path / "ledger.csv").write_text(LEDGER, "utf-8")

    def run_one(*words: str) -> tuple[int, str, str]:
        code = main(words)
        out, err = capsys.readouterr()
        assert ID not in out + err and "欧阳测试" not in out + err
        return code, out, err

    return run_one


def status(run: Run, *words: str) -> dict[str, Any]:
    code, out, _ = run("rectify", "status", "--format", "json", *words)
    assert code == 0
    found: dict[str, Any] = json.loads(out)
    return found


def test_the_whole_plan_from_ledger_to_closed_cases(run: Run, tmp_path: Path) -> None:
    by = ("--by", "桥东区民政局")
    code, out, _ = run(
        "rectify", "open", "ledger.csv", "--in", "130702", "--committee", "resident",
        "--on", "2023-08-20", *by,
    )  # fmt: skip
    assert code == 0 and "新立案 3 件" in out and "须人工研判 1 件" in out

    send = ("rectify", "letters", "--out", "函", "--plan", "plan.ini", *by)
    code, out, _ = run(*send, "--on", "2023-09-01", "--format", "json")
    sent = json.loads(out)
    assert code == 0 and len(sent["letters"]) == 3 and sent["referred"] == []
    assert sorted(one.name for one in (tmp_path / "函").iterdir()) == sorted(
        one["file"] for one in sent["letters"]
    )

    # A file that was lost is written again by the same command, and no second letter is numbered.
    lost = tmp_path / "函" / sent["letters"][0]["file"]
    whole = lost.read_bytes()
    lost.unlink()
    code, out, _ = run(*send, "--on", "2023-09-01")
    assert code == 0 and "发函 0 份" in out and lost.read_bytes() == whole
    code, _, _ = run("rectify", "reprint", sent["letters"][0]["number"], "--out", "再印")
    assert code == 0 and (tmp_path / "再印" / lost.name).read_bytes() == whole

    numbers = {one["unit"]: one["number"] for one in sent["letters"]}
    reply = ("rectify", "reply", *by)
    bank = numbers["中国银行建国路支行"]
    assert run(*reply, "--number", bank, "--finding", "stops", "--on", "2023-09-05")[0] == 0
    (school,) = [one["cases"] for one in sent["letters"] if "中学" in one["unit"]]
    (bureau,) = [one["cases"] for one in sent["letters"] if "民政局" in one["unit"]]

    code, _, err = run(*reply, *school, "--finding", "none_by_deadline", "--on", "2023-09-11")
    assert code == 2 and "未过" in err
    code, out, _ = run("rectify", "overdue", "--on", "2023-09-12")
    assert code == 1 and school[0] in out
    assert run(*reply, *school, "--finding", "none_by_deadline", "--on", "2023-09-12")[0] == 0
    assert run(*send, "--on", "2023-09-13")[0] == 0
    measures = ("--finding", "neither_with_measures", "--on", "2023-09-16")
    assert run(*reply, *school, *measures)[0] == 0

    basis = ("--finding", "basis_may", "--basis", "某某办法", "--article", "第三条")
    assert run(*reply, *bureau, *basis, "--on", "2023-09-08")[0] == 0
    code, out, _ = run(
        "rectify", "propose", *bureau, "--out", "变体", "--in", "130702", "--slug", "inclusion",
        "--title", "关于纳入高龄津贴证明的通知", "--number", "东民发〔2023〕5号",
        "--issuer", "桥东区民政局", "--issued", "2023-10-08", "--requester", "civil-affairs",
        "--on", "2023-10-09",
    )  # fmt: skip
    assert code == 0 and "可由（确定）" in out
    include = ("rectify", "include", *bureau, "--document", "130702-2023-inclusion", *by)
    code, _, err = run(*include, "--on", "2023-10-10")
    assert code == 2  # the catalogue without the change does not say so
    assert run(*include, "--on", "2023-10-10", "--overlay", "变体")[0] == 0

    found = status(run)
    assert found["states"]["stopped"] == 2 and found["states"]["included"] == 1
    lists = found["lists"]
    assert lists["problem"] == [] and len(lists["closed"]) == 3
    one = status(run, *bureau)
    kinds = [event["kind"] for event in one["events"]]
    assert kinds == ["reported", "letter", "reply", "included"]

    code, out, _ = run(
        "form", "summary", "ledger.csv", "--in", "130702", "--committee", "resident",
        "--journal", "rectification.db", "--plan", "plan.ini", "--on", "2023-11-20",
        "-o", "总结.docx",
    )  # fmt: skip
    assert code == 0
    assert "立案3件，办结3件" in text_of((tmp_path / "总结.docx").read_bytes())


def test_a_unit_that_does_not_move_is_handed_over(run: Run) -> None:
    run("rectify", "complain", "收入证明", "--unit", "某某公司", "--reference", "举报7",
        "--in", "130702", "--on", "2023-08-20")  # fmt: skip
    send = ("rectify", "letters", "--out", "函", "--plan", "plan.ini")
    none = ("rectify", "reply", "2023-0001", "--finding", "none_by_deadline")
    run(*send, "--on", "2023-09-01")
    run(*none, "--on", "2023-09-12")
    run(*send, "--on", "2023-09-13")
    run(*none, "--on", "2023-09-19")
    code, out, _ = run(
        "rectify", "transfer", "2023-0001", "--reason", "两次未复", "--on", "2023-09-20"
    )
    assert code == 0 and "已移交纪检监察" in out
    assert status(run)["states"]["transferred"] == 1


def test_no_condition_of_a_district_document_lifts_a_national_bar(run: Run, tmp_path: Path) -> None:
    run("rectify", "complain", "亲属关系证明", "--unit", "中国银行", "--reference", "举报1",
        "--in", "130702", "--on", "2023-08-20")  # fmt: skip
    run("rectify", "letters", "--out", "函", "--plan", "plan.ini", "--on", "2023-09-01")
    run("rectify", "reply", "2023-0001", "--finding", "basis_may", "--basis", "某某办法",
        "--on", "2023-09-08")  # fmt: skip
    code, out, err = run(
        "rectify", "propose", "2023-0001", "--out", "变体", "--in", "130702", "--slug", "kin",
        "--title", "通知", "--issuer", "桥东区民政局", "--issued", "2023-10-08",
        "--requester", "bank", "--on", "2023-10-09",
    )  # fmt: skip
    assert code == 2 and "民发〔2020〕20号" in err and "反映" in err and "可由" not in out
    assert not (tmp_path / "变体").exists()
    states = status(run)["states"]
    assert states["included"] == 0 and states["reported"] + states["accepted"] == 1


def test_an_admission_request_is_reviewed_against_the_lists(run: Run) -> None:
    def ask(item: str, *more: str) -> None:
        code, _, err = run(
            "rectify", "apply", item, "--unit", "区民政局", "--basis", "某某办法", "--in", "130702",
            "--on", "2023-09-01", *more,
        )  # fmt: skip
        assert code == 0, err

    ask("kinship")
    ask("senior-allowance")
    admit = ("--decision", "admit", "--on", "2023-09-10")
    code, out, err = run("rectify", "review", "2023-0001", *admit)
    assert code == 2 and "本级不能纳入" in err and "民发〔2020〕20号" in out
    refuse = ("--decision", "refuse", "--reason", "国家清单禁止", "--on", "2023-09-10")
    assert run("rectify", "review", "2023-0001", *refuse)[0] == 0
    code, out, _ = run("rectify", "review", "2023-0002", *admit)
    assert code == 0 and "待纳入" in out
    code, _, err = run(
        "rectify", "apply", "x-350500-lantern", "--unit", "区民政局", "--basis", "某",
        "--in", "130702", "--on", "2023-09-01",
    )  # fmt: skip
    assert code == 2 and "x-130702-" in err


def test_a_bad_template_records_nothing(run: Run, tmp_path: Path) -> None:
    run("rectify", "open", "ledger.csv", "--in", "130702", "--committee", "resident",
        "--on", "2023-08-20")  # fmt: skip
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "letter-unlisted.txt").write_text("%page letter\n[body] {{没有}}\n", "utf-8")
    code, _, err = run(
        "rectify", "letters", "--out", "函", "--plan", "plan.ini", "--templates", "t",
        "--on", "2023-09-01",
    )  # fmt: skip
    assert code == 2 and "没有的占位符" in err
    assert status(run)["events"] == 3 and not (tmp_path / "函").exists()


def test_a_form_is_refused_with_exit_code_1_and_nothing_is_written(
    run: Run, tmp_path: Path
) -> None:
    said = ("--in", "130702", "--on", "2023-09-01", "--number", "1", "-o", "a.docx")
    code, out, err = run("form", "certificate", "我妈是我妈", *said)
    assert code == 1 and "不应由" in err and "去哪办" in err and not (tmp_path / "a.docx").exists()
    code, out, _ = run("form", "certificate", "我妈是我妈", *said, "--format", "json")
    assert code == 1 and json.loads(out)["answer"]["outcome"] == "must_not_issue"


def test_a_form_takes_its_fields_from_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "f.json").write_text(json.dumps({"申请人": "欧阳测试", "身份证": ID}), "utf-8")
    said = ("--in", "130702", "--on", "2021-06-01", "--committee", "resident", "-o", "a.docx")
    code, _, _ = run(
        "form", "certificate", "居住证明", "--after", "2021-0099", "--fields", "f.json", *said
    )
    assert code == 0
    text = text_of((tmp_path / "a.docx").read_bytes())
    assert "2021-0100" in text and ID in text
    (tmp_path / "f.json").write_text(f'{{"{ID}": 1', "utf-8")
    code, _, _ = run(
        "form", "certificate", "居住证明", "--number", "1", "--fields", "f.json", *said
    )
    assert code == 2


def test_one_letter_to_one_unit(run: Run, tmp_path: Path) -> None:
    said = ("--unit", "第一中学", "--in", "130702", "--number", "9", "--plan", "plan.ini",
            "--on", "2023-09-01", "--out", "函")  # fmt: skip
    assert run("letter", "收入证明", *said)[0] == 0
    (file,) = (tmp_path / "函").iterdir()
    assert "东民函〔2023〕9号" in file.name
    for nobody in ("本人", "派出所"):
        code, _, err = run("letter", "收入证明", *said[2:], "--unit", nobody)
        assert code == 2 and "无从发函" in err
    assert len(list((tmp_path / "函").iterdir())) == 1
    code, _, err = run("letter", "看门狗乖不乖的证明", *said)
    assert code == 1 and "不发函" in err
    code, out, _ = run("letter", "--export-templates", "模板")
    assert code == 0 and len(list((tmp_path / "模板").glob("*.docx"))) == len(out.splitlines())


def test_words_that_are_missing_are_a_usage_error(run: Run) -> None:
    assert run("rectify")[0] == 2
    assert run("rectify", "status", "--journal", "none.db")[0] == 2
    assert run("letter", "收入证明")[0] == 2
    code, out, _ = run("rectify", "plan")
    assert code == 0 and "精准整治 = 2023-10-31" in out
