"""Parse JSON and digest bytes without the imports that dominate a cold start.

``hashlib`` loads OpenSSL (about 4 ms) and ``json`` loads ``re`` (about 6 ms), while a first answer
altogether takes little more; see ``benchmarks/cold.py``. Both modules are thin shells over C code
that CPython always ships, which is used here directly where it is found, and the public modules
where it is not.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from hashlib import _Hash
    from typing import Any

__all__ = ["parse", "sha256"]


def _find_sha256() -> Callable[[bytes], _Hash]:
    for name in ("_sha2", "_sha256"):  # Python 3.12 and later; 3.10 and 3.11
        try:
            found: Callable[[bytes], _Hash] = __import__(name).sha256
        except (ImportError, AttributeError):
            continue
        return found
    from hashlib import sha256 as public  # noqa: PLC0415  (only where the C module is missing)

    return public


class _Strict:
    """What the C scanner asks of a decoder: plain JSON, without hooks."""

    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    memo: dict[str, str] = {}  # noqa: RUF012  (the scanner clears it after each use)

    @staticmethod
    def parse_constant(name: str) -> None:
        """Refuse NaN and infinities, which are no JSON."""
        raise ValueError(name)


def _find_parse() -> Callable[[bytes], Any]:
    try:
        make_scanner = __import__("_json").make_scanner
    except (ImportError, AttributeError):
        import json  # noqa: PLC0415  (only where the C module is missing)

        return json.loads
    scan = make_scanner(_Strict)

    def parse_text(raw: bytes) -> Any:
        text = raw.decode()
        try:
            value, end = scan(text, 0)
        except (StopIteration, SystemError):
            # Up to Python 3.11 the scanner leaves its error unset where nothing imported ``json``.
            raise ValueError("not JSON") from None
        if text[end:].strip():
            raise ValueError("more than one JSON value")
        return value

    return parse_text


sha256 = _find_sha256()
"""The SHA-256 constructor: ``sha256(data).hexdigest()``."""

parse = _find_parse()
"""Parse the bytes of one JSON value that starts at the first byte; ``ValueError`` if it is none."""
