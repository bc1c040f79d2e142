"""Records come in, plain lists go out, and back: how records travel in a table's column.

JSON and not pickle: what a desk keeps on disk may come from anyone, and must never run.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


def pack(record: object) -> str:
    """Write a record as compact JSON: a list of its fields in order, records inside it likewise.

    >>> from twosource.model import Hedge, Span
    >>> pack(Hedge(Span(1, 5), "modal"))
    '[[1,5],"modal",null,"reporter"]'
    """
    return json.dumps(record, default=_listed, ensure_ascii=False, separators=(",", ":"))


def unpack(kind: type[Record], text: str) -> Record:
    """Read back what `pack` wrote of a record of type `kind`."""
    record: Record = _reader(cast("Hashable", kind))(json.loads(text))
    return record


def _listed(record: object) -> list[Any]:
    if is_dataclass(record):
        return [getattr(record, f.name) for f in fields(record)]
    raise TypeError(f"not a record: {type(record).__name__}")


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Return what turns parsed JSON into `kind`, by its declared type."""
    origin = get_origin(kind)
    if is_dataclass(kind) or (isinstance(kind, type) and hasattr(kind, "_fields")):
        return _record_reader(kind)
    if origin is tuple:
        return _tuple_reader(get_args(kind))
    if origin is dict:
        read = _reader(get_args(kind)[1])
        return lambda values: {key: read(value) for key, value in values.items()}
    if origin in (types.UnionType, Union):
        return _union_reader(tuple(a for a in get_args(kind) if a is not type(None)))
    return lambda value: value


def _record_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = [_reader(hints[n]) for n in (getattr(kind, "_fields", None) or [f.name for f in fields(kind)])]
    return lambda row: kind(*[read(v) for read, v in zip(readers, row, strict=False)])


def _tuple_reader(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(args) == 2 and args[1] is Ellipsis:
        read = _reader(args[0])
        return lambda values: tuple(read(v) for v in values)
    readers = [_reader(a) for a in args]
    return lambda values: tuple(r(v) for r, v in zip(readers, values, strict=True))


def _union_reader(arms: tuple[Any, ...]) -> Callable[[Any], Any]:
    composed = [a for a in arms if get_origin(a) is tuple or is_dataclass(a) or hasattr(a, "_fields")]
    read = _reader(composed[0]) if composed else (lambda value: value)
    return lambda value: read(value) if isinstance(value, list) else value
