"""A residual rule without ``does``, or another rule with it."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import Check, Example
from community_certs.authoring.models import Rule
from community_certs.authoring.models.choices import RuleKind
from community_certs.authoring.tree import DOCUMENTS, PROFILES, Tree
from community_certs.diagnostics import ERROR, Diagnostic

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    for name, document in tree.documents.items():
        yield from _rules(tree, DOCUMENTS, name, document.rules)
    for name, profile in tree.profiles.items():
        yield from _rules(tree, PROFILES, name, profile.rules)


def _rules(tree: Tree, kind: str, name: str, rules: list[Rule]) -> Iterator[Diagnostic]:
    for at, rule in enumerate(rules):
        if rule.kind is RuleKind.RESIDUAL and rule.does is None:
            yield tree.diagnose(
                kind,
                name,
                "rule-does",
                ("rules", at),
                f"规则“{rule.key}”是 residual，却没有写 does。",
                f'the residual rule "{rule.key}" has no does',
                "写明对文件外的请求怎么说，例如 does: not_issued。",
                "say what is done with requests on no list, such as does: not_issued",
            )
        elif rule.kind is not RuleKind.RESIDUAL and rule.does is not None:
            yield tree.diagnose(
                kind,
                name,
                "rule-does",
                ("rules", at, "does"),
                f"规则“{rule.key}”不是 residual，不能写 does。",
                f'the rule "{rule.key}" is not residual: does means nothing here',
                "删去 does，或改 kind。",
                "delete does, or change kind",
                key=True,
            )


CHECK = Check(
    code="rule-does",
    severity=ERROR,
    title=(
        "residual 规则没有写 does，或别的规则写了",
        "does is missing, or stands where it means nothing",
    ),
    why=(
        "只有关于文件外请求的规则才说“怎么办”。",
        "Only a rule about requests on no list says what is done with them.",
    ),
    mend=(
        "residual 写明 does，例如 does: not_issued；其他规则删去 does。",
        "Write does at a residual rule, such as does: not_issued; delete it elsewhere.",
    ),
    example=Example(
        "documents/000000/2020-minfa20.yaml",
        bad="kind: residual, says",
        good="kind: residual, does: not_issued, says",
        words=("没有写 does",),
    ),
    run=_run,
    fixed=True,
)
