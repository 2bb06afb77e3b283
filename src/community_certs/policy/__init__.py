"""The policy of a place: what lies on its shelf, when that stands, and what a caller says."""
