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
from community_certs.authoring.release.forms import FORMS
from community_certs.authoring.release.packing import files_of, pack
from community_certs.authoring.release.sources import release_at
from community_certs.bytes import sha256
from community_certs.catalog import load
from community_certs.catalog.archive import archived
from community_certs.cli import main
from community_certs.errors import (
    CatalogCorrupt,
    CommunityCertsError,
    InvalidArgument,
    SchemaTooNew,
)
from community_certs.store import open_bundled, open_store
from releases.catalogues import ROOT
from releases.projects import project

QUESTION = {"jurisdiction": "130700", "on": "2020-06-01"}
HISTORY: dict[str, object] = {
    "released": "2026-11-24",
    "previous": None,
    "added": [],
    "withdrawn": [],
}
"""What a release says of itself, and a snapshot on the way to the next one does not."""


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    root = project(tmp_path_factory.mktemp("artefacts") / "project")
    _, found = compile_folder(root / "catalog_data")
    assert found is not None
    return found


@pytest.fixture
def folder(shards: dict[str, object], tmp_path: Path) -> Path:
    out = tmp_path / "release"
    build(shards, "2026.11.0", out, HISTORY)
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


# -- manifests and shards of a wrong form ---------------------------------------------------------

CUT = """
import sys
if sys.argv[2] == "json":
    import json
from community_certs.bytes import parse
raw = open(sys.argv[1], "rb").read().rstrip()
for end in [*range(1, 400), *range(400, len(raw), 397)]:
    try:
        parse(raw[:end])
    except ValueError:
        pass
    else:
        sys.exit(f"cut at {end} and read")
for text in (b"", b"[1] [2]", b"{'a': 1}", b"[1,]", b"nix", b"\\xff", b'"\\n"', b"NaN"):
    try:
        parse(text)
    except ValueError:
        pass
    else:
        sys.exit(f"{text} was read")
assert parse(b'{"a": [1, null]} \\n') == {"a": [1, None]}
"""


@pytest.mark.parametrize("before", ["json", "nothing"])
def test_what_is_no_json_is_a_value_error_on_every_python(folder: Path, before: str) -> None:
    for python in [sys.executable, *pythons()]:
        done = subprocess.run(
            [python, "-S", "-c", CUT, str(folder / "manifest.json"), before],
            env={"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, (python, done.stderr)


def restate(folder: Path, **more: object) -> None:
    """Write some keys of the manifest anew."""
    path = folder / "manifest.json"
    path.write_bytes(canonical({**json.loads(path.read_bytes()), **more}))


def put(folder: Path, shard: str, content: bytes) -> None:
    """Write a shard, with its digest in the manifest."""
    (folder / shard).write_bytes(content)
    shards = json.loads((folder / "manifest.json").read_bytes())["shards"]
    restate(folder, shards={**shards, shard: sha256(content).hexdigest()})


MISSTATED: dict[str, tuple[dict[str, object], str]] = {
    "a number for a release": ({"release": 20261}, "格式不对"),
    "no release": ({"release": None}, "格式不对"),
    "a word for a release": ({"release": "latest"}, "格式不对"),
    "half a release": ({"release": "2026.11"}, "格式不对"),
    "digits of another script": ({"release": "2026.11.٣"}, "格式不对"),
    "a number for a day": ({"released": 5}, "格式不对"),
    "a day that is none": ({"released": "2026-02-30"}, "格式不对"),
    "no counts": ({"counts": None}, "格式不对"),
    "schema 0": ({"schema": 0}, "格式不对"),
    "schema -1": ({"schema": -1}, "格式不对"),
    "a digest that is no text": ({"shards": {"items/index.json": [1]}}, "格式不对"),
    **{
        f"the path {path!r}": ({"shards": {path: "0" * 64}}, "发布版以外")
        for path in (
            *("../../../../etc/passwd", "items/../../x", "/etc/passwd", "C:/x", "..\\x"),
            *("items\\x.json", "", "items/a\0b"),
        )
    },
}


@pytest.mark.parametrize("case", MISSTATED)
def test_a_manifest_of_a_wrong_form_is_refused_and_the_snapshot_serves(
    case: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more, words = MISSTATED[case]
    restate(folder, **more)
    with pytest.raises(CatalogCorrupt) as caught:
        open_store(str(folder))
    assert words in caught.value.message("zh")
    assert main(["release", "verify", str(folder)]) == 2
    site = tmp_path / "site" / "community_certs_catalog"
    site.mkdir(parents=True)
    folder.rename(site / "release")
    monkeypatch.syspath_prepend(str(site.parent))
    with pytest.warns(RuntimeWarning, match=words):
        assert load._newest().digest == open_bundled().digest


def test_a_name_that_no_file_can_have_is_refused(folder: Path) -> None:
    path = folder / "manifest.json"
    shards = json.loads(path.read_bytes())["shards"]
    text = json.dumps({**json.loads(path.read_bytes()), "shards": {**shards, "\ud800": "0" * 64}})
    path.write_text(text, "ascii")
    store = open_store(str(folder))
    with pytest.raises(CatalogCorrupt, match="无法读取"):
        store.shard("\ud800")


NO_JSON = (b"", b"hello", b"[" * 100_000)
OTHER_FORMS = {
    "items/kinship.json": (b"null\n", b"[]\n", b"{}\n"),
    "items/index.json": (b"null\n", b"[]\n", b'{"kinship":{}}\n'),
    "policy/00.json": (b"null\n", b"[]\n", b"{}\n"),
    "documents/00.json": (b"null\n", b"[]\n", b"{}\n"),
    "divisions/13.json": (b"null\n", b"[]\n", b'{"130000":[[]]}\n'),
    "names/phrases.json": (),  # no form of it is published
}


@pytest.mark.parametrize(
    ("shard", "content"),
    [(shard, one) for shard, more in OTHER_FORMS.items() for one in (*NO_JSON, *more)],
)
def test_verify_holds_every_shard_to_its_published_form(
    shard: str, content: bytes, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, shard, content)
    assert main(["release", "verify", str(folder)]) == 2
    assert shard in capsys.readouterr().err


def test_verify_misses_the_shards_that_answers_need(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shards = json.loads((folder / "manifest.json").read_bytes())["shards"]
    for gone in ("items/kinship.json", "items/index.json", "policy/00.json"):
        restate(folder, shards={path: one for path, one in shards.items() if path != gone})
        assert main(["release", "verify", str(folder)]) == 2
        assert gone in capsys.readouterr().err


def test_every_schema_of_the_compiled_form_is_held_to() -> None:
    names = {one.name.split(".")[0] for one in (ROOT / "schemas").glob("compiled-*.schema.json")}
    assert names == {f"compiled-{form}" for form in FORMS.values()}


# -- the data distribution -----------------------------------------------------------------------

ASK = """
import sys
from community_certs import load_catalog
catalog = load_catalog()
print(catalog.stamp.release, len(catalog.items))
"""


def asked(site: Path, python: str = sys.executable, **more: str) -> tuple[str, str]:
    environment = {
        **{key: value for key, value in os.environ.items() if key != "COMMUNITY_CERTS_CATALOG"},
        "PYTHONPATH": os.pathsep.join([str(site), str(ROOT / "src")]),
        **more,
    }
    done = subprocess.run(
        [python, "-X", "utf8", "-c", ASK],
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


def test_one_that_is_cut_short_is_refused_aloud_on_every_python(site: Path) -> None:
    halved(site / "community_certs_catalog" / "release")
    for python in [sys.executable, *pythons()]:
        release, said = asked(site, python)
        assert release == open_bundled().release and "不是有效的 JSON" in said, python


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
    shutil.copy(place / "2025.1.7.zip", place / "2025.1.9.zip")
    unreleased = {**manifest, "release": "2025.1.6", "released": None}
    files["manifest.json"] = canonical(unreleased)
    (place / "2025.1.6.zip").write_bytes(pack(files))
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    for found in (load_catalog(release="2025.1.7").store, release_at("2025.1.7")):
        assert found.release == "2025.1.7"
    with pytest.raises(InvalidArgument, match="2025"):
        load_catalog(release="2025.1.8")
    # What lies there under another name, or was never released, is not that release.
    for version, words in (("2025.1.9", "内容却是 2025.1.7"), ("2025.1.6", "尚未发布")):
        for source in (None, place):
            with pytest.raises(CatalogCorrupt, match=words):
                load_catalog(source, release=version)
        with pytest.raises(CatalogCorrupt, match=words):
            release_at(version)


def test_a_state_that_was_never_released_does_not_pass_for_the_release(
    shards: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = archived(str(ROOT / "releases"))
    version = [*past][-1]
    build(shards, version, tmp_path / "under-way")
    monkeypatch.setenv("COMMUNITY_CERTS_CATALOG", str(tmp_path / "under-way"))
    digest = open_store(past[version]).digest
    assert load_catalog().stamp.release == version
    assert load_catalog().stamp.digest != digest
    for found in (load_catalog(release=version).store, release_at(version)):
        assert found.digest == digest
    build(shards, "2998.1.0", tmp_path / "later")
    monkeypatch.setenv("COMMUNITY_CERTS_CATALOG", str(tmp_path / "later"))
    for ask in (lambda: load_catalog(release="2998.1.0"), lambda: release_at("2998.1.0")):
        with pytest.raises(InvalidArgument, match="尚未发布"):
            ask()
    build(shards, "2998.1.0", tmp_path / "made", HISTORY)
    monkeypatch.setenv("COMMUNITY_CERTS_CATALOG", str(tmp_path / "made"))
    assert load_catalog(release="2998.1.0") is load_catalog()


def test_what_the_folder_of_releases_lacks_is_taken_from_elsewhere(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = archived(str(ROOT / "releases"))
    version = [*past][-1]
    (tmp_path / "held").mkdir()
    shutil.copy(packed, tmp_path / "held")
    monkeypatch.setenv("COMMUNITY_CERTS_CATALOG", str(tmp_path / "held"))
    mine = open_store(str(packed)).digest
    assert load_catalog().stamp.digest == mine
    assert load_catalog(release="2026.11.0").stamp.digest == mine
    assert load_catalog(release=version).stamp.digest == open_store(past[version]).digest
    assert release_at(version).digest == open_store(past[version]).digest
    with pytest.raises(InvalidArgument, match=r"1999\.1\.0"):
        load_catalog(release="1999.1.0")
    # A folder that is named in the call is all there is.
    with pytest.raises(InvalidArgument, match=version):
        load_catalog(tmp_path / "held", release=version)


def test_the_release_of_the_data_distribution_is_at_hand_even_if_it_does_not_answer(
    shards: dict[str, object], packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(shards, "2001.1.0", tmp_path / "site" / "community_certs_catalog" / "release", HISTORY)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.setenv("COMMUNITY_CERTS_CATALOG", str(packed))
    assert load_catalog(release="2001.1.0").stamp.release == "2001.1.0"


def test_a_release_cannot_be_named_out_of_its_folder(tmp_path: Path, packed: Path) -> None:
    assert packed.exists()
    (tmp_path / "empty").mkdir()
    with pytest.raises(CommunityCertsError):
        load_catalog(tmp_path / "empty", release=f"../{packed.stem}")


def packaged(package: str, root: Path, folder: Path, packed: Path) -> tuple[str, list[Path]]:
    """Build a data package as a checkout with this snapshot does; return what it said and made."""
    shutil.copytree(ROOT / "packages", root / "packages")
    shutil.copytree(folder, root / "src" / "community_certs" / "_catalog")
    (root / "releases").mkdir()
    shutil.copy(packed, root / "releases")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(root / "dist")],
        cwd=root / "packages" / package,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    made = [*(root / "dist").glob("*.whl")]
    assert (done.returncode == 0) == bool(made)
    return done.stderr, made


@pytest.mark.parametrize("package", ["catalog", "archive"])
def test_the_data_packages_build_reproducibly_and_carry_the_data(
    package: str, folder: Path, packed: Path, tmp_path: Path
) -> None:
    wheels = []
    for name in ("a", "b"):
        said, made = packaged(package, tmp_path / name, folder, packed)
        assert made, said
        wheels += made
    assert wheels[0].name == f"community_certs_{package}-2026.11.0-py3-none-any.whl"
    assert wheels[0].read_bytes() == wheels[1].read_bytes()
    with zipfile.ZipFile(wheels[0]) as archive:
        archive.extractall(tmp_path / "installed")
    inside = tmp_path / "installed" / f"community_certs_{package}"
    place = inside / "release" if package == "catalog" else inside / "releases" / packed.name
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert load_catalog(place).decide("kinship", **QUESTION).outcome == "must_not_issue"


def test_a_data_package_is_made_of_what_was_released_or_not_at_all(
    shards: dict[str, object], folder: Path, packed: Path, tmp_path: Path
) -> None:
    under_way = tmp_path / "under-way"
    build(shards, "2026.11.0", under_way)
    said, made = packaged("catalog", tmp_path / "a", under_way, packed)
    assert not made and "on the way from release 2026.11.0" in said
    misnamed = tmp_path / "2026.11.7.zip"
    shutil.copy(packed, misnamed)
    said, made = packaged("archive", tmp_path / "b", folder, misnamed)
    assert not made and "it is not the release that it is named after" in said
    unreleased = tmp_path / "again" / packed.name
    unreleased.parent.mkdir()
    unreleased.write_bytes(pack(files_of(open_store(str(under_way)))))
    said, made = packaged("archive", tmp_path / "c", folder, unreleased)
    assert not made and "released None" in said
