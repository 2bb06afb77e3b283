"""The hot path: a full cited answer, and an abstention with suggestions, against RapidFuzz.

    python benchmarks/hot.py [--rounds 7]

The peer is ``rapidfuzz.process.extractOne`` over the same names and aliases, in the same process,
turn and turn about. A full cited answer for a known name is to take at most 1/30 of it, an
abstention with suggestions at most 1/6. Needs the dependency group ``bench``.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from community_certs import load_catalog

ROOT = Path(__file__).resolve().parents[1]
UNKNOWN = [
    "飞船驾驶证明",
    "量子纠缠状况说明",
    "宠物猫性格鉴定",
    "邻居家的树太高",
    "楼道灯泡更换记录",
]


def names() -> list[str]:
    """Return every name and alias of the catalogue."""
    found: list[str] = []
    for path in sorted((ROOT / "catalog_data" / "items").glob("*.yaml")):
        item = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        found += [item["name"], *(alias["name"] for alias in item.get("aliases") or ())]
    return sorted(set(found))


def per_call(work: Callable[[], int]) -> float:
    """Return the microseconds per call of one timed run."""
    start = time.perf_counter()
    calls = work()
    return (time.perf_counter() - start) / calls * 1e6


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    args = parser.parse_args()
    known = names()
    catalog = load_catalog()
    days = ["2020-06-01", "2021-06-01"]
    fresh = iter(range(10**9))

    def answers() -> int:
        for day in days:
            for text in known:
                answer = catalog.classify(text, jurisdiction="130700", on=day)
                _ = answer.outcome, answer.citations, answer.handling, answer.guidance
        return len(days) * len(known)

    def abstentions() -> int:
        # Every text is new, so that nothing remembered helps.
        texts = [f"{text}{next(fresh)}" for text in UNKNOWN for _ in range(40)]
        for text in texts:
            assert catalog.classify(text, jurisdiction="130700", on=days[0]).item is None
        return len(texts)

    def fuzzy_known() -> int:
        for text in known[::7]:
            process.extractOne(text, known, scorer=fuzz.ratio)
        return len(known[::7])

    def fuzzy_unknown() -> int:
        texts = [f"{text}{next(fresh)}" for text in UNKNOWN for _ in range(10)]
        for text in texts:
            process.extractOne(text, known, scorer=fuzz.ratio)
        return len(texts)

    works = {
        "a full cited answer": answers,
        "extractOne, a known name": fuzzy_known,
        "an abstention with suggestions": abstentions,
        "extractOne, an unknown name": fuzzy_unknown,
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(args.rounds + 1):
        for name, work in works.items():
            taken = per_call(work)
            if turn:
                times[name].append(taken)
    found = {name: statistics.median(held) for name, held in times.items()}
    print(f"Python {sys.version.split()[0]}, {len(known)} names, medians of {args.rounds} rounds")
    for name, value in found.items():
        print(f"{name:<32}{value:9.2f} µs")
    known_ratio = found["extractOne, a known name"] / found["a full cited answer"]
    other = found["extractOne, an unknown name"] / found["an abstention with suggestions"]
    print(f"known: 1/{known_ratio:.1f} of extractOne (bar 1/30)")
    print(f"abstention: 1/{other:.1f} of extractOne (bar 1/6)")


if __name__ == "__main__":
    main()
