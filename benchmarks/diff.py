"""How long a comparison of two full releases takes, how much memory, and how that grows.

Run ``python benchmarks/diff.py``. Three questions, each comparison in a process of its own:

- the first and the newest release of this project, beside DeepDiff on the same parsed files (which
  finds what differs in the data, and nothing about answers);
- the catalogue and one with the edits that a release brings (every twentieth local document
  gets an end or another source, one national document another date), then the same with ten times
  the local documents, laid into other counties;
- the heaviest change there is: the national opinion that all places answer by gets an end.
"""

from __future__ import annotations

import argparse
import copy
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

from community_certs.authoring.compile import build, compile_tree
from community_certs.authoring.diff.comparison import compare
from community_certs.authoring.divisions import compile_divisions
from community_certs.authoring.tree import load_tree
from community_certs.store import open_store

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "catalog_data"
NATIONAL = "000000-2020-minfa20"
Raw = dict[str, Any]


def edited(documents: list[Raw]) -> list[Raw]:
    """The documents after the edits of a release."""
    found = copy.deepcopy(documents)
    local = [one for one in found if one["jurisdiction"] != "000000"]
    for n, one in enumerate(local[::20]):
        if n % 2:
            one["sources"][0]["note"] = "另见"
        else:
            one["dates"]["effective_to"] = "2027-03-31"
    national = next(one for one in found if one["jurisdiction"] == "000000" and one["lists"])
    national["dates"]["effective_to"] = "2027-12-31"
    return found


def multiplied(documents: list[Raw], times: int, divisions: dict[str, Any]) -> list[Raw]:
    """The documents, and those of each place laid into as many counties that have none yet."""
    places: dict[int, list[str]] = {}
    for path in sorted(divisions):
        if path.startswith("divisions/") and path[10:12].isdigit():
            for code, rows in divisions[path].items():
                if rows[-1][1] is None:
                    places.setdefault(rows[-1][4], []).append(code)
    known = {code for codes in places.values() for code in codes}
    found = list(documents)
    local = [one for one in documents if one["jurisdiction"] in known]
    seats = sorted({one["jurisdiction"] for one in local})
    free = [code for code in places[3] if code not in seats]
    for n in range(1, times):
        for at, one in enumerate(local):
            code = free[((n - 1) * len(seats) + seats.index(one["jurisdiction"])) % len(free)]
            text = json.dumps(one, ensure_ascii=False)
            made = json.loads(text.replace(one["id"], f"{code}-{one['id'][7:]}-{n}-{at}"))
            made["jurisdiction"] = code
            for each in made["lists"]:
                each["replaces"] = each["extends"] = []
            for rule in made.get("rules") or ():
                rule["refines"] = []
            found.append(made)
    return found


def ended(documents: list[Raw]) -> list[Raw]:
    """The documents after the national opinion got an end."""
    found = copy.deepcopy(documents)
    (national,) = (one for one in found if one["id"] == NATIONAL)
    national["dates"]["effective_to"] = "2027-12-31"
    return found


def spent(began: float) -> Raw:
    """The processor time since, and the most memory held."""
    return {
        "cpu": round(time.process_time() - began, 2),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def measure(old: str, new: str) -> Raw:
    """Compare the answers of two releases."""
    began = time.process_time()
    found = compare(open_store(old), open_store(new), "2026-11-24")
    return {**spent(began), "places": len(found.places), "changes": len(found.answers)}


def deepdiff(old: str, new: str) -> Raw:
    """Compare the files of two releases with DeepDiff; those that hold policy, as answers do."""
    from deepdiff import DeepDiff  # noqa: PLC0415  (only this process needs it)

    began = time.process_time()
    trees = []
    for path in (old, new):
        with zipfile.ZipFile(path) as archive:
            names = [one for one in archive.namelist() if one.startswith(("documents/", "items/"))]
            trees.append({one: json.loads(archive.read(one)) for one in names})
    before, after = trees
    found = DeepDiff(before, after)
    return {**spent(began), "changes": sum(map(len, found.values()))}


def told(name: str, how: str, *pair: Path) -> Raw:
    """Run one comparison in a process of its own, print it and return its figures."""
    done = subprocess.run(
        [sys.executable, __file__, "--run", how, *map(str, pair)],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    found: Raw = json.loads(done.stdout)
    print(f"{name}: {json.dumps(found)}", flush=True)
    return found


def main() -> None:
    """Build the pairs and measure each in its own process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--run", nargs=3, metavar=("HOW", "OLD", "NEW"))
    given = parser.parse_args()
    if given.run:
        how, *pair = given.run
        print(json.dumps({"answers": measure, "deepdiff": deepdiff}[how](*pair)))
        return
    releases = sorted(
        (ROOT / "releases").glob("*.zip"), key=lambda one: [int(n) for n in one.stem.split(".")]
    )
    pair = releases[0], releases[-1]
    name = f"{pair[0].stem} → {pair[1].stem}"
    ours, peer = told(name, "answers", *pair), told(f"{name}, DeepDiff", "deepdiff", *pair)
    print(f"  answers / DeepDiff: {ours['cpu'] / peer['cpu']:.2f}")

    tree = load_tree(DATA)
    divisions = compile_divisions(DATA / "divisions")
    documents = [tree.raw("documents", one) for one in tree.documents]
    rest: Raw = {
        "items": [tree.raw("items", one) for one in tree.items],
        "profiles": [tree.raw("profiles", one) for one in tree.profiles],
        "vocabulary": {kind: tree.raw("vocabulary", kind) for kind in tree.vocabulary},
        "divisions": divisions,
    }
    with tempfile.TemporaryDirectory() as folder:

        def built(held: list[Raw], name: str, month: int) -> Path:
            out = Path(folder) / name
            build(compile_tree(held, **rest), f"2026.{month}.0", out)
            return out

        figures = []
        for times in (1, given.times):
            many = multiplied(documents, times, dict(divisions))
            old = built(many, f"old{times}", 11)
            new = built(edited(many), f"new{times}", 12)
            figures.append(told(f"{len(many)} documents, edited", "answers", old, new))
            if times == 1:
                new = built(ended(many), "ended", 12)
                told(f"{NATIONAL} ends", "answers", old, new)
        print(f"  {given.times} times / once: {figures[1]['cpu'] / figures[0]['cpu']:.2f}")


if __name__ == "__main__":
    main()
