"""A normative document without evidence of renewal for more than five years."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import Check, Example
from community_certs.authoring.checks.examples import document_text
from community_certs.authoring.compile.dating import expiry_of, start_of
from community_certs.authoring.links import links_of
from community_certs.authoring.tree import DOCUMENTS, Tree
from community_certs.diagnostics import NOTICE, Diagnostic
from community_certs.model.enums import Stage

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    """Yield it for documents of which a list, a rule or all is still taken to be in force."""
    if tree.as_of is None:
        return
    replaced = {link.target_id for link in links_of(tree) if link.relation == "replaces"}
    for name, document in tree.documents.items():
        if document.withdrawn is not None or document.stage is not Stage.BINDING:
            continue
        lists = [f"{name}/{one.key}" for one in document.lists]
        if lists and not document.rules and replaced.issuperset(lists):
            continue
        dates = tree.raw(DOCUMENTS, name)["dates"]
        day = expiry_of(str(document.force), dates, start_of(dates))
        if day is not None and day < tree.as_of:
            yield tree.diagnose(
                DOCUMENTS,
                name,
                "possibly-expired",
                ("dates",),
                f"五年多没有延续证据（截至 {day}），答复为暂定。",
                f"no evidence of renewal since more than five years (until {day}): "
                "answers are provisional",
                *CHECK.mend,
                severity=NOTICE,
            )


CHECK = Check(
    code="possibly-expired",
    severity=NOTICE,
    title=("可能已经失效", "possibly expired"),
    why=(
        "规范性文件通常五年一清理。五年多没有延续证据的，答复自动变为暂定。",
        (
            "Normative documents are usually reviewed every five years; without evidence "
            "for longer, answers become provisional."
        ),
    ),
    mend=(
        "查清是否仍然有效：有延续证据写 renewed，已废止写 effective_to 或由新清单 replaces。",
        (
            "Find out whether it still stands: write renewed with its evidence, "
            "effective_to if repealed, or replaces at the list that replaced it."
        ),
    ),
    example=Example(
        "documents/130700/2010-older.yaml",
        bad=document_text("130700-2010-older", '{issued: "2010"}'),
        good=document_text("130700-2010-older", '{issued: "2010", renewed: [{on: "2019"}]}'),
        words=("五年", "renewed"),
        anchor="*",
        shown='dates: {issued: "2010"}',
    ),
    run=_run,
)
