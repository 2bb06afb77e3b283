"""Places: which division a name or code means on a day, what it lies in, what became of it."""

from community_certs.jurisdictions.gazetteer import Gazetteer
from community_certs.jurisdictions.place import Jurisdiction, Link, Place

__all__ = ["Gazetteer", "Jurisdiction", "Link", "Place"]
