"""The notes of a release: stated reasons and changed answers, grouped by effect, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from community_certs.authoring.diff.comparison import Comparison
from community_certs.authoring.diff.telling import told
from community_certs.authoring.release.fragments import KINDS, Fragment
from community_certs.store import Store

__all__ = ["UNRELEASED", "changelog_with", "notes_of"]

UNRELEASED = "## [Unreleased]"
"""The line of a changelog below which a new version goes."""
_EFFECTS = (
    ("past", "影响过去日期的答复 / answers about past dates"),
    ("future", "影响以后日期的答复 / answers about future dates"),
    ("sources", "来源、指引和名称 / sources, guidance and names"),
    ("documentation", "文档 / documentation"),
)
_BY_KIND = {
    "sources": "sources",
    "guidance": "sources",
    "names": "sources",
    "documentation": "documentation",
    "software": "documentation",
}


def notes_of(
    new: Store, day: str, comparison: Comparison | None, fragments: Sequence[Fragment]
) -> str:
    """Return the notes of a release.

    Arguments:
        new: the release.
        day: its day.
        comparison: with the release before it; None for the first.
        fragments: the stated changes.
    """
    counts = new.counts
    lines = [
        f"# 目录 {new.release}（{day}）",
        "",
        f"收录文件 {counts['documents']} 份、清单 {counts['lists']} 份、"
        f"条目 {counts['entries']} 条、"
        f"事项 {counts['items']} 个；格式版本 {new.schema}；校验值 `{new.digest}`。",
        "",
    ]
    if comparison is None:
        lines += ["首个发布版。 / The first release.", ""]
    for title, body in grouped(comparison, fragments):
        lines += [f"## {title}", "", *body, ""]
    if comparison is not None:
        lines += ["## 与上一版比较", ""]
        text = told(comparison, markdown=True)
        lines += ["#" + one if one.startswith("#") else one for one in text.splitlines()]
    return "\n".join(lines).rstrip() + "\n"


def grouped(
    comparison: Comparison | None, fragments: Iterable[Fragment]
) -> list[tuple[str, list[str]]]:
    """Return the stated reasons under the effect that each change has, the gravest first."""
    past = {id for one in comparison.past for id in one.because} if comparison else set()
    if comparison is not None:
        told = comparison.contents.divisions
        past |= {one.because for one in told if one.is_past(comparison.on)}
    future = {id for one in comparison.future for id in one.because} if comparison else set()
    held: dict[str, list[str]] = {key: [] for key, _ in _EFFECTS}
    for one in fragments:
        effect = _BY_KIND.get(one.kind)
        if any(one.explains(id) for id in past):
            effect = "past"
        elif any(one.explains(id) for id in future):
            effect = "future"
        held[effect or "sources"].append(_bullet(one))
    return [(title, held[key]) for key, title in _EFFECTS if held[key]]


def _bullet(one: Fragment) -> str:
    targets = f"（{'、'.join(one.targets)}）" if one.targets else ""
    english = f" / {one.reason_en}" if one.reason_en else ""
    return f"- {KINDS[one.kind]}：{one.reason}{targets}{english}"


def changelog_with(
    changelog: str,
    new: Store,
    day: str,
    comparison: Comparison | None,
    fragments: Sequence[Fragment],
) -> str:
    """Return the changelog with the section of a release, in place of one already there.

    Arguments:
        changelog: the text of ``CHANGELOG.md``; it must have the heading ``## [Unreleased]``.
        new: the release.
        day: its day.
        comparison: with the release before it; None for the first.
        fragments: the stated changes.

    Raises:
        ValueError: if the heading is missing.
    """
    if UNRELEASED not in changelog:
        raise ValueError(f"CHANGELOG.md lacks the heading {UNRELEASED}")
    title = f"### Data {new.release}"
    body = [f"{title} — {day}", ""]
    if comparison is None:
        body += [f"- The first release of the catalogue, schema {new.schema}.", ""]
    else:
        body += [
            f"{len(comparison.past)} answers about past dates and {len(comparison.future)} about "
            f"future ones change; see `releases/{new.release}.md`.",
            "",
        ]
    for heading, lines in grouped(comparison, fragments):
        body += [f"#### {heading}", "", *lines, ""]
    kept = _without_section(changelog.splitlines(), title)
    at = kept.index(UNRELEASED) + 1
    return "\n".join([*kept[:at], "", *body, *_stripped(kept[at:])]).rstrip() + "\n"


def _without_section(lines: Sequence[str], title: str) -> list[str]:
    found: list[str] = []
    inside = False
    for line in lines:
        if line == title or line.startswith(title + " "):
            inside = True
        elif inside and line.startswith(("## ", "### ")):
            inside = False
        if not inside:
            found.append(line)
    return found


def _stripped(lines: Sequence[str]) -> list[str]:
    start = 0
    while start < len(lines) and not lines[start]:
        start += 1
    return [*lines[start:]]
