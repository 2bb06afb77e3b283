"""Fragments: ``changes/*.yaml``, one per change, in which a maintainer states its reason."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from community_certs.authoring.strict_yaml import Reading, read
from community_certs.diagnostics import Diagnostic

__all__ = ["KINDS", "Fragment", "read_fragments"]

KINDS = {
    "addition": "新增",
    "correction": "更正",
    "ending": "失效",
    "withdrawal": "撤回",
    "removal": "删除",
    "renaming": "更名",
    "sources": "来源",
    "guidance": "指引",
    "names": "名称识别",
    "documentation": "文档",
    "software": "程序",
}
"""The kinds of changes, and how they are called."""

_TARGETS = ("document", "item", "place")


@dataclass(frozen=True)
class Fragment:
    """One stated change.

    Attributes:
        path: the file, relative to the project.
        kind: one of :data:`KINDS`.
        reason: why, in Chinese; ``reason_en`` in English, if given.
        targets: the ids of the documents and items, and the adcodes, of which it speaks.
        reading: the file, for findings about it.
    """

    path: str
    kind: str
    reason: str
    reason_en: str | None
    targets: tuple[str, ...]
    reading: Reading

    def explains(self, id: str) -> bool:
        """Whether it speaks of a document, item or place, or of a part of one ("doc/list/1")."""
        return id in self.targets or id.partition("/")[0] in self.targets


def read_fragments(changes: Path) -> tuple[tuple[Fragment, ...], tuple[Diagnostic, ...]]:
    """Read the fragments of a project.

    Arguments:
        changes: the folder; one that does not exist holds none.

    Returns:
        The fragments that can be used, sorted by file, and what is wrong with the others.
    """
    fragments: list[Fragment] = []
    findings: list[Diagnostic] = []
    for path in sorted(changes.glob("*.yml")):
        findings.append(
            Diagnostic(
                "release-fragment-invalid",
                "error",
                f"{changes.name}/{path.name}",
                1,
                1,
                "变更说明的扩展名应为 .yaml，这一份没有读入。",
                "a fragment is a .yaml file: this one was not read",
                f"改名为 {path.stem}.yaml。",
                f"rename it to {path.stem}.yaml",
            )
        )
    for path in sorted(changes.glob("*.yaml")):
        reading = read(changes.parent, f"{changes.name}/{path.name}")
        problems = [*reading.diagnostics]
        if not problems:
            problems = _problems(reading)
        findings += problems
        if problems:
            continue
        value = reading.value
        targets: list[str] = []
        for key in _TARGETS:
            held = value.get(key)
            targets += [held] if isinstance(held, str) else held or []
        fragments.append(
            Fragment(
                reading.path,
                value["kind"],
                value["reason"].strip(),
                value.get("reason_en"),
                tuple(targets),
                reading,
            )
        )
    return tuple(fragments), tuple(findings)


def _problems(reading: Reading) -> list[Diagnostic]:
    """Return what ``schemas/change.schema.json`` would find, in the words of the other checks."""
    value = reading.value
    if not isinstance(value, dict):
        return [_bad(reading, "应为键值对照", "must be a mapping")]
    found = []
    for key in value:
        if key not in ("kind", "reason", "reason_en", *_TARGETS):
            found.append(_bad(reading, f"没有“{key}”这个键", f"has no key {key!r}"))
    if value.get("kind") not in KINDS:
        said = value.get("kind")
        meant = next((kind for kind, zh in KINDS.items() if zh == said), None)
        allowed = "、".join(f"{kind}（{zh}）" for kind, zh in KINDS.items())
        found.append(
            _bad(
                reading,
                (f"的 kind 不写中文，“{said}”写成 {meant}。全部种类" if meant else "的 kind 须是")
                + f"：{allowed}",
                f"kind must be one of {', '.join(KINDS)}",
            )
        )
    reason = value.get("reason")
    if not isinstance(reason, str) or not reason.strip():
        found.append(_bad(reading, "须写明 reason（理由）", "needs a reason"))
    if not isinstance(value.get("reason_en"), (str, type(None))):
        found.append(_bad(reading, "reason_en 应为文字", "reason_en must be text"))
    for key in _TARGETS:
        held = value.get(key)
        listed = [held] if isinstance(held, str) else held
        if listed is not None and (
            not isinstance(listed, list) or not all(isinstance(one, str) for one in listed)
        ):
            found.append(_bad(reading, f"{key} 应为编号或编号的列表", f"{key} must be ids"))
    return found


def _bad(reading: Reading, zh: str, en: str) -> Diagnostic:
    return Diagnostic(
        "release-fragment-invalid",
        "error",
        reading.path,
        1,
        1,
        f"变更说明{zh}。",
        f"the fragment {en}",
        "写法见 docs/data-guidelines.zh.md 的“变更说明”。",
        "see docs/releases.md",
    )
