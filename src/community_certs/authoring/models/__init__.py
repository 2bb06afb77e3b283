"""The typed form of the catalogue's YAML files, exactly as ``docs/data-format.md`` has it.

Titles and descriptions are Chinese: they become what an editor shows while a maintainer types.
"""

from __future__ import annotations

from community_certs.authoring.models.base import FORMS, Model
from community_certs.authoring.models.conditions import Limits, RequesterPlace, RuleWhen, When
from community_certs.authoring.models.document import Document, Profile
from community_certs.authoring.models.item import Alias, Alternative, Examples, Item, Phrase
from community_certs.authoring.models.policy_list import Entry, PolicyList
from community_certs.authoring.models.provenance import (
    Dates,
    EntryDates,
    Estimate,
    Renewal,
    Source,
    Version,
    Withdrawal,
)
from community_certs.authoring.models.rule import Rule, Step
from community_certs.authoring.models.vocabulary import PHRASED, VOCABULARIES, Vocabulary, Word

__all__ = [
    "FORMS",
    "PHRASED",
    "VOCABULARIES",
    "Alias",
    "Alternative",
    "Dates",
    "Document",
    "Entry",
    "EntryDates",
    "Estimate",
    "Examples",
    "Item",
    "Limits",
    "Model",
    "Phrase",
    "PolicyList",
    "Profile",
    "Renewal",
    "RequesterPlace",
    "Rule",
    "RuleWhen",
    "Source",
    "Step",
    "Version",
    "Vocabulary",
    "When",
    "Withdrawal",
    "Word",
]
