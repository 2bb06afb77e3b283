"""Score the matcher on requests as people word them: ``PYTHONPATH=tests python -m matching.score``.

An answer is mapped up ``broader`` to the listed concepts (``item_ids`` are the items whose name is
the concept of some phrase); items under none of them count as OTHER, and so does an abstention.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

from matching.catalogue import ROOT, items, matcher, read

LISTED = frozenset(
    {
        *("kinship", "identity-information", "household-register-change", "dog-keeping"),
        *("no-criminal-record", "community-drug-rehabilitation", "missing-person"),
        *("marital-status", "birth", "being-alive", "death", "illness", "disability"),
        *("marriage-and-childbearing", "employment-status", "personal-archives", "property"),
        *("inheritance-right", "business-premises", "lost-document", "residence", "hardship"),
        *("community-activity", "appointed-guardian", "land-contract-farmer"),
        *("housing-maintenance-fund", "political-review"),
    }
)


def concept_of(item: str) -> str:
    """Return the name of the listed item at or above ``item``, else ``OTHER``."""
    held: str | None = item
    while held is not None:
        if held in LISTED:
            return str(items()[held]["name"])
        held = items()[held]["broader"]
    return "OTHER"


def answer(phrase: str) -> set[str]:
    """Return the concepts of an answer; empty if the matcher abstains."""
    resolution = matcher().resolve(phrase)
    if resolution.item is not None:
        return {concept_of(resolution.item)}
    return {concept_of(part.item) for part in resolution.parts}


def labels_of(case: dict[str, Any]) -> set[str]:
    """Return the acceptable concepts of a case, every OTHER and NONE as ``OTHER``."""
    held = {case["concept"], case.get("second"), case.get("third")} - {None, "null", ""}
    return {"OTHER" if one.startswith(("OTHER", "NONE")) else one for one in held}


class Score:
    """Counts, and the cases behind them."""

    def __init__(self, cases: list[dict[str, Any]]) -> None:
        self.counts: Counter[str] = Counter()
        self.notable: list[tuple[str, str, str, str]] = []
        for case in cases:
            self._add(case)

    def _add(self, case: dict[str, Any]) -> None:
        labels, found = labels_of(case), answer(case["phrase"])
        hard = case["hard"] == "true"
        listed = "OTHER" not in labels
        shown = "、".join(sorted(found)) or "—"
        trap = case.get("trap")
        if trap and trap in found - labels:
            self._note("trap", case, shown)
        if hard:
            right = bool(found & labels) and found <= labels
            right = right or ("OTHER" in labels and not found)
            self._note("hard right" if right else "hard missed", case, shown)
        elif listed:
            kind = "right" if found == labels else "wrong" if found else "abstained"
            self._note(f"listed {kind}", case, shown)
        else:
            kind = "given a listed item" if found - {"OTHER"} else "right"
            self._note(f"other {kind}", case, shown)

    def _note(self, kind: str, case: dict[str, Any], shown: str) -> None:
        self.counts[kind] += 1
        if not kind.endswith("right"):
            self.notable.append((kind, case["phrase"], case["concept"], shown))

    def share(self, kind: str, *others: str) -> float:
        """Return the share of one count among itself and the others."""
        total = self.counts[kind] + sum(self.counts[other] for other in others)
        return self.counts[kind] / total if total else 1.0


def dev_cases() -> list[dict[str, Any]]:
    """Return the cases of ``tests/cases/phrases.yaml``."""
    cases: list[dict[str, Any]] = read(ROOT / "tests" / "cases" / "phrases.yaml")
    return cases


def further_cases() -> list[dict[str, Any]]:
    """Return the cases of ``tests/cases/wordings.yaml``."""
    cases: list[dict[str, Any]] = read(ROOT / "tests" / "cases" / "wordings.yaml")
    return cases


def main() -> int:
    """Print the scores and every case that was not answered right."""
    score = Score(further_cases() if "--further" in sys.argv else dev_cases())
    for kind, count in sorted(score.counts.items()):
        print(f"{count:5d}  {kind}")
    for kind, phrase, concept, shown in sorted(score.notable):
        print(f"{kind:16s} {phrase}  应为 {concept}，答 {shown}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
