"""Loading a release: from a directory, a zip, the environment; whole, or refused with a reason."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import community_certs
from answers.current import files
from community_certs import Catalog, load_catalog, preload
from community_certs.catalog import load
from community_certs.errors import (
    CatalogCorrupt,
    CommunityCertsError,
    InvalidArgument,
    SchemaTooNew,
    UnknownJurisdiction,
)
from community_certs.store import READS_SCHEMA

SOURCE = Path(community_certs.__file__).parents[1]
ASKED = ("亲属关系证明", "130700", "2020-06-01")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release in a directory; read only."""
    folder = tmp_path_factory.mktemp("release") / "whole"
    lay(folder, files())
    return folder


@pytest.fixture(autouse=True)
def nothing_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test loads for itself."""
    monkeypatch.setattr(load, "_loaded", {})
    monkeypatch.delenv("COMMUNITY_CERTS_CATALOG", raising=False)


def lay(folder: Path, content: dict[str, bytes]) -> None:
    for path, raw in content.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)


def packed(path: Path, content: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, raw in sorted(content.items()):
            archive.writestr(name, raw)
    return path


def answer(catalog: Catalog) -> dict[str, object]:
    text, place, day = ASKED
    return catalog.classify(text, jurisdiction=place, on=day).to_dict()


def restamped(**changes: object) -> dict[str, bytes]:
    manifest = {**json.loads(files()["manifest.json"]), **changes}
    return {**files(), "manifest.json": json.dumps(manifest).encode()}


# -- where from ------------------------------------------------------------------------------------


def test_a_zip_answers_as_the_directory_does(whole: Path, tmp_path: Path) -> None:
    from_zip = load_catalog(packed(tmp_path / "release.zip", files()))
    from_folder = load_catalog(whole)
    assert from_zip.stamp == from_folder.stamp
    assert from_zip.items == from_folder.items and from_zip.documents == from_folder.documents
    for number, item in enumerate(from_folder.items[::7]):
        place = ("130700", "110000", "230100")[number % 3]
        asked = {"jurisdiction": place, "on": "2020-06-01"}
        assert from_zip.decide(item, **asked) == from_folder.decide(item, **asked)


def test_the_environment_names_a_release_and_an_argument_overrides_it(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    lay(other, restamped(release="2031.01.0"))
    monkeypatch.setenv("COMMUNITY_CERTS_CATALOG", str(other))
    assert load_catalog().stamp.release == "2031.01.0"
    assert load_catalog(whole).stamp.release != "2031.01.0"
    monkeypatch.setenv("COMMUNITY_CERTS_CATALOG", str(tmp_path / "nowhere"))
    with pytest.raises(InvalidArgument):
        load_catalog()
    monkeypatch.setenv("COMMUNITY_CERTS_CATALOG", "")
    assert load_catalog().stamp.release


def test_a_release_is_loaded_once_and_shared(whole: Path) -> None:
    assert load_catalog(whole) is load_catalog(str(whole))
    assert load_catalog() is load_catalog()
    found: list[Catalog] = []
    load._loaded.clear()
    threads = [threading.Thread(target=lambda: found.append(load_catalog(whole))) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(found) == 8 and len({id(one) for one in found}) == 1


def test_the_release_asked_for_is_the_one_loaded_or_an_error(whole: Path) -> None:
    release = load_catalog(whole).stamp.release
    assert load_catalog(whole, release=release).stamp.release == release
    with pytest.raises(InvalidArgument, match="1999"):
        load_catalog(whole, release="1999.01.0")


def test_the_snapshot_in_the_package_answers() -> None:
    assert answer(load_catalog())["outcome"] == "must_not_issue"


@pytest.mark.parametrize(
    ("release", "schema", "wins"),
    [("2099.01.0", 1, True), ("2000.01.0", 1, False), ("2099.01.0", READS_SCHEMA + 1, False)],
)
def test_the_installed_data_wins_if_newer_and_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, release: str, schema: int, wins: bool
) -> None:
    folder = tmp_path / "community_certs_catalog"
    lay(folder / "release", restamped(release=release, schema=schema))
    (folder / "__init__.py").write_text("", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    found = load_catalog().stamp
    assert (found.release == release) is wins
    assert found.schema == 1


# -- what is refused -------------------------------------------------------------------------------


def test_a_release_of_a_future_schema_is_refused_and_says_what_to_do(tmp_path: Path) -> None:
    lay(tmp_path / "new", restamped(schema=READS_SCHEMA + 1))
    with pytest.raises(SchemaTooNew, match="upgrade"):
        load_catalog(tmp_path / "new")


def _truncated(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


def _tampered(raw: bytes) -> bytes:
    changed = raw.replace(b"must_not_issue", b"may_issue", 1)
    return changed if changed != raw else raw.replace(b"1", b"2", 1)


@pytest.mark.parametrize("shard", ["items/kinship.json", "policy/00.json", "divisions/13.json"])
@pytest.mark.parametrize("harm", [_truncated, _tampered, lambda raw: raw + b" ", lambda raw: b""])
def test_no_answer_is_given_from_a_shard_that_was_changed(
    tmp_path: Path, shard: str, harm: object
) -> None:
    assert callable(harm)
    before = files()[shard]
    content = {**files(), shard: harm(before)}
    assert content[shard] != before
    lay(tmp_path / "harmed", content)
    with pytest.raises(CatalogCorrupt, match=shard):
        answer(load_catalog(tmp_path / "harmed"))
    with pytest.raises(CatalogCorrupt):
        answer(load_catalog(packed(tmp_path / "harmed.zip", content)))


def test_a_missing_shard_is_named(tmp_path: Path) -> None:
    content = {path: raw for path, raw in files().items() if path != "items/kinship.json"}
    lay(tmp_path / "lacking", content)
    with pytest.raises(CatalogCorrupt, match=r"items/kinship\.json"):
        answer(load_catalog(tmp_path / "lacking"))


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"schema": 1',
        b'{"schema": "one", "release": "2026.11.0", "counts": {}, "shards": {}}',
        b"[" * 100_000,
        b'{"schema": NaN}',
    ],
    ids=lambda raw: repr(raw[:14]),
)
def test_a_manifest_that_cannot_be_read_is_refused(tmp_path: Path, manifest: bytes) -> None:
    lay(tmp_path / "broken", {**files(), "manifest.json": manifest})
    with pytest.raises((CatalogCorrupt, SchemaTooNew)) as caught:
        load_catalog(tmp_path / "broken")
    assert str(tmp_path / "broken") in caught.value.message()


def _no_archive(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 this is no archive")


def _cut(path: Path) -> None:
    packed(path, files())
    path.write_bytes(path.read_bytes()[:100_000])


def _no_manifest(path: Path) -> None:
    packed(path, {"other.json": b"{}"})


def _flipped_byte(path: Path) -> None:
    packed(path, files())
    raw = bytearray(path.read_bytes())
    at = raw.index(files()["items/kinship.json"][:200])
    raw[at + 100] ^= 1
    path.write_bytes(raw)


HARMS = [_no_archive, _cut, _no_manifest, _flipped_byte]


@pytest.mark.parametrize("harm", HARMS)
def test_a_zip_that_is_not_whole_is_refused(tmp_path: Path, harm: object) -> None:
    assert callable(harm)
    harm(tmp_path / "release.zip")
    with pytest.raises(CatalogCorrupt):
        answer(load_catalog(tmp_path / "release.zip"))


def test_no_path_and_an_empty_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InvalidArgument):
        load_catalog(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(CatalogCorrupt, match=r"manifest\.json"):
        load_catalog(tmp_path / "empty")


def test_a_refused_release_is_read_anew_once_it_is_mended(tmp_path: Path) -> None:
    folder = tmp_path / "release"
    lay(folder, {"manifest.json": b"{}"})
    with pytest.raises(CommunityCertsError):
        load_catalog(folder)
    shutil.rmtree(folder)
    lay(folder, files())
    assert answer(load_catalog(folder))["outcome"] == "must_not_issue"


# -- preload and the lazy root ---------------------------------------------------------------------


def test_after_preloading_a_place_its_answers_read_no_file(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "passing"
    shutil.copytree(whole, folder)
    monkeypatch.setenv("COMMUNITY_CERTS_CATALOG", str(folder))
    preload("张家口市", "230100", "北京朝阳")
    shutil.rmtree(folder)
    for text in ("亲属关系证明", "居住及收入证明", "银行要的养狗证明"):
        for place in ("张家口市", "230100", "北京朝阳"):
            found = load_catalog().classify(text, jurisdiction=place, on="2020-06-01")
            assert found.to_dict()["catalog"]
    with pytest.raises(CatalogCorrupt):  # a place that was not preloaded does read
        load_catalog().classify("亲属关系证明", jurisdiction="441200", on="2022-06-01")


def test_preloading_nothing_or_an_unknown_place(whole: Path) -> None:
    preload()
    with pytest.raises(UnknownJurisdiction):
        preload("桃花源")


def run(code: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"}
    environment.pop("COMMUNITY_CERTS_CATALOG", None)
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_the_root_loads_no_room_and_each_name_leads_to_one() -> None:
    code = """
import sys, community_certs as c
print([m for m in sys.modules if m.startswith("community_certs.")])
print(set(c.__all__) <= set(dir(c)), all(getattr(c, n) is not None for n in c.__all__))
try: c.nothing
except AttributeError as e: print("nothing" in str(e))
"""
    assert run(code).splitlines() == ["[]", "True True", "True"]


def names() -> Iterator[str]:
    yield from community_certs.__all__


def test_the_stub_for_type_checkers_and_the_lazy_names_agree() -> None:
    text = Path(community_certs.__file__).read_text("utf-8")
    typed = text.partition("if TYPE_CHECKING:")[2].partition("__all__")[0]
    assert not [name for name in names() if name not in typed]
