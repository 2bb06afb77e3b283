"""What stands in the way of a release: ids gone, past answers changed, sources dropped, unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from community_certs.authoring.diff.comparison import Comparison
from community_certs.authoring.release.fragments import Fragment
from community_certs.diagnostics import Diagnostic
from community_certs.jurisdictions import Gazetteer

__all__ = ["check_release"]

_CHANGELOG = "changes"
# A fragment of these kinds states why answers about past dates change.
_CORRECTING = frozenset(
    {"addition", "correction", "ending", "withdrawal", "removal", "renaming", "names"}
)


def check_release(comparison: Comparison, fragments: Sequence[Fragment]) -> tuple[Diagnostic, ...]:
    """Return the findings about a release, given what maintainers stated; errors refuse it.

    Arguments:
        comparison: the last release and the one to be made.
        fragments: the stated changes.
    """
    found = [
        *_removed(comparison, fragments),
        *_past(comparison, fragments),
        *_places(comparison, fragments),
        *_sources(comparison, fragments),
        *_unknown(comparison, fragments),
    ]
    if comparison.changes_nothing:
        found.append(
            _finding(
                "release-no-change",
                f"数据与 {comparison.old.release} 版完全相同，没有可发布的内容。",
                f"the data is that of {comparison.old.release}: there is nothing to release",
                "",
                "",
            )
        )
    return tuple(sorted(found))


def _finding(
    code: str, zh: str, en: str, hint_zh: str, hint_en: str, *, severity: str = "error"
) -> Diagnostic:
    return Diagnostic(code, severity, _CHANGELOG, 0, 0, zh, en, hint_zh, hint_en)


def _stated(
    fragments: Sequence[Fragment], id: str, kinds: frozenset[str] | tuple[str, ...]
) -> bool:
    return any(one.kind in kinds and one.explains(id) for one in fragments)


def _removed(comparison: Comparison, fragments: Sequence[Fragment]) -> Iterator[Diagnostic]:
    contents = comparison.contents
    gone = {one["document"] for one in contents.withdrawn}
    for kind, ids in contents.removed.items():
        for id in ids:
            owner = id.partition("/")[0]
            if owner in gone or _stated(fragments, id, ("removal", "withdrawal")):
                continue
            yield _finding(
                "release-id-removed",
                f"编号“{id}”（{kind}）不见了，且没有说明理由。",
                f"the id {id} ({kind}) is gone, and no reason is stated",
                "编号一经使用不再改变：录错的应 withdrawn，失效的应写 effective_to；"
                "确须删除的，在 changes/ 中写 kind: removal 的变更说明。",
                "ids are frozen: withdraw what was wrong, end what has ended, or state the "
                "reason in changes/ with kind: removal",
            )


def _past(comparison: Comparison, fragments: Sequence[Fragment]) -> Iterator[Diagnostic]:
    counted: dict[str, int] = {}
    for one in comparison.past:
        for id in one.because:
            counted[id] = counted.get(id, 0) + 1
    for id, count in sorted(counted.items()):
        if _stated(fragments, id, _CORRECTING):
            continue
        yield _finding(
            "release-past-answer",
            f"“{id}”使 {count} 项关于 {comparison.on} 以前的答复改变，且没有说明理由。",
            f"{id} changes {count} answers about days before {comparison.on}, and no reason is "
            "stated",
            f"在 changes/ 中写一份变更说明，例如：kind: correction，reason: …，document: {id}。",
            f"state it in changes/: kind: correction, reason: …, document: {id}",
        )


def _places(comparison: Comparison, fragments: Sequence[Fragment]) -> Iterator[Diagnostic]:
    told = [one for one in comparison.contents.divisions if one.is_past(comparison.on)]
    for place in sorted({one.because for one in told}):
        if _stated(fragments, place, _CORRECTING):
            continue
        name = comparison.place_name(place)
        yield _finding(
            "release-place-changed",
            f"“{name}”（{place}）在 {comparison.on} 以前的沿革或名称改变，当时能答的与现在不同，"
            "且没有说明理由。",
            f"the history or names of {name} ({place}) before {comparison.on} change, so that "
            "questions are answered no longer or only now, and no reason is stated",
            f'在 changes/ 中写一份变更说明，例如：kind: correction，reason: …，place: "{place}"。',
            f'state it in changes/: kind: correction, reason: …, place: "{place}"',
        )


def _sources(comparison: Comparison, fragments: Sequence[Fragment]) -> Iterator[Diagnostic]:
    removed = {*comparison.contents.removed["documents"]}
    for document, key in comparison.contents.dropped_sources():
        if document in removed or _stated(
            fragments, document, ("sources", "correction", "withdrawal", "removal")
        ):
            continue
        yield _finding(
            "release-source-dropped",
            f"文件“{document}”不再有来源“{key}”，且没有说明理由。",
            f"{document} no longer has the source {key}, and no reason is stated",
            f"恢复该来源，或在 changes/ 中写：kind: sources，reason: …，document: {document}。",
            f"restore it, or state in changes/: kind: sources, reason: …, document: {document}",
        )


def _unknown(comparison: Comparison, fragments: Sequence[Fragment]) -> Iterator[Diagnostic]:
    """Yield fragments that name what neither release holds."""
    known = {
        id
        for store in (comparison.old, comparison.new)
        for path in store.paths()
        if path.startswith("documents/")
        for id in store.read(path)["documents"]
    }
    for store in (comparison.old, comparison.new):
        known.update(store.shard("items/index.json"))
        known.update(Gazetteer(store.shard).places())
    for one in fragments:
        for id in one.targets:
            if id.partition("/")[0] not in known:
                yield Diagnostic(
                    "release-fragment-unknown",
                    "error",
                    one.path,
                    1,
                    1,
                    f"变更说明所指的“{id}”不存在。",
                    f"the fragment names {id}, which does not exist",
                    "核对编号。",
                    "check the id",
                )
