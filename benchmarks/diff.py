"""How long a comparison of two full releases takes, how much memory, and how that grows.

Run ``python benchmarks/diff.py``. It compiles the catalogue, and one with edits of the kinds that a
release brings (every twentieth local document gets an end or another source, one national document
another date), then the same with ten times the local documents, laid into other counties. Each
comparison runs in a process of its own.
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
from pathlib import Path
from typing import Any

from community_certs.authoring.compile import build, compile_tree
from community_certs.authoring.diff.comparison import compare
from community_certs.authoring.divisions import compile_divisions
from community_certs.authoring.tree import load_tree
from community_certs.store import open_store

DATA = Path(__file__).resolve().parents[1] / "catalog_data"
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


def measure(old: str, new: str) -> None:
    """Compare, and print the seconds, the megabytes and the changes."""
    began, used = time.perf_counter(), time.process_time()
    found = compare(open_store(old), open_store(new), "2026-11-24")
    took = time.perf_counter() - began
    print(
        json.dumps(
            {
                "seconds": round(took, 2),
                "cpu": round(time.process_time() - used, 2),
                "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                "places": len(found.places),
                "changes": len(found.answers),
            }
        )
    )


def main() -> None:
    """Build the pairs and measure each in its own process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--measure", nargs=2, metavar=("OLD", "NEW"))
    given = parser.parse_args()
    if given.measure:
        measure(*given.measure)
        return
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
        for times in (1, given.times):
            pair = []
            many = multiplied(documents, times, dict(divisions))
            for name, held in (("old", many), ("new", edited(many))):
                out = Path(folder) / f"{name}{times}"
                build(compile_tree(held, **rest), f"2026.{11 if name == 'old' else 12}.0", out)
                pair.append(str(out))
            print(f"{len(many)} documents:", end=" ", flush=True)
            subprocess.run([sys.executable, __file__, "--measure", *pair], check=True)


if __name__ == "__main__":
    main()
