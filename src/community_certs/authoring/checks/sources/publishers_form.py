"""A list of hosts that is not written as it must be, and would not be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from community_certs.authoring.check import Both, Check, Example
from community_certs.authoring.publishers import FILE, host_of
from community_certs.authoring.strict_yaml import PathPart, Reading
from community_certs.authoring.tree import Tree
from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["CHECK"]

_KEYS = ("host", "publishers")
_SHOWN = "- {host: mzj.example.gov.cn, publishers: [某市民政局]}"


def _run(tree: Tree) -> Iterator[Diagnostic]:
    if not tree.holds(FILE):
        return
    reading = tree.read(FILE)
    if not reading.whole:
        return
    if not isinstance(reading.value, list):
        yield _bad(
            reading,
            (),
            (
                "应是列表：每行一个网站，写明是谁的。",
                "is a list: a host on each line, and whose it is",
            ),
        )
        return
    for at, row in enumerate(reading.value):
        yield from _row(reading, at, row)


def _row(reading: Reading, at: int, row: Any) -> Iterator[Diagnostic]:
    if not isinstance(row, dict):
        yield _bad(reading, (at,), ("每行应写 host 和 publishers。", "needs host and publishers"))
        return
    for key in row:
        if key not in _KEYS:
            said = (f"没有“{key}”这个键，只有 host 和 publishers。", f"has no key {key!r}")
            yield _bad(reading, (at, key), said, key=True)
    host, names = row.get("host"), row.get("publishers")
    if "host" not in row:
        yield _bad(reading, (at,), ("缺少 host（网站的主机名）。", "needs host"))
    elif not isinstance(host, str) or host_of(f"https://{host}/") != host:
        yield _bad(
            reading,
            (at, "host"),
            (
                f"“{host}”不是主机名：不写 http:// 和斜杠后的部分，用小写。",
                f"{host!r} is no host name: write it in lower case, without http:// and path",
            ),
        )
    if "publishers" not in row:
        yield _bad(reading, (at,), ("缺少 publishers（发布者名称的列表）。", "needs publishers"))
    elif not (isinstance(names, list) and names and all(isinstance(n, str) for n in names)):
        said = ("publishers 应是发布者名称的列表，放在方括号里。", "publishers is a list of names")
        yield _bad(reading, (at, "publishers"), said)


def _bad(
    reading: Reading, path: tuple[PathPart, ...], said: Both, *, key: bool = False
) -> Diagnostic:
    return reading.diagnose(
        "publishers-form",
        path,
        f"{FILE} {said[0]}",
        f"{FILE}: {said[1]}",
        *CHECK.mend,
        key=key,
    )


CHECK = Check(
    code="publishers-form",
    severity=ERROR,
    title=("publishers.yaml 的写法不对", "a list of hosts in the wrong form"),
    why=(
        "写法不对的行不会被读取，其中的网站仍会被当作别人的。",
        "A line in another form would not be read, and its host would stay unknown.",
    ),
    mend=(
        f"每行写成：{_SHOWN}。",
        "Write each line as - {host: mzj.example.gov.cn, publishers: [NAME]}.",
    ),
    example=Example(
        FILE,
        bad="某网站: www.example.org\n",
        good="- {host: www.example.org, publishers: [某网站]}\n",
        words=("应是列表", "host: mzj.example.gov.cn"),
        anchor="*",
        also=frozenset({"foreign-host"}),
    ),
    run=_run,
)
