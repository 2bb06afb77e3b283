"""Units, ID numbers, masking, and texts that no spreadsheet takes for a formula."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.ledgers import id_number
from community_certs.casework.cells import harmless, text_of
from community_certs.casework.columns import header_words
from community_certs.casework.identity import check_digit, id_fault, normal_id
from community_certs.casework.privacy import ids_in, mask_text
from community_certs.casework.units import NOBODY, Unit, UnitBook, why_no_address

CHAIN = ("河北省", "张家口市", "桥东区")


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("中国银行股份有限公司建国路支行", Unit("中国银行", "建国路支行", "bank")),
        ("中国银行建国路支行", Unit("中国银行", "建国路支行", "bank")),
        ("中國銀行（建国路支行）", Unit("中国银行", "建国路支行", "bank")),
        ("中行", Unit("中国银行", "", "bank")),
        ("中国银行保险监督管理委员会", Unit("中国银行保险监督管理委员会")),
        ("张家口银行桥东支行", Unit("张家口银行桥东支行", "", "bank")),
        ("区民政局", Unit("桥东区民政局", "", "civil-affairs")),
        ("桥东区民政局", Unit("桥东区民政局", "", "civil-affairs")),
        ("张家口市桥东区民政局", Unit("桥东区民政局", "", "civil-affairs")),
        ("河北省张家口市桥东区民政局", Unit("桥东区民政局", "", "civil-affairs")),
        ("市公安局", Unit("张家口市公安局", "", "police-station")),
        ("民政局", Unit("民政局", "", "civil-affairs")),
        ("市民中心", Unit("市民中心")),
        ("太平洋保险公司", Unit("太平洋保险公司", "", "insurance-company")),
        ("  ", NOBODY),
    ],
)
def test_one_unit_has_one_name(written: str, unit: Unit) -> None:
    assert UnitBook(CHAIN).read(written) == unit


@pytest.mark.parametrize("written", ["本人", "自己", "申请人", "个人", "居民", "村民", "/", "无"])
def test_who_asks_for_himself_names_no_unit(written: str) -> None:
    assert UnitBook().read(written) == NOBODY
    assert why_no_address(NOBODY.name)


@pytest.mark.parametrize(
    "written", ["派出所", "部队", "保险公司", "人社局", "银行", "当地派出所", "县公安局", "学校"]
)
def test_a_sort_of_unit_is_no_address(written: str) -> None:
    unit = UnitBook(("河北省", "张家口市", "桥东区")).read(written)
    assert unit.name == written and written in why_no_address(unit.name)


@pytest.mark.parametrize(
    "written", ["建国路派出所", "中行", "区民政局", "市人社局", "第一中学", "平安保险", "某某公司"]
)
def test_a_named_unit_is_an_address(written: str) -> None:
    unit = UnitBook(("河北省", "张家口市", "桥东区")).read(written)
    assert unit.name and not why_no_address(unit.name)


def test_a_districts_own_names_come_first() -> None:
    book = UnitBook(CHAIN, {"市住房公积金管理中心": ["公积金中心", "住房公积金"]})
    names = {book.read(one).name for one in ("公积金中心", "住房公积金", "市住房公积金管理中心")}
    assert names == {"市住房公积金管理中心"}


@given(st.text(max_size=30))
def test_reading_a_unit_is_total_and_stable(text: str) -> None:
    book = UnitBook(CHAIN)
    unit = book.read(text)
    assert book.read(text) == unit
    assert UnitBook(CHAIN).read(unit.name).name == unit.name


@given(st.integers(0, 10**6))
def test_a_valid_number_has_no_fault_and_a_changed_digit_is_found(seed: int) -> None:
    chance = random.Random(seed)
    number = id_number(chance)
    assert id_fault(number) is None
    at = chance.randrange(17)
    other = str((int(number[at]) + chance.randrange(1, 10)) % 10)
    assert id_fault(number[:at] + other + number[at + 1 :]) is not None


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("11010519491231002X", None),
        ("11010519491231002x", None),
        ("810000199408230021", None),
        ("130702 19900101 123", "length"),
        ("130702199002301234", "birth"),
        ("990702199001011234", "area"),
        ("13070219900101123A", "character"),
        ("110105194912310021", "check"),
        ("110105491231002", None),
        ("110105491331002", "birth"),
        ("", "length"),
    ],
)
def test_what_is_wrong_with_a_number_is_named(number: str, fault: str | None) -> None:
    assert id_fault(normal_id(number)) == fault


def test_residence_permits_of_81_82_83_are_valid() -> None:
    for area in ("810000", "820000", "830000"):
        first = area + "19940823002"
        assert id_fault(first + check_digit(first)) is None


@given(
    st.integers(0, 10**6),
    st.text("甲乙（）， a:：", max_size=8),
    st.text("甲乙（）， 。", max_size=8),
    st.sampled_from(["", " ", "-", "\u00a0", "\u3000"]),
    st.booleans(),
)
def test_no_id_number_survives_masking_wherever_it_stands(
    seed: int, before: str, after: str, gap: str, wide: bool
) -> None:
    number = id_number(random.Random(seed))
    written = gap.join((number[:6], number[6:14], number[14:]))
    if wide:
        written = written.translate({48 + n: 0xFF10 + n for n in range(10)})
    masked = mask_text(before + written + after)
    digits = "".join(str(int(c)) for c in masked if c.isdigit())
    assert number[6:14] not in digits and "*" in masked
    assert masked.startswith(before) and masked.endswith(after)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("电话13812345678", "电话138******78"),
        ("138 1234 5678", "138******78"),
        ("+86 13812345678", "+86*********78"),
        ("0313-2012345", "031*******45"),
        ("2023.05.06-2023.12.31", "2023.05.06-2023.12.31"),
        ("民发〔2020〕20号", "民发〔2020〕20号"),
        ("共 25 项", "共 25 项"),
        ("6222021234567890123", "622**************23"),
        ("5 11010519491231002X", "511**************2X"),
        ("A011010519491231002Xb", "A011**************2Xb"),
        ("+113812345678", "+113*******78"),
        ("2023 05 06 2023 12 31", "2023 05 06 2023 12 31"),
    ],
)
def test_phones_and_cards_are_masked_and_other_numbers_are_not(text: str, masked: str) -> None:
    assert mask_text(text) == masked


def test_an_id_number_in_a_name_is_found() -> None:
    assert ids_in("王芳（１１０１０５１９４９１２３１００２Ｘ）") == ("11010519491231002X",)
    assert ids_in("王芳") == ()


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "＝1+1", "＋1", "－1a", "＠x",
        "\t=1", "\u00a0=1", "\u3000＝1", " =1", "\r=1", "a\n=1", "a\r\n+x", "'=1", '"=1',
        "|x", "%x",        "\u200b=1", "\ufeff=1", "\t1",
    ],
)  # fmt: skip
def test_what_could_start_a_formula_is_prefixed(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["", "居住证明", "a=b", "-5", "+3.5", "2023-05-06", "甲\n乙", "1+1"]
)
def test_what_is_no_formula_stays(text: str) -> None:
    assert harmless(text) == text


@given(st.text(max_size=12))
def test_no_line_of_a_harmless_text_starts_a_formula(text: str) -> None:
    shown = harmless(text)
    assert shown in (text, "'" + text)
    if shown == text:
        for line in text.replace("\r", "\n").split("\n"):
            kept = line.strip(" \t\u00a0\u3000")
            assert kept[:1] not in ("=", "@", "＝", "＋", "＠") or not kept
            assert kept[:1] not in ("+", "-") or kept[1:].replace(".", "", 1).isdecimal()


def test_cells_read_as_a_person_reads_them() -> None:
    assert text_of(12.0) == "12" and text_of(0.5) == "0.5" and text_of(None) == ""
    assert text_of(True) == "是" and text_of("  甲 ") == "甲"
    assert text_of(float("inf")) == "inf" and text_of(float("nan")) == "nan"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("要求出具证明单位（全称）", "requester"),
        ("要求单位", "requester"),
        ("要求出具证明的单位(全称)", "requester"),
        ("出具证明时间", "issued"),
        ("开具日期", "issued"),
        ("证明名称或用途", "proof"),
        ("证 明 名 称", "proof"),
        ("社區證明編號", "number"),
        ("身份证号码", "id_number"),
        ("经办人签字", "handler"),
        ("证明属性", None),
        ("可由", None),
    ],
)
def test_headings_vary_and_are_understood(heading: str, field: str | None) -> None:
    assert header_words([heading])[0][2] == field
