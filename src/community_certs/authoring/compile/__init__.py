"""Compile a catalogue: from the maintainers' YAML to sharded canonical JSON with a manifest."""

from __future__ import annotations

from community_certs.authoring.compile.release import (
    SCHEMA,
    build,
    canonical,
    compile_tree,
    manifest_of,
)

__all__ = ["SCHEMA", "build", "canonical", "compile_tree", "manifest_of"]
