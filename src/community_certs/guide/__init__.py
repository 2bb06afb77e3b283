"""Pages for people: the public guide of an item, the two-sided list of a place, coverage.

A page is made in two steps: :mod:`~community_certs.guide.item`, :mod:`~community_certs.guide.place`
and :mod:`~community_certs.guide.coverage` ask the catalogue and lay out a
:class:`~community_certs.guide.sheet.Sheet`; :mod:`~community_certs.guide.markdown` and
:mod:`~community_certs.guide.html` write it.
"""

from __future__ import annotations

from community_certs.guide.html import to_html
from community_certs.guide.item import item_sheet
from community_certs.guide.markdown import to_markdown
from community_certs.guide.place import place_sheet
from community_certs.guide.sheet import Sheet

__all__ = ["Sheet", "item_sheet", "place_sheet", "to_html", "to_markdown"]
