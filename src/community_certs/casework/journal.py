"""The journal of cases: one SQLite file, to which events are added and in which nothing changes.

Every entry is committed whole or not at all (write-ahead log, full synchronisation), so that a
kill at any moment leaves either the file before or the file after. Whoever writes holds the file
from reading the state to committing the change, so that two clerks cannot both send the first
letter of a case. Triggers refuse to change or delete an entry, and each entry carries the digest of
the one before it, so that :meth:`Journal.verify` notices a file edited behind its back.

The journal holds no personal data: cases are of units, certificates are named by their number.
The write-ahead log needs shared memory: keep the file on a local disk, not on a network drive.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from contextlib import contextmanager
from time import sleep

from community_certs.casework.cases import Case, Event, apply, replay
from community_certs.casework.states import Kind
from community_certs.errors import CommunityCertsError, InvalidArgument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

__all__ = ["Journal"]

_APPLICATION = 0x43435243
"""Marks the file ("CCRC"), so that another SQLite file is not taken for a journal."""
_VERSION = 1
_WAIT_MS = 30_000
_SCHEMA = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  "case" TEXT NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, "on" TEXT NOT NULL,
  by TEXT NOT NULL, data TEXT NOT NULL, digest TEXT NOT NULL,
  UNIQUE ("case", n)
);
CREATE TABLE IF NOT EXISTS seen (
  key TEXT PRIMARY KEY, seq INTEGER NOT NULL REFERENCES events (seq)
) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS events_stay BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER IF NOT EXISTS events_remain BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {_VERSION};
COMMIT;
"""


class Journal:
    """The cases of a district, kept in one file.

    Arguments:
        path: the file; made if it does not exist.
        create: whether it may be made.

    Raises:
        InvalidArgument: if it cannot be opened, is no journal, or does not exist and may not be
            made.
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = True) -> None:
        self.path = os.fspath(path)
        if not create and not os.path.isfile(self.path):
            raise InvalidArgument(
                f"找不到案件库“{self.path}”，请先用 rectify open 建立。",
                f"no journal at {self.path}: make one with rectify open",
            )
        try:
            self._db = sqlite3.connect(self.path, timeout=_WAIT_MS / 1000, isolation_level=None)
            self._db.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
            self._prepare()
        except sqlite3.DatabaseError as error:
            raise _unreadable(self.path, error) from None

    def _prepare(self) -> None:
        self._db.execute("BEGIN")  # What is read here belongs together.
        mark = self._db.execute("PRAGMA application_id").fetchone()[0]
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        tables = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        self._db.execute("COMMIT")
        if mark not in (0, _APPLICATION) or (mark == 0 and tables) or version > _VERSION:
            raise InvalidArgument(
                f"“{self.path}”不是本程序的案件库，或由更新的版本建立。",
                f"{self.path} is no journal of cases, or a newer version made it",
            )
        self._use_wal()
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA foreign_keys = ON")
        if mark == 0:
            self._db.executescript(_SCHEMA)

    def _use_wal(self) -> None:
        """Switch to the write-ahead log; SQLite does not wait here for others, so we do."""
        for _ in range(200):
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise
                sleep(0.05)
            else:
                return
        raise sqlite3.OperationalError("database is locked")

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # -- reading ---------------------------------------------------------------------------------

    def events(self, case: str | None = None) -> Iterator[Event]:
        """Yield the events, of one case or of all, in the order in which they were entered."""
        where, values = ('WHERE "case" = ?', (case,)) if case is not None else ("", ())
        rows = self._db.execute(
            f'SELECT "case", kind, "on", by, data FROM events {where} ORDER BY seq', values
        )
        for one, kind, on, by, data in rows.fetchall():
            yield Event(one, Kind(kind), on, by, json.loads(data))

    def cases(self) -> dict[str, Case]:
        """Return every case by its id, in the order in which they were opened."""
        return replay(self.events())

    def case(self, id: str) -> Case:
        """Return one case.

        Raises:
            InvalidArgument: if there is none.
        """
        held = replay(self.events(id)).get(id)
        if held is None:
            raise InvalidArgument(f"没有案件“{id}”。", f"no case {id!r}")
        return held

    def verify(self) -> int:
        """Return how many events the journal holds, having checked each against its digest.

        Raises:
            InvalidArgument: at the first entry that is not what was once written.
        """
        before, count = "", 0
        rows = self._db.execute(
            'SELECT seq, "case", n, kind, "on", by, data, digest FROM events ORDER BY seq'
        )
        for seq, case, n, kind, on, by, data, digest in rows:
            before = _digest(before, case, n, kind, on, by, data)
            count += 1
            if digest != before:
                raise InvalidArgument(
                    f"“{self.path}”第 {seq} 条记录与登记时不符，文件可能被改动。",
                    f"{self.path}: entry {seq} is not what was written",
                )
        return count

    # -- writing ---------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[Entry]:
        """Hold the file for a change: all that is added inside is committed together, or nothing.

        What the caller does inside (write letters, say) is done before the commit; another clerk
        waits meanwhile, and reads what was there before.

        Raises:
            InvalidArgument: if another clerk holds the file for too long, or it cannot be written.
        """
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise _unreadable(self.path, error) from None
        try:
            yield Entry(self._db, self.cases())
            self._db.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            self._rollback()
            raise _unreadable(self.path, error) from None
        except BaseException:
            self._rollback()
            raise

    def _rollback(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def add(self, event: Event) -> Case:
        """Add one event and return the case after it.

        Raises:
            InvalidArgument: if it cannot happen in the case's state.
        """
        with self.writing() as entry:
            return entry.add(event)


class Entry:
    """A change in the making: adds events and knows the cases as they are so far.

    Attributes:
        cases: every case by its id, the events added here included.
    """

    def __init__(self, db: sqlite3.Connection, cases: dict[str, Case]) -> None:
        self._db = db
        self.cases = cases
        last = db.execute("SELECT digest FROM events ORDER BY seq DESC LIMIT 1").fetchone()
        self._before = last[0] if last else ""

    def new_id(self, year: str) -> str:
        """Return the next free number of a year ("2023-0001")."""
        used = [int(one[5:]) for one in self.cases if one.startswith(f"{year}-")]
        return f"{year}-{max(used, default=0) + 1:04d}"

    def next_number(self, prefix: str, year: str) -> str:
        """Return the next 文号 of a year: ``prefix〔2023〕1号`` (GB/T 9704-2012, 7.2.5)."""
        head = f"{prefix}〔{year}〕"
        used = [
            int(number[len(head) : -1])
            for case in self.cases.values()
            for _, number, _ in case.letters
            if number.startswith(head) and number[len(head) : -1].isdigit()
        ]
        return f"{head}{max(used, default=0) + 1}号"

    def seen(self, key: str) -> bool:
        """Whether a certificate or complaint was entered before."""
        return self._db.execute("SELECT 1 FROM seen WHERE key = ?", (key,)).fetchone() is not None

    def add(self, event: Event) -> Case:
        """Add one event and return the case after it; ``occurrences`` in it are then seen.

        Raises:
            InvalidArgument: if it cannot happen in the case's state.
        """
        case = apply(self.cases.get(event.case), event)
        data = _canonical(event.data)
        n = case.version
        self._before = _digest(self._before, event.case, n, event.kind, event.on, event.by, data)
        added = self._db.execute(
            'INSERT INTO events ("case", n, kind, "on", by, data, digest)'
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (event.case, n, str(event.kind), event.on, event.by, data, self._before),
        )
        self._db.executemany(
            "INSERT INTO seen (key, seq) VALUES (?, ?)",
            [(one["key"], added.lastrowid) for one in event.data.get("occurrences", ())],
        )
        self.cases[event.case] = case
        return case


def _canonical(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(before: str, *parts: object) -> str:
    text = "\0".join([before, *(str(one) for one in parts)])
    return hashlib.sha256(text.encode()).hexdigest()


def _unreadable(path: str, error: sqlite3.Error) -> CommunityCertsError:
    text = str(error)
    if "locked" in text or "busy" in text:
        return InvalidArgument(
            f"案件库“{path}”正由他人写入，请稍后再试。", f"{path} is being written: try again later"
        )
    if "only added to" in text:
        return InvalidArgument("案件记录只能添加，不能修改。", "the journal is only added to")
    return InvalidArgument(
        f"案件库“{path}”无法读写（{text}）。", f"cannot read or write {path}: {text}"
    )
