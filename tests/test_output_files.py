"""An output file is replaced only when the new one is whole, and stays what it was otherwise."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from community_certs.cli.main import main
from community_certs.errors import InvalidArgument
from community_certs.outputs import replacing, write_whole


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
def test_a_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.json"
    path.write_text("old", "utf-8")
    path.chmod(mode)
    write_whole(path, "new")
    assert path.read_text("utf-8") == "new" and mode_of(path) == mode


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_a_new_file_gets_the_permissions_of_any_new_file(
    tmp_path: Path, mask: int, mode: int
) -> None:
    with umask(mask):
        write_whole(tmp_path / "a", b"new")
    assert mode_of(tmp_path / "a") == mode


def test_what_is_half_written_can_be_read_by_nobody_who_could_not_read_the_file(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o600)
    with umask(0), replacing(path) as temporary:
        assert mode_of(Path(temporary)) == 0o600


def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a").write_bytes(b"old")
    for name, target in (("link", "real/a"), ("dangling", "real/b"), ("twice", "link")):
        (tmp_path / name).symlink_to(target)
        write_whole(tmp_path / name, name)
        assert (tmp_path / name).is_symlink()
        assert (tmp_path / "real" / ("b" if name == "dangling" else "a")).read_text() == name
    assert sorted(one.name for one in (tmp_path / "real").iterdir()) == ["a", "b"]


def test_folders_pipes_and_devices_are_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "loop").symlink_to("loop")
    for path in (tmp_path, pipe, Path("/dev/null"), tmp_path / "loop", tmp_path / "none" / "a"):
        with pytest.raises(InvalidArgument):
            write_whole(path, b"new")
    assert stat.S_ISFIFO(pipe.stat().st_mode) and stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["loop", "pipe"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, ValueError])
def test_what_fails_halfway_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, error: type[BaseException]
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(error), replacing(path) as temporary:
        Path(temporary).write_bytes(b"half")
        raise error
    assert path.read_bytes() == b"old" and [one.name for one in tmp_path.iterdir()] == ["a"]


def test_a_name_may_be_as_long_as_names_may_be(tmp_path: Path) -> None:
    path = tmp_path / ("证" * 84)
    write_whole(path, "全文\n")
    assert path.read_bytes() == "全文\n".encode()


def test_the_folder_is_made_only_if_asked_for(tmp_path: Path) -> None:
    with pytest.raises(InvalidArgument):
        write_whole(tmp_path / "x" / "a", b"new")
    assert not (tmp_path / "x").exists()
    write_whole(tmp_path / "x" / "y" / "a", b"new", make_folder=True)
    assert (tmp_path / "x" / "y" / "a").read_bytes() == b"new"


def test_a_command_writes_through_a_link_and_keeps_the_permissions(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old", "utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    assert main(["guide", "kinship", "--in", "130700", "--on", "2020-06-01", "-o", str(link)]) == 0
    assert link.is_symlink() and mode_of(real) == 0o640 and "亲属关系" in real.read_text("utf-8")
