"""A variant as bytes: sealed, shipped, and refused if one of them is not what it should be."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from community_certs import load_catalog
from community_certs.authoring.compile import canonical
from community_certs.authoring.release.packing import pack
from community_certs.bytes import sha256
from community_certs.catalog import Catalog
from community_certs.cli import main
from community_certs.errors import (
    CatalogCorrupt,
    CommunityCertsError,
    InvalidArgument,
    OverlayRejected,
    SchemaTooNew,
)
from overlays.variants import ROOT, Write, document, item, release_fixture, write_fixture

__all__ = ["release_fixture", "write_fixture"]

Told = pytest.CaptureFixture[str]
EXAMPLE = ROOT / "examples" / "variant-quanzhou"
LIST = "documents/350500/2021-first-list.yaml"
DAY = "2026-01-01"


@pytest.fixture(autouse=True)
def _catalogue(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNITY_CERTS_CATALOG", str(release))


def sealed(source: Path, out: Path) -> Path:
    """Seal a variant into a folder, and into a zip of that name beside it."""
    assert main(["release", "build", str(source), str(out), "--zip", f"{out}.zip"]) == 0
    return out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sealed(EXAMPLE, tmp_path / "out" / "sealed")


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file()
    }


# -- what is made --------------------------------------------------------------------------------


def test_it_holds_what_the_variant_says_and_a_manifest_of_the_published_form(folder: Path) -> None:
    files = files_of(folder)
    manifest = json.loads(files.pop("manifest.json"))
    schema = json.loads((ROOT / "schemas" / "sealed-overlay.schema.json").read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    assert list(jsonschema.Draft7Validator(schema).iter_errors(manifest)) == []
    assert (manifest["kind"], manifest["id"], manifest["base"]) == (
        *("overlay", "cn-350500"),
        "2026.11.0",
    )
    said = yaml.safe_load((EXAMPLE / "overlay.yaml").read_text("utf-8"))
    assert manifest["version"] == said["version"]
    assert manifest["counts"] == {"documents": 3, "lists": 4, "entries": 10, "items": 2}
    assert files.keys() == manifest["files"].keys()
    assert {path.split("/")[0] for path in files} == {"overlay.yaml", "documents", "items"}
    assert files == {path: (EXAMPLE / path).read_bytes() for path in files}


def test_the_zip_is_the_same_tree_stored_sorted_and_dateless(folder: Path) -> None:
    with zipfile.ZipFile(f"{folder}.zip") as archive:
        infos = archive.infolist()
        held = {one.filename: archive.read(one) for one in infos}
    assert held == files_of(folder)
    assert [*held] == sorted(held)
    assert {one.compress_type for one in infos} == {zipfile.ZIP_STORED}
    assert {one.date_time for one in infos} == {(1980, 1, 1, 0, 0, 0)}


def test_a_checkout_of_any_machine_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "windows"
    shutil.copytree(EXAMPLE, other)
    for file in other.rglob("*.yaml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    (other / "README.md").unlink()
    again = sealed(other, tmp_path / "again")
    assert files_of(again) == files_of(folder)
    assert Path(f"{again}.zip").read_bytes() == Path(f"{folder}.zip").read_bytes()
    # What is sealed already is sealed to the same bytes.
    assert files_of(sealed(folder, tmp_path / "thrice")) == files_of(folder)


def test_all_that_a_variant_may_hold_is_sealed(write: Write, tmp_path: Path) -> None:
    words = "- {id: x-350500-hall, name: 示例大厅, aliases: []}\n"
    hosts = "- {host: www.example.org, publishers: [示例]}\n"
    url = [{**document()["sources"][0], "url": "https://www.example.org/a"}]
    source = write(
        documents=[document(sources=url)],
        items=[item()],
        files={"vocabulary/authorities.yaml": words, "publishers.yaml": hosts, "cases.yaml": "[]"},
        version="2026.11.3",
    )
    out = sealed(source, tmp_path / "out")
    assert {"vocabulary/authorities.yaml", "publishers.yaml"} < files_of(out).keys()
    assert "cases.yaml" not in files_of(out)
    notices = [
        [one.code for one in load_catalog(overlays=[place]).layers[0].notices]
        for place in (source, out, f"{out}.zip")
    ]
    assert notices[0] == notices[1] == notices[2]
    assert "foreign-host" not in notices[0]


# -- what it answers -----------------------------------------------------------------------------


def test_a_variant_answers_the_same_however_it_is_shipped(folder: Path) -> None:
    held = [load_catalog(overlays=[one]) for one in (EXAMPLE, folder, f"{folder}.zip")]
    asked = 0
    for case in yaml.safe_load((EXAMPLE / "cases.yaml").read_text("utf-8")):
        if "error" in case["expected"]:
            continue
        answers = [
            one.classify(
                case["request"],
                jurisdiction=case["place"],
                on=case["date"],
                committee=case.get("committee"),
            ).to_dict()
            for one in held
        ]
        assert answers[0] == answers[1] == answers[2]
        asked += 1
    assert asked > 10
    layers = [(one.layers[0].version, one.layers[0].digest) for one in held]
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert layers == [(manifest["version"], manifest["content"])] * 3


def test_commands_take_the_zip(folder: Path, capsys: Told) -> None:
    words = ["classify", "古厝维修证明", "--in", "泉州市", "--on", "2022-05-06", "--format", "json"]
    assert main([*words, "--overlay", f"{folder}.zip"]) == 0
    (cited,) = json.loads(capsys.readouterr().out)["citations"]
    assert cited["layer"] == "cn-350500"


# -- what is refused -----------------------------------------------------------------------------


def changed(files: dict[str, bytes], path: str, content: bytes) -> dict[str, bytes]:
    return {**files, path: content}


def stated(held: dict[str, bytes], **more: object) -> dict[str, bytes]:
    manifest = {**json.loads(held["manifest.json"]), **more}
    return changed(held, "manifest.json", canonical(manifest))


def resealed(files: dict[str, bytes], path: str, content: bytes) -> dict[str, bytes]:
    """Change a file and its digest in the manifest, as somebody does who knows the form."""
    listed = json.loads(files["manifest.json"])["files"]
    said = {"sha256": sha256(content).hexdigest(), "size": len(content)}
    return stated(changed(files, path, content), files={**listed, path: said})


def without(files: dict[str, bytes], path: str) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name != path}


Spoil = Callable[[dict[str, bytes]], dict[str, bytes]]
SPOILED: dict[str, tuple[Spoil, type[CommunityCertsError], str, str]] = {
    "tampered": (
        lambda files: changed(files, LIST, files[LIST].replace("居住".encode(), "居留".encode())),
        *(CatalogCorrupt, "内容与清单的校验值不符", "differs from its digest"),
    ),
    "cut": (
        lambda files: changed(files, LIST, files[LIST][:-10]),
        *(CatalogCorrupt, "内容与清单的校验值不符", "differs from its digest"),
    ),
    "emptied": (
        lambda files: changed(files, LIST, b""),
        *(CatalogCorrupt, "内容与清单的校验值不符", "differs from its digest"),
    ),
    "a file gone": (
        lambda files: without(files, LIST),
        *(CatalogCorrupt, f"{LIST} 不见了", "is missing"),
    ),
    "overlay.yaml gone": (
        lambda files: without(files, "overlay.yaml"),
        *(CatalogCorrupt, "overlay.yaml 不见了", "is missing"),
    ),
    "a file more": (
        lambda files: changed(files, "documents/350500/2027-more.yaml", files[LIST]),
        *(CatalogCorrupt, "2027-more.yaml 不在清单内", "is not in the manifest"),
    ),
    "an empty manifest": (
        lambda files: changed(files, "manifest.json", b" \n"),
        *(CatalogCorrupt, "manifest.json 是空的", "is empty"),
    ),
    "half a manifest": (
        lambda files: changed(files, "manifest.json", files["manifest.json"][:200]),
        *(CatalogCorrupt, "不是有效的 JSON", "is not valid JSON"),
    ),
    "no manifest of a variant": (
        lambda files: changed(files, "manifest.json", b"[1]\n"),
        *(CatalogCorrupt, "不是地方变体的清单", "is no manifest of a local variant"),
    ),
    "a manifest without files": (
        lambda files: changed(files, "manifest.json", b'{"kind":"overlay","schema":1}\n'),
        *(CatalogCorrupt, "缺少必要内容", "lacks required keys"),
    ),
    "a manifest of another form": (
        lambda files: stated(files, files={"overlay.yaml": "abc"}),
        *(CatalogCorrupt, "格式不对", "has the wrong form"),
    ),
    "a manifest that says otherwise": (
        lambda files: stated(files, version="2026.11.9"),
        *(CatalogCorrupt, "与 overlay.yaml 不符", "differ; nothing of it is used"),
    ),
    "a manifest of another variant": (
        lambda files: stated(files, id="cn-350600"),
        *(CatalogCorrupt, "与 overlay.yaml 不符", "differ; nothing of it is used"),
    ),
    "a manifest for another base": (
        lambda files: stated(files, base="2026.10.0"),
        *(CatalogCorrupt, "与 overlay.yaml 不符", "differ; nothing of it is used"),
    ),
    "a manifest for other places": (
        lambda files: stated(files, roots=["000000"]),
        *(CatalogCorrupt, "与 overlay.yaml 不符", "differ; nothing of it is used"),
    ),
    "a manifest of other content": (
        lambda files: stated(files, content="sha256:" + "0" * 64),
        *(CatalogCorrupt, "content 与各文件所写不符", "differ; nothing of it is used"),
    ),
    "other content under its own digest": (
        lambda files: resealed(
            files, LIST, files[LIST].replace("居住".encode(), "居留".encode(), 1)
        ),
        *(CatalogCorrupt, "content 与各文件所写不符", "differ; nothing of it is used"),
    ),
    "a manifest without roots": (
        lambda files: changed(
            files,
            "manifest.json",
            canonical(
                {
                    key: one
                    for key, one in json.loads(files["manifest.json"]).items()
                    if key != "roots"
                }
            ),
        ),
        *(CatalogCorrupt, "缺少必要内容", "lacks required keys"),
    ),
    "a path outside": (
        lambda files: stated(
            files,
            files={
                **json.loads(files["manifest.json"])["files"],
                "../../../../etc/passwd": {"sha256": "0" * 64, "size": 1},
            },
        ),
        *(CatalogCorrupt, "列有变体以外的路径", "names a path outside the variant"),
    ),
    "schema 0": (
        lambda files: stated(files, schema=0),
        *(CatalogCorrupt, "格式不对", "has the wrong form"),
    ),
    "the future": (
        lambda files: stated(files, schema=99, novelty={}),
        *(SchemaTooNew, "格式版本为 99", "upgrade community-certs"),
    ),
    "a release of the catalogue": (
        lambda files: {"manifest.json": b'{"schema":1,"release":"2026.11.0","shards":{}}\n'},
        *(InvalidArgument, "是目录的发布版，不是地方变体", "no local variant"),
    ),
}


@pytest.mark.parametrize("form", ["folder", "zip"])
@pytest.mark.parametrize("case", SPOILED)
def test_a_spoiled_variant_is_refused_with_its_own_message(
    case: str, form: str, folder: Path, tmp_path: Path, release: Path, capsys: Told
) -> None:
    spoil, error, zh, en = SPOILED[case]
    files = spoil(files_of(folder))
    place = tmp_path / "spoiled"
    if form == "zip":
        place.write_bytes(pack(files))
    else:
        for path, content in files.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_bytes(content)
    base = load_catalog(release)
    before = base.decide("residence", jurisdiction="350500", on=DAY).to_dict()
    with pytest.raises(error) as caught:
        load_catalog(release, overlays=[place])
    assert zh in caught.value.message("zh") and str(place) in caught.value.message("zh")
    assert en in caught.value.message("en")
    assert base.decide("residence", jurisdiction="350500", on=DAY).to_dict() == before
    if case != "a release of the catalogue":
        capsys.readouterr()
        assert main(["release", "verify", str(place)]) == 2
        assert zh in capsys.readouterr().err


def test_verify_refuses_what_was_never_sealed_without_errors(
    folder: Path, tmp_path: Path, capsys: Told
) -> None:
    for path, content in (
        (LIST, b"colour: red\n"),
        (LIST, b"a: [\n"),
        ("overlay.yaml", b"id: 1\n"),
    ):
        place = tmp_path / "handmade.zip"
        place.write_bytes(pack(resealed(files_of(folder), path, content)))
        assert main(["release", "verify", str(place)]) == 2
        assert "未经 release build 封装" in capsys.readouterr().err
        with pytest.raises(CommunityCertsError):
            load_catalog(overlays=[place])


def test_a_variant_named_as_the_catalogue_is_told_to_be_one(folder: Path, capsys: Told) -> None:
    question = ["classify", "居住证明", "--in", "泉州市", "--on", "2022-05-06"]
    for place in (folder, f"{folder}.zip", EXAMPLE):
        with pytest.raises(InvalidArgument, match="--overlay"):
            load_catalog(place)
        assert main([*question, "--catalog", str(place)]) == 2
        said = capsys.readouterr().err
        assert "是地方变体" in said and "--overlay" in said


def test_a_spoiled_zip_is_refused_with_its_own_message(folder: Path, tmp_path: Path) -> None:
    raw = Path(f"{folder}.zip").read_bytes()
    deflated = tmp_path / "deflated.zip"
    plain = tmp_path / "plain.zip"
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(deflated, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files_of(folder).items():
            archive.writestr(path, content)
    plain.write_bytes(pack(without(files_of(folder), "manifest.json")))
    other.write_bytes(pack({"readme.txt": b"hello"}))
    cases = {
        "short.zip": (raw[: len(raw) // 2], "不是完整的 zip"),
        "empty.zip": (b"", "空文件"),
        "text.zip": (b"hello", "不是完整的 zip"),
        "deflated.zip": (deflated.read_bytes(), "压缩过"),
        "plain.zip": (plain.read_bytes(), "没有封装"),
        "other.zip": (other.read_bytes(), "不是地方变体"),
    }
    for name, (content, words) in cases.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(CommunityCertsError) as caught:
            load_catalog(overlays=[tmp_path / name])
        assert words in caught.value.message("zh"), name
        assert main(["release", "verify", str(tmp_path / name)]) == 2, name


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_a_sealed_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (folder / LIST).rename(tmp_path / "list.yaml")
    (folder / LIST).symlink_to(tmp_path / "list.yaml")
    with pytest.raises(CatalogCorrupt, match="无法读取"):
        load_catalog(overlays=[folder])


def test_a_file_that_is_no_variant_is_named(tmp_path: Path) -> None:
    for name in ("overlay.yaml", "nowhere.zip"):
        (tmp_path / "overlay.yaml").write_text("id: x\n")
        with pytest.raises(InvalidArgument, match="找不到地方变体"):
            load_catalog(overlays=[tmp_path / name])


# -- building and verifying ----------------------------------------------------------------------


def test_an_invalid_variant_is_not_sealed_and_all_is_told(
    write: Write, tmp_path: Path, capsys: Told
) -> None:
    bad = write(
        documents=[document(force="law"), document("130700-2025-list")],
        roots=["350500", "999999"],
        version="2026.11.0",
    )
    out = tmp_path / "out"
    assert main(["release", "build", str(bad), str(out), "--zip", f"{out}.zip"]) == 1
    err = capsys.readouterr().err
    for code in ("force-level", "outside-roots", "overlay-root"):
        assert f"错误[{code}]" in err
    assert "未封装" in err
    assert not out.exists() and not Path(f"{out}.zip").exists()


def test_where_warnings_count_they_refuse_as_well(write: Write, tmp_path: Path) -> None:
    unread = document(verified_on=None, dates={})
    source = write(documents=[unread], version="2026.11.0")
    strict = source / ".community-certs.toml"
    for held, code in (("strict = true\n", 1), ("strict = false\n", 0)):
        strict.write_text(held)
        assert main(["release", "build", str(source), str(tmp_path / "out")]) == code


def test_what_loading_refuses_cannot_be_known_or_ignored_away(
    write: Write, tmp_path: Path, capsys: Told
) -> None:
    wrong = [{**document()["lists"][0], "entries": [{"n": 1, "printed": "x", "items": ["nix"]}]}]
    source = write(documents=[document(lists=wrong)], version="2026.11.0")
    (source / ".community-certs.toml").write_text('baseline = "known.json"\n')
    known = str(source / "known.json")
    assert main(["validate", str(source), "--write-baseline", known]) == 0
    capsys.readouterr()
    assert main(["release", "build", str(source), str(tmp_path / "out")]) == 1
    assert "unknown-item" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("version", "words", "said"),
    [
        (None, (), "没有写 version"),
        ("2026.11.1", ("--release", "2026.11.2"), "2026.11.1，不是 2026.11.2"),
    ],
)
def test_its_version_is_that_of_overlay_yaml(
    version: str | None,
    words: tuple[str, ...],
    said: str,
    write: Write,
    tmp_path: Path,
    capsys: Told,
) -> None:
    source = write(**({} if version is None else {"version": version}))
    assert main(["release", "build", str(source), str(tmp_path / "out"), *words]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_version_has_a_form(write: Write) -> None:
    with pytest.raises(OverlayRejected, match=r"年\.月\.序号"):
        load_catalog(overlays=[write(version="1.0")])


def test_nothing_of_the_maintainers_is_overwritten(
    write: Write, tmp_path: Path, capsys: Told
) -> None:
    source = write(version="2026.11.0")
    held = files_of(source)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text("mine")
    other = write("other", id="other", version="2026.11.0")
    for out in (source, source / "sealed", source.parent, tmp_path / "mine", other):
        assert main(["release", "build", str(source), str(out)]) == 2, out
    assert "没有写入" in capsys.readouterr().err
    assert files_of(source) == held and (other / "overlay.yaml").is_file()
    assert (tmp_path / "mine" / "a.txt").read_text() == "mine"


def test_verify_tells_what_it_is_and_holds_it_to_a_digest(folder: Path, capsys: Told) -> None:
    capsys.readouterr()
    for place in (str(folder), f"{folder}.zip"):
        assert main(["release", "verify", place]) == 0
        first, second = capsys.readouterr().out.splitlines()
        id, version, digest = first.split()
        assert (id, version) == ("cn-350500", "2026.11.0")
        assert second.split()[-1] == load_catalog(overlays=[place]).layers[0].digest
        assert main(["release", "verify", place, "--digest", digest]) == 0
        assert main(["release", "verify", place, "--digest", "sha256:" + "0" * 64]) == 1
        capsys.readouterr()
    assert main(["release", "verify", str(EXAMPLE)]) == 2
    assert "没有封装" in capsys.readouterr().err


def test_two_versions_of_a_variant_are_compared_by_their_answers(
    folder: Path, write: Write, tmp_path: Path, capsys: Told
) -> None:
    newer = tmp_path / "newer"
    shutil.copytree(EXAMPLE, newer)
    for path, old, new in (
        (LIST, 'issued: "2021-05-20"', 'issued: "2021-06-01"'),
        ("overlay.yaml", 'version: "2026.11.0"', 'version: "2026.12.0"'),
    ):
        text = (newer / path).read_text("utf-8")
        assert old in text
        (newer / path).write_text(text.replace(old, new), "utf-8")

    def told(old: str, new: str) -> Any:
        capsys.readouterr()
        assert main(["diff", old, new, "--on", "2026-11-24", "--format", "json"]) == 0
        return json.loads(capsys.readouterr().out)

    found = told(f"current+{folder}.zip", f"current+{newer}")
    # A local item, which only the variants know, among the answers that change.
    assert "x-350500-old-house-repair" in {one["item"] for one in found["answers"]}
    assert set(found["names"]["places"]) <= {"350500", "350503"}
    assert {id for one in found["answers"] for id in one["because"]} == {"350500-2021-first-list"}
    assert told(f"current+{folder}", f"current+{folder}.zip")["changes_nothing"]
    ledger = tmp_path / "ledger.csv"
    ledger.write_text("事项,地点,日期\n古厝维修证明,泉州市,2021-05-25\n", "utf-8")
    pair = [f"current+{folder}.zip", f"current+{newer}"]
    assert main(["impact", *pair, "--ledger", str(ledger), "--format", "json"]) == 0
    impact = json.loads(capsys.readouterr().out)
    assert impact["by_item"] == [{"item": "古厝修缮情况证明", "count": 1}]
    renamed = tmp_path / "renamed"
    shutil.copytree(EXAMPLE, renamed)
    file = renamed / "items/x-350500-old-house-repair.yaml"
    file.write_text(file.read_text("utf-8").replace("古厝维修证明", "古厝维护证明"), "utf-8")
    found = told(f"current+{folder}", f"current+{renamed}")
    assert not found["changes_answers"] and not found["changes_nothing"]
    assert main(["diff", f"{folder}.zip", str(newer)]) == 2
    assert "current+" in capsys.readouterr().err
    assert main(["diff", "current", f"current+{tmp_path / 'nowhere'}"]) == 2


# -- the wheel -----------------------------------------------------------------------------------


def build_wheel(source: Path, out: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=source,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def wheel_of(source: Path, out: Path) -> Path:
    done = build_wheel(source, out)
    assert done.returncode == 0, done.stderr
    (wheel,) = out.glob("*.whl")
    return wheel


def installed(wheel: Path, site: Path) -> Path:
    """Install a wheel into a folder and return that of its package."""
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"),
            *("--disable-pip-version-check", "--target", str(site), str(wheel)),
        ],
        check=True,
        capture_output=True,
    )
    return site / "community_certs_cn_350500"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, release: Path) -> Path:
    """The wheel of a variant as ``init-variant`` starts it, with the documents of the example."""
    place = tmp_path_factory.mktemp("wheel")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("COMMUNITY_CERTS_CATALOG", str(release))
        source = place / "variant"
        words = ("init-variant", "--in", "泉州市", "--on", "2026-11-24", str(source))
        assert main(list(words)) == 0
        for kind in ("documents", "items"):
            shutil.copytree(EXAMPLE / kind, source / kind, dirs_exist_ok=True)
        return wheel_of(source, place / "dist")


ASK = """
import sys
from community_certs import load_catalog
from community_certs.errors import CommunityCertsError
try:
    catalog = load_catalog(overlays="installed")
except CommunityCertsError as error:
    print(error.code, error.message("zh"))
    sys.exit(3)
answer = catalog.classify("古厝维修证明", jurisdiction="泉州市", on="2022-05-06")
(layer,) = catalog.layers
print(answer.outcome.value, answer.citations[0].layer, layer.version, layer.digest)
"""


def asked(*sites: Path) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", ASK],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([*map(str, sites), str(ROOT / "src")])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 3), done.stderr
    return done.returncode, done.stdout.split()


def test_the_wheel_carries_the_sealed_form_and_answers_where_it_is_installed(
    wheel: Path, tmp_path: Path, capsys: Told
) -> None:
    assert wheel.name == "community_certs_cn_350500-2026.11.0-py3-none-any.whl"
    package = installed(wheel, tmp_path / "site")
    assert main(["release", "verify", str(package)]) == 0
    code, told = asked(tmp_path / "site")
    assert (code, told[:3]) == (0, ["may_issue", "cn-350500", "2026.11.0"])
    assert told[3] == json.loads((package / "manifest.json").read_text("utf-8"))["content"]


def test_the_wheel_of_the_example_is_the_same_from_any_folder(folder: Path, tmp_path: Path) -> None:
    wheels = []
    for name in ("a", "b"):
        shutil.copytree(EXAMPLE, tmp_path / name)
        wheels.append(wheel_of(tmp_path / name, tmp_path / name / "dist").read_bytes())
    assert wheels[0] == wheels[1]
    (file,) = (tmp_path / "a" / "dist").glob("*.whl")
    assert files_of(installed(file, tmp_path / "site")) == files_of(folder)


def test_what_was_changed_after_it_was_installed_is_refused(wheel: Path, tmp_path: Path) -> None:
    package = installed(wheel, tmp_path / "site")
    path = package / LIST
    path.write_text(path.read_text("utf-8").replace("居住", "居留", 1), "utf-8")
    code, told = asked(tmp_path / "site")
    assert (code, told[0]) == (3, "catalog-corrupt") and LIST in " ".join(told)


def test_two_installed_versions_of_one_variant_are_refused_and_both_are_named(
    wheel: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "newer"
    shutil.copytree(EXAMPLE, newer)
    text = (newer / "overlay.yaml").read_text("utf-8")
    (newer / "overlay.yaml").write_text(text.replace('"2026.11.0"', '"2026.12.0"', 1), "utf-8")
    later = wheel_of(newer, tmp_path / "dist")
    sites = tmp_path / "one", tmp_path / "two"
    packages = installed(wheel, sites[0]), installed(later, sites[1])
    for order in (sites, sites[::-1]):
        code, told = asked(*order)
        said = " ".join(told)
        assert (code, told[0]) == (3, "overlay-rejected")
        assert f"{packages[0]}（2026.11.0）" in said and f"{packages[1]}（2026.12.0）" in said
        assert "“cn-350500”也由变体" in said
    assert asked(sites[1], sites[1])[0] == 0  # one and the same, named twice


def test_a_variant_with_errors_makes_no_wheel(tmp_path: Path) -> None:
    source = tmp_path / "v"
    shutil.copytree(EXAMPLE, source)
    (source / LIST).write_text((source / LIST).read_text("utf-8") + "colour: red\n", "utf-8")
    done = build_wheel(source, tmp_path / "dist")
    assert done.returncode != 0 and "unknown-key" in done.stderr and "没有打包" in done.stderr
    assert not list((tmp_path / "dist").glob("*.whl"))


def test_a_package_may_hold_the_zip(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    info = site / "cc_zip-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: cc-zip\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[community_certs.overlays]\na = cc_zip.variant\n")
    (site / "cc_zip").mkdir()
    shutil.copy(f"{folder}.zip", site / "cc_zip" / "variant.zip")
    monkeypatch.syspath_prepend(str(site))
    held: Catalog = load_catalog(overlays="installed")
    assert [one.version for one in held.layers] == ["2026.11.0"]


def test_the_example_is_packed_as_a_new_variant_is(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    assert main(["init-variant", "--in", "泉州市", "--on", "2026-11-24", str(folder)]) == 0
    for name in ("pyproject.toml", "hatch_build.py"):
        assert (EXAMPLE / name).read_bytes() == (folder / name).read_bytes()
    rows = {one for one in (folder / "README.md").read_text("utf-8").split("\n") if one[:1] == "|"}
    assert rows <= {*(EXAMPLE / "README.md").read_text("utf-8").split("\n")}
