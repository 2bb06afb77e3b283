"""Every address of the catalogue stands on a host that was reviewed as its publisher's own."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from community_certs.authoring import publishers
from community_certs.authoring.checks import CHECKS
from community_certs.authoring.publishers import Publishers, host_of, publishers_of
from community_certs.authoring.strict_yaml import read
from community_certs.authoring.tree import load_tree, read_tree

DATA = Path(__file__).parents[2] / "catalog_data"
LIST = Path(str(publishers.__file__)).parent / publishers.FILE


def test_no_address_of_the_catalogue_stands_on_a_host_that_was_not_reviewed() -> None:
    tree = load_tree(DATA)
    check = CHECKS["foreign-host"].run
    assert check is not None
    assert [one.render() for one in check(tree)] == []


def test_the_list_is_strict_sorted_and_holds_no_host_that_is_not_used() -> None:
    assert read(LIST.parent, LIST.name).diagnostics == ()
    rows = yaml.safe_load(LIST.read_text("utf-8"))
    hosts = [row["host"] for row in rows]
    assert hosts == sorted(set(hosts))
    tree = load_tree(DATA)
    used = {
        host_of(source.url)
        for records in (tree.documents, tree.profiles)
        for record in records.values()
        for source in record.sources
        if source.url is not None
    }
    assert set(hosts) - used == set()


@pytest.mark.parametrize(
    ("publisher", "url", "owned"),
    [
        ("新华网", "http://www.xinhuanet.com/a", True),
        ("新华网（转载）", "https://WWW.XINHUANET.com:443/a", True),
        ("新华网", "http://www.xinhuanet.com.evil.example/a", False),
        ("新华网", "http://evil.example/www.xinhuanet.com", False),
        ("新华网", "http://www.xinhuanet.com@evil.example/", False),
        ("人民日报", "http://www.xinhuanet.com/a", False),
        ("新华网", "http://[::1", False),
    ],
)
def test_a_host_is_compared_whole(publisher: str, url: str, owned: bool) -> None:
    known = Publishers({"www.xinhuanet.com": ["新华网"]})
    assert known.owns(publisher, url) is owned


def test_a_tree_may_add_its_own_hosts(tmp_path: Path) -> None:
    tree = load_tree(tmp_path)
    assert not publishers_of(tree).owns("某局", "http://ju.example/a")
    (tmp_path / "publishers.yaml").write_text("- {host: ju.example, publishers: [某局]}\n", "utf-8")
    assert publishers_of(load_tree(tmp_path)).owns("某局", "http://ju.example/a")


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("某局: ju.example\n", "publishers.yaml:1:1", "应是列表"),
        ("- {publisher: 某局, host: ju.example}\n", "publishers.yaml:1:4", "没有“publisher”这个键"),
        ("- {host: ju.example}\n", "publishers.yaml:1:3", "缺少 publishers"),
        ("- {publishers: [某局]}\n", "publishers.yaml:1:3", "缺少 host"),
        ("- ju.example\n", "publishers.yaml:1:3", "每行应写 host 和 publishers"),
        (
            '- {host: "http://ju.example/", publishers: [某局]}\n',
            "publishers.yaml:1:10",
            "不是主机名",
        ),
        ("- {host: ju.example, publishers: 某局}\n", "publishers.yaml:1:34", "方括号"),
        ("- {host: ju.example, publishers: []}\n", "publishers.yaml:1:34", "方括号"),
    ],
)
def test_hosts_in_another_form_are_an_error_with_place_and_the_right_form(
    text: str, place: str, word: str, tmp_path: Path
) -> None:
    (tmp_path / "publishers.yaml").write_text(text, "utf-8")
    found = [one for one in read_tree(tmp_path).diagnostics if one.code == "publishers-form"]
    first = next(one for one in found if word in one.zh)
    assert (first.place(), first.severity) == (place, "error")
    assert "- {host: " in first.hint_zh and "publishers: [" in first.hint_en


def test_hosts_in_the_right_form_are_no_finding(tmp_path: Path) -> None:
    (tmp_path / "publishers.yaml").write_text("- {host: ju.example, publishers: [某局]}\n", "utf-8")
    assert read_tree(tmp_path).diagnostics == ()
