"""Validating the whole catalogue, against parsing it and checking it with other tools.

``python benchmarks/validate.py`` runs, in turn and each in a process of its own:

- A: PyYAML's C loader over every file, and ``check-jsonschema`` over each kind with its schema;
- B: ``community-certs validate catalog_data``.

The order alternates; medians are reported. B may take at most twice as long as A. It exits with 1
if it takes longer.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
DATA = TOP / "catalog_data"
SCHEMAS = TOP / "schemas"
ROUNDS = 5
MOST = 2.0

_PARSE = """
import sys, yaml
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        yaml.load(file, yaml.CSafeLoader)
"""
_KINDS = {
    "document": "documents/*/*.yaml",
    "item": "items/*.yaml",
    "profile": "profiles/*.yaml",
    "vocabulary": "vocabulary/*.yaml",
}


def run(command: list[str]) -> float:
    environment = {**os.environ, "PYTHONPATH": str(TOP / "src")}
    before = time.perf_counter()
    done = subprocess.run(
        command, cwd=TOP, env=environment, capture_output=True, text=True, check=False
    )
    spent = time.perf_counter() - before
    if done.returncode != 0:
        sys.stderr.write(done.stdout[-2000:] + done.stderr[-2000:])
        raise SystemExit(f"failed: {command[:4]}")
    return spent


def others(checker: str) -> float:
    spent = 0.0
    files = {kind: sorted(map(str, DATA.glob(pattern))) for kind, pattern in _KINDS.items()}
    spent += run([sys.executable, "-c", _PARSE, *(one for held in files.values() for one in held)])
    for kind, held in files.items():
        schema = SCHEMAS / f"{kind}.schema.json"
        spent += run([checker, "--schemafile", str(schema), *held])
    return spent


def ours() -> float:
    return run([sys.executable, "-m", "community_certs", "validate", str(DATA)])


def main() -> int:
    checker = shutil.which(
        "check-jsonschema", path=str(Path(sys.executable).parent)
    ) or shutil.which("check-jsonschema")
    if checker is None:
        raise SystemExit("check-jsonschema is not installed: pip install check-jsonschema")
    theirs: list[float] = []
    mine: list[float] = []
    for turn in range(ROUNDS):
        if turn % 2:
            mine.append(ours())
        theirs.append(others(checker))
        if not turn % 2:
            mine.append(ours())
    left, right = statistics.median(theirs), statistics.median(mine)
    files = sum(len(list(DATA.glob(pattern))) for pattern in _KINDS.values())
    print(f"{files} files, median of {ROUNDS} rounds, Python {sys.version.split()[0]}")
    print(
        f"A  C loader + check-jsonschema   {left:7.2f} s   ({min(theirs):.2f} to {max(theirs):.2f})"
    )
    print(f"B  community-certs validate      {right:7.2f} s   ({min(mine):.2f} to {max(mine):.2f})")
    print(f"B / A = {right / left:.2f} (at most {MOST})")
    return 0 if right <= MOST * left else 1


if __name__ == "__main__":
    raise SystemExit(main())
