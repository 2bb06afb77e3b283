"""Opening cases and writing letters: only what is certain on the day, one letter to a unit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casework_cases.rows import PLACE, case, judged, row, text_of
from community_certs.casework.cases import Case, Event, for_a_person
from community_certs.casework.journal import Journal
from community_certs.casework.letters import (
    Letter,
    chinese_date,
    document_of,
    drafts,
    events_of,
    letters_in,
    written,
)
from community_certs.casework.opening import Opened, apply_for_admission, complain, open_cases
from community_certs.casework.rows import LedgerRow
from community_certs.casework.states import Kind, LetterKind, State
from community_certs.casework.units import Unit
from community_certs.casework.verdict import judge_again
from community_certs.casework.workplan import Workplan, read_workplan
from community_certs.catalog import Catalog
from community_certs.errors import InvalidArgument

DAY = "2023-09-01"
BANK = Unit("中国银行", "建国路支行", "bank")


def opened(path: Path, catalog: Catalog, *rows: LedgerRow, on: str = "2023-08-20") -> Opened:
    with Journal(path) as journal, journal.writing() as entry:
        return open_cases(entry, judged(catalog, *rows), on, "建国路街道")


def cases_in(path: Path) -> list[Case]:
    with Journal(path) as journal:
        return list(journal.cases().values())


def letters_for(path: Path, catalog: Catalog, plan: Workplan, on: str = DAY) -> list[Letter]:
    with Journal(path) as journal, journal.writing() as entry:
        made = []
        for draft in drafts(entry.cases.values(), catalog, on)[0]:
            made.append(written(draft, entry.next_number(plan.prefix, on[:4]), on, plan))
            for event in events_of(made[-1], "局"):
                entry.add(event)
    return made


LEDGER = (
    row("亲属关系证明", "中国银行建国路支行", line=3),
    row("我妈是我妈", "中行", line=4),
    row("收入证明", "中国银行股份有限公司建国路支行", line=5),
    row("高龄津贴证明", "区民政局", line=6),
    row("看门狗乖不乖的证明", "区民政局", line=7),
    row("亲属关系证明", "", line=8),
    row("亲属关系证明", "区民政局", line=9, issued=None),
)


def test_a_case_is_opened_for_each_unit_and_item_and_the_rest_is_left_for_a_person(
    tmp_path: Path, catalog: Catalog
) -> None:
    found = opened(tmp_path / "j.db", catalog, *LEDGER)
    held = {(one.unit, one.item): one.count for one in cases_in(tmp_path / "j.db")}
    assert held == {
        ("中国银行", "kinship"): 2,
        ("中国银行", "income"): 1,
        ("桥东区民政局", "senior-allowance"): 1,
    }
    assert found.added == 4 and len(found.opened) == 3
    assert [one.number for one in found.left] == ["2023-0007", "2023-0008", "2023-0009"]
    # Rows in = certificates added + may be issued + left for a person.
    assert found.added + found.may_issue + len(found.left) == len(LEDGER)


def test_a_certificate_dated_after_the_day_of_the_work_opens_no_case(
    tmp_path: Path, catalog: Catalog
) -> None:
    slip = row("亲属关系证明", "中国银行建国路支行", issued="2032-05-06")
    beyond = row("亲属关系证明", "中国银行建国路支行", outside="2023-01-01/2023-07-31")
    found = opened(tmp_path / "j.db", catalog, slip, beyond, on="2023-08-31")
    assert found.opened == () and cases_in(tmp_path / "j.db") == []
    assert "2032-05-06 晚于 2023-08-31" in found.left[0].reason
    assert "不在期间 2023-01-01 至 2023-07-31" in found.left[1].reason


def test_a_ledger_read_twice_counts_once_and_a_new_row_is_added(
    tmp_path: Path, catalog: Catalog
) -> None:
    path = tmp_path / "j.db"
    opened(path, catalog, *LEDGER)
    again = opened(path, catalog, *LEDGER, row("亲属关系证明", "中行", line=20))
    assert (again.opened, again.added, again.known) == ((), 1, 4)
    assert cases_in(path)[0].count == 3


def test_one_letter_goes_to_each_unit_with_all_its_items(
    tmp_path: Path, catalog: Catalog, plan: Workplan
) -> None:
    path = tmp_path / "j.db"
    opened(path, catalog, *LEDGER)
    made = letters_for(path, catalog, plan)
    assert [(one.unit, one.kind) for one in made] == [
        ("中国银行建国路支行", "must_not"),
        ("桥东区民政局", "unlisted"),
    ]
    assert [one.number for one in made] == ["东民函〔2023〕1号", "东民函〔2023〕2号"]
    bank = text_of(document_of(made[0]))
    for said in (
        "1．亲属关系证明（依据：民发〔2020〕20号第一批“亲属关系证明”；可凭",
        "2．收入证明（依据：民发〔2020〕20号第一批",
        "（民发〔2020〕20号）",
        "2023年9月11日前函复",
        "2023年9月1日",
        "抄送：各街道办事处",
    ):
        assert said in bank, bank
    other = text_of(document_of(made[1]))
    assert "1．高龄津贴证明" in other and "法律法规依据" in other
    assert letters_for(path, catalog, plan, "2023-09-02") == []  # they wait for replies


def test_a_letter_holds_nothing_of_the_ledger_but_the_unit(
    tmp_path: Path, catalog: Catalog, plan: Workplan
) -> None:
    path = tmp_path / "j.db"
    personal = row(
        "欧阳测试和司徒样本的亲属关系证明",
        "中国银行",
        applicant="欧阳测试110101199003070011",
        id_number="110101199003070011",
        phone="13800138000",
        address="建国路9号",
        note="司徒样本",
    )
    opened(path, catalog, personal, row("欧阳测试110101199003070011是好人", "中国银行", line=4))
    made = letters_for(path, catalog, plan)
    papers = "".join(text_of(document_of(one)) for one in made)
    with Journal(path) as journal:
        papers += "".join(str(one.data) for one in journal.events())
    for secret in ("欧阳测试", "司徒样本", "110101199003070011", "13800138000", "建国路9号"):
        assert secret not in papers


def test_a_recorded_letter_is_printed_again_byte_for_byte(
    tmp_path: Path, catalog: Catalog, plan: Workplan
) -> None:
    path = tmp_path / "j.db"
    opened(path, catalog, *LEDGER)
    made = letters_for(path, catalog, plan)
    with Journal(path) as journal:
        again = letters_in(journal.events())
    assert [document_of(one) for one in again] == [document_of(one) for one in made]
    assert [one.cases for one in again] == [one.cases for one in made]


@pytest.mark.parametrize(
    ("item", "on", "letter"),
    [
        ("kinship", "2023-09-01", LetterKind.MUST_NOT),
        ("kinship", "2020-03-15", None),  # issued, not yet published: provisional
        ("kinship", "2019-06-01", None),  # no bar yet
        ("senior-allowance", "2023-09-01", LetterKind.UNLISTED),
        ("residence", "2021-06-01", None),  # may be issued there
    ],
)
def test_a_case_is_judged_again_on_the_day_of_the_letter(
    catalog: Catalog, item: str, on: str, letter: LetterKind | None
) -> None:
    found = judge_again(catalog, case(item, "证明"), on)
    assert found.letter is letter
    assert bool(found.reasons) is (letter is None)


def test_no_letter_rests_on_an_answer_that_is_not_certain(catalog: Catalog) -> None:
    for item in catalog.items:
        for on in ("2016-06-01", "2023-09-01", "2026-06-01"):
            found = judge_again(catalog, case(item, "证明"), on)
            answer = catalog.decide(item, jurisdiction=PLACE, on=on, committee="resident")
            if found.letter is not None:
                assert answer.status == "certain" and not answer.needs_review
                assert answer.reason not in ("list_incomplete", "no_list_held")
                wanted = {"must_not_issue": "must_not", "unlisted": "unlisted"}[answer.outcome]
                assert found.letter == wanted


def test_places_that_differ_are_for_a_person(catalog: Catalog) -> None:
    # 居住证明 may be issued in 张家口 in 2021, and is on no list of 石家庄.
    held = case("residence", "居住证明", places=("130102", PLACE))
    found = judge_again(catalog, held, "2021-06-01")
    assert found.letter is None and found.reasons


def test_what_a_person_must_see_is_recorded_with_its_reasons(
    tmp_path: Path, catalog: Catalog
) -> None:
    path = tmp_path / "j.db"
    early = row("亲属关系证明", "中国银行建国路支行", issued="2020-03-06")
    opened(path, catalog, early, on="2020-03-10")
    with Journal(path) as journal, journal.writing() as entry:
        due, referred = drafts(entry.cases.values(), catalog, "2020-03-15")
        assert due == ()
        for one, reasons in referred:
            data = {"reasons": list(reasons)}
            entry.add(Event(one.id, Kind.REFERRED, "2020-03-15", "局", data))
    (held,) = for_a_person(cases_in(path))
    assert any("暂定" in one for one in held.review)


@pytest.mark.parametrize("unit", ["本人", "派出所", "保险公司"])
def test_no_letter_goes_to_nobody_in_particular(catalog: Catalog, unit: str) -> None:
    held = case("income", "收入证明", "第一中学")
    assert len(drafts([held], catalog, DAY)[0]) == 1
    due, referred = drafts([held.but(unit=unit)], catalog, DAY)
    assert not due and "无从发函" in referred[0][1][0]


def test_a_second_letter_names_the_first(tmp_path: Path, catalog: Catalog, plan: Workplan) -> None:
    path = tmp_path / "j.db"
    opened(path, catalog, LEDGER[0])
    letters_for(path, catalog, plan)
    with Journal(path) as journal:
        data = {"finding": "none_by_deadline"}
        journal.add(Event("2023-0001", Kind.REPLY, "2023-09-12", "局", data))
    (second,) = letters_for(path, catalog, plan, "2023-09-13")
    assert second.kind == "second_letter" and second.due == "2023-09-18"
    text = text_of(document_of(second))
    assert "1．亲属关系证明（东民函〔2023〕1号，2023年9月1日，逾期未函复）" in text


def test_what_was_stopped_and_is_asked_for_again_is_opened_again(
    tmp_path: Path, catalog: Catalog, plan: Workplan
) -> None:
    path = tmp_path / "j.db"
    opened(path, catalog, LEDGER[0])
    letters_for(path, catalog, plan)
    with Journal(path) as journal:
        data = {"finding": "stops"}
        journal.add(Event("2023-0001", Kind.REPLY, "2023-09-05", "局", data))
    late = row("亲属关系证明", "中国银行", line=30, issued="2023-09-05")
    assert opened(path, catalog, late, on="2023-12-01").reopened == ()
    new = row("亲属关系证明", "中国银行", line=31, issued="2023-12-02")
    assert opened(path, catalog, new, on="2023-12-31").reopened == ("2023-0001",)
    assert cases_in(path)[0].state is State.REPORTED


def test_a_complaint_opens_a_case_once(tmp_path: Path, catalog: Catalog) -> None:
    said = {"jurisdiction": PLACE, "on": DAY, "by": "街道", "reference": "举报2023-7"}
    with Journal(tmp_path / "j.db") as journal, journal.writing() as entry:
        held = complain(entry, catalog, "我妈是我妈", BANK, **said)
        assert (held.item, held.origin, held.count, held.complaints) == (
            "kinship",
            "complaint",
            1,
            1,
        )
        with pytest.raises(InvalidArgument, match="已经登记"):
            complain(entry, catalog, "我妈是我妈", BANK, **said)
        with pytest.raises(InvalidArgument, match="未能识别"):
            complain(entry, catalog, "狗乖不乖", BANK, **{**said, "reference": "8"})
        with pytest.raises(InvalidArgument, match="可由"):
            complain(entry, catalog, "居住证明", BANK, **{**said, "on": "2021-06-01"})


def test_an_application_needs_a_basis_and_opens_one_case(tmp_path: Path, catalog: Catalog) -> None:
    said: dict[str, Any] = {
        "item": "senior-allowance", "name": "高龄津贴证明", "jurisdiction": PLACE,
        "article": None, "on": DAY, "by": "局",
    }  # fmt: skip
    unit = Unit("桥东区民政局", "", "civil-affairs")
    with Journal(tmp_path / "j.db") as journal, journal.writing() as entry:
        with pytest.raises(InvalidArgument, match="依据"):
            apply_for_admission(entry, unit, basis=" ", **said)
        held = apply_for_admission(entry, unit, basis="某法", **said)
        assert held.state is State.APPLIED and held.basis == "某法"
        with pytest.raises(InvalidArgument, match="已有案件"):
            apply_for_admission(entry, unit, basis="某法", **said)


@pytest.mark.parametrize(
    "unit", ["../../etc/passwd", 'a\\b:c*?"<>|', "甲\n乙\x00", "长" * 300, ". ."]
)
def test_a_unit_never_names_a_file_outside_the_folder(
    catalog: Catalog, plan: Workplan, unit: str
) -> None:
    (draft,), _ = drafts([case("kinship", "亲属关系证明", unit)], catalog, DAY)
    name = written(draft, "东民函〔2023〕1号", DAY, plan).file_name
    assert name.startswith("东民函〔2023〕1号") and name.endswith(".docx")
    assert not set(name) & set('/\\:*?"<>|\n\x00') and len(name.encode()) < 255


def test_letters_are_not_signed_by_the_office_of_the_sample(catalog: Catalog) -> None:
    (draft,), _ = drafts([case("kinship", "亲属关系证明")], catalog, DAY)
    with pytest.raises(InvalidArgument, match="××"):
        written(draft, "1号", DAY, read_workplan())


@pytest.mark.parametrize(
    ("day", "printed"), [("2026-11-04", "2026年11月4日"), ("2020-01-31", "2020年1月31日")]
)
def test_days_are_printed_without_leading_zeros(day: str, printed: str) -> None:
    assert chinese_date(day) == printed


def test_the_phases_of_the_plan_are_those_of_2023(plan: Workplan) -> None:
    assert [(one.name, one.until) for one in plan.phases] == [
        ("调查摸底", "2023-08-31"),
        ("分析研判", "2023-09-30"),
        ("精准整治", "2023-10-31"),
        ("总结评估", "2023-11-30"),
        ("规范管理", "2023-12-31"),
    ]
    on = {day: plan.phase(day) for day in ("2023-10-31", "2023-11-01", "2024-01-01")}
    assert [one and one.name for one in on.values()] == ["精准整治", "总结评估", None]
    assert plan.due("2023-09-25") == "2023-10-05"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[机关]\n电邮 = a\n", "没有这一项"),
        ("[别的]\na = b\n", "没有这一节"),
        ("[期限]\n函复天数 = 0\n", "1 至 366"),
        ("[期限]\n函复天数 = ten\n", "1 至 366"),
        ("[阶段]\n甲 = 2023-09-30\n乙 = 2023-08-31\n", "依次递增"),
        ("[阶段]\n甲 = 2023-02-30\n", "YYYY-MM-DD"),
        ("no section\n", "无法读取"),
    ],
)
def test_settings_that_make_no_sense_are_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "plan.ini"
    path.write_text(text, "utf-8")
    with pytest.raises(InvalidArgument, match=said):
        read_workplan(path)
