"""Frozen values to plain JSON and back, by their type hints."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")

_known: dict[Any, dict[str, Any]] = {}


def to_payload(value: Any) -> Any:
    """Dataclasses become objects, tuples lists, days their ISO form; nothing else is let in."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_payload(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [to_payload(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is None or type(value) in (str, int, bool, float):
        return value
    if isinstance(value, Enum):
        return to_payload(value.value)
    raise TypeError(f"{value!r} does not belong in a report")


def from_payload(shape: type[T], payload: Mapping[str, Any]) -> T:
    """The value that was frozen, also by an older release: what the shape has no name for any more
    is left out, and what it did not have yet is empty."""
    return shape(
        **{
            name: _read(hint, payload[name]) if name in payload else _empty(hint)
            for name, hint in _hints(shape).items()
        }
    )


def _empty(hint: Any) -> Any:
    """No parts, no words, nought, or no day."""
    if get_origin(hint) is tuple:
        return ()
    return hint() if hint in (str, int, bool, float) else None


def _hints(shape: Any) -> dict[str, Any]:
    if shape not in _known:
        hints = get_type_hints(shape)
        _known[shape] = {field.name: hints[field.name] for field in fields(shape)}
    return _known[shape]


def _read(shape: Any, value: Any) -> Any:
    if get_origin(shape) is UnionType:
        if value is None:
            return None
        shape = next(each for each in get_args(shape) if each is not type(None))
    if get_origin(shape) is tuple:
        return tuple(_read(get_args(shape)[0], each) for each in value)
    if shape is date:
        return date.fromisoformat(value)
    return from_payload(shape, value) if isinstance(value, dict) else value
