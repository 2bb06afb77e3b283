"""A YAML merge key."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="merge-key",
    severity=ERROR,
    title=("合并键 <<", "a merge key (<<)"),
    why=(
        "合并键把别处的内容拉进来，层层相套时能耗尽内存。",
        "Merge keys pull in content from elsewhere; nested, they exhaust the memory.",
    ),
    mend=("把要合并的内容直接写出来。", "Write out what it would merge."),
    example=Example(
        "items/residence.yaml",
        bad="name: 居住证明\n<<: {}",
        good="name: 居住证明",
        words=("合并键",),
        also=frozenset({"unknown-key"}),
    ),
    fixed=True,
)
