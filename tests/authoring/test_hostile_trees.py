"""A hostile folder is refused in under 2 seconds and 200 MB, with a code and without a traceback.

Each is validated by the command line in a process of its own, whose time and memory are measured.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from authoring.validating import EXAMPLES, catalogue
from community_certs.authoring.strict_yaml import MOST_BYTES
from community_certs.authoring.validation import validate

SECONDS, MEGABYTES = 2.0, 200
_CHILD = """
import json, resource, sys, time
from community_certs.cli import main
results = {}
for root in sys.argv[1:]:
    before = time.perf_counter()
    code = main(["validate", root, "--format", "json", "--output", root + ".json"])
    spent = time.perf_counter() - before
    try:
        status = open("/proc/self/status").read()
        peak = int(status.partition("VmHWM:")[2].split()[0])
    except (OSError, IndexError):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    results[root] = [code, spent, peak / 1024]
print(json.dumps(results))
"""

Spoil = Callable[[Path], object]


def residence(text: bytes) -> Spoil:
    return lambda root: (root / "items" / "residence.yaml").write_bytes(text)


def swapped(old: str, new: str) -> Spoil:
    def spoil(root: Path) -> None:
        item = root / "items" / "residence.yaml"
        text = item.read_text("utf-8")
        assert old in text
        item.write_text(text.replace(old, new), "utf-8")

    return spoil


def sparse(name: str) -> Spoil:
    def spoil(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        with (root / name).open("wb") as file:
            file.truncate(200 * 1024 * 1024)

    return spoil


def many_files(root: Path) -> None:
    for at in range(300):
        (root / "items" / f"f{at}.yaml").write_bytes(b"- &a x\n" * 20)


def up_and_out(root: Path) -> None:
    outside = root.parent / "outside.yaml"
    outside.write_text("id: secret\n")
    (root / "items" / "up.yaml").symlink_to("../../outside.yaml")


def folder_link(root: Path) -> None:
    (root / "documents" / "130700").symlink_to("/etc")


def bomb_in_patches(root: Path) -> None:
    (root / "divisions").mkdir()
    (root / "divisions" / "areacodes-1981-2024.csv").write_text("代码\n", "utf-8")
    (root / "divisions" / "patches.yaml").write_bytes(MERGE_BOMB)


MERGE_BOMB = b"a0: &a0 {k: v}\n" + b"".join(
    b"a%d: &a%d {<<: [%s]}\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 9)
)

HOSTILE: dict[str, tuple[Spoil, set[str]]] = {
    "duplicate keys": (residence(b"id: residence\nid: residence\n" * 50_000), {"duplicate-key"}),
    "a merge-key bomb": (residence(MERGE_BOMB), {"anchor", "merge-key", "alias"}),
    "an alias bomb": (
        residence(
            b"a0: &a0 [x]\n"
            + b"".join(
                b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 9))
                for n in range(1, 30)
            )
        ),
        {"anchor", "alias"},
    ),
    "50,000-deep flow lists": (residence(b"[" * 50_000), {"too-deep"}),
    "50,000-deep block lists": (residence(b"- " * 50_000), {"too-deep"}),
    "50,000-deep mappings": (residence(b"{a: " * 50_000), {"too-deep"}),
    "tags": (residence(b"!!python/object/apply:os.system ['true']\n"), {"tag"}),
    "NUL": (residence(b"id: resi\x00dence\n"), {"control-character"}),
    "control bytes": (residence(b"\x01\x02\x1b" * 300_000), {"control-character"}),
    "a BOM": (residence("\ufeffid: residence\n".encode()), {"byte-order-mark"}),
    "UTF-16": (residence("id: residence\n".encode("utf-16")), {"not-utf8"}),
    "GBK": (residence("name: 居住证明\n".encode("gbk")), {"not-utf8"}),
    "a 200 MB item": (sparse("items/large.yaml"), {"file-too-large"}),
    "a 200 MB table of places": (
        sparse("divisions/areacodes-1981-2024.csv"), {"divisions-invalid"}
    ),
    "a 200 MB list of publishers": (sparse("publishers.yaml"), {"file-too-large"}),
    "a full 4 MiB of nodes": (residence(b"- a\n" * (MOST_BYTES // 4)), {"too-many-nodes"}),
    "a long line": (residence(b"name: " + b"x" * (MOST_BYTES - 10)), {"missing-key"}),
    "many files": (many_files, {"anchor"}),
    "a link that goes up": (up_and_out, {"symlink"}),
    "a link to a folder": (folder_link, {"symlink"}),
    "a device": (lambda root: os.mkfifo(root / "items" / "pipe.yaml"), {"file-unreadable"}),
    "an impossible date": (
        swapped("alternatives: []", 'alternatives: [{key: 1, route: commitment, '
                'effective_from: "2021-02-30", source: 000000-2020-minfa20}]'),
        {"impossible-date"},
    ),
    "a code read as a number": (
        swapped("alternatives: []", "alternatives: [{key: 1, route: commitment, "
                "jurisdiction: 010101, source: 000000-2020-minfa20}]"),
        {"ambiguous-scalar"},
    ),
    "an invisible difference": (swapped("居住证明", "亲属\u2060关系证明"), {"invisible-character"}),
    "a look-alike": (swapped("居住证明", "亲属关系证⽣"), {"odd-character"}),
    "the same name in traditional characters": (
        swapped("居住证明", "親屬關係證明"), {"name-collision"}
    ),
    "a reference in a circle": (swapped("broader: null", "broader: residence"), {"broader-cycle"}),
    "an unknown class of words": (
        swapped("phrases: []", "phrases: [{key: 1, all: [[<没有>]]}]"), {"bad-token"}
    ),
    "a merge bomb in the patches": (
        bomb_in_patches,
        {"divisions-invalid"},
    ),
    "a release that is none": (
        lambda root: (root / "release.txt").write_bytes(b"\xff" * 100), set()
    ),
}  # fmt: skip


Results = dict[str, tuple[int, float, float, set[str]]]


def measured(roots: dict[str, Path]) -> Results:
    """Validate folders in one process; the peak of the memory is that of all up to each."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, *map(str, roots.values())],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert "Traceback" not in done.stderr, done.stderr[-2000:]
    assert done.returncode == 0, done.stderr[-2000:]
    held = json.loads(done.stdout)
    results: Results = {}
    for name, root in roots.items():
        report = json.loads(Path(f"{root}.json").read_text("utf-8"))
        code, spent, peak = held[str(root)]
        results[name] = code, spent, peak, {one["code"] for one in report["diagnostics"]}
    return results


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    roots = {}
    for name, (spoil, _) in HOSTILE.items():
        roots[name] = catalogue(tmp_path_factory.mktemp("hostile"))
        spoil(roots[name])
    return roots


@pytest.fixture(scope="module")
def results(folders: dict[str, Path]) -> Results:
    return measured(folders)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_folder_is_refused_in_bounded_time_and_memory(
    name: str, results: Results, folders: dict[str, Path]
) -> None:
    code, spent, peak, found = results[name]
    expected = HOSTILE[name][1]
    assert expected <= found, found
    assert code == (1 if expected - {"odd-character"} else 0)
    assert peak < MEGABYTES, peak
    if spent >= SECONDS:  # another process may have had the processor: the best of three counts
        again = (measured({name: folders[name]})[name][1] for _ in range(2))
        spent = min(spent, *again)
    assert spent < SECONDS


def test_a_variant_for_another_province_is_refused(tmp_path: Path) -> None:
    base = catalogue(tmp_path)
    variant = Path(shutil.copytree(EXAMPLES / "variant", tmp_path / "variant"))
    manifest = variant / "overlay.yaml"
    manifest.write_text(
        manifest.read_text("utf-8")
        .replace("130700", "350500", 1)
        .replace('roots: ["130700"]', 'roots: ["350500"]'),
        "utf-8",
    )
    assert [one.code for one in validate([variant], base)] == ["outside-roots"]
