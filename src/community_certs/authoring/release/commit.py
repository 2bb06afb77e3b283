"""Change several files of a project as one: all of them, or none, whatever is killed and when.

Everything new is written beside the project's files, in ``.release/``. A child process in a session
of its own then waits for the word to begin, so that killing the command, or everything started with
it, ends in one of two ways: the word was not given, and the child throws everything away; or it was
given, and the child finishes, which is a few renames. The plan is written down before the first
rename; if the machine itself fails in between, the next command finds the plan and finishes it.

Only one command at a time does any of this: it holds a lock, and the child holds it with it.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from community_certs.errors import InvalidArgument

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

__all__ = ["LOCK", "STAGING", "Staging", "locked", "recover"]

STAGING = ".release"
LOCK = ".release.lock"
"""The file that a release command locks; what it holds means nothing."""
_PLAN = "plan.json"


@contextmanager
def locked(root: Path, attempts: int = 200) -> Iterator[None]:
    """Keep every other release command of a project away.

    Arguments:
        root: the project's folder.
        attempts: how often to try, twenty times a second.

    Raises:
        InvalidArgument: if another command goes on for longer than that.
        OSError: if the folder cannot be written to.
    """
    held = os.open(root / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        for attempt in range(attempts):
            try:
                _lock(held)
                break
            except OSError:
                if attempt == attempts - 1:
                    raise InvalidArgument(
                        f"“{root}”中另有 release 命令正在进行，请等它结束后再试。",
                        f"another release command is at work in {root}: try again when it is done",
                    ) from None
                time.sleep(0.05)
        yield
    finally:
        os.close(held)  # which gives up the lock, once no child holds it any more


def _lock(held: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(held, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Staging:
    """New files and folders for a project, not yet in their places; for who holds the lock.

    Arguments:
        root: the project's folder.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / STAGING
        self._places: list[tuple[str, str]] = []
        self._gone: list[str] = []
        recover(root)
        (self._folder / "new").mkdir(parents=True)

    def write(self, place: str, content: bytes) -> None:
        """Put a file in the project, or in place of one.

        Arguments:
            place: its path in the project, with "/".
            content: its bytes.
        """
        self.write_tree(place, {"": content})

    def write_tree(self, place: str, files: Mapping[str, bytes]) -> None:
        """Put a folder in the project, or in place of one; a file, if its only path is empty."""
        for path, content in files.items():
            target = self._folder / "new" / str(len(self._places)) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        self._places.append((place, _digest(files)))

    def remove(self, place: str) -> None:
        """Take a file out of the project."""
        self._gone.append(place)

    def discard(self) -> None:
        """Throw everything away."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def commit(self) -> None:
        """Put everything in its place.

        Raises:
            OSError: if that failed; the next command tries again.
        """
        plan = {"put": self._places, "remove": self._gone}
        text = json.dumps(plan, ensure_ascii=False)
        if not hasattr(os, "fork"):  # where processes do not fork, the plan alone must do
            _carry_out(self._root, text)
            return
        word, give = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(give)
            _finish(self._root, text, word)
        os.close(word)
        os.write(give, b"go")
        os.close(give)
        _, status = os.waitpid(child, 0)
        if status:
            raise OSError(errno.EIO, "not put in place", str(self._folder))


def _finish(root: Path, plan: str, word: int) -> None:
    """Wait for the word, then finish or throw away; never returns."""
    status = 1
    try:
        os.setsid()
        for one in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
            signal.signal(one, signal.SIG_IGN)
        if os.read(word, 2) == b"go":
            _carry_out(root, plan)
        else:
            shutil.rmtree(root / STAGING, ignore_errors=True)
        status = 0
    finally:
        os._exit(status)


def _carry_out(root: Path, plan: str) -> None:
    folder = root / STAGING
    draft = folder / "plan.tmp"
    with draft.open("w", encoding="utf-8") as file:
        file.write(plan)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, folder / _PLAN)
    _apply(root)


def recover(root: Path) -> bool:
    """Finish what was begun in a project, or throw away what was not; whether there was any.

    Arguments:
        root: the project's folder.
    """
    folder = root / STAGING
    if not folder.exists():
        return False
    if (folder / _PLAN).exists():
        _apply(root)
    else:
        shutil.rmtree(folder)
    return True


def _apply(root: Path) -> None:
    """Carry out the plan; what was carried out already is left."""
    folder = root / STAGING
    plan = json.loads((folder / _PLAN).read_text("utf-8"))
    for n, (place, digest) in enumerate(plan["put"]):
        _put(folder / "new" / str(n), root / place, folder / "old" / str(n), digest)
    for place in plan["remove"]:
        (root / place).unlink(missing_ok=True)
    os.replace(folder / _PLAN, folder / "done.json")
    shutil.rmtree(folder)


def _put(fresh: Path, target: Path, old: Path, digest: str) -> None:
    if not fresh.exists():
        # It was put there by the command that was stopped, or somebody took it away.
        if _digest(_held(target)) != digest:
            raise FileNotFoundError(errno.ENOENT, "a part of the release is lost", str(target))
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        old.parent.mkdir(exist_ok=True)
        os.replace(target, old)
    os.replace(fresh, target)


def _held(target: Path) -> dict[str, bytes]:
    if target.is_file():
        return {"": target.read_bytes()}
    return {
        one.relative_to(target).as_posix(): one.read_bytes()
        for one in target.rglob("*")
        if one.is_file()
    }


def _digest(files: Mapping[str, bytes]) -> str:
    """Return one digest for a folder, or for a file, whose only path is empty."""
    found = hashlib.sha256()
    for path in sorted(files):
        found.update(f"{path}\0{hashlib.sha256(files[path]).hexdigest()}\n".encode())
    return found.hexdigest()
