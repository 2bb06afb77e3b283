"""Word documents (.docx) from templates that are data: plain text or Word files with placeholders.

The same template and values give the same bytes. A template can name values and repeat a line or a
table row for a list; it can run nothing, fetch nothing, and embed nothing.
"""

from __future__ import annotations

from community_certs.casework.docx.filling import fill
from community_certs.casework.docx.package import check_template
from community_certs.casework.docx.template import load_template, render

__all__ = ["check_template", "fill", "load_template", "render"]
