"""The journal: only added to, safe for two clerks, whole after a kill."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from community_certs.casework.cases import Event
from community_certs.casework.journal import Journal
from community_certs.casework.states import Kind, State
from community_certs.errors import InvalidArgument

SRC = Path(__file__).parents[2] / "src"
DATA = {"unit": "中国银行", "item": "kinship", "name": "亲属关系证明"}

# Opens cases one after another and says so after each commit.
WRITER = """
import sys
from community_certs.casework.cases import Event
from community_certs.casework.journal import Journal
from community_certs.casework.states import Kind
path, unit, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Journal(path) as journal:
    for n in range(count):
        with journal.writing() as entry:
            id = entry.new_id("2023")
            data = {"unit": unit, "item": f"i{n}", "name": "证明",
                    "occurrences": [{"key": f"{unit}{n}", "source": "ledger"}]}
            entry.add(Event(id, Kind.REPORTED, "2023-08-20", unit, data))
            number = entry.next_number("东民函", "2023")
            letter = {"letter": "must_not", "number": number, "due": "2023-09-16"}
            entry.add(Event(id, Kind.LETTER, "2023-09-01", unit, letter))
        print(id, number, flush=True)
"""


def writer(path: Path, unit: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), unit, str(count)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SRC), "PYTHONUTF8": "1"},
        encoding="utf-8",
    )


def reported(id: str = "2023-0001") -> Event:
    return Event(id, Kind.REPORTED, "2023-08-20", "街道", DATA)


def test_what_was_entered_is_read_again(tmp_path: Path) -> None:
    with Journal(tmp_path / "j.db") as journal:
        journal.add(reported())
    with Journal(tmp_path / "j.db") as journal:
        assert journal.case("2023-0001").state is State.REPORTED
        assert [one.kind for one in journal.events()] == [Kind.REPORTED]
        assert journal.verify() == 1
        with pytest.raises(InvalidArgument):
            journal.case("2023-0002")


def test_no_entry_can_be_changed_or_deleted(tmp_path: Path) -> None:
    path = tmp_path / "j.db"
    with Journal(path) as journal:
        journal.add(reported())
    db = sqlite3.connect(path)
    for change in ("UPDATE events SET by = 'x'", "DELETE FROM events"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            db.execute(change)
    # Whoever takes the guard away is noticed.
    db.execute("DROP TRIGGER events_stay")
    db.execute("UPDATE events SET \"on\" = '2023-08-21'")
    db.commit()
    db.close()
    with Journal(path) as journal, pytest.raises(InvalidArgument, match="不符"):
        journal.verify()


def test_a_change_that_fails_midway_leaves_nothing(tmp_path: Path) -> None:
    with Journal(tmp_path / "j.db") as journal:
        with pytest.raises(RuntimeError), journal.writing() as entry:
            entry.add(reported())
            raise RuntimeError
        assert list(journal.events()) == []
        with pytest.raises(InvalidArgument), journal.writing() as entry:
            entry.add(reported())
            entry.add(Event("2023-0001", Kind.INCLUDED, "2023-08-20", "", {}))
        assert list(journal.events()) == []


@pytest.mark.parametrize("content", [b"", b"not a database at all, only text" * 40])
def test_another_file_is_not_taken_for_a_journal(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    if content:
        path.write_bytes(content)
    else:
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE people (name TEXT)")
        db.close()
    before = path.read_bytes()
    with pytest.raises(InvalidArgument):
        Journal(path)
    assert path.read_bytes() == before


def test_a_journal_that_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(InvalidArgument, match="rectify open"):
        Journal(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()


def test_two_clerks_at_once_lose_nothing_and_share_no_number(tmp_path: Path) -> None:
    path = tmp_path / "j.db"
    clerks = [writer(path, unit, 40) for unit in ("甲", "乙", "丙")]
    said = [line for one in clerks for line in one.communicate()[0].splitlines()]
    assert all(one.returncode == 0 for one in clerks)
    assert len(said) == 120
    ids, numbers = zip(*(line.split() for line in said), strict=True)
    assert len(set(ids)) == 120 and len(set(numbers)) == 120
    with Journal(path) as journal:
        assert journal.verify() == 240
        assert set(journal.cases()) == set(ids)


def test_a_kill_at_any_moment_loses_nothing_that_was_said_and_leaves_no_half(
    tmp_path: Path,
) -> None:
    path = tmp_path / "j.db"
    chance = random.Random(20231101)
    said: list[str] = []
    for n in range(12):
        clerk = writer(path, f"单位{n}", 100_000)
        assert clerk.stdout is not None
        first = clerk.stdout.readline()
        time.sleep(chance.random() * 0.05)
        clerk.send_signal(signal.SIGKILL)
        rest = clerk.stdout.read()
        clerk.wait()
        said += [line.split()[0] for line in (first + rest).splitlines() if line.count("〔") == 1]
    with Journal(path) as journal:
        assert journal.verify() % 2 == 0  # case and letter belong together
        cases = journal.cases()
    assert set(said) <= set(cases) and len(said) >= 12
    assert {one.state for one in cases.values()} == {State.LETTER_SENT}
    numbers = [one.letters[0][1] for one in cases.values()]
    assert len(set(numbers)) == len(numbers)


def test_two_entries_of_one_step_cannot_both_be_made(tmp_path: Path) -> None:
    path = tmp_path / "j.db"
    dismissed = Event("2023-0001", Kind.DISMISSED, "2023-08-21", "甲", {"reason": "误报"})
    with Journal(path) as one, Journal(path) as other:
        one.add(reported())
        assert other.case("2023-0001").state is State.REPORTED
        one.add(dismissed)
        with pytest.raises(InvalidArgument, match="已撤销"):
            other.add(dismissed)
