"""What must hold of a tree; one module is one check, one folder a family of them.

The checks of ``reading`` and ``form`` find what is wrong while files are read; their modules hold
only what is to be said of them. The others are functions from a read tree to findings. They see
only files that fit their models; references to files that do not are left alone, since those
files are reported themselves.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from community_certs.authoring.check import Both, Check

__all__ = ["CHECKS", "FAMILIES", "family_of"]

FAMILIES: dict[str, Both] = {}
"""The title of every family, by its name."""
CHECKS: dict[str, Check] = {}
"""Every check by its code, in the order in which they run."""
_FAMILY_OF: dict[str, str] = {}

_ORDER = (
    "reading",
    "form",
    "identity",
    "references",
    "lists",
    "items",
    "dates",
    "sources",
    "names",
    "answers",
    "variants",
    "suppressions",
)


def family_of(code: str) -> str:
    """Return the name of the family of a check.

    Raises:
        KeyError: if there is no check of that code.
    """
    return _FAMILY_OF[code]


def _register() -> None:
    for family in _ORDER:
        package = import_module(f"{__name__}.{family}")
        FAMILIES[family] = package.TITLE
        for module in sorted(one.name for one in pkgutil.iter_modules(package.__path__)):
            check: Check = import_module(f"{package.__name__}.{module}").CHECK
            CHECKS[check.code] = check
            _FAMILY_OF[check.code] = family


_register()
