"""Immutable records without ``dataclasses``.

Importing that module alone costs more than half of what a first answer may. A subclass of
:class:`Record` gets slots for its annotations, a constructor in their order, equality, hashing,
pickling and ``to_dict()``. Type checkers see a frozen dataclass.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from typing_extensions import dataclass_transform
else:

    def dataclass_transform(**_):
        """Do nothing at run time."""
        return lambda cls: cls


__all__ = ["Record", "plain"]


class _RecordType(type):
    """Makes the annotations of a class body its slots, and the values beside them defaults."""

    def __new__(mcs, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _RecordType:
        fields = tuple(body.get("__annotations__", ()))
        body["_defaults"] = {key: body.pop(key) for key in fields if key in body}
        body["__slots__"] = fields
        return type.__new__(mcs, name, bases, body)


@dataclass_transform(frozen_default=True)
class Record(metaclass=_RecordType):
    """The base of all records. A record of a record (a subclass of a subclass) is not supported."""

    if not TYPE_CHECKING:

        def __init__(self, *values, **named):
            fields = self.__slots__
            if len(values) > len(fields):
                raise TypeError(f"{type(self).__name__} takes {len(fields)} values")
            put = object.__setattr__
            for field, value in zip(fields, values, strict=False):
                put(self, field, value)
            for field in fields[len(values) :]:
                if field in named:
                    put(self, field, named.pop(field))
                elif field in self._defaults:
                    put(self, field, self._defaults[field])
                else:
                    raise TypeError(f"{type(self).__name__} needs {field!r}")
            if named:
                raise TypeError(f"{type(self).__name__} has no {sorted(named)[0]!r}")

        def __setattr__(self, name, value):
            raise AttributeError(f"{type(self).__name__} is immutable ({name!r})")

        def __delattr__(self, name):
            raise AttributeError(f"{type(self).__name__} is immutable ({name!r})")

        def __repr__(self):
            inside = ", ".join(f"{key}={getattr(self, key)!r}" for key in self.__slots__)
            return f"{type(self).__name__}({inside})"

    def values(self) -> tuple[Any, ...]:
        """Return the values of the fields, in their order."""
        return tuple([getattr(self, field) for field in self.__slots__])  # type: ignore[attr-defined]

    def __eq__(self, other: object) -> bool:
        return self is other or (type(self) is type(other) and self.values() == other.values())

    def __hash__(self) -> int:
        return hash(self.values())

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), self.values()

    def to_dict(self) -> dict[str, Any]:
        """Return the record as JSON would hold it."""
        return {field: plain(getattr(self, field)) for field in self.__slots__}  # type: ignore[attr-defined]


def plain(value: object) -> Any:
    """Return ``value`` as JSON would hold it: records as objects, tuples as arrays."""
    if value is None or value is True or value is False or isinstance(value, int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    to_dict = getattr(value, "to_dict", None)
    return to_dict() if to_dict is not None else value
