"""Local variants in the API: what they change, what they cannot, and how they are refused."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from community_certs import load_catalog
from community_certs.authoring.compile import canonical
from community_certs.authoring.overlay import Base, compiled
from community_certs.catalog import Catalog
from community_certs.diagnostics import Diagnostic
from community_certs.errors import InvalidArgument, OverlayRejected
from overlays.variants import Write, document, item, release_fixture, write_fixture

__all__ = ["release_fixture", "write_fixture"]

DAY = "2026-01-01"


@pytest.fixture
def base(release: Path) -> Catalog:
    return load_catalog(release)


def refused(release: Path, *folders: Path) -> dict[str, list[Diagnostic]]:
    """The errors for which the overlays are refused, by code."""
    with pytest.raises(OverlayRejected) as caught:
        load_catalog(release, overlays=folders)
    found: dict[str, list[Diagnostic]] = {}
    for one in caught.value.diagnostics:
        assert isinstance(one, Diagnostic)
        if one.severity == "error":
            found.setdefault(one.code, []).append(one)
    return found


def entries(*pairs: tuple[str, str], **more: Any) -> list[dict[str, Any]]:
    """One complete may list of printed texts and items."""
    rows = [{"n": n, "printed": text, "items": [one]} for n, (text, one) in enumerate(pairs, 1)]
    listed = {"key": "may", "side": "may_issue", "complete": True, "source": "s1", "entries": rows}
    return [{**listed, **more}]


# -- what a variant changes ----------------------------------------------------------------------


def test_answers_name_the_layer_and_nothing_changes_outside_the_roots(
    release: Path, base: Catalog, write: Write
) -> None:
    held = load_catalog(release, overlays=[write()])
    for place in ("泉州市", "350503"):
        answer = held.classify("居住证明", jurisdiction=place, on=DAY)
        assert answer.outcome == "may_issue"
        assert [(one.entry, one.layer) for one in answer.citations] == [
            ("350500-2025-list/may/1", "cn-350500")
        ]
        before = held.classify("居住证明", jurisdiction=place, on="2025-05-31")
        assert (
            before.decision
            == base.classify("居住证明", jurisdiction=place, on="2025-05-31").decision
        )
    for place in ("厦门市", "福建省", "全国", "张家口市"):
        for one in base.items:
            assert (
                held.decide(one, jurisdiction=place, on=DAY).decision
                == base.decide(one, jurisdiction=place, on=DAY).decision
            )


def test_the_catalogue_with_variants_is_a_new_one_with_its_own_digest(
    release: Path, base: Catalog, write: Write
) -> None:
    stamp = base.stamp
    held = load_catalog(release, overlays=iter([write()]))
    assert base.stamp == stamp and load_catalog(release) is base
    assert not base.layers
    assert held.stamp.digest != stamp.digest and held.stamp.release == stamp.release
    other = load_catalog(release, overlays=write("w", [document(title="另一个标题")]))
    assert other.stamp.digest not in (held.stamp.digest, stamp.digest)
    assert held.layers[0].digest != other.layers[0].digest
    (layer,) = held.layers
    assert (layer.id, layer.name, layer.roots, layer.base) == (
        "cn-350500",
        "泉州市",
        ("350500",),
        "2026.11.0",
    )
    with pytest.raises(AttributeError):
        layer.id = "x"
    assert "350500-2025-list" in held.documents and "350500-2025-list" not in base.documents
    assert held.document("350500-2025-list").layer == "cn-350500"


def test_without_variants_the_shards_are_those_of_the_release(base: Catalog) -> None:
    shards = compiled(Base.of_store(base.store), [])
    assert set(shards) == {
        one for one in base.store.paths() if one.split("/")[0] in ("items", "policy", "documents")
    }
    for path, value in shards.items():
        assert canonical(value) == canonical(base.store.shard(path)), path


def test_a_local_item_is_read_only_inside_the_roots_and_after_every_name_of_the_base(
    release: Path, base: Catalog, write: Write
) -> None:
    local = item(
        aliases=[{"name": "老厝修缮证明", "source": "speech"}],
        phrases=[{"key": 1, "all": [["古厝"], ["翻修"]], "none": ["未"]}],
    )
    lists = entries(("古厝修缮情况证明", local["id"]))
    held = load_catalog(release, overlays=[write(documents=[document(lists=lists)], items=[local])])
    for text, method in (
        ("古厝修缮情况证明", "name"),
        ("老厝修缮证明", "alias"),
        ("我家古厝要翻修，开个证明", "phrase"),
        ("古厝修繕情況證明", "name"),
    ):
        found = held.classify(text, jurisdiction="泉州市丰泽区", on=DAY)
        assert found.item is not None and found.item.id == local["id"], text
        assert found.match is not None and found.match.method == method
        assert found.outcome == "may_issue"
        for place in ("厦门市", "福建省"):
            elsewhere = held.classify(text, jurisdiction=place, on=DAY)
            assert elsewhere.reason in ("not_recognised",), text
            assert elsewhere.decision == base.classify(text, jurisdiction=place, on=DAY).decision
    assert held.resolve("古厝修缮情况证明").item is None
    assert held.resolve("古厝修缮情况证明", jurisdiction="350500", on=DAY).item == local["id"]
    both = held.classify("居住证明和古厝修缮情况证明", jurisdiction="350500", on=DAY)
    assert [part.item.id for part in both.parts if part.item] == ["residence", local["id"]]
    for one in base.items:  # every name of the base is read as before
        name = base.item(one).name
        assert held.resolve(name, jurisdiction="350500", on=DAY) == base.resolve(name)


def test_an_entry_on_a_narrower_local_item_is_reported_for_the_broader_one(
    release: Path, write: Write
) -> None:
    local = item("x-350500-houseboat", name="连家船民证明", broader="residence")
    lists = entries(("连家船民证明", local["id"]))
    held = load_catalog(release, overlays=[write(documents=[document(lists=lists)], items=[local])])
    told = held.decide("residence", jurisdiction="350500", on=DAY)
    assert ("350500-2025-list/may/1", "narrower") in {
        (one.citation.entry, one.why) for one in told.conditional
    }
    assert held.decide(local["id"], jurisdiction="350500", on=DAY).outcome == "may_issue"


def test_a_list_of_the_base_ends_when_the_variant_replaces_it(
    release: Path, base: Catalog, write: Write
) -> None:
    old = "130700-2020-community-burden/may"
    lists = entries(("居住证明", "residence"), replaces=[old])
    held = load_catalog(
        release,
        overlays=[
            write(
                documents=[
                    document("130700-2024-list", lists=lists, dates={"issued": "2024-05-01"})
                ],
                roots=["130700"],
                id="cn-130700",
            )
        ],
    )

    def cited(catalog: Catalog, day: str) -> set[str]:
        answer = catalog.decide("residence", jurisdiction="130700", on=day, committee="resident")
        return {one.entry for one in answer.citations}

    assert cited(held, "2024-04-30") == cited(base, "2024-04-30") == {f"{old}/1"}
    assert cited(held, "2024-05-01") == {"130700-2024-list/may/1"}
    assert cited(base, "2024-05-01") == {f"{old}/1"}
    ended = held.document("130700-2020-community-burden").lists[0].end
    assert ended is not None and (ended.latest, ended.by) == ("2024-04-30", "130700-2024-list/may")


def test_what_a_variant_adopts_holds_in_its_roots_from_the_document_that_says_so(
    release: Path, base: Catalog, write: Write
) -> None:
    held = load_catalog(release, overlays=[write(adopts=["rectification-2023"])])

    def rules(catalog: Catalog, place: str, day: str) -> list[str | None]:
        answer = catalog.decide("residence", jurisdiction=place, on=day)
        return [step.citation for step in answer.handling]

    adopted = "350500-2025-list/rectification-2023/may-issue-simple"
    assert adopted in rules(held, "350500", DAY) and adopted in rules(held, "350503", DAY)
    assert adopted not in rules(held, "350500", "2025-05-31")
    assert rules(held, "350200", DAY) == rules(base, "350200", DAY)
    two = [document(), document("350500-2024-other", dates={"issued": "2024-01-01"})]
    found = refused(release, write("two", two, adopts=["rectification-2023"]))
    assert "2 份" in found["adopts-cite"][0].zh
    named = [{"profile": "rectification-2023", "cite": "350500-2025-list"}]
    assert adopted in rules(
        load_catalog(release, overlays=[write("named", two, adopts=named)]), "350500", DAY
    )


def test_acknowledging_an_entry_changes_no_answer(release: Path, write: Write) -> None:
    lists = entries(("居民养犬证明", "dog-keeping"))
    known = [{"entry": "000000-2020-minfa20/first/4", "cite": "350500-2025-list"}]
    plain = load_catalog(release, overlays=[write("a", [document(lists=lists)])])
    silent = load_catalog(
        release, overlays=[write("b", [document(lists=lists)], acknowledges=known)]
    )
    asked = {"jurisdiction": "350500", "on": DAY}
    told = plain.decide("dog-keeping", **asked)
    assert told.outcome == "must_not_issue"
    assert silent.decide("dog-keeping", **asked).decision == told.decision


def test_two_variants_that_read_a_text_differently_leave_it_ambiguous_in_any_order(
    release: Path, write: Write
) -> None:
    one = write("one", items=[item("x-350500-a")], id="one")
    two = write(
        "two", [document("350503-2025-list")], [item("x-350503-b")], id="two", roots=["350503"]
    )
    for folders in ([one, two], [two, one]):
        held = load_catalog(release, overlays=folders)
        found = held.classify("古厝修缮情况证明", jurisdiction="350503", on=DAY)
        assert found.reason == "ambiguous"
        assert [one.item for one in found.candidates] == ["x-350500-a", "x-350503-b"]
        alone = held.classify("古厝修缮情况证明", jurisdiction="350502", on=DAY)
        assert alone.item is not None and alone.item.id == "x-350500-a"


# -- what is refused -----------------------------------------------------------------------------


def other(**changes: Any) -> dict[str, Any]:
    return {"documents": [document(**changes)]}


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "another province": (other(id="130700-2025-list"), "outside-roots", "documents/130700/"),
    "the province above": (other(id="350000-2025-list"), "outside-roots", "documents/350000/"),
    "the nation as a root": ({"roots": ["000000"]}, "overlay-root", "overlay.yaml"),
    "a root that is no place": ({"roots": ["999999"]}, "overlay-root", "overlay.yaml"),
    "a local document as law": (other(force="law"), "force-level", "documents/350500/"),
    "an id of the base": (
        {"documents": [document("130700-2020-community-burden")], "roots": ["130700"]},
        "duplicate-id",
        "documents/130700/",
    ),
    "an end to a national list": (
        other(lists=entries(("居住", "residence"), replaces=["000000-2020-minfa20/first"])),
        "list-reach",
        "documents/350500/",
    ),
    "more of a national list": (
        other(lists=entries(("居住", "residence"), extends=["000000-2020-minfa20/first"])),
        "list-reach",
        "documents/350500/",
    ),
    "an item without a prefix": ({"items": [item("old-house")]}, "local-id", "items/"),
    "an item of elsewhere": ({"items": [item("x-350200-old-house")]}, "local-id", "items/"),
    "a name that the base reads": (
        {"items": [item(name="无犯罪记录证明")]},
        "name-taken",
        "items/",
    ),
    "words that change reading": (
        {"files": {"vocabulary/purposes.yaml": "- {id: x-350500-a, name: 用途, aliases: []}\n"}},
        "local-vocabulary",
        "vocabulary/purposes.yaml",
    ),
    "an alternative for everywhere": (
        {
            "items": [
                item(
                    alternatives=[
                        {
                            "key": 1,
                            "route": "other_authority",
                            "authority": ["police-station"],
                            "source": "350500-2025-list",
                        }
                    ]
                )
            ]
        },
        "outside-roots",
        "items/",
    ),
    "an unknown profile": ({"adopts": ["nothing"]}, "unknown-profile", "overlay.yaml"),
    "an unknown entry": (
        {"acknowledges": [{"entry": "000000-2020-minfa20/first/99", "cite": "350500-2025-list"}]},
        "unknown-entry",
        "overlay.yaml",
    ),
    "an unknown document": (
        {"acknowledges": [{"entry": "000000-2020-minfa20/first/8", "cite": "350500-2020-no"}]},
        "unknown-document",
        "overlay.yaml",
    ),
    "a base newer than ours": ({"base": "2999.01.0"}, "base-older", "overlay.yaml"),
    "a schema of the future": ({"schema": 2}, "out-of-range", "overlay.yaml"),
    "an unknown key": ({"colour": "red"}, "unknown-key", "overlay.yaml"),
    "a code read as a number": ({"roots": [350500]}, "wrong-type", "overlay.yaml"),
    "an unknown item": (
        other(lists=entries(("居住", "residense"))),
        "unknown-item",
        "documents/350500/",
    ),
    "an anchor": (
        {"files": {"items/x-350500-a.yaml": "a: &x [1]\nb: *x\n"}},
        "anchor",
        "items/x-350500-a.yaml",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_invalid_variant_is_refused_whole_and_the_base_stays(
    case: str, release: Path, base: Catalog, write: Write
) -> None:
    spec, code, place = REFUSED[case]
    before = base.decide("residence", jurisdiction="350500", on=DAY).to_dict()
    good = write("good", [document("350502-2025-list")], id="good", roots=["350502"])
    found = refused(release, write("bad", **spec), good)
    assert code in found, sorted(found)
    for one in found[code]:
        assert "/bad/" + place in one.path
        assert one.zh and one.en and one.line >= 1
    assert load_catalog(release) is base
    assert base.decide("residence", jurisdiction="350500", on=DAY).to_dict() == before


def test_a_folder_that_is_no_variant_is_refused(release: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidArgument, match=r"overlay\.yaml"):
        load_catalog(release, overlays=[tmp_path / "nowhere"])
    assert "file-unreadable" in refused(release, tmp_path)


def test_the_refusal_says_where_and_survives_pickling(release: Path, write: Write) -> None:
    with pytest.raises(OverlayRejected) as caught:
        load_catalog(release, overlays=[write(documents=[], roots=["999999"])])
    error = pickle.loads(pickle.dumps(caught.value))
    assert error.code == "overlay-rejected"
    assert error.diagnostics == caught.value.diagnostics
    assert "overlay.yaml:1" in error.message("zh") and "999999" in error.message("en")


def test_the_same_id_refuses_every_variant_that_bears_it(release: Path, write: Write) -> None:
    one = write("one", id="one")
    two = write("two", id="two")
    for folders in ((one, two), (two, one)):
        found = refused(release, *folders)
        paths = sorted(diagnostic.path for diagnostic in found["duplicate-id"])
        assert [path.split("/")[-4] for path in paths] == ["one", "two"]
    same = write("same", [document("350500-2020-a")])
    again = write("again", [document("350500-2021-b")])
    assert {one.path.split("/")[-2] for one in refused(release, same, again)["duplicate-id"]} == {
        "same",
        "again",
    }


def test_lists_that_replace_each_other_refuse_both_variants(release: Path, write: Write) -> None:
    def chained(name: str, own: str, replaced: str) -> Path:
        lists = entries(("居住证明", "residence"), replaces=[replaced])
        return write(name, [document(own, lists=lists)], id=name)

    one = chained("one", "350500-2024-one", "350500-2025-two/may")
    two = chained("two", "350500-2025-two", "350500-2024-one/may")
    for folders in ((one, two), (two, one)):
        found = refused(release, *folders)["list-cycle"]
        assert {diagnostic.path.split("/")[-4] for diagnostic in found} == {"one", "two"}
    three = write("three", [document("350500-2023-three")], id="three")
    four = chained("four", "350500-2025-four", "350500-2023-three/may")
    held = load_catalog(release, overlays=[four, three])
    end = held.document("350500-2023-three").lists[0].end
    assert end is not None and end.by == "350500-2025-four/may"


def test_a_variant_of_an_older_base_is_loaded_and_says_so(release: Path, write: Write) -> None:
    held = load_catalog(release, overlays=[write(base="2025.01.0")])
    (notice,) = (one for one in held.layers[0].notices if one.code == "base-newer")
    assert notice.severity == "notice"
    assert "2025.01.0" in notice.zh and held.stamp.release in notice.zh
    assert "--since 2025.01.0" in notice.hint_zh


# -- installed variants --------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Write) -> Iterator[Path]:
    """A folder on the path with an installed variant whose code must never run."""
    folder = tmp_path / "site"
    info = folder / "cc_quanzhou-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: cc-quanzhou\nVersion: 1\n")
    (info / "entry_points.txt").write_text(
        "[community_certs.overlays]\ncn-350500 = cc_quanzhou.data\n"
    )
    write("site/cc_quanzhou/data")
    (folder / "cc_quanzhou" / "__init__.py").write_text("raise RuntimeError('imported')\n")
    monkeypatch.syspath_prepend(str(folder))
    yield folder
    sys.modules.pop("cc_quanzhou", None)


def test_installed_variants_are_read_on_request_without_running_their_code(
    release: Path, base: Catalog, site: Path
) -> None:
    assert load_catalog(release) is base and not base.layers
    held = load_catalog(release, overlays="installed")
    assert [one.id for one in held.layers] == ["cn-350500"]
    assert "cc_quanzhou" not in sys.modules
    assert held.decide("residence", jurisdiction="350500", on=DAY).outcome == "may_issue"


def test_an_installed_variant_without_its_folder_is_named(release: Path, site: Path) -> None:
    info = site / "cc_quanzhou-1.dist-info"
    (info / "entry_points.txt").write_text(
        "[community_certs.overlays]\ncn-350500 = cc_quanzhou.nothing\n"
    )
    with pytest.raises(InvalidArgument, match="cn-350500"):
        load_catalog(release, overlays="installed")


def test_a_phrase_that_cannot_be_compiled_refuses_the_variant(release: Path, write: Write) -> None:
    wrong = item(phrases=[{"key": 1, "all": [["<没有这类>修缮"]]}])
    assert "bad-token" in refused(release, write(items=[wrong]))
