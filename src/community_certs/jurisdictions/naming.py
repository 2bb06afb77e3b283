"""How names of places are written: cleaning what people type, and where a name is filed."""

from __future__ import annotations

__all__ = ["BUCKETS", "clean", "code_in", "names_shard", "unit_shard"]

BUCKETS = 32


def clean(text: str) -> str:
    """Return ``text`` in compatibility form (full-width digits become plain), without spaces."""
    if not (text.isascii() or all("\u4e00" <= char <= "\u9fff" for char in text)):
        import unicodedata  # noqa: PLC0415  (seldom needed, and not free)

        text = unicodedata.normalize("NFKC", text)
    return "".join(text.split())


def code_in(text: str) -> str | None:
    """Return the adcode in a code of 6, 9 or 12 digits (the latter two name a place inside it)."""
    return text[:6] if len(text) in (6, 9, 12) and text.isascii() and text.isdigit() else None


def names_shard(name: str) -> str:
    """Return the shard that lists the names with the same first character."""
    return f"divisions/names-{ord(name[0]) % BUCKETS:02d}.json"


def unit_shard(code: str) -> str:
    """Return the shard that holds the units of a code."""
    return f"divisions/{code[:2]}.json"
