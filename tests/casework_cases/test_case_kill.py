"""``rectify letters`` killed at any moment: no letter is lost, half written, or numbered twice."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from casework_cases.rows import PLACE, text_of
from community_certs.casework.cases import Event
from community_certs.casework.journal import Journal
from community_certs.casework.letters import document_of, letters_in
from community_certs.casework.states import Kind

SRC = Path(__file__).parents[2] / "src"
UNITS = 80


def test_letters_killed_at_any_moment_are_whole_after_the_next_run(
    tmp_path: Path, release: Path, plan_file: Path
) -> None:
    path, out = tmp_path / "j.db", tmp_path / "函"
    data: dict[str, object]
    with Journal(path) as journal, journal.writing() as entry:
        for n in range(1, UNITS + 1):
            met = {"key": str(n), "source": "ledger", "place": PLACE, "committee": "resident"}
            data = {"unit": f"第{n}公司", "item": "kinship", "name": "亲属关系证明"}
            data["occurrences"] = [met]
            entry.add(Event(f"2023-{n:04d}", Kind.REPORTED, "2023-08-20", "街道", data))
    words = [
        sys.executable, "-m", "community_certs", "rectify", "letters", "--journal", str(path),
        "--out", str(out), "--plan", str(plan_file), "--on", "2023-09-01",
    ]  # fmt: skip
    env = {**os.environ, "PYTHONPATH": str(SRC), "COMMUNITY_CERTS_CATALOG": str(release)}
    chance = random.Random(1)
    for _ in range(8):
        clerk = subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL)
        time.sleep(0.3 + chance.random() * 1.2)
        clerk.kill()
        clerk.wait()
        for one in out.glob("*.docx"):
            assert "敬请函复" in text_of(one.read_bytes())  # what stands there is whole
    subprocess.run(words, env=env, check=True, stdout=subprocess.DEVNULL)
    with Journal(path) as journal:
        letters = letters_in(journal.events())
        assert journal.verify() == 2 * UNITS
    assert len(letters) == len({one.number for one in letters}) == UNITS
    files = {one.name: one.read_bytes() for one in out.glob("*.docx")}
    assert files == {one.file_name: document_of(one) for one in letters}
