"""Closed enumerations of strings, without the ``enum`` module.

``enum`` and the making of its classes cost a quarter of a cold first answer (``benchmarks/cold.py``
has the figures). Type checkers see real enumerations; at run time these behave like them where it
matters: ``Outcome("may_issue")``, ``Outcome.MAY_ISSUE``, ``.name``, ``.value``, ``.zh``, iteration,
``in``, identity, hashing, pickling, and equality with their string.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from enum import Enum

    from typing_extensions import Self

    class Named(str, Enum):
        """A string member with a Chinese name, ``zh``."""

        zh: str

        def __new__(cls, value: str, zh: str = "") -> Self:
            """Make a member that equals ``value``."""
            ...

else:

    class _Closed(type):
        """Turns ``NAME = value, zh`` in a class body into its only instances."""

        def __new__(mcs, name, bases, body):
            members = {
                key: body.pop(key)
                for key in [*body]
                if isinstance(body[key], tuple) and not key.startswith("__")
            }
            body["__slots__"] = ()
            cls = type.__new__(mcs, name, bases, body)
            by_value = {}
            for key, (value, zh) in members.items():
                member = str.__new__(cls, value)
                member.__dict__.update(name=key, value=value, zh=zh)
                by_value[value] = member
                type.__setattr__(cls, key, member)
            type.__setattr__(cls, "_by_value", by_value)
            return cls

        def __call__(cls, value):
            try:
                return cls._by_value[value]
            except (KeyError, TypeError):
                raise ValueError(f"{value!r} is not a {cls.__name__}") from None

        def __iter__(cls):
            return iter(cls._by_value.values())

        def __len__(cls):
            return len(cls._by_value)

        def __contains__(cls, value):
            return isinstance(value, str) and value in cls._by_value

        def __getitem__(cls, name):
            member = cls.__dict__[name]
            if not isinstance(member, cls):
                raise KeyError(name)
            return member

        def __setattr__(cls, name, value):
            raise AttributeError(f"{cls.__name__} is closed ({name!r})")

    class _Member(str):
        """The storage of a member; immutable from outside."""

        __slots__ = ("__dict__",)

        def __setattr__(self, name, value):
            raise AttributeError(f"{type(self).__name__}.{self.name} is immutable")

        __delattr__ = None

        def __repr__(self):
            return f"<{type(self).__name__}.{self.name}: {self.value!r}>"

        def __str__(self):
            return self.value

        def __reduce__(self):
            return type(self), (self.value,)

        def __copy__(self):
            return self

        def __deepcopy__(self, memo):
            return self

    Named = _Closed("Named", (_Member,), {"__doc__": "A string member with a Chinese name."})


__all__ = ["Named"]
