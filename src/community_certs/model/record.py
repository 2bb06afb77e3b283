"""Immutable records without ``dataclasses``, whose import alone costs more than a first answer.

``@record`` turns an annotated class into one with slots, a constructor in the order of the
annotations, equality, hashing, pickling and ``to_dict()``. Type checkers see a frozen dataclass.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    from typing_extensions import dataclass_transform

    T = TypeVar("T")

    @dataclass_transform(frozen_default=True)
    def record(cls: type[T]) -> type[T]:
        """Make ``cls`` an immutable record."""
        ...

else:

    def record(cls):
        """Make ``cls`` an immutable record."""
        fields = tuple(cls.__annotations__)
        body = {
            key: value
            for key, value in cls.__dict__.items()
            if key not in fields and key not in ("__dict__", "__weakref__")
        }
        body["__slots__"] = fields
        body["_defaults"] = {key: cls.__dict__[key] for key in fields if key in cls.__dict__}
        for name, method in _METHODS.items():
            body.setdefault(name, method)
        return type(cls.__name__, cls.__bases__, body)


__all__ = ["plain", "record"]


def _init(self: Any, *values: object, **named: object) -> None:
    fields = self.__slots__
    if len(values) > len(fields):
        raise TypeError(f"{type(self).__name__} takes {len(fields)} values, not {len(values)}")
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


def _values(self: Any) -> tuple[object, ...]:
    return tuple(getattr(self, field) for field in self.__slots__)


def _refuse(self: Any, name: str, value: object = None) -> None:
    raise AttributeError(f"{type(self).__name__} is immutable ({name!r})")


def _repr(self: Any) -> str:
    inside = ", ".join(f"{field}={getattr(self, field)!r}" for field in self.__slots__)
    return f"{type(self).__name__}({inside})"


def _equal(self: Any, other: object) -> bool:
    return type(self) is type(other) and _values(self) == _values(other)


def plain(value: object) -> Any:
    """Return ``value`` as JSON would hold it: records as objects, tuples as arrays."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    to_dict = getattr(value, "to_dict", None)
    return to_dict() if to_dict is not None else value


def _to_dict(self: Any) -> dict[str, Any]:
    return {field: plain(getattr(self, field)) for field in self.__slots__}


_METHODS = {
    "__init__": _init,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__repr__": _repr,
    "__eq__": _equal,
    "__hash__": lambda self: hash(_values(self)),
    "__reduce__": lambda self: (type(self), _values(self)),
    "to_dict": _to_dict,
}
