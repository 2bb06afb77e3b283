"""Forms: printed only where they may be, and refused with the place to go."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework_cases.rows import PLACE, judged, row, text_of
from community_certs.casework import printed
from community_certs.casework.forms import Form, certificate, commitment, next_number
from community_certs.casework.refusal import Refusal
from community_certs.casework.statistics import count
from community_certs.casework.workplan import Workplan
from community_certs.catalog import Catalog
from community_certs.errors import InvalidArgument
from community_certs.model.enums import Outcome

ID = "110101199003070011"
FIELDS = {
    "申请人": "欧阳测试",
    "身份证": ID,
    "联系电话": "13800138000",
    "社区": "建国路社区居民委员会",
}


def asked(catalog: Catalog, text: str, **more: object) -> Form | Refusal:
    said: dict[str, object] = {
        "jurisdiction": PLACE, "on": "2021-06-01", "number": "2021-0042", "committee": "resident",
        **more,
    }  # fmt: skip
    return certificate(catalog, text, **said)  # type: ignore[arg-type]


def test_a_certificate_has_both_halves_under_one_number(catalog: Catalog) -> None:
    found = asked(catalog, "居住证明", fields=FIELDS, requester="桥东区民政局", purpose="申请救助")
    assert isinstance(found, Form)
    text = text_of(found.data)
    assert "存 根 联" in text and "证 明 联" in text
    assert text.count("编号：2021-0042") == 3  # stub, certificate, and across the cut
    for said in ("欧阳测试", ID, "桥东区民政局", "申请救助", "2021年6月1日", "特此证明"):
        assert said in text
    assert "《关于进一步减轻社区负担的具体措施》“居民在社区居住”" in text
    assert "出具前须能核实所证明的事实" in found.notes


def test_what_the_caller_does_not_give_stays_blank(catalog: Catalog) -> None:
    found = asked(catalog, "居住证明")
    assert isinstance(found, Form) and "申请人：　" in text_of(found.data)


def test_what_must_not_be_issued_is_refused_with_the_place_to_go(catalog: Catalog) -> None:
    found = asked(catalog, "我妈是我妈", on="2023-09-01")
    assert isinstance(found, Refusal)
    assert "不应由居（村）委会出具" in found.reason and "民发〔2020〕20号" in found.reason
    assert any("公证机构" in one and "居民户口簿" in one for one in found.go)


def test_what_no_list_lets_it_issue_is_refused(catalog: Catalog) -> None:
    found = asked(catalog, "高龄津贴证明", on="2023-09-01")
    assert isinstance(found, Refusal) and "文件外" in found.reason
    assert "请要求单位提供要求出具此证明的法律法规依据" in found.go


def test_what_is_not_recognised_is_refused(catalog: Catalog) -> None:
    found = asked(catalog, "看门狗乖不乖的证明")
    assert isinstance(found, Refusal) and "请说明需要证明什么" in found.reason


def test_a_rule_against_liability_refuses_where_it_holds(catalog: Catalog) -> None:
    found = asked(catalog, "政审证明", jurisdiction="370100", on="2016-06-01")
    assert isinstance(found, Refusal)
    assert "连带责任" in found.reason and found.needs is None


def test_elsewhere_liability_asks_for_the_record_of_the_deliberation(catalog: Catalog) -> None:
    said = {"on": "2023-09-01", "jurisdiction": PLACE}
    item = next(
        one
        for one in catalog.items
        if catalog.item(one).risk == "high"
        and catalog.decide(one, committee="resident", **said).outcome is Outcome.MAY_ISSUE
        and isinstance(asked(catalog, catalog.item(one).name, **said), Refusal)
        and asked(catalog, catalog.item(one).name, **said).needs  # type: ignore[union-attr]
    )
    name = catalog.item(item).name
    refused = asked(catalog, name, **said)
    assert isinstance(refused, Refusal) and refused.needs == "deliberation"
    found = asked(catalog, name, deliberation="2023年8月30日居民代表会议记录第3号", **said)
    assert isinstance(found, Form)
    assert "2023年8月30日居民代表会议记录第3号" in text_of(found.data)
    assert isinstance(asked(catalog, name, deliberation="  ", **said), Refusal)


def test_no_form_is_printed_for_what_is_barred_or_unseen(catalog: Catalog) -> None:
    for item in catalog.items:
        answer = catalog.decide(item, jurisdiction=PLACE, on="2023-09-01", committee="resident")
        found = asked(catalog, catalog.item(item).name, on="2023-09-01", deliberation="记录")
        if answer.outcome is Outcome.MUST_NOT_ISSUE and found.answer.item == answer.item:
            assert isinstance(found, Refusal), item
        if isinstance(found, Form):
            assert found.answer.outcome is Outcome.MAY_ISSUE or (
                found.answer.outcome is Outcome.UNLISTED
                and found.answer.reason in ("list_in_force", "closed_list")
            )


def test_an_unknown_field_is_named_and_its_content_is_not(catalog: Catalog) -> None:
    with pytest.raises(InvalidArgument, match="电邮") as error:
        asked(catalog, "居住证明", fields={"电邮": ID})
    assert ID not in str(error.value)
    with pytest.raises(InvalidArgument) as error:
        asked(catalog, "居住证明", fields={"身份证": 110101199003070011})
    assert ID not in str(error.value)


def test_the_same_form_is_the_same_bytes(catalog: Catalog) -> None:
    first, again = (asked(catalog, "居住证明", fields=FIELDS) for _ in range(2))
    assert isinstance(first, Form) and isinstance(again, Form) and first.data == again.data


@given(st.integers(0, 10**9), st.integers(1, 12), st.sampled_from(["", "号", "-A"]))
def test_numbers_count_on_and_keep_their_width(n: int, width: int, end: str) -> None:
    after = next_number(f"桥2021-{n:0{width}d}{end}")
    assert after == f"桥2021-{n + 1:0{len(f'{n:0{width}d}')}d}{end}"


def test_a_number_without_a_digit_has_no_next() -> None:
    with pytest.raises(InvalidArgument):
        next_number("甲")


def test_a_commitment_says_what_is_promised_and_is_printed_again_with_its_check(
    catalog: Catalog,
) -> None:
    said = {"jurisdiction": PLACE, "on": "2025-09-01"}
    found = commitment(catalog, "婚姻状况证明", fields={"办理事项": "结婚登记"}, **said)
    assert isinstance(found, Form)
    text = text_of(found.data)
    assert "《婚姻登记条例》" in text and "第八条" in text and "愿意承担不实承诺的法律责任" in text
    assert found.notes  # the liability is for the office to state: the catalogue does not hold it
    checked = {"办理事项": "结婚登记", "核查结果": "与承诺一致", "核查日期": "2025年9月20日"}
    again = commitment(catalog, "婚姻状况证明", fields=checked, **said)
    assert isinstance(again, Form)
    assert "与承诺一致" in text_of(again.data) and "2025年9月20日" in text_of(again.data)


def test_no_commitment_is_printed_where_the_catalogue_holds_none(catalog: Catalog) -> None:
    found = commitment(catalog, "养犬证明", jurisdiction=PLACE, on="2023-09-01")
    assert isinstance(found, Refusal)


LEDGER = (
    row("亲属关系证明", "中国银行", line=3, applicant=f"欧阳测试{ID}"),
    row("居住证明", "第一小学", line=4, issued="2021-06-01"),
    row("高龄津贴证明", "区民政局", line=5),
    row("亲属关系证明", "区民政局", line=6, issued=None),
)


def test_tables_hide_numbers_unless_asked_and_add_up(catalog: Catalog) -> None:
    said = {"county": "桥东区", "committee": "建国路社区", "year": "2023", "on": "2023-08-20"}
    for show in (False, True):
        text = text_of(printed.ledger(LEDGER, personal=show, **said))
        assert (ID in text) is show
        assert "2023年社区出具证明台账" in text and "2023-0003" in text
    rows = judged(catalog, *LEDGER)
    text = text_of(
        printed.statistics_table(
            rows,
            catalog.stamp,
            county="桥东区",
            period=("2023-01-01", "2023-07-31"),
            on="2023-08-20",
        )
    )
    assert ID not in text and text.count("√") == 3
    assert "共 4 件，其中未能判断 1 件" in text and "2023年1月1日—2023年7月31日" in text


def test_the_guide_of_a_place_tells_both_sides(catalog: Catalog) -> None:
    text = text_of(printed.guide(catalog, jurisdiction="130700", on="2020-06-01"))
    may, must_not = text.split("二、不应由居（村）委会出具的证明")
    assert "居住证明" in may and "亲属关系证明" not in may.splitlines()
    assert "亲属关系证明" in must_not and "公证机构" in must_not
    assert catalog.stamp.release in text


def test_the_summary_gives_the_numbers_of_the_ledger_and_the_cases(
    catalog: Catalog, plan: Workplan
) -> None:
    rows = judged(catalog, *LEDGER)
    data = printed.summary(
        count(rows, catalog.stamp), [], plan, county="桥东区", source="台账.xlsx", on="2023-11-20"
    )
    text = text_of(data)
    assert "社区共出具证明4件，其中可由1件，不应由1件" in text and "尚未立案" in text


def test_a_district_template_is_used_for_forms(tmp_path: Path, catalog: Catalog) -> None:
    (tmp_path / "certificate.txt").write_text("%page form\n[body] 本区式样 {{编号}}\n", "utf-8")
    found = asked(catalog, "居住证明", folder=tmp_path)
    assert isinstance(found, Form) and "本区式样 2021-0042" in text_of(found.data)
