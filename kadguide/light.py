"""What :mod:`typing` gives to modules that a single question loads, without loading it.

Loading ``typing``, and its named tuples, which compile every annotation, costs a start of the program more than the
question itself. Checkers of types see the real ones.
"""

from __future__ import annotations

TYPE_CHECKING = False
"""As in ``typing``; checkers of types go by the name."""

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - for others to import
else:
    from collections import namedtuple

    class _Maker(type):
        """Makes of a class with annotations what ``typing.NamedTuple`` makes of it."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.pop("__annotations__")
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body.pop("__module__"))
            made.__annotations__ = fields
            for key, value in body.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Maker):
        """The base of frozen records that are tuples with named fields."""
