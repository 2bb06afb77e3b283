"""Reading requests as people write them: text to item, deterministic and explained."""

from __future__ import annotations

from community_certs.matching.matcher import LONGEST, Matcher
from community_certs.matching.resolution import Candidate, Match, Part, Resolution

__all__ = ["LONGEST", "Candidate", "Match", "Matcher", "Part", "Resolution"]
