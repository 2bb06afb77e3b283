"""``impact``, ``upcoming`` and ``stale``: what a release means for a ledger, and what is due."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from community_certs.authoring.compile import build
from community_certs.authoring.compile.source import compile_folder
from community_certs.authoring.review import stale, upcoming
from community_certs.cli import main
from community_certs.store import open_store
from releases.projects import LIST, add_document, project, replace


def built(root: Path, name: str, release: str) -> str:
    _, shards = compile_folder(root / "catalog_data")
    assert shards is not None
    build(shards, release, root / name)
    return str(root / name)


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    root = project(tmp_path / "project")
    replace(root, LIST, "records: []", 'verified_on: "2025-01-15"\nrecords: []')
    old = built(root, "old", "2026.11.0")
    add_document(root)
    return old, built(root, "new", "2026.11.1")


RULES = """\
rules:
- {key: other, kind: residual, does: ask_basis, says: 由要求单位说明依据。, source: s1}
"""


LEDGER = """\
证明事项,所在地,出具日期,要求出具证明单位,证明用途
居住证明,张家口市,2020-06-01,某银行,
居住证明,张家口市,2020/6/1,某银行,
居住证明,张家口市,2020-06-31,某银行,
居住证明,石家庄市,2020-06-01,某银行,
居住证明,张家口市,2019-06-01,某学校,
居住证明,张家口市,2021-06-01,某学校,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_impact_counts_the_certificates_that_would_be_answered_differently(
    two: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    ledger = tmp_path / "ledger.csv"
    ledger.write_bytes(LEDGER.encode(encoding))
    assert main(["impact", *two, "--ledger", str(ledger), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["rows"], found["changed"], found["lines"]) == (6, 3, [2, 3, 7])
    assert found["by_unit"] == [{"unit": "某银行", "count": 2}, {"unit": "某学校", "count": 1}]
    assert found["by_item"] == [{"item": "居住证明", "count": 3}]
    assert found["by_change"] == [{"before": "unlisted", "after": "may_issue", "count": 3}]
    assert [one["line"] for one in found["unreadable"]] == [4]


def test_impact_names_the_columns_that_it_misses(
    two: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = tmp_path / "ledger.csv"
    ledger.write_text("什么,哪里,何时\n居住证明,张家口市,2020-06-01\n", "utf-8")
    assert main(["impact", *two, "--ledger", str(ledger)]) == 2
    assert "台账缺少列" in capsys.readouterr().err
    named = [f"--column={one}" for one in ("item=什么", "place=哪里", "date=何时")]
    assert main(["impact", *two, "--ledger", str(ledger), *named]) == 0
    assert "1 份证明中有 1 份" in capsys.readouterr().out
    assert main(["impact", *two, "--ledger", str(ledger), "--column", "x"]) == 2


def test_upcoming_lists_what_starts_ends_or_expires_within_the_days(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    add_document(root, "2026-12-15")
    replace(
        root, LIST, 'published: "2020-04-27"', 'published: "2020-04-27", effective_to: "2027-01"'
    )
    store = open_store(built(root, "new", "2026.11.1"))
    found = upcoming(store, "2026-11-24", 90)
    shown = {(one.what, one.id, one.earliest, one.latest) for one in found}
    assert ("starts", "130700-2020-burden/may", "2026-12-15", "2026-12-15") in shown
    assert ("ends", "000000-2020-minfa20/first", "2027-01-02", "2027-02-01") in shown
    assert upcoming(store, "2026-11-24", 10) == ()
    assert {one.what for one in upcoming(store, "2026-12-14", 1)} == {"starts"}
    assert {one.what for one in upcoming(store, "2026-12-15", 1)} == set()
    later = upcoming(store, "2031-12-01", 90)
    assert [(one.what, one.earliest) for one in later] == [("expires", "2031-12-16")]


def test_stale_lists_what_was_verified_too_long_ago_never_or_expired(
    two: tuple[str, str], tmp_path: Path
) -> None:
    store = open_store(two[1])
    due = {(one.document, one.why, one.since) for one in stale(store, "2026-11-24")}
    assert due == {
        ("000000-2020-minfa20", "verification_old", "2026-01-15"),
        ("000000-2020-minfa20", "possibly_expired", "2025-03-01"),
        ("130700-2020-burden", "possibly_expired", "2025-04-01"),
    }
    early = {(one.document, one.why) for one in stale(store, "2020-06-01")}
    assert early == set()
    plain = open_store(built(project(tmp_path / "plain"), "new", "2026.11.0"))
    never = {one.why for one in stale(plain, "2020-06-01")}
    assert never == {"never_verified"}


def test_stale_tells_of_rules_and_entries_that_outlived_their_usual_validity(
    tmp_path: Path,
) -> None:
    root = project(tmp_path / "project")
    add_document(root)
    path = "documents/130700/2020-burden.yaml"
    replace(root, path, "rules: []", RULES)
    lists = (root / "catalog_data" / path).read_text("utf-8")
    (root / "catalog_data" / path).write_text(
        lists[: lists.index("lists:")] + "lists: []\n" + lists[lists.index("rules:") :], "utf-8"
    )
    store = open_store(built(root, "rules", "2026.11.1"))
    assert not store.shard("documents/13.json")["lists"]
    due = {(one.document, one.why, one.since) for one in stale(store, "2026-11-24")}
    assert ("130700-2020-burden", "possibly_expired", "2025-04-01") in due
    early = {one.why for one in stale(store, "2025-03-31") if one.document == "130700-2020-burden"}
    assert "possibly_expired" not in early
    replace(root, path, "lists: []\n", lists[lists.index("lists:") : lists.index("rules:")])
    replace(root, path, 'dates: {issued: "2020-03"}', "dates: {}")
    replace(
        root,
        path,
        "items: [residence]}",
        'items: [residence], dates: {effective_from: "2020-05-01"}}',
    )
    store = open_store(built(root, "entry", "2026.11.1"))
    due = {(one.document, one.why, one.since) for one in stale(store, "2026-11-24")}
    assert ("130700-2020-burden", "possibly_expired", "2025-05-02") in due


def test_upcoming_looks_no_farther_than_the_calendar(
    two: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["upcoming", "--within", "99999", "--catalog", two[1]]
    for day in ("9999-12-30", "9999-12-31"):
        assert main([*command, "--on", day]) == 0
    capsys.readouterr()
    assert main([*command, "--on", "2020-03-30", "--format", "json"]) == 0
    told = {(one["what"], one["document"]) for one in json.loads(capsys.readouterr().out)}
    assert ("expires", "130700-2020-burden") in told
    assert main(["stale", "--on", "9999-12-31", "--catalog", two[1]]) == 0


def test_the_queues_are_printed_in_both_languages_and_as_json(
    two: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["upcoming", "--within", "90d"], ["stale"]):
        for more in ([], ["--lang", "en"], ["--format", "json"]):
            assert main([*command, "--on", "2026-11-24", "--catalog", two[1], *more]) == 0
            assert capsys.readouterr().out.strip()
    assert main(["upcoming", "--within", "soon", "--on", "2026-11-24", "--catalog", two[1]]) == 2
