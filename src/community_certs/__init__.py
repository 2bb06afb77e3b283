"""What a residents' or villagers' committee in China may prove, must not prove, and who does.

>>> from community_certs import load_catalog
>>> answer = load_catalog().classify("我妈是我妈", jurisdiction="130700", on="2020-06-01")
>>> answer.outcome.value, answer.item.name
('must_not_issue', '亲属关系证明')

The names below are loaded when first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from community_certs.catalog import Catalog, Classification, load_catalog, preload
    from community_certs.errors import (
        AmbiguousJurisdiction,
        CatalogCorrupt,
        CommunityCertsError,
        InvalidArgument,
        JurisdictionNotInForce,
        MissingExtra,
        OverlayRejected,
        SchemaTooNew,
        UnknownJurisdiction,
    )
    from community_certs.model.enums import Outcome, Reason, Status, StatusReason
    from community_certs.version import __version__

__all__ = [
    "AmbiguousJurisdiction",
    "Catalog",
    "CatalogCorrupt",
    "Classification",
    "CommunityCertsError",
    "InvalidArgument",
    "JurisdictionNotInForce",
    "MissingExtra",
    "Outcome",
    "OverlayRejected",
    "Reason",
    "SchemaTooNew",
    "Status",
    "StatusReason",
    "UnknownJurisdiction",
    "__version__",
    "load_catalog",
    "preload",
]

_HOMES = {
    "community_certs.catalog": ("Catalog", "Classification", "load_catalog", "preload"),
    "community_certs.model.enums": ("Outcome", "Reason", "Status", "StatusReason"),
    "community_certs.version": ("__version__",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # importlib.import_module would do the same and costs an import of its own.
    value = getattr(__import__(_HOME_OF.get(name, "community_certs.errors"), fromlist=[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
