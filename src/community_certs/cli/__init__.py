"""The command line ``community-certs``."""

from __future__ import annotations

from community_certs.cli.main import main

__all__ = ["main"]
