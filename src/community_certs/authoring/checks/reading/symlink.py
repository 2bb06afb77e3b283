"""A symbolic link."""

from __future__ import annotations

from community_certs.authoring.check import Check, Example
from community_certs.diagnostics import ERROR

__all__ = ["CHECK"]

CHECK = Check(
    code="symlink",
    severity=ERROR,
    title=("符号链接", "a symbolic link"),
    why=(
        "链接能指到目录之外，换一台机器又会落空。",
        "A link can lead out of the folder, and leads nowhere on another machine.",
    ),
    mend=("用文件本身代替链接。", "Put the file itself in its place."),
    example=Example(
        "items/link.yaml",
        bad="",
        good="",
        words=("符号链接",),
        anchor="*",
        lay=lambda path, _: path.symlink_to("residence.yaml"),
        shown="items/link.yaml -> residence.yaml",
    ),
    fixed=True,
)
