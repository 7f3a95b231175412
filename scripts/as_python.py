"""Values as the Python that makes them again, for a failing case that is pasted into a test."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass

_PLAIN = (str, bytes, int, float, bool, type(None), datetime.date, datetime.timedelta)


class NotPython(ValueError):
    """A value that only the run that drew it can make, such as a source of chance."""


def as_python(value: object) -> str:
    """The source of a value, in one line; classes by their bare name.

    Known are plain values, dates, enums, dataclasses, named tuples and containers of them. Raises `NotPython` otherwise.
    """
    kind = type(value)
    if isinstance(value, enum.Enum):
        return f"{kind.__name__}.{value.name}"
    if kind in _PLAIN or kind is datetime.datetime:
        return repr(value)
    if is_dataclass(value):
        return f"{kind.__name__}({', '.join(_fields(value))})"
    if isinstance(value, tuple):
        if hasattr(value, "_fields"):
            return f"{kind.__name__}({', '.join(map(as_python, value))})"
        return f"({''.join(f'{as_python(part)}, ' for part in value).rstrip(' ')})" if value else "()"
    if isinstance(value, list):
        return f"[{_joined(value)}]"
    if isinstance(value, set | frozenset):
        return f"{kind.__name__}([{', '.join(sorted(map(as_python, value)))}])" if value else f"{kind.__name__}()"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{as_python(key)}: {as_python(part)}" for key, part in value.items()) + "}"
    raise NotPython(f"{kind.__name__} can't be written as Python")


def _joined(values: Iterable[object]) -> str:
    return ", ".join(map(as_python, values))


def _fields(value: object) -> list[str]:
    """The arguments of a dataclass; a trailing field that has its default is left out."""
    arguments: list[str] = []
    for field in fields(value):  # type: ignore[arg-type]
        part = getattr(value, field.name)
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        if field.init and part != default:
            arguments.append(f"{field.name}={as_python(part)}")
    return arguments
