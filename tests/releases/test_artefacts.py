"""A release as bytes: the same everywhere, and refused if one of them is not what it should be."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from community_certs import load_catalog
from community_certs.authoring.compile import build, canonical
from community_certs.authoring.compile.source import compile_folder
from community_certs.authoring.release.packing import files_of, pack
from community_certs.cli import main
from community_certs.errors import CatalogCorrupt, CommunityCertsError, SchemaTooNew
from community_certs.store import open_store
from releases.catalogues import ROOT
from releases.projects import project

QUESTION = {"jurisdiction": "130700", "on": "2020-06-01"}


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    root = project(tmp_path_factory.mktemp("artefacts") / "project")
    _, found = compile_folder(root / "catalog_data")
    assert found is not None
    return found


@pytest.fixture
def folder(shards: dict[str, object], tmp_path: Path) -> Path:
    out = tmp_path / "release"
    build(shards, "2026.11.0", out)
    return out


@pytest.fixture
def packed(folder: Path, tmp_path: Path) -> Path:
    out = tmp_path / "2026.11.0.zip"
    out.write_bytes(pack(files_of(open_store(str(folder)))))
    return out


def test_the_zip_is_stored_sorted_and_dateless(packed: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        infos = archive.infolist()
    names = [one.filename for one in infos]
    assert names == sorted(names) and "manifest.json" in names
    assert {one.compress_type for one in infos} == {zipfile.ZIP_STORED}
    assert {one.date_time for one in infos} == {(1980, 1, 1, 0, 0, 0)}


def test_a_zip_answers_as_its_directory(folder: Path, packed: Path) -> None:
    one, other = load_catalog(folder), load_catalog(packed)
    assert (
        one.decide("kinship", **QUESTION).to_dict() == other.decide("kinship", **QUESTION).to_dict()
    )


COMPILE = """
import json, sys, hashlib
from community_certs.authoring.compile import canonical, compile_tree, manifest_of
from community_certs.authoring.release.packing import pack
raw = json.load(open(sys.argv[1], encoding="utf-8"))
shards = compile_tree(**raw)
files = {path: canonical(value) for path, value in shards.items()}
files["manifest.json"] = canonical(manifest_of(files, "2026.11.0"))
sys.stdout.write(hashlib.sha256(pack(files)).hexdigest())
"""


def pythons() -> list[str]:
    """Other interpreters of this machine that the library runs on."""
    found: dict[int, str] = {}
    places = [Path.home() / ".pyenv" / "versions", Path("/usr/bin"), Path("/usr/local/bin")]
    for minor in range(10, 14):
        for place in places:
            paths = [*place.glob(f"3.{minor}.*/bin/python"), place / f"python3.{minor}"]
            for path in paths:
                if path.exists() and sys.version_info[1] != minor:
                    found.setdefault(minor, str(path))
    return [found[minor] for minor in sorted(found)]


def test_every_python_gives_the_same_bytes(tmp_path: Path) -> None:
    tree, _ = compile_folder(ROOT / "catalog_data")
    raw = {
        "documents": [tree.raw("documents", one) for one in tree.documents],
        "items": [tree.raw("items", one) for one in tree.items],
        "profiles": [tree.raw("profiles", one) for one in tree.profiles],
        "vocabulary": {kind: tree.raw("vocabulary", kind) for kind in tree.vocabulary},
        "divisions": {},
    }
    file = tmp_path / "raw.json"
    file.write_text(json.dumps(raw, ensure_ascii=False), "utf-8")
    digests = set()
    ran = 0
    for seed, python in enumerate([sys.executable, sys.executable, *pythons()]):
        done = subprocess.run(
            [python, "-S", "-c", COMPILE, str(file)],
            env={"PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": str(seed), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        digests.add(done.stdout)
        ran += 1
    assert ran >= 2 and len(digests) == 1


def test_two_builds_in_two_directories_are_the_same(tmp_path: Path) -> None:
    files = []
    for name in ("one", "another/place"):
        root = tmp_path / name
        root.parent.mkdir(exist_ok=True)
        project(root)
        out = root / "out.zip"
        data = str(root / "catalog_data")
        assert (
            main(
                [
                    "release",
                    "build",
                    data,
                    str(root / "out"),
                    "--zip",
                    str(out),
                    "--release",
                    "2026.11.0",
                ]
            )
            == 0
        )
        files.append(out.read_bytes())
    assert files[0] == files[1]


# -- refused -------------------------------------------------------------------------------------


def tampered(folder: Path) -> None:
    path = folder / "items/kinship.json"
    path.write_bytes(path.read_bytes().replace("亲属".encode(), "亲戚".encode(), 1))


def cut(folder: Path) -> None:
    path = folder / "items/kinship.json"
    path.write_bytes(path.read_bytes()[:-20])


def emptied(folder: Path) -> None:
    (folder / "manifest.json").write_bytes(b"")


def hollow(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def halved(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_bytes(path.read_bytes()[:100])


def from_the_future(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_bytes(canonical({"schema": 99, "release": "2099.1.0", "elsewhere": True}))


def shapeless(folder: Path) -> None:
    (folder / "manifest.json").write_bytes(b"[1,2]\n")


@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        (tampered, CatalogCorrupt, "校验值不符"),
        (cut, CatalogCorrupt, "校验值不符"),
        (emptied, CatalogCorrupt, "是空的"),
        (hollow, CatalogCorrupt, "无法读取"),
        (halved, CatalogCorrupt, "不是有效的 JSON"),
        (from_the_future, SchemaTooNew, "格式版本为 99"),
        (shapeless, CatalogCorrupt, "缺少必要内容"),
    ],
)
def test_a_spoiled_directory_is_refused_with_its_own_message(
    folder: Path,
    spoil: Callable[[Path], None],
    error: type[CommunityCertsError],
    words: str,
) -> None:
    spoil(folder)
    with pytest.raises(error) as caught:
        load_catalog(folder).decide("kinship", **QUESTION)
    assert words in caught.value.message("zh")


def test_a_spoiled_zip_is_refused_with_its_own_message(packed: Path) -> None:
    raw = packed.read_bytes()
    at = raw.index("亲属".encode(), raw.index(b"items/kinship.json"))
    cases = {
        "tampered": (raw[:at] + "亲戚".encode() + raw[at + 6 :], "校验值不符"),
        "short": (raw[: len(raw) // 2], "不是完整的 zip"),
        "empty": (b"", "空文件"),
        "text": (b"hello", "不是完整的 zip"),
    }
    for name, (content, words) in cases.items():
        path = packed.with_name(f"{name}.zip")
        path.write_bytes(content)
        with pytest.raises(CatalogCorrupt) as caught:
            load_catalog(path).decide("kinship", **QUESTION)
        assert words in caught.value.message("zh"), name
        with pytest.raises(CatalogCorrupt):
            main_or_raise(path)


def main_or_raise(path: Path) -> None:
    files_of(open_store(str(path)))


def test_compressed_members_are_refused(packed: Path) -> None:
    path = packed.with_name("deflated.zip")
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    with pytest.raises(CatalogCorrupt, match="压缩"):
        open_store(str(path))


def test_verify_reads_every_byte_and_finds_what_is_not_listed(folder: Path) -> None:
    assert main(["release", "verify", str(folder)]) == 0
    (folder / "stray.json").write_text("{}")
    assert main(["release", "verify", str(folder)]) == 1
    (folder / "stray.json").unlink()
    tampered(folder)
    assert main(["release", "verify", str(folder)]) == 2


# -- the data distribution -----------------------------------------------------------------------

ASK = """
import sys
from community_certs import load_catalog
catalog = load_catalog()
print(catalog.stamp.release, len(catalog.items))
"""


def asked(site: Path, **more: str) -> tuple[str, str]:
    environment = {
        **{key: value for key, value in os.environ.items() if key != "COMMUNITY_CERTS_CATALOG"},
        "PYTHONPATH": os.pathsep.join([str(site), str(ROOT / "src")]),
        **more,
    }
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", ASK],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.split()[0], done.stderr


@pytest.fixture
def site(shards: dict[str, object], tmp_path: Path) -> Path:
    """A folder of installed packages with a data distribution of the far future."""
    place = tmp_path / "site"
    build(shards, "2999.1.0", place / "community_certs_catalog" / "release")
    return place


def test_a_newer_data_distribution_wins_over_the_snapshot(site: Path) -> None:
    assert asked(site) == ("2999.1.0", "")


def test_an_older_one_does_not(site: Path, shards: dict[str, object]) -> None:
    build(shards, "2001.1.0", site / "community_certs_catalog" / "release")
    release, _ = asked(site)
    assert release != "2001.1.0"


def test_one_that_is_too_new_to_read_is_refused_aloud_and_the_snapshot_serves(site: Path) -> None:
    from_the_future(site / "community_certs_catalog" / "release")
    release, said = asked(site)
    assert not release.startswith("2999") and not release.startswith("2099")
    assert "格式版本为 99" in said and "upgrade community-certs" in said


def test_the_environment_goes_before_it(site: Path, folder: Path, packed: Path) -> None:
    for place in (folder, packed):
        assert asked(site, COMMUNITY_CERTS_CATALOG=str(place))[0] == "2026.11.0"


def test_past_releases_are_found_in_the_archive_distribution(
    tmp_path: Path, packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "site" / "community_certs_archive" / "releases"
    place.mkdir(parents=True)
    manifest = json.loads(open_store(str(packed)).manifest)
    files = files_of(open_store(str(packed)))
    files["manifest.json"] = canonical({**manifest, "release": "2025.1.7"})
    (place / "2025.1.7.zip").write_bytes(pack(files))
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert load_catalog(release="2025.1.7").stamp.release == "2025.1.7"
    with pytest.raises(CommunityCertsError, match="2025"):
        load_catalog(release="2025.1.8")


def test_a_release_cannot_be_named_out_of_its_folder(tmp_path: Path, packed: Path) -> None:
    assert packed.exists()
    (tmp_path / "empty").mkdir()
    with pytest.raises(CommunityCertsError):
        load_catalog(tmp_path / "empty", release=f"../{packed.stem}")


@pytest.mark.parametrize("package", ["catalog", "archive"])
def test_the_data_packages_build_reproducibly_and_carry_the_data(
    package: str, folder: Path, packed: Path, tmp_path: Path
) -> None:
    wheels = []
    for name in ("a", "b"):
        root = tmp_path / name
        shutil.copytree(ROOT / "packages", root / "packages")
        shutil.copytree(folder, root / "src" / "community_certs" / "_catalog")
        (root / "releases").mkdir()
        shutil.copy(packed, root / "releases")
        out = root / "dist"
        done = subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
            cwd=root / "packages" / package,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        (wheel,) = out.glob("*.whl")
        wheels.append(wheel)
    assert wheels[0].name == f"community_certs_{package}-2026.11.0-py3-none-any.whl"
    assert wheels[0].read_bytes() == wheels[1].read_bytes()
    with zipfile.ZipFile(wheels[0]) as archive:
        archive.extractall(tmp_path / "installed")
    inside = tmp_path / "installed" / f"community_certs_{package}"
    place = inside / "release" if package == "catalog" else inside / "releases" / packed.name
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert load_catalog(place).decide("kinship", **QUESTION).outcome == "must_not_issue"
