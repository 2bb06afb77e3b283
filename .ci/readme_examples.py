"""Rewrite the output shown under each ``$ community-certs …`` of the files named.

The digest is left out (``sha256:…``), as it changes with every record.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)


def shown(command: str) -> str:
    """Return a command's line with the output that it gives now."""
    program, *arguments = shlex.split(command)
    if program != "community-certs":
        raise SystemExit(f"not ours to run: {command}")
    environment = {**os.environ, "COLUMNS": "80"}
    environment.pop("COMMUNITY_CERTS_CATALOG", None)
    output = subprocess.run(
        [sys.executable, "-m", "community_certs", *arguments],
        check=True,
        encoding="utf-8",
        env=environment,
        stdout=subprocess.PIPE,
    ).stdout
    return f"$ {command}\n" + re.sub(r"sha256:\w+", "sha256:", output)


def rerun(block: re.Match[str]) -> str:
    """Return a console block with its commands run again."""
    commands = re.findall(r"^\$ (.*)$", block[1], re.M)
    return "```console\n" + "\n".join(map(shown, commands)) + "```"


for name in sys.argv[1:]:
    text = Path(name).read_text("utf-8")
    Path(name).write_text(_BLOCK.sub(rerun, text), "utf-8")
