"""The loop closes: what was accepted changes the catalogue, unless a higher list bars it."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from casework_cases.rows import PLACE, case
from community_certs import load_catalog
from community_certs.authoring.tree import read_tree
from community_certs.casework import proposal
from community_certs.casework.bars import BarStands
from community_certs.casework.inclusion import Inclusion, NewItem
from community_certs.casework.proposal import Proposal, confirm, propose, review, withdraw
from community_certs.casework.states import State
from community_certs.catalog import Catalog
from community_certs.errors import InvalidArgument
from community_certs.model.enums import Force, Outcome

ON = "2023-10-09"
ROOT = Path(__file__).parents[2]
ACCEPTED = case(
    "senior-allowance",
    "高龄津贴证明",
    "桥东区民政局",
    state=State.ACCEPTED,
    kinds=("civil-affairs",),
    purposes=("-",),
    basis="某某办法",
    article="第三条",
)


def inclusion(**more: object) -> Inclusion:
    values: dict[str, object] = {
        "slug": "inclusion", "title": "关于将高龄津贴证明纳入社区出具证明事项的通知",
        "number": "东民发〔2023〕5号", "issuers": ("张家口市桥东区民政局",), "issued": "2023-10-08",
        "printed": "高龄津贴证明", "law": "某某办法", "article": "第三条", **more,
    }  # fmt: skip
    return Inclusion(**values)  # type: ignore[arg-type]


def proposed(catalog: Catalog, out: Path, held: object = ACCEPTED, **more: object) -> Proposal:
    item = more.pop("item", None)
    return propose(catalog, held, inclusion(**more), out, place=PLACE, on=ON, item=item)  # type: ignore[arg-type]


def test_an_accepted_basis_becomes_an_overlay_that_answers_may_issue(
    tmp_path: Path, catalog: Catalog, release: Path
) -> None:
    out = tmp_path / "overlay"
    found = proposed(catalog, out)
    assert found.document == "130702-2023-inclusion"
    assert found.files == ("documents/130702/2023-inclusion.yaml", "overlay.yaml")
    after = load_catalog(release, overlays=[out])
    answer = confirm(after, ACCEPTED, found.document, on=ON)
    assert answer.outcome is Outcome.MAY_ISSUE
    assert answer.citations[0].layer == "cn-130702"
    # Before its day, and elsewhere, nothing has changed.
    for place, on in ((PLACE, "2023-10-07"), ("130703", ON)):
        said = {"jurisdiction": place, "on": on}
        new, old = (one.decide("senior-allowance", **said) for one in (after, catalog))
        assert new.decision == old.decision
    # And no other item of the place is answered otherwise.
    for item in catalog.items:
        new, old = (one.decide(item, jurisdiction=PLACE, on=ON) for one in (after, catalog))
        if catalog.item(item).broader != "senior-allowance" and item != "senior-allowance":
            assert new.decision == old.decision, item


def test_what_was_written_passes_the_checks_of_maintainers(
    tmp_path: Path, catalog: Catalog
) -> None:
    out = tmp_path / "overlay"
    proposed(catalog, out, requesters=("civil-affairs",), working_days=3)
    tree = read_tree(out, base=read_tree(ROOT / "catalog_data"))
    assert [one for one in tree.diagnostics if one.severity == "error"] == []
    entry = tree.documents["130702-2023-inclusion"].lists[0].entries[0]
    assert entry.note is not None and "某某办法》第三条" in entry.note and "2023-0001" in entry.note
    text = (out / "documents/130702/2023-inclusion.yaml").read_text("utf-8")
    assert "'130702'" in text or '"130702"' in text  # a code stays text


def test_an_entry_for_one_unit_answers_for_that_unit_only(
    tmp_path: Path, catalog: Catalog, release: Path
) -> None:
    found = proposed(catalog, tmp_path, requesters=("civil-affairs",))
    after = load_catalog(release, overlays=[tmp_path])
    assert confirm(after, ACCEPTED, found.document, on=ON).outcome is Outcome.MAY_ISSUE
    said = {"jurisdiction": PLACE, "on": ON}
    bank = after.decide("senior-allowance", requester="bank", **said)
    assert bank.outcome is not Outcome.MAY_ISSUE


def test_what_a_higher_list_bars_no_district_includes(tmp_path: Path, catalog: Catalog) -> None:
    barred = ACCEPTED.but(item="kinship", name="亲属关系证明")
    found = review(catalog, barred, place=PLACE, on=ON)
    assert not found.allowed and "民发〔2020〕20号" in found.bars[0]
    # Neither a higher force nor a further condition lifts it: a person would have to review that.
    for more in (
        {},
        {"force": Force.LOCAL_RULE, "issued": "2019-01-01"},
        {"requesters": ("bank",)},
        {"purposes": ("loan",)},
    ):
        assert not review(
            catalog, barred, place=PLACE, on=ON, inclusion=inclusion(**more)
        ).allowed, more
    with pytest.raises(BarStands, match="反映") as refused:
        proposed(catalog, tmp_path / "o", barred, requesters=("bank",))
    assert "民发〔2020〕20号" in refused.value.zh and "level that made the bar" in refused.value.en
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)
    assert not (tmp_path / "o").exists()


def test_what_a_person_must_review_is_not_included_though_the_catalogue_says_may(
    tmp_path: Path, catalog: Catalog, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    barred = ACCEPTED.but(item="kinship", name="亲属关系证明", kinds=("bank",))
    monkeypatch.setattr(proposal, "bars_unbeaten", lambda *_: ())  # as if a clerk wrote the overlay
    found = proposed(catalog, tmp_path / "o", barred, requesters=("bank",))
    after = load_catalog(release, overlays=[tmp_path / "o"])
    answer = after.decide("kinship", jurisdiction=PLACE, on=ON, requester="bank")
    assert answer.outcome is Outcome.MAY_ISSUE and answer.needs_review
    with pytest.raises(BarStands, match="民发〔2020〕20号"):
        confirm(after, barred, found.document, on=ON)
    withdraw(found)
    assert not (tmp_path / "o").exists()


def test_a_review_never_allows_what_the_catalogue_would_still_refuse(
    tmp_path: Path, catalog: Catalog, release: Path
) -> None:
    allowed = 0
    for item in catalog.items[::40]:
        held = ACCEPTED.but(item=item, name=catalog.item(item).name)
        if not review(catalog, held, place=PLACE, on=ON, inclusion=inclusion()).allowed:
            continue
        allowed += 1
        out = tmp_path / item
        found = proposed(catalog, out, held)
        answer = load_catalog(release, overlays=[out]).decide(item, jurisdiction=PLACE, on=ON)
        assert answer.outcome is Outcome.MAY_ISSUE, (item, found)
    assert allowed > 2


def test_a_new_item_is_read_inside_the_place_only(
    tmp_path: Path, catalog: Catalog, release: Path
) -> None:
    new = ACCEPTED.but(item="x-130702-lantern", name="元宵灯会摊位证明")
    with pytest.raises(InvalidArgument, match="新事项"):
        proposed(catalog, tmp_path / "a", new)
    item = NewItem("community", "在元宵灯会设有摊位", "low", "simple")
    found = proposed(catalog, tmp_path / "b", new, item=item)
    assert "items/x-130702-lantern.yaml" in found.files
    after = load_catalog(release, overlays=[tmp_path / "b"])
    assert confirm(after, new, found.document, on=ON).outcome is Outcome.MAY_ISSUE
    here = after.classify("元宵灯会摊位证明", jurisdiction=PLACE, on=ON)
    there = after.classify("元宵灯会摊位证明", jurisdiction="130703", on=ON)
    assert here.outcome is Outcome.MAY_ISSUE and there.outcome is Outcome.UNLISTED


def test_a_second_proposal_joins_the_first_and_overwrites_nothing(
    tmp_path: Path, catalog: Catalog, release: Path
) -> None:
    proposed(catalog, tmp_path)
    before = {one: (tmp_path / one).read_bytes() for one in ("overlay.yaml",)}
    with pytest.raises(InvalidArgument, match="已经存在"):
        proposed(catalog, tmp_path)
    other = ACCEPTED.but(id="2023-0002", item="volunteer-record", name="志愿服务证明")
    found = proposed(catalog, tmp_path, other, slug="inclusion-2", printed="志愿服务证明")
    assert found.files == ("documents/130702/2023-inclusion-2.yaml",)
    assert {one: (tmp_path / one).read_bytes() for one in before} == before
    load_catalog(release, overlays=[tmp_path])


def test_the_overlay_of_another_place_is_left_alone(tmp_path: Path, catalog: Catalog) -> None:
    (tmp_path / "overlay.yaml").write_text(
        "id: cn-350500\nname: 泉州市\nroots: ['350500']\nschema: 1\nbase: '2026.11.0'\n", "utf-8"
    )
    with pytest.raises(InvalidArgument, match="350500"):
        proposed(catalog, tmp_path)
    assert os.listdir(tmp_path) == ["overlay.yaml"]


def test_only_an_accepted_case_is_proposed(tmp_path: Path, catalog: Catalog) -> None:
    with pytest.raises(InvalidArgument, match="认可依据后"):
        proposed(catalog, tmp_path, ACCEPTED.but(state=State.REPORTED))


def test_nothing_is_included_before_the_catalogue_says_so(catalog: Catalog) -> None:
    document = "000000-2020-minfa20"
    with pytest.raises(InvalidArgument, match="并未依"):
        confirm(catalog, ACCEPTED, document, on=ON)
